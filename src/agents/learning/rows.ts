import * as tf from '@tensorflow/tfjs-node';
import { OPTION_FEATURES } from '../../environment/option-features';
import { OPTIONS } from '../../environment/state';
import { CRITIC_OPTION, chosenOf, type DecisionArrays, graphTensors, rowIndices } from './batch';
import { gatherRows } from './layers';
import { embed, score } from './networks';
import { type Parameters, type Values, weightsBy } from './parameters';
import { POOLED } from './replay';
import type { LearnerSettings } from './settings';
import type { Team } from './teams';
import { VEHICLE_LENGTH, type World } from './world';

/** What is trained, and what of the batch at hand. */
export interface Learning {
  readonly world: World;
  readonly settings: LearnerSettings;
  readonly networks: Readonly<Record<string, Parameters>>;
  readonly targets: Readonly<Record<string, Float32Array>>;
}

/** Values of the trained networks, or of the targets. */
export const trained =
  ({ networks }: Pick<Learning, 'networks'>): Values =>
  (name) =>
    networks[name].values;
export const targeted =
  ({ targets }: Pick<Learning, 'targets'>): Values =>
  (name) =>
    targets[name];

const index = (values: Int32Array) => tf.tensor1d(values, 'int32');

/** Z of the batch, by weights that are being differentiated or, where the GCN is not (AMB-24), by its trained ones. */
export function embedBatch(
  learner: Learning & { readonly arrays: { readonly now: DecisionArrays } },
  differentiated: Record<string, tf.Tensor> | undefined,
): tf.Tensor2D | undefined {
  if (!learner.settings.gcn) return undefined;
  const weights = differentiated ?? weightsBy(learner.networks, trained(learner))('gcn');
  return embed(weights, graphTensors(learner.world, learner.arrays.now.graph));
}

/** s_x ⊕ z_x; without a GCN s_x. */
export const stateAndEmbedding = (state: tf.Tensor2D, z: tf.Tensor2D | undefined): tf.Tensor2D =>
  z ? (tf.concat([state, z], 1) as tf.Tensor2D) : state;

/** What an actor reads: the same, or z_x alone (AMB-64). */
export const seenByActor = (
  { actorInput }: Pick<LearnerSettings, 'actorInput'>,
  state: tf.Tensor2D,
  z: tf.Tensor2D | undefined,
): tf.Tensor2D => (z && actorInput === 'embeddingOnly' ? z : stateAndEmbedding(state, z));

const stateOf = ({ state, batch }: DecisionArrays) => tf.tensor2d(state, [batch, VEHICLE_LENGTH]);

function embeddingOf(
  { world }: Pick<Learning, 'world'>,
  { graph, batch }: DecisionArrays,
  embedding: tf.Tensor2D | undefined,
): tf.Tensor2D | undefined {
  return embedding && gatherRows(embedding, index(rowIndices(world, graph, batch).vehicle));
}

/** Row of a vehicle actor. */
export const actorRow = (
  learner: Pick<Learning, 'world' | 'settings'>,
  arrays: DecisionArrays,
  embedding: tf.Tensor2D | undefined,
): tf.Tensor2D => seenByActor(learner.settings, stateOf(arrays), embeddingOf(learner, arrays, embedding));

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

/** Row of a vehicle critic: s_v ⊕ z_v, and what every critic sees. */
export function criticRow(learner: Learning, arrays: DecisionArrays, embedding: tf.Tensor2D | undefined): tf.Tensor2D {
  const own = stateAndEmbedding(stateOf(arrays), embeddingOf(learner, arrays, embedding));
  return tf.concat([own, sharedRow(learner, arrays, embedding)], 1) as tf.Tensor2D;
}

/** The embedding rows of an option's access node and destination; nothing without a GCN. */
export const linksOf = (embedding: tf.Tensor2D | undefined, up: Int32Array, dst: Int32Array) =>
  embedding ? { embedding, up: index(up), dst: index(dst) } : {};

/** Input of a vehicle actor for all ten options of every decision. */
export const allOptions = (arrays: DecisionArrays, embedding: tf.Tensor2D | undefined) => ({
  owner: arrays.owner,
  options: tf.tensor2d(arrays.options, [arrays.batch * OPTIONS, OPTION_FEATURES]),
  ...linksOf(embedding, arrays.up, arrays.dst),
});

/** Input of a vehicle critic for all ten options of every decision. */
export const allCriticOptions = (arrays: DecisionArrays, embedding: tf.Tensor2D | undefined) => ({
  owner: arrays.owner,
  options: tf.tensor2d(arrays.criticOptions, [arrays.batch * OPTIONS, CRITIC_OPTION]),
  ...linksOf(embedding, arrays.up, arrays.dst),
});

/** Q(s, o) of the options that were chosen, [B, heads]. */
export function valuesOfChosen(
  learner: Learning,
  critic: Team,
  arrays: DecisionArrays,
  embedding: tf.Tensor2D | undefined,
): tf.Tensor2D {
  const chosen = chosenOf(arrays);
  return score(critic, {
    row: criticRow(learner, arrays, embedding),
    owner: arrays.owner,
    options: tf.tensor2d(chosen.options, [arrays.batch, CRITIC_OPTION]),
    ...linksOf(embedding, chosen.up, chosen.dst),
  });
}
