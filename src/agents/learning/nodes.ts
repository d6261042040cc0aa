import * as tf from '@tensorflow/tfjs-node';
import { OBJECTIVE_COUNT } from '../../environment/flows';
import { OPTIONS } from '../../environment/state';
import type { Rng } from '../../support/rng';
import { GRADIENT_LIMIT, type MoMaddpg, rewardHeads } from '../mo-maddpg';
import { createGraphArrays, type GraphArrays, graphTensors, readGraph, readServer } from './batch';
import { decodeHalf } from './half';
import { gatherRows } from './layers';
import { headsOf, type NetworkName } from './nets';
import { embed, plain } from './networks';
import { adamStep, byName, clipNorm, flatten, tensorsOf } from './parameters';
import { CONTROLS, DEMAND, POOLED, type Replay, sampleSlots } from './replay';
import type { LearnerSettings } from './settings';
import { CLOUD_LENGTH, EDGE_LENGTH, rowOf, type World } from './world';

interface TierBatch {
  readonly width: number;
  readonly state: Float32Array;
  readonly control: Float32Array;
  readonly demand: Float32Array;
  readonly reward: Float32Array;
  readonly row: Int32Array;
}

/** One edge and one cloud of each of 128 slots: the tiers share the slots' graphs. */
export interface NodeBatch {
  readonly graph: GraphArrays;
  readonly joint: Float32Array;
  readonly pooled: Float32Array;
  readonly pools: Int32Array;
  readonly edge: TierBatch;
  readonly cloud: TierBatch;
}

export function createNodeBatch(world: World, settings: LearnerSettings): NodeBatch {
  const B = settings.batch;
  const tier = (width: number): TierBatch => ({
    width,
    state: new Float32Array(B * width),
    control: new Float32Array(B * CONTROLS),
    demand: new Float32Array(B * DEMAND),
    reward: new Float32Array(B * headsOf(settings)),
    row: new Int32Array(B),
  });
  const graph = createGraphArrays(world, B, 0, settings.selfWeight);
  return {
    graph,
    joint: new Float32Array(B * OPTIONS),
    pooled: new Float32Array(B * POOLED),
    pools: Int32Array.from({ length: 3 * B }, (_, k) => Math.floor(k / 3) * graph.looked + rowOf.pools(world) + (k % 3)),
    edge: tier(EDGE_LENGTH),
    cloud: tier(CLOUD_LENGTH),
  };
}

function readNodes(learner: MoMaddpg, replay: Replay, rng: Rng): void {
  const { world, settings } = learner;
  const { nodes } = learner.arrays;
  const slots = sampleSlots(replay, settings.batch, rng);
  const scratch = new Float32Array(world.nodes);
  for (let b = 0; b < settings.batch; b++) {
    const slot = slots[b];
    if (settings.gcn) readGraph(replay, slot, b, -1, nodes.graph, scratch);
    else decodeHalf(nodes.pooled, b * POOLED, replay.pooled, slot * POOLED, POOLED);
    nodes.joint.set(replay.joint.subarray(slot * OPTIONS, (slot + 1) * OPTIONS), b * OPTIONS);
    readNode(learner, replay, slot, rng.integer(world.edges), nodes.edge, b);
    readNode(learner, replay, slot, world.edges + rng.integer(world.clouds), nodes.cloud, b);
  }
}

function readNode({ world, settings, arrays }: MoMaddpg, replay: Replay, slot: number, n: number, tier: TierBatch, b: number): void {
  const server = slot * world.servers + n;
  const heads = new Float64Array(headsOf(settings));
  readServer(replay, slot, n, tier.state, b * tier.width);
  tier.control.set(replay.control.subarray(server * CONTROLS, (server + 1) * CONTROLS), b * CONTROLS);
  for (let k = 0; k < DEMAND; k++) tier.demand[b * DEMAND + k] = replay.demand[server * DEMAND + k] / 5;
  rewardHeads(settings, replay.nodeReward, server * OBJECTIVE_COUNT, heads);
  tier.reward.set(heads, b * heads.length);
  tier.row[b] = b * arrays.nodes.graph.looked + n;
}

/** Everything a node's critic reads besides the control, and the node's own part of it. */
function inputsOf({ settings, arrays }: MoMaddpg, tier: TierBatch, embedding: tf.Tensor2D | undefined): { own: tf.Tensor2D; rest: tf.Tensor2D } {
  const B = settings.batch;
  const { nodes } = arrays;
  const state = tf.tensor2d(tier.state, [B, tier.width]);
  const own = embedding ? tf.concat([state, gatherRows(embedding, tf.tensor1d(tier.row, 'int32'))], 1) : state;
  const shared = embedding
    ? tf.reshape(gatherRows(embedding, tf.tensor1d(nodes.pools, 'int32')), [B, -1])
    : tf.tensor2d(nodes.pooled, [B, POOLED]);
  const rest = tf.concat([tf.tensor2d(tier.demand, [B, DEMAND]), shared, tf.tensor2d(nodes.joint, [B, OPTIONS])], 1);
  return { own: own as tf.Tensor2D, rest: rest as tf.Tensor2D };
}

/**
 * Edge and cloud agents: their critics regress the slot's credit (γ = 0) on (25), their actors ascend ∇_a Σ ω_ι Q_ι at
 * a = μ(s, z) (24). @returns the gradient of both critics' losses in the GCN, to be added to the vehicles'
 */
export function updateNodes(learner: MoMaddpg, replay: Replay, rng: Rng): { gcn: Float32Array } {
  readNodes(learner, replay, rng);
  const { networks, settings, arrays } = learner;
  const gcnTensors = settings.gcn ? tensorsOf(networks.gcn, networks.gcn.values) : [];
  const tiers = [
    { critic: 'edgeCritic', actor: 'edgeActor', tier: arrays.nodes.edge },
    { critic: 'cloudCritic', actor: 'cloudActor', tier: arrays.nodes.cloud },
  ] as const;
  const criticTensors = tiers.map(({ critic }) => tensorsOf(networks[critic], networks[critic].values));
  const kept: { embedding?: tf.Tensor2D } = {};
  const loss = (...tensors: tf.Tensor[]) => {
    const graph = byName(networks.gcn.shapes, tensors.slice(tensors.length - gcnTensors.length));
    const embedding = settings.gcn ? embed(graph, graphTensors(learner.world, arrays.nodes.graph)) : undefined;
    kept.embedding = embedding && tf.keep(embedding);
    const losses = tiers.map(({ critic, tier }, k) => {
      const own = tensors.slice(k * criticTensors[0].length, k * criticTensors[0].length + criticTensors[k].length);
      const { own: state, rest } = inputsOf(learner, tier, embedding);
      const control = tf.tensor2d(tier.control, [settings.batch, CONTROLS]);
      const values = plain(byName(networks[critic].shapes, own), tf.concat([state, control, rest], 1));
      return tf.mean(tf.square(tf.sub(values, tf.tensor2d(tier.reward, [settings.batch, headsOf(settings)]))));
    });
    return tf.add(losses[0], losses[1]) as tf.Scalar;
  };
  const all = [...criticTensors.flat(), ...gcnTensors];
  const gradients = tf.tidy(() => tf.grads(loss)(all));
  tf.dispose(all);
  tiers.forEach(({ critic }, k) => {
    const from = k * criticTensors[0].length;
    descend(learner, critic, gradients.slice(from, from + criticTensors[k].length), settings.criticRate);
  });
  const gcn = flatten(gradients.slice(criticTensors.flat().length), networks.gcn.values.length);
  for (const { critic, actor, tier } of tiers) updateNodeActor(learner, critic, actor, tier, kept.embedding);
  kept.embedding?.dispose();
  return { gcn };
}

function descend({ networks }: MoMaddpg, name: NetworkName, tensors: tf.Tensor[], rate: number): void {
  const gradient = flatten(tensors, networks[name].values.length);
  clipNorm(gradient, GRADIENT_LIMIT);
  adamStep(networks[name], gradient, rate);
}

function updateNodeActor(learner: MoMaddpg, critic: NetworkName, actor: NetworkName, tier: TierBatch, embedding: tf.Tensor2D | undefined): void {
  const { networks, settings } = learner;
  const tensors = tensorsOf(networks[actor], networks[actor].values);
  const gradients = tf.tidy(() => {
    const values = byName(networks[critic].shapes, tensorsOf(networks[critic], networks[critic].values));
    const { own, rest } = inputsOf(learner, tier, embedding);
    const weights = tf.tensor2d(settings.multiHead ? [...settings.weights] : [1], [headsOf(settings), 1]);
    return tf.grads((...policy: tf.Tensor[]) => {
      const control = tf.tanh(plain(byName(networks[actor].shapes, policy), own));
      const worth = tf.matMul(plain(values, tf.concat([own, control, rest], 1)), weights);
      return tf.neg(tf.mean(worth)) as tf.Scalar;
    })(tensors);
  });
  tf.dispose(tensors);
  descend(learner, actor, gradients, settings.actorRate);
}
