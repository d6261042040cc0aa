import * as tf from '@tensorflow/tfjs-node';
import { OPTION_FEATURES } from '../../environment/option-features';
import { OPTIONS } from '../../environment/state';
import { CRITIC_OPTION, chosenOf, type DecisionArrays, graphTensors } from './batch';
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

/** Parts of an input side by side. */
export const joined = (parts: readonly tf.Tensor2D[]): tf.Tensor2D =>
  parts.length === 1 ? parts[0] : (tf.concat([...parts], 1) as tf.Tensor2D);

/** s_x and z_x; without a GCN s_x. */
export const stateAndEmbedding = (state: tf.Tensor2D, z: tf.Tensor2D | undefined): tf.Tensor2D[] =>
  z ? [state, z] : [state];

/** What an actor reads: the same, or z_x alone (AMB-64). */
export const seenByActor = (
  { actorInput }: Pick<LearnerSettings, 'actorInput'>,
  state: tf.Tensor2D,
  z: tf.Tensor2D | undefined,
): tf.Tensor2D => (z && actorInput === 'embeddingOnly' ? z : joined(stateAndEmbedding(state, z)));

const stateOf = ({ state, batch }: DecisionArrays) => tf.tensor2d(state, [batch, VEHICLE_LENGTH]);

const embeddingOf = ({ rows }: DecisionArrays, embedding: tf.Tensor2D | undefined): tf.Tensor2D | undefined =>
  embedding && gatherRows(embedding, index(rows.vehicle));

/** Row of a vehicle actor. */
export const actorRow = (
  learner: Pick<Learning, 'settings'>,
  arrays: DecisionArrays,
  embedding: tf.Tensor2D | undefined,
): tf.Tensor2D => seenByActor(learner.settings, stateOf(arrays), embeddingOf(arrays, embedding));

/** What every critic sees of everybody: (z̄_V, z̄_E, z̄_C) ⊕ mean joint choice; pooled raw states stand in without a GCN. */
export function sharedRow(
  { batch, rows, joint, pooled }: DecisionArrays,
  embedding: tf.Tensor2D | undefined,
): tf.Tensor2D[] {
  const everybody = embedding
    ? (tf.reshape(gatherRows(embedding, index(rows.pools)), [batch, -1]) as tf.Tensor2D)
    : tf.tensor2d(pooled, [batch, POOLED]);
  return [everybody, tf.tensor2d(joint, [batch, OPTIONS])];
}

/** Row of a vehicle critic: s_v ⊕ z_v, and what every critic sees. */
export const criticRow = (arrays: DecisionArrays, embedding: tf.Tensor2D | undefined): tf.Tensor2D =>
  joined([...stateAndEmbedding(stateOf(arrays), embeddingOf(arrays, embedding)), ...sharedRow(arrays, embedding)]);

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
export function valuesOfChosen(critic: Team, arrays: DecisionArrays, embedding: tf.Tensor2D | undefined): tf.Tensor2D {
  const chosen = chosenOf(arrays);
  return score(critic, {
    row: criticRow(arrays, embedding),
    owner: arrays.owner,
    options: tf.tensor2d(chosen.options, [arrays.batch, CRITIC_OPTION]),
    ...linksOf(embedding, chosen.up, chosen.dst),
  });
}
