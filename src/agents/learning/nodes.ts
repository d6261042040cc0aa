import * as tf from '@tensorflow/tfjs-node';
import { OBJECTIVE_COUNT } from '../../environment/flows';
import type { Rng } from '../../support/rng';
import { continuousLoss, descendActors } from './actors';
import { DEMAND_SCALE, type DecisionArrays, readServer } from './batch';
import { gatherRows } from './layers';
import { criticLoss } from './losses';
import { headsOf } from './nets';
import { plain } from './networks';
import { CONTROLS, DEMAND, type Replay } from './replay';
import { joined, type Learning, seenByActor, sharedRow, stateAndEmbedding, trained } from './rows';
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
  for (let k = 0; k < DEMAND; k++) tier.demand[b * DEMAND + k] = replay.demand[server * DEMAND + k] / DEMAND_SCALE;
  rewardHeads(settings, replay.nodeReward, server * OBJECTIVE_COUNT, heads);
  tier.reward.set(heads, b * heads.length);
  tier.row[b] = b * arrays.now.graph.looked + n;
  tier.owner[b] = n < world.edges ? n : n - world.edges;
}

const stateOf = ({ state, row, width }: TierBatch) => tf.tensor2d(state, [row.length, width]);

const embeddingOf = ({ row }: TierBatch, embedding: tf.Tensor2D | undefined) =>
  embedding && gatherRows(embedding, tf.tensor1d(row, 'int32'));

/** Q(s, ·) of a tier's critic over the batch, as a function of the controls: it reads s_x ⊕ z_x, the control, demand and everybody. */
function valuesOf(
  learner: NodeLearning,
  tier: TierBatch,
  critic: Team,
  embedding: tf.Tensor2D | undefined,
): (control: tf.Tensor2D) => tf.Tensor2D {
  const own = stateAndEmbedding(stateOf(tier), embeddingOf(tier, embedding));
  const demand = tf.tensor2d(tier.demand, [tier.row.length, DEMAND]);
  const rest = [demand, ...sharedRow(learner.arrays.now, embedding)];
  return (control) => plain(critic, joined([...own, control, ...rest]), tier.owner);
}

/** (25) of one tier of nodes: its critic regresses the slot's credit (γ = 0). */
export function nodeLoss(
  learner: NodeLearning,
  name: 'edge' | 'cloud',
  critic: Team,
  embedding: tf.Tensor2D | undefined,
): tf.Tensor {
  const tier = learner.arrays.nodes[name];
  const control = tf.tensor2d(tier.control, [tier.row.length, CONTROLS]);
  return criticLoss(learner.settings, valuesOf(learner, tier, critic, embedding)(control), tier.reward);
}

/** The actors of edges and clouds, one step each (24): the critic and what it sees are held fixed. */
export function nodeActorSteps(
  learner: NodeLearning & Pick<Learning, 'networks' | 'targets'>,
  held: tf.Tensor2D | undefined,
  rng: Rng,
): void {
  const { networks, settings, arrays } = learner;
  for (const { tier: name, actor, critic } of NODE_TIERS) {
    const tier = arrays.nodes[name];
    const fixed = teamsBy(networks, trained(learner))(critic);
    descendActors(learner, actor, held, (actors, z) => {
      const seen = seenByActor(settings, stateOf(tier), embeddingOf(tier, z));
      const control = tf.tanh(plain(actors, seen, tier.owner));
      return continuousLoss(settings, control, valuesOf(learner, tier, fixed, held), rng);
    });
    for (const weights of fixed) tf.dispose(weights);
  }
}
