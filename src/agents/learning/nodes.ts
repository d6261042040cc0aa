import * as tf from '@tensorflow/tfjs-node';
import { OBJECTIVE_COUNT } from '../../environment/flows';
import type { Rng } from '../../support/rng';
import { type DecisionArrays, readServer } from './batch';
import { gatherRows, linear } from './layers';
import { criticLoss } from './losses';
import { descend, gradientsOf, headsOf } from './nets';
import { plain } from './networks';
import { CONTROLS, DEMAND, type Replay } from './replay';
import { type Learning, seenByActor, sharedRow, stateAndEmbedding, trained } from './rows';
import type { LearnerSettings } from './settings';
import { type Team, teamsBy } from './teams';
import { rewardHeads } from './values';
import { CLOUD_LENGTH, EDGE_LENGTH } from './world';

/** A learner with the batch at hand. */
interface NodeLearning extends Pick<Learning, 'world' | 'settings'> {
  readonly arrays: { readonly now: DecisionArrays; readonly nodes: NodeBatch };
}

interface TierBatch {
  readonly width: number;
  readonly state: Float32Array;
  readonly control: Float32Array;
  readonly demand: Float32Array;
  readonly reward: Float32Array;
  readonly row: Int32Array;
  /** Which node of the tier each row is of. */
  readonly owner: Int32Array;
}

/** One edge and one cloud of the slot of each drawn decision: the three tiers share the slots' graphs. */
export interface NodeBatch {
  readonly edge: TierBatch;
  readonly cloud: TierBatch;
}

export function createNodeBatch(settings: LearnerSettings): NodeBatch {
  const B = settings.batch;
  const tier = (width: number): TierBatch => ({
    width,
    state: new Float32Array(B * width),
    control: new Float32Array(B * CONTROLS),
    demand: new Float32Array(B * DEMAND),
    reward: new Float32Array(B * headsOf(settings)),
    row: new Int32Array(B),
    owner: new Int32Array(B),
  });
  return { edge: tier(EDGE_LENGTH), cloud: tier(CLOUD_LENGTH) };
}

export const NODE_TIERS = [
  { tier: 'edge', critic: 'edgeCritic', actor: 'edgeActor' },
  { tier: 'cloud', critic: 'cloudCritic', actor: 'cloudActor' },
] as const;

/** Reads a random edge and a random cloud of each decision's slot. */
export function readNodes(learner: NodeLearning, replay: Replay, rows: Int32Array, rng: Rng): void {
  const { world, arrays } = learner;
  for (let b = 0; b < rows.length; b++) {
    const slot = replay.rowSlot[rows[b]] % replay.slots;
    readNode(learner, replay, slot, rng.integer(world.edges), arrays.nodes.edge, b);
    readNode(learner, replay, slot, world.edges + rng.integer(world.clouds), arrays.nodes.cloud, b);
  }
}

function readNode(
  { world, settings, arrays }: NodeLearning,
  replay: Replay,
  slot: number,
  n: number,
  tier: TierBatch,
  b: number,
): void {
  const server = slot * world.servers + n;
  const heads = new Float64Array(headsOf(settings));
  readServer(replay, slot, n, tier.state, b * tier.width);
  tier.control.set(replay.control.subarray(server * CONTROLS, (server + 1) * CONTROLS), b * CONTROLS);
  for (let k = 0; k < DEMAND; k++) tier.demand[b * DEMAND + k] = replay.demand[server * DEMAND + k] / 5;
  rewardHeads(settings, replay.nodeReward, server * OBJECTIVE_COUNT, heads);
  tier.reward.set(heads, b * heads.length);
  tier.row[b] = b * arrays.now.graph.looked + n;
  tier.owner[b] = n < world.edges ? n : n - world.edges;
}

/** What a node's actor reads, and what its critic reads besides the control: its own part, s_x ⊕ z_x, and the rest. */
function inputsOf(
  learner: NodeLearning,
  tier: TierBatch,
  embedding: tf.Tensor2D | undefined,
): { seen: tf.Tensor2D; own: tf.Tensor2D; rest: tf.Tensor2D } {
  const B = learner.settings.batch;
  const state = tf.tensor2d(tier.state, [B, tier.width]);
  const z = embedding && gatherRows(embedding, tf.tensor1d(tier.row, 'int32'));
  const rest = tf.concat([tf.tensor2d(tier.demand, [B, DEMAND]), sharedRow(learner, learner.arrays.now, embedding)], 1);
  return {
    seen: seenByActor(learner.settings, state, z),
    own: stateAndEmbedding(state, z),
    rest: rest as tf.Tensor2D,
  };
}

/** (25) of one tier of nodes: its critic regresses the slot's credit (γ = 0). */
export function nodeLoss(
  learner: NodeLearning,
  name: 'edge' | 'cloud',
  critic: Team,
  embedding: tf.Tensor2D | undefined,
): tf.Tensor {
  const { settings, arrays } = learner;
  const tier = arrays.nodes[name];
  const { own, rest } = inputsOf(learner, tier, embedding);
  const control = tf.tensor2d(tier.control, [settings.batch, CONTROLS]);
  const values = plain(critic, tf.concat([own, control, rest], 1), tier.owner);
  return criticLoss(settings, values, tier.reward);
}

/** −mean Σ ω_ι Q_ι(s, a) at a = μ(s, z) (24), to be descended in the actor; the critic and the embedding are held fixed. */
export function nodeActorLoss(
  learner: NodeLearning,
  name: 'edge' | 'cloud',
  actor: Team,
  critic: Team,
  embedding: tf.Tensor2D | undefined,
): tf.Tensor {
  const { settings, arrays } = learner;
  const tier = arrays.nodes[name];
  const { seen, own, rest } = inputsOf(learner, tier, embedding);
  const weights = tf.tensor2d(settings.multiHead ? Array.from(settings.weights) : [1], [headsOf(settings), 1]);
  const control = tf.tanh(plain(actor, seen, tier.owner));
  const values = plain(critic, tf.concat([own, control, rest], 1), tier.owner);
  return tf.neg(tf.mean(linear(values, weights)));
}

/** The actors of edges and clouds, one step each. */
export function nodeActorSteps(
  learner: NodeLearning & Pick<Learning, 'networks'>,
  embedding: tf.Tensor2D | undefined,
): void {
  const { networks, settings } = learner;
  for (const { tier, actor, critic } of NODE_TIERS) {
    const fixed = teamsBy(networks, trained(learner))(critic);
    const gradients = gradientsOf(networks, [actor], (teams) =>
      nodeActorLoss(learner, tier, teams[actor], fixed, embedding),
    );
    for (const weights of fixed) tf.dispose(weights);
    descend(networks, gradients, settings.actorRate);
  }
}
