import * as tf from '@tensorflow/tfjs-node';
import { OPTION_FEATURES } from '../../environment/option-features';
import { OPTIONS } from '../../environment/state';
import type { Values } from './act';
import { CRITIC_OPTION, type DecisionArrays, rowIndices } from './batch';
import { gatherRows } from './layers';
import type { NetworkName } from './nets';
import type { Parameters } from './parameters';
import { POOLED } from './replay';
import type { LearnerSettings } from './settings';
import { VEHICLE_LENGTH, type World } from './world';

/** What is trained, and what of the batch at hand. */
export interface Learning<N extends string = NetworkName> {
  readonly world: World;
  readonly settings: LearnerSettings;
  readonly networks: Readonly<Record<N, Parameters>>;
  readonly targets: Readonly<Record<N, Float32Array>>;
}

/** Values of the trained networks, or of the targets. */
export const trained =
  <N extends string>({ networks }: Pick<Learning<N>, 'networks'>): Values<N> =>
  (name) =>
    networks[name].values;
export const targeted =
  <N extends string>({ targets }: Pick<Learning<N>, 'targets'>): Values<N> =>
  (name) =>
    targets[name];

const index = (values: Int32Array) => tf.tensor1d(values, 'int32');

/** Row of an actor: s_v ⊕ z_v. */
export function actorRow(
  learner: Pick<Learning, 'world'>,
  arrays: DecisionArrays,
  embedding: tf.Tensor2D | undefined,
): tf.Tensor2D {
  const state = tf.tensor2d(arrays.state, [arrays.batch, VEHICLE_LENGTH]);
  if (!embedding) return state;
  const { vehicle } = rowIndices(learner.world, arrays.graph, arrays.batch);
  return tf.concat([state, gatherRows(embedding, index(vehicle))], 1) as tf.Tensor2D;
}

/** What every critic sees of everybody: (z̄_V, z̄_E, z̄_C) ⊕ mean joint choice; pooled raw states stand in without a GCN. */
export function sharedRow(
  learner: Pick<Learning, 'world'>,
  arrays: DecisionArrays,
  embedding: tf.Tensor2D | undefined,
): tf.Tensor2D {
  const { batch } = arrays;
  const joint = tf.tensor2d(arrays.joint, [batch, OPTIONS]);
  if (!embedding) return tf.concat([tf.tensor2d(arrays.pooled, [batch, POOLED]), joint], 1) as tf.Tensor2D;
  const { pools } = rowIndices(learner.world, arrays.graph, batch);
  return tf.concat([tf.reshape(gatherRows(embedding, index(pools)), [batch, -1]), joint], 1) as tf.Tensor2D;
}

/** Row of a vehicle critic: the actor's, and what every critic sees. */
export const criticRow = (learner: Learning, arrays: DecisionArrays, embedding: tf.Tensor2D | undefined): tf.Tensor2D =>
  tf.concat([actorRow(learner, arrays, embedding), sharedRow(learner, arrays, embedding)], 1) as tf.Tensor2D;

/** The embedding rows of an option's access node and destination; nothing without a GCN. */
export const linksOf = (embedding: tf.Tensor2D | undefined, up: Int32Array, dst: Int32Array) =>
  embedding ? { embedding, up: index(up), dst: index(dst) } : {};

/** Input of a vehicle actor for all ten options of every decision. */
export const allOptions = (arrays: DecisionArrays, embedding: tf.Tensor2D | undefined) => ({
  options: tf.tensor2d(arrays.options, [arrays.batch * OPTIONS, OPTION_FEATURES]),
  ...linksOf(embedding, arrays.up, arrays.dst),
});

/** Input of a vehicle critic for all ten options of every decision. */
export const allCriticOptions = (arrays: DecisionArrays, embedding: tf.Tensor2D | undefined) => ({
  options: tf.tensor2d(arrays.criticOptions, [arrays.batch * OPTIONS, CRITIC_OPTION]),
  ...linksOf(embedding, arrays.up, arrays.dst),
});
