import * as tf from '@tensorflow/tfjs-node';
import { defaultAction, type JointAction } from '../../environment/action';
import { OPTION_FEATURES } from '../../environment/option-features';
import { OPTIONS } from '../../environment/state';
import type { Rng } from '../../support/rng';
import { createGraphArrays, graphTensors, writeRows } from './batch';
import { gatherRows, readOut } from './layers';
import type { Networks, Role } from './nets';
import { embed, plain, score } from './networks';
import type { Values } from './parameters';
import { CONTROLS } from './replay';
import { linksOf, seenByActor } from './rows';
import type { LearnerSettings } from './settings';
import { type Team, teamsBy, type Weights } from './teams';
import { type LearnerView, maskOf, serverAt } from './view';
import { CLOUD_LENGTH, EDGE_LENGTH, rowOf, VEHICLE_LENGTH, type World } from './world';

/** Action preferences of all agents of several environments: option scores a decider (10) and raw controls a server (3). */
export interface Preferences {
  readonly scores: Float32Array;
  readonly controls: Float32Array;
}

/** One pass of the actors for the present slots of several environments. */
export function prefer(
  world: World,
  settings: LearnerSettings,
  networks: Networks,
  values: Values,
  views: readonly LearnerView[],
): Preferences {
  const [scores, edges, clouds] = readOut(() => {
    const teams = teamsBy(networks, values);
    const embedded = settings.gcn ? embedViews(world, settings, teams('gcn')[0], views) : undefined;
    const scores = scoreDeciders(world, teams('vehicleActor'), views, embedded);
    if (!settings.learnsNodes) return [scores];
    const control = (role: Role, ofEdges: boolean) =>
      tf.tanh(passServers(world, teams(role), views, ofEdges, embedded));
    return [scores, control('edgeActor', true), control('cloudActor', false)];
  });
  return {
    scores,
    controls: settings.learnsNodes ? interleave(world, views.length, edges, clouds) : new Float32Array(0),
  };
}

/** Z of several views, `looked` rows each. */
interface Embedded {
  readonly table: tf.Tensor2D;
  readonly looked: number;
  readonly actorInput: LearnerSettings['actorInput'];
}

function embedViews(
  world: World,
  settings: LearnerSettings,
  weights: Weights,
  views: readonly LearnerView[],
): Embedded {
  const vehicles = Math.max(1, ...views.map((view) => view.count));
  const arrays = createGraphArrays(world, views.length, vehicles, settings);
  const scratch = new Float32Array(world.nodes);
  const size = world.nodes * world.features;
  views.forEach((view, k) => {
    arrays.aggregated.set(view.aggregated, k * size);
    arrays.own?.set(view.graph.features, k * size);
    writeRows(world, arrays, k, view.links, 0, view.deciders.subarray(0, view.count), scratch);
  });
  const table = embed(weights, graphTensors(world, arrays));
  return { table, looked: arrays.looked, actorInput: settings.actorInput };
}

/** What actors read of agents with the given states and rows of Z. */
const actorInputs = (state: tf.Tensor2D, rows: Int32Array, embedded: Embedded | undefined): tf.Tensor2D =>
  embedded ? seenByActor(embedded, state, gatherRows(embedded.table, tf.tensor1d(rows, 'int32'))) : state;

/** Scores of all options of all deciders, [deciders · 10, 1]. */
export function scoreDeciders(world: World, team: Team, views: readonly LearnerView[], embedded?: Embedded): tf.Tensor {
  const looked = embedded?.looked ?? 0;
  const total = views.reduce((sum, view) => sum + view.count, 0);
  if (total === 0) return tf.zeros([0, 1]);
  const state = new Float32Array(total * VEHICLE_LENGTH);
  const options = new Float32Array(total * OPTIONS * OPTION_FEATURES);
  const vehicle = new Int32Array(total);
  const owner = new Int32Array(total);
  const up = new Int32Array(total * OPTIONS);
  const dst = new Int32Array(total * OPTIONS);
  let at = 0;
  views.forEach((view, k) => {
    state.set(view.vehicle.subarray(0, view.count * VEHICLE_LENGTH), at * VEHICLE_LENGTH);
    owner.set(view.deciders.subarray(0, view.count), at);
    options.set(view.options.subarray(0, view.count * OPTIONS * OPTION_FEATURES), at * OPTIONS * OPTION_FEATURES);
    const base = k * looked;
    for (let d = 0; d < view.count; d++) vehicle[at + d] = base + rowOf.vehicles(world) + d;
    for (let o = 0; o < view.count * OPTIONS; o++) {
      up[at * OPTIONS + o] = base + (view.up[o] < 0 ? rowOf.none(world) : view.up[o]);
      dst[at * OPTIONS + o] = base + (view.dst[o] < 0 ? rowOf.none(world) : view.dst[o]);
    }
    at += view.count;
  });
  return score(team, {
    owner,
    row: actorInputs(tf.tensor2d(state, [total, VEHICLE_LENGTH]), vehicle, embedded),
    options: tf.tensor2d(options, [total * OPTIONS, OPTION_FEATURES]),
    ...linksOf(embedded?.table, up, dst),
  });
}

/** Outputs of a plain network for every server of one tier, [views · servers of the tier, outputs]. */
export function passServers(
  world: World,
  team: Team,
  views: readonly LearnerView[],
  ofEdges: boolean,
  embedded?: Embedded,
): tf.Tensor {
  const looked = embedded?.looked ?? 0;
  const count = ofEdges ? world.edges : world.clouds;
  const width = ofEdges ? EDGE_LENGTH : CLOUD_LENGTH;
  const first = ofEdges ? 0 : world.edges;
  const state = new Float32Array(views.length * count * width);
  const index = new Int32Array(views.length * count);
  views.forEach((view, k) => {
    const from = serverAt(world, first);
    state.set(view.server.subarray(from, from + count * width), k * count * width);
    for (let n = 0; n < count; n++) index[k * count + n] = k * looked + first + n;
  });
  const owner = index.map((_, k) => k % count);
  return plain(team, actorInputs(tf.tensor2d(state, [views.length * count, width]), index, embedded), owner);
}

/** Controls of edges and of clouds, each tier for itself, as they lie in an action: all servers of a view together. */
export function interleave(world: World, views: number, edges: Float32Array, clouds: Float32Array): Float32Array {
  const all = new Float32Array(views * world.servers * CONTROLS);
  const [e, c] = [world.edges * CONTROLS, world.clouds * CONTROLS];
  for (let k = 0; k < views; k++) {
    all.set(edges.subarray(k * e, (k + 1) * e), k * (e + c));
    all.set(clouds.subarray(k * c, (k + 1) * c), k * (e + c) + e);
  }
  return all;
}

/** Softmax of a decider's scores over its feasible options; others get 0. */
export function softmax(scores: ArrayLike<number>, from: number, mask: number, out: Float64Array): Float64Array {
  let highest = Number.NEGATIVE_INFINITY;
  for (let o = 0; o < OPTIONS; o++) if (mask & (1 << o)) highest = Math.max(highest, scores[from + o]);
  let sum = 0;
  for (let o = 0; o < OPTIONS; o++) {
    out[o] = mask & (1 << o) ? Math.exp(scores[from + o] - highest) : 0;
    sum += out[o];
  }
  for (let o = 0; o < OPTIONS; o++) out[o] /= sum;
  return out;
}

export interface Noise {
  readonly epsilon: number;
  readonly sigma: number;
  readonly rng: Rng;
  /** Present value of an Ornstein–Uhlenbeck process a control (AMB-46); without it the noise is fresh in every slot. */
  readonly drift?: Float64Array;
}

/** Executes preferences: the best option and the controls as they are, or, exploring, a sample of (1−ε)π + ε·uniform and noisy controls. */
export function actionsOf(
  world: World,
  views: readonly LearnerView[],
  { scores, controls }: Preferences,
  noise?: Noise,
): JointAction[] {
  const policy = new Float64Array(OPTIONS);
  let at = 0;
  return views.map((view, k) => {
    const action = defaultAction(view.environment.config);
    for (let d = 0; d < view.count; d++, at++) {
      const mask = maskOf(view, d);
      softmax(scores, at * OPTIONS, mask, policy);
      action.option[view.deciders[d]] = noise ? draw(policy, mask, noise) : best(policy, mask);
    }
    if (controls.length > 0) setControls(world, action, controls, k * world.servers * CONTROLS, noise);
    return action;
  });
}

function best(policy: Float64Array, mask: number): number {
  let option = 31 - Math.clz32(mask & -mask);
  for (let o = 0; o < OPTIONS; o++) if (mask & (1 << o) && policy[o] > policy[option]) option = o;
  return option;
}

function draw(policy: Float64Array, mask: number, { epsilon, rng }: Noise): number {
  const feasible: number[] = [];
  for (let o = 0; o < OPTIONS; o++) if (mask & (1 << o)) feasible.push(o);
  let left = rng.uniform();
  for (const o of feasible) {
    left -= (1 - epsilon) * policy[o] + epsilon / feasible.length;
    if (left < 0) return o;
  }
  return feasible[feasible.length - 1];
}

/** a ∈ [−1, 1] → a' = (a + 1)/2: share of the power range, h = 0.5 + 0.5 a', φ = 0.3 + 0.7 a' (MODEL.md §5.4). */
function setControls(world: World, action: JointAction, controls: Float32Array, from: number, noise?: Noise): void {
  const noisy = (k: number) => {
    const a = noise ? controls[k] + disturbance(noise, k) : controls[k];
    return (Math.min(1, Math.max(-1, a)) + 1) / 2;
  };
  for (let n = 0; n < world.servers; n++) {
    const at = from + n * CONTROLS;
    action.power[n] = noisy(at);
    action.admission[n] = 0.5 + 0.5 * noisy(at + 1);
    action.offer[n] = 0.3 + 0.7 * noisy(at + 2);
  }
}

/** Gaussian of deviation σ, or the next value x ← x − θ x + σ n of the control's own process. */
function disturbance({ sigma, rng, drift }: Noise, k: number): number {
  const fresh = sigma * rng.normal();
  if (!drift) return fresh;
  drift[k] += fresh - DRIFT_RETURN * drift[k];
  return drift[k];
}

/** θ of the Ornstein–Uhlenbeck process. */
const DRIFT_RETURN = 0.15;

/** The raw controls that a joint action's nodes stand for. */
export function rawControls(world: World, action: JointAction): Float32Array {
  const raw = new Float32Array(world.servers * CONTROLS);
  for (let n = 0; n < world.servers; n++) {
    raw[n * CONTROLS] = 2 * action.power[n] - 1;
    raw[n * CONTROLS + 1] = 2 * (2 * action.admission[n] - 1) - 1;
    raw[n * CONTROLS + 2] = (2 * (action.offer[n] - 0.3)) / 0.7 - 1;
  }
  return raw;
}
