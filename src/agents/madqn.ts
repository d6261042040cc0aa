import * as tf from '@tensorflow/tfjs-node';
import { OBJECTIVE_COUNT } from '../environment/flows';
import { OPTION_FEATURES } from '../environment/option-features';
import { OPTIONS } from '../environment/state';
import type { Rng } from '../support/rng';
import { actionsOf, interleave, type Preferences, passServers, readFinite, scoreDeciders } from './learning/act';
import type { Acting, LearningAgent, UpdateReport } from './learning/agent';
import { chosenRows, createDecisionArrays, type DecisionArrays, readDecisions } from './learning/batch';
import type { Noise } from './learning/controls';
import { bellmanTarget } from './learning/equations';
import { readOut } from './learning/layers';
import { criticLoss } from './learning/losses';
import { copyTargets, descend, gradientsOf } from './learning/nets';
import { plain, plainShapes, score, scorerShapes } from './learning/networks';
import { createNodeBatch, type NodeBatch, readNodes } from './learning/nodes';
import { createParameters, type Parameters, softUpdate, type Values } from './learning/parameters';
import { CONTROLS, discountAfter, type Replay, sampleRows } from './learning/replay';
import { actorRow, allOptions, type Learning, targeted, trained } from './learning/rows';
import { greedyExploration, type LearnerSettings, NODES_LEARN_FROM, settingsAt } from './learning/settings';
import { networksOf, type Team, teamsBy } from './learning/teams';
import { errorsOf, everyNth, rewardHeads } from './learning/values';
import { type LearnerView, maskOf, requireFinite } from './learning/view';
import { CLOUD_LENGTH, EDGE_LENGTH, VEHICLE_LENGTH, type World } from './learning/world';

type ValueName = 'vehicleValue' | 'edgeValue' | 'cloudValue';

/** MADQN: independent double DQN, one value network a tier shared by its agents or one an agent (AMB-45), on Σ ω r (MODEL.md §5.6). */
export interface Madqn extends Learning {
  readonly arrays: { now: DecisionArrays; next: DecisionArrays; nodes: NodeBatch };
}

/** The twelve actions of a node, as raw controls a_r, a_m, a_l: a_r' ∈ {0, ½, 1} × φ ∈ {½, 1} × h ∈ {¾, 1}. */
export const NODE_ACTIONS: readonly (readonly number[])[] = [-1, 0, 1].flatMap((power) =>
  [(2 * (0.5 - 0.3)) / 0.7 - 1, 1].flatMap((offer) => [0, 1].map((admission) => [power, admission, offer])),
);

export function createMadqn(world: World, settings: LearnerSettings, rng: Rng): Madqn {
  if (settings.literal)
    throw new Error('action.form: "literal" has continuous actions, madqn chooses among options; use "optionScores"');
  if (settings.exploration !== 'gaussian')
    throw new Error(
      `rl.exploration: "${settings.exploration}" is noise on continuous actions, madqn has none; use "gaussian"`,
    );
  const hidden = settings.criticHidden;
  const sizes = { row: VEHICLE_LENGTH, option: OPTION_FEATURES, embedding: 0, hidden, outputs: 1 };
  const ofNode = (state: number) => () => createParameters(plainShapes(state, hidden, NODE_ACTIONS.length), rng);
  const each = (role: ValueName, agents: number, create: () => Parameters) =>
    networksOf(role, settings.independent ? agents : 'shared', create);
  const networks = {
    ...each('vehicleValue', world.vehicles, () => createParameters(scorerShapes(sizes), rng)),
    ...each('edgeValue', world.edges, ofNode(EDGE_LENGTH)),
    ...each('cloudValue', world.clouds, ofNode(CLOUD_LENGTH)),
  };
  const decisions = () => createDecisionArrays(world, settings.batch, settings);
  return {
    world,
    settings,
    networks,
    targets: copyTargets(networks),
    arrays: { now: decisions(), next: decisions(), nodes: createNodeBatch(settings) },
  };
}

/** The agent of the training loop; ε falls from 1 to 0.05, nodes act and learn from when MO-MADDPG's do. */
export function madqnAgent(world: World, settings: LearnerSettings, rng: Rng): LearningAgent {
  const learner = createMadqn(world, settings, rng);
  const nodesLearn = (share: number) => settings.learnsNodes && share >= NODES_LEARN_FROM;
  return {
    world,
    settings,
    networks: learner.networks,
    targets: learner.targets,
    memory: {},
    act(views, acting, exploring) {
      if (!exploring) return actionsOf(world, views, greedy(learner, acting, views, settings.learnsNodes));
      const noise = {
        epsilon: exploring.uniform ? 1 : greedyExploration(exploring.share),
        sigma: 0,
        rng: exploring.rng,
      };
      return actionsOf(world, views, greedy(learner, acting, views, nodesLearn(exploring.share), noise), noise);
    },
    update: (replay, rng2, share) =>
      updateMadqn({ ...learner, settings: settingsAt(share, settings) }, replay, rng2, nodesLearn(share)),
  };
}

/**
 * The choices of largest value as preferences: 0 for the best feasible option and −∞ for the others, so that their softmax is
 * the greedy policy; controls of the nodes where they act, an action drawn uniformly with probability ε.
 */
export function greedy(
  learner: Madqn,
  acting: Acting,
  views: readonly LearnerView[],
  withNodes: boolean,
  noise?: Noise,
): Preferences {
  const { world, networks } = learner;
  const values: Values = acting === 'target' ? targeted(learner) : trained(learner);
  const [scores, edges, clouds] = readFinite('values of the actions', () => {
    const teams = teamsBy(networks, values);
    const options = scoreDeciders(world, teams('vehicleValue'), views);
    if (!withNodes) return [options];
    const ofNodes = (role: ValueName, ofEdges: boolean) => passServers(world, teams(role), views, ofEdges);
    return [options, ofNodes('edgeValue', true), ofNodes('cloudValue', false)];
  });
  const policy = new Float32Array(scores.length).fill(Number.NEGATIVE_INFINITY);
  let at = 0;
  for (const view of views)
    for (let d = 0; d < view.count; d++, at += OPTIONS) policy[at + bestOf(scores, at, maskOf(view, d))] = 0;
  const controls = withNodes
    ? interleave(world, views.length, nodeControls(edges, noise), nodeControls(clouds, noise))
    : new Float32Array(0);
  return { scores: policy, controls };
}

/** Feasible option of largest value among ten from `from` on; the lowest on ties. */
function bestOf(values: Float32Array, from: number, mask: number): number {
  let best = -1;
  for (let o = 0; o < OPTIONS; o++)
    if (mask & (1 << o) && (best < 0 || values[from + o] > values[from + best])) best = o;
  return best;
}

function nodeControls(values: Float32Array, noise?: Noise): Float32Array {
  const count = values.length / NODE_ACTIONS.length;
  const controls = new Float32Array(count * CONTROLS);
  for (let n = 0; n < count; n++) {
    const own = values.subarray(n * NODE_ACTIONS.length, (n + 1) * NODE_ACTIONS.length);
    const random = noise && noise.rng.uniform() < noise.epsilon;
    const action = random ? noise.rng.integer(NODE_ACTIONS.length) : own.indexOf(Math.max(...own));
    controls.set(NODE_ACTIONS[action], n * CONTROLS);
  }
  return controls;
}

/** One mini-batch: squared TD error of the vehicles, and of the nodes' slot credit (γ = 0) where they learn; soft updates. */
export function updateMadqn(learner: Madqn, replay: Replay, rng: Rng, withNodes: boolean): UpdateReport {
  const { settings, networks, targets, arrays } = learner;
  const rows = sampleRows(replay, settings.batch, rng, settings.independent);
  readDecisions(replay, rows, arrays.now, false);
  readDecisions(
    replay,
    rows.map((row) => replay.rowNext[row]),
    arrays.next,
    false,
  );
  if (withNodes) readNodes(learner, replay, rows, rng);
  const target = doubleTargets(learner, replay, rows);
  const { values, gradients } = valueGradients(learner, target, withNodes);
  descend(networks, gradients, settings.criticRate);
  for (const name of Object.keys(networks)) softUpdate(targets[name], networks[name].values, settings.softUpdate);
  return { ...errorsOf(values, target, 1), criticNorm: gradients.vehicleValue.norm, actorNorm: 0, entropy: 0 };
}

/** (26) with the greedy policy: y = R + γ^k Q'(s', o*), o* the feasible option of largest Q(s', o): chosen by the trained network, valued by the target. */
export function doubleTargets(learner: Madqn, replay: Replay, rows: Int32Array): Float32Array {
  const { settings, networks, arrays } = learner;
  const [online, slow] = readOut(() => {
    const input = { row: actorRow(learner, arrays.next, undefined), ...allOptions(arrays.next, undefined) };
    return [trained(learner), targeted(learner)].map((values) =>
      score(teamsBy(networks, values)('vehicleValue'), input),
    );
  });
  const own = new Float64Array(1);
  const target = Float32Array.from(rows, (row, b) => {
    rewardHeads(settings, replay.rowReward, row * OBJECTIVE_COUNT, own);
    return bellmanTarget({
      decisionReward: own[0],
      discount: discountAfter(replay, row, settings.discount),
      slots: replay.rowAge[row],
      policy: onlyAt(bestOf(online, b * OPTIONS, arrays.next.mask[b])),
      nextValues: everyNth(slow, b * OPTIONS, 1, OPTIONS),
    });
  });
  requireFinite('targets of MADQN', target);
  return target;
}

/** The policy that takes option o. */
const onlyAt = (o: number): Float64Array => Float64Array.from({ length: OPTIONS }, (_, k) => (k === o ? 1 : 0));

function valueGradients(learner: Madqn, target: Float32Array, withNodes: boolean) {
  const { settings, networks, arrays } = learner;
  const roles: ValueName[] = withNodes ? ['vehicleValue', 'edgeValue', 'cloudValue'] : ['vehicleValue'];
  const kept: { values?: Float32Array } = {};
  const gradients = gradientsOf(networks, roles, (teams) => {
    const options = chosenRows(arrays.now, arrays.now.options, OPTION_FEATURES);
    const values = score(teams.vehicleValue, {
      row: actorRow(learner, arrays.now, undefined),
      owner: arrays.now.owner,
      options: tf.tensor2d(options, [settings.batch, OPTION_FEATURES]),
    });
    kept.values = values.dataSync() as Float32Array;
    const ofVehicles = criticLoss(settings, values, target);
    if (!withNodes) return ofVehicles;
    const ofEdges = nodeLoss(settings, arrays.nodes.edge, teams.edgeValue);
    return tf.add(ofVehicles, tf.add(ofEdges, nodeLoss(settings, arrays.nodes.cloud, teams.cloudValue)));
  });
  return { gradients, values: kept.values as Float32Array };
}

/** Loss of Q(s, a) against the credit over a batch of nodes of one tier. */
function nodeLoss(
  settings: LearnerSettings,
  { width, state, control, reward, owner }: NodeBatch['edge'],
  team: Team,
): tf.Tensor {
  const batch = reward.length;
  const taken = new Float32Array(batch * NODE_ACTIONS.length);
  for (let b = 0; b < batch; b++) taken[b * NODE_ACTIONS.length + nodeActionOf(control, b * CONTROLS)] = 1;
  const values = plain(team, tf.tensor2d(state, [batch, width]), owner);
  const own = tf.sum(tf.mul(values, tf.tensor2d(taken, [batch, NODE_ACTIONS.length])), 1);
  return criticLoss(settings, own, reward);
}

/** Number of the node action whose raw controls lie at `from`: they are stored in 32 bits, so the nearest. */
export function nodeActionOf(control: Float32Array, from: number): number {
  const distances = NODE_ACTIONS.map((action) =>
    action.reduce((sum, value, k) => sum + Math.abs(value - control[from + k]), 0),
  );
  return distances.indexOf(Math.min(...distances));
}
