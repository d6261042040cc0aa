import * as tf from '@tensorflow/tfjs-node';
import { OPTION_FEATURES } from '../environment/option-features';
import { OPTIONS } from '../environment/state';
import type { Rng } from '../support/rng';
import { softmax, type Values } from './learning/act';
import { chosenOf, createDecisionArrays, CRITIC_OPTION, type DecisionArrays, graphTensors, readDecisions, rowIndices } from './learning/batch';
import { gatherRows } from './learning/layers';
import { copyTargets, createNetworks, headsOf, type NetworkName, type Networks, type Targets } from './learning/nets';
import { embed, score } from './learning/networks';
import { createNodeBatch, type NodeBatch, updateNodes } from './learning/nodes';
import { adamStep, byName, clipNorm, flatten, softUpdate, tensorsOf } from './learning/parameters';
import { POOLED, type Replay, sampleRows } from './learning/replay';
import { OBJECTIVE_COUNT } from '../environment/flows';
import type { LearnerSettings } from './learning/settings';
import { requireFinite } from './learning/view';
import { VEHICLE_LENGTH, type World } from './learning/world';

/** Longest gradient of a network; longer ones are scaled down. */
export const GRADIENT_LIMIT = 1;

/** What an update reports: (25) by head, the normalised Bellman error, gradient norms, mean entropy of the policy. */
export interface UpdateReport {
  readonly losses: readonly number[];
  readonly bellman: number;
  readonly criticNorm: number;
  readonly actorNorm: number;
  readonly entropy: number;
}

/** MO-MADDPG: decentralised actors, centralised critics with a head an objective, targets, one GCN (Algorithm 1 as corrected in MODEL.md §5.5). */
export interface MoMaddpg {
  readonly world: World;
  readonly settings: LearnerSettings;
  readonly networks: Networks;
  readonly targets: Targets;
  readonly arrays: { now: DecisionArrays; next: DecisionArrays; nodes: NodeBatch };
  updates: number;
}

/** Lines 1, 2 and 4: networks of every tier, targets equal to them, the GCN. */
export function createMoMaddpg(world: World, settings: LearnerSettings, rng: Rng): MoMaddpg {
  const networks = createNetworks(world, settings, rng);
  return {
    world,
    settings,
    networks,
    targets: copyTargets(networks),
    arrays: {
      now: createDecisionArrays(world, settings.batch, settings.selfWeight),
      next: createDecisionArrays(world, settings.batch, settings.selfWeight),
      nodes: createNodeBatch(world, settings),
    },
    updates: 0,
  };
}

/** Weights of a network as tensors by name, for a pass that changes nothing. */
export const weightsBy = (networks: Networks, values: Values) => (name: NetworkName) =>
  byName(networks[name].shapes, tensorsOf(networks[name], values(name)));

/** Values of the trained networks, or of the targets. */
export const trained = ({ networks }: Pick<MoMaddpg, 'networks'>): Values => (name) => networks[name].values;
export const targeted = ({ targets }: Pick<MoMaddpg, 'targets'>): Values => (name) => targets[name];

/** Lines 18–22 and 27: one mini-batch, (26), (27), (24), soft updates. */
export function updateMoMaddpg(learner: MoMaddpg, replay: Replay, rng: Rng, entropyWeight: number, withNodes: boolean): UpdateReport {
  const { settings, networks, targets, arrays } = learner;
  const rows = sampleRows(replay, settings.batch, rng); // line 19
  const nextRows = rows.map((row) => replay.rowNext[row]);
  const scratch = new Float32Array(learner.world.nodes);
  readDecisions(replay, rows, arrays.now, settings.gcn, scratch);
  readDecisions(replay, nextRows, arrays.next, settings.gcn, scratch);
  const target = bellmanTargets(learner, replay, rows); // line 20, (26)
  const critic = criticGradient(learner, target); // line 21, (25), (27)
  const nodes = withNodes ? updateNodes(learner, replay, rng) : undefined;
  if (nodes) for (let k = 0; k < critic.gcn.length; k++) critic.gcn[k] += nodes.gcn[k];
  clipNorm(critic.gcn, GRADIENT_LIMIT);
  const criticNorm = clipNorm(critic.critic, GRADIENT_LIMIT);
  adamStep(networks.vehicleCritic, critic.critic, settings.criticRate);
  if (settings.gcn) adamStep(networks.gcn, critic.gcn, settings.criticRate);
  const actor = actorGradient(learner, critic.embedding, entropyWeight); // line 22, (24)
  critic.embedding?.dispose();
  const actorNorm = clipNorm(actor.gradient, GRADIENT_LIMIT);
  adamStep(networks.vehicleActor, actor.gradient, settings.actorRate);
  for (const name of Object.keys(networks) as NetworkName[]) softUpdate(targets[name], networks[name].values, settings.softUpdate);
  learner.updates++;
  return { losses: critic.losses, bellman: critic.bellman, criticNorm, actorNorm, entropy: actor.entropy };
}

const index = (values: Int32Array) => tf.tensor1d(values, 'int32');

/** Row of an actor: s_v ⊕ z_v. */
function actorRow(learner: MoMaddpg, arrays: DecisionArrays, embedding: tf.Tensor2D | undefined): tf.Tensor2D {
  const state = tf.tensor2d(arrays.state, [arrays.batch, VEHICLE_LENGTH]);
  if (!embedding) return state;
  const { vehicle } = rowIndices(learner.world, arrays.graph, arrays.batch);
  return tf.concat([state, gatherRows(embedding, index(vehicle))], 1) as tf.Tensor2D;
}

/** Row of a critic: s_v ⊕ z_v ⊕ (z̄_V, z̄_E, z̄_C) ⊕ mean joint choice; pooled raw states stand in without a GCN. */
function criticRow(learner: MoMaddpg, arrays: DecisionArrays, embedding: tf.Tensor2D | undefined): tf.Tensor2D {
  const { batch } = arrays;
  const joint = tf.tensor2d(arrays.joint, [batch, OPTIONS]);
  const own = actorRow(learner, arrays, embedding);
  if (!embedding) return tf.concat([own, tf.tensor2d(arrays.pooled, [batch, POOLED]), joint], 1) as tf.Tensor2D;
  const { pools } = rowIndices(learner.world, arrays.graph, batch);
  return tf.concat([own, tf.reshape(gatherRows(embedding, index(pools)), [batch, -1]), joint], 1) as tf.Tensor2D;
}

const linksOf = (embedding: tf.Tensor2D | undefined, up: Int32Array, dst: Int32Array) =>
  embedding ? { embedding, up: index(up), dst: index(dst) } : {};

const allOptions = (arrays: DecisionArrays, embedding: tf.Tensor2D | undefined) => ({
  options: tf.tensor2d(arrays.options, [arrays.batch * OPTIONS, OPTION_FEATURES]),
  ...linksOf(embedding, arrays.up, arrays.dst),
});

const allCriticOptions = (arrays: DecisionArrays, embedding: tf.Tensor2D | undefined) => ({
  options: tf.tensor2d(arrays.criticOptions, [arrays.batch * OPTIONS, CRITIC_OPTION]),
  ...linksOf(embedding, arrays.up, arrays.dst),
});

/** (26) for a decision: y_ι = R_ι + γ^k Σ_o π'(o|s') Q'_ι(s', o), all by the target networks; [batch · heads]. */
export function bellmanTargets(learner: MoMaddpg, replay: Replay, rows: Int32Array): Float32Array {
  const { settings, arrays } = learner;
  const heads = headsOf(settings);
  const [scores, values] = tf.tidy(() => {
    const weights = weightsBy(learner.networks, targeted(learner));
    const embedding = settings.gcn ? embed(weights('gcn'), graphTensors(learner.world, arrays.next.graph)) : undefined;
    const actor = score(weights('vehicleActor'), { row: actorRow(learner, arrays.next, embedding), ...allOptions(arrays.next, embedding) });
    const critic = score(weights('vehicleCritic'), { row: criticRow(learner, arrays.next, embedding), ...allCriticOptions(arrays.next, embedding) });
    return [actor.dataSync() as Float32Array, critic.dataSync() as Float32Array];
  });
  const policy = new Float64Array(OPTIONS);
  const target = new Float32Array(settings.batch * heads);
  const own = new Float64Array(heads);
  for (let b = 0; b < settings.batch; b++) {
    softmax(scores, b * OPTIONS, arrays.next.mask[b], policy);
    rewardHeads(learner.settings, replay.rowReward, rows[b] * OBJECTIVE_COUNT, own);
    const discount = powers(settings.discount, replay.rowAge[rows[b]]);
    for (let h = 0; h < heads; h++) {
      let expected = 0;
      for (let o = 0; o < OPTIONS; o++) expected += policy[o] * values[(b * OPTIONS + o) * heads + h];
      target[b * heads + h] = own[h] + discount * expected;
    }
  }
  requireFinite('targets (26)', target);
  return target;
}

/** γ^k as a running product: the same bits on every engine. */
export function powers(gamma: number, k: number): number {
  let product = 1;
  for (let step = 0; step < k; step++) product *= gamma;
  return product;
}

/** The reward of each head: the five objectives, or their weighted sum. */
export function rewardHeads({ multiHead, weights }: LearnerSettings, rewards: ArrayLike<number>, from: number, out: Float64Array): void {
  if (!multiHead) out[0] = 0;
  for (let k = 0; k < OBJECTIVE_COUNT; k++) {
    if (multiHead) out[k] = rewards[from + k];
    else out[0] += weights[k] * rewards[from + k];
  }
}

interface CriticGradient {
  readonly critic: Float32Array;
  readonly gcn: Float32Array;
  /** Z of the batch before the update, kept for the actor; the caller disposes it. */
  readonly embedding: tf.Tensor2D | undefined;
  readonly losses: readonly number[];
  readonly bellman: number;
}

/** Gradient of 𝓛 = (1/5) Σ_ι (Q_ι − y_ι)² (27) in the critic and, through the embedding, in the GCN. */
export function criticGradient(learner: MoMaddpg, target: Float32Array): CriticGradient {
  const { networks, settings, arrays, world } = learner;
  const heads = headsOf(settings);
  const criticTensors = tensorsOf(networks.vehicleCritic, networks.vehicleCritic.values);
  const gcnTensors = settings.gcn ? tensorsOf(networks.gcn, networks.gcn.values) : [];
  const kept: { embedding?: tf.Tensor2D; values?: Float32Array } = {};
  const loss = (...tensors: tf.Tensor[]) => {
    const critic = byName(networks.vehicleCritic.shapes, tensors.slice(0, criticTensors.length));
    const gcn = byName(networks.gcn.shapes, tensors.slice(criticTensors.length));
    const embedding = settings.gcn ? embed(gcn, graphTensors(world, arrays.now.graph)) : undefined;
    kept.embedding = embedding && tf.keep(embedding);
    const chosen = chosenOf(arrays.now);
    const values = score(critic, {
      row: criticRow(learner, arrays.now, embedding),
      options: tf.tensor2d(chosen.options, [settings.batch, CRITIC_OPTION]),
      ...linksOf(embedding, chosen.up, chosen.dst),
    });
    kept.values = values.dataSync() as Float32Array;
    return tf.mean(tf.square(tf.sub(values, tf.tensor2d(target, [settings.batch, heads])))) as tf.Scalar;
  };
  const gradients = tf.tidy(() => tf.grads(loss)([...criticTensors, ...gcnTensors]));
  tf.dispose([...criticTensors, ...gcnTensors]);
  const critic = flatten(gradients.slice(0, criticTensors.length), networks.vehicleCritic.values.length);
  const gcn = flatten(gradients.slice(criticTensors.length), networks.gcn.values.length);
  requireFinite('gradient of the critic', critic);
  requireFinite('gradient of the GCN', gcn);
  return { critic, gcn, embedding: kept.embedding, ...errorsOf(kept.values as Float32Array, target, heads) };
}

/** (25) by head, and the mean over heads of TD² over the targets' variance (0/0 := 0; MODEL.md §5.7, panel 2b). */
function errorsOf(values: Float32Array, target: Float32Array, heads: number): { losses: number[]; bellman: number } {
  const count = values.length / heads;
  const losses: number[] = [];
  let bellman = 0;
  for (let h = 0; h < heads; h++) {
    let [loss, mean, square] = [0, 0, 0];
    for (let b = 0; b < count; b++) {
      const y = target[b * heads + h];
      loss += (values[b * heads + h] - y) ** 2 / count;
      mean += y / count;
      square += y ** 2 / count;
    }
    losses.push(loss);
    const variance = square - mean * mean;
    bellman += (variance > 0 ? loss / variance : 0) / heads;
  }
  return { losses, bellman };
}

/**
 * Gradient of −[Σ_o π_o Σ_ι ω_ι Q_ι(s, o) + α_H H(π)] in the vehicle actor (24): with the updated critic, the embedding
 * held fixed and the others' choices from the replay.
 */
export function actorGradient(learner: MoMaddpg, embedding: tf.Tensor2D | undefined, entropyWeight: number): { gradient: Float32Array; entropy: number } {
  const { networks, settings, arrays } = learner;
  const heads = headsOf(settings);
  const values = tf.tidy(() => {
    const weights = weightsBy(networks, trained(learner));
    const input = { row: criticRow(learner, arrays.now, embedding), ...allCriticOptions(arrays.now, embedding) };
    return score(weights('vehicleCritic'), input).dataSync() as Float32Array;
  });
  const report = { entropy: 0 };
  const ascend = tf.customGrad((...inputs: (tf.Tensor | tf.GradSaveFunc)[]) => {
    const scores = inputs[0] as tf.Tensor;
    const { gradient, entropy } = policyGradient(settings, arrays.now, scores.dataSync() as Float32Array, values, heads, entropyWeight);
    report.entropy = entropy;
    return { value: tf.scalar(0), gradFunc: () => tf.tensor2d(gradient, scores.shape as [number, number]) };
  });
  const tensors = tensorsOf(networks.vehicleActor, networks.vehicleActor.values);
  const gradients = tf.tidy(() =>
    tf.grads((...weights: tf.Tensor[]) =>
      ascend(
        score(byName(networks.vehicleActor.shapes, weights), {
          row: actorRow(learner, arrays.now, embedding),
          ...allOptions(arrays.now, embedding),
        }),
      ),
    )(tensors),
  );
  tf.dispose(tensors);
  const gradient = flatten(gradients, networks.vehicleActor.values.length);
  requireFinite('gradient of the vehicle actor', gradient);
  return { gradient, entropy: report.entropy };
}

/** d/dscore_o of −(Σ π q + α_H H) over a batch mean: −π_o [q_o − Σ π q − α_H (ln π_o + H)]. */
export function policyGradient(
  { batch, weights, multiHead }: Pick<LearnerSettings, 'batch' | 'weights' | 'multiHead'>,
  { mask }: Pick<DecisionArrays, 'mask'>,
  scores: Float32Array,
  values: Float32Array,
  heads: number,
  entropyWeight: number,
): { gradient: Float32Array; entropy: number } {
  const gradient = new Float32Array(batch * OPTIONS);
  const policy = new Float64Array(OPTIONS);
  const worth = new Float64Array(OPTIONS);
  let entropy = 0;
  for (let b = 0; b < batch; b++) {
    softmax(scores, b * OPTIONS, mask[b], policy);
    let [expected, own] = [0, 0];
    for (let o = 0; o < OPTIONS; o++) {
      worth[o] = 0;
      for (let h = 0; h < heads; h++) worth[o] += (multiHead ? weights[h] : 1) * values[(b * OPTIONS + o) * heads + h];
      expected += policy[o] * worth[o];
      if (policy[o] > 0) own -= policy[o] * Math.log(policy[o]);
    }
    entropy += own / batch;
    for (let o = 0; o < OPTIONS; o++) {
      if (policy[o] === 0) continue;
      const slope = worth[o] - expected - entropyWeight * (Math.log(policy[o]) + own);
      gradient[b * OPTIONS + o] = (-policy[o] * slope) / batch;
    }
  }
  return { gradient, entropy };
}
