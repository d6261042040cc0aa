import * as tf from '@tensorflow/tfjs-node';
import { defaultAction, type JointAction } from '../../environment/action';
import { VECTOR_LENGTH } from '../../environment/action-vector';
import { OPTION_FEATURES } from '../../environment/option-features';
import { OPTIONS } from '../../environment/state';
import type { Rng } from '../../support/rng';
import { createGraphArrays, graphTensors, writeRows } from './batch';
import { type Noise, setControls } from './controls';
import { gatherRows, readOut } from './layers';
import type { Networks, Role } from './nets';
import { embed, plain, score } from './networks';
import type { Values } from './parameters';
import { CONTROLS } from './replay';
import { linksOf, seenByActor } from './rows';
import type { LearnerSettings } from './settings';
import { type Team, teamsBy, type Weights } from './teams';
import { type LearnerAction, playVectors } from './vectors';
import { type LearnerView, maskOf, requireFinite, serverAt } from './view';
import { CLOUD_LENGTH, EDGE_LENGTH, rowOf, VEHICLE_LENGTH, type World } from './world';

/**
 * Action preferences of all agents of several environments: option scores a decider (10), or its vector (6) in their place
 * (AMB-54), and raw controls a server (3).
 */
export interface Preferences {
  readonly scores: Float32Array;
  readonly vectors?: Float32Array;
  readonly controls: Float32Array;
}

/** What networks put out for the present slots. @throws naming what is not finite */
export function readFinite(name: string, pass: () => tf.Tensor[]): Float32Array[] {
  const outputs = readOut(pass);
  for (const values of outputs) requireFinite(name, values);
  return outputs;
}

/** One pass of the actors for the present slots of several environments. */
export function prefer(
  world: World,
  settings: LearnerSettings,
  networks: Networks,
  values: Values,
  views: readonly LearnerView[],
): Preferences {
  const [choices, edges, clouds] = readFinite('actions of the actors', () => {
    const teams = teamsBy(networks, values);
    const embedded = settings.gcn ? embedViews(world, settings, teams('gcn')[0], views) : undefined;
    const ofDeciders = settings.literal ? vectorsOfDeciders : scoreDeciders;
    const choices = ofDeciders(world, teams('vehicleActor'), views, embedded);
    if (!settings.learnsNodes) return [choices];
    const control = (role: Role, ofEdges: boolean) =>
      tf.tanh(passServers(world, teams(role), views, ofEdges, embedded));
    return [choices, control('edgeActor', true), control('cloudActor', false)];
  });
  return {
    ...(settings.literal ? { scores: new Float32Array(0), vectors: choices } : { scores: choices }),
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

/** States of all deciders as actors read them, and whose each is. */
function deciderRows(world: World, views: readonly LearnerView[], embedded?: Embedded) {
  const looked = embedded?.looked ?? 0;
  const total = views.reduce((sum, view) => sum + view.count, 0);
  const state = new Float32Array(total * VEHICLE_LENGTH);
  const vehicle = new Int32Array(total);
  const owner = new Int32Array(total);
  let at = 0;
  views.forEach((view, k) => {
    state.set(view.vehicle.subarray(0, view.count * VEHICLE_LENGTH), at * VEHICLE_LENGTH);
    owner.set(view.deciders.subarray(0, view.count), at);
    for (let d = 0; d < view.count; d++) vehicle[at + d] = k * looked + rowOf.vehicles(world) + d;
    at += view.count;
  });
  return { row: actorInputs(tf.tensor2d(state, [total, VEHICLE_LENGTH]), vehicle, embedded), owner };
}

/** Vectors of all deciders, tanh of their actors, [deciders, 6] (AMB-54). */
function vectorsOfDeciders(world: World, team: Team, views: readonly LearnerView[], embedded?: Embedded): tf.Tensor {
  if (views.every((view) => view.count === 0)) return tf.zeros([0, VECTOR_LENGTH]);
  const { row, owner } = deciderRows(world, views, embedded);
  return tf.tanh(plain(team, row, owner));
}

/** Scores of all options of all deciders, [deciders · 10, 1]. */
export function scoreDeciders(world: World, team: Team, views: readonly LearnerView[], embedded?: Embedded): tf.Tensor {
  const looked = embedded?.looked ?? 0;
  const total = views.reduce((sum, view) => sum + view.count, 0);
  if (total === 0) return tf.zeros([0, 1]);
  const options = new Float32Array(total * OPTIONS * OPTION_FEATURES);
  const up = new Int32Array(total * OPTIONS);
  const dst = new Int32Array(total * OPTIONS);
  let at = 0;
  views.forEach((view, k) => {
    options.set(view.options.subarray(0, view.count * OPTIONS * OPTION_FEATURES), at * OPTIONS * OPTION_FEATURES);
    const base = k * looked;
    for (let o = 0; o < view.count * OPTIONS; o++) {
      up[at * OPTIONS + o] = base + (view.up[o] < 0 ? rowOf.none(world) : view.up[o]);
      dst[at * OPTIONS + o] = base + (view.dst[o] < 0 ? rowOf.none(world) : view.dst[o]);
    }
    at += view.count;
  });
  return score(team, {
    ...deciderRows(world, views, embedded),
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

/** Preferences of which nothing is known yet: options alike, or a vector drawn uniformly. */
export function undecided({ literal }: LearnerSettings, views: readonly LearnerView[], rng: Rng): Preferences {
  const deciders = views.reduce((sum, view) => sum + view.count, 0);
  const scores = new Float32Array(literal ? 0 : deciders * OPTIONS);
  if (!literal) return { scores, controls: new Float32Array(0) };
  const vectors = Float32Array.from({ length: deciders * VECTOR_LENGTH }, () => 2 * rng.uniform() - 1);
  return { scores, vectors, controls: new Float32Array(0) };
}

/** Executes preferences: the best option and the controls as they are, or, exploring, a sample of (1−ε)π + ε·uniform and noisy controls. */
export function actionsOf(
  world: World,
  views: readonly LearnerView[],
  { scores, vectors, controls }: Preferences,
  noise?: Noise,
): LearnerAction[] {
  let at = 0;
  return views.map((view, k) => {
    const idle = defaultAction(view.environment.config);
    const action = vectors
      ? playVectors(view, idle, vectors, at * VECTOR_LENGTH, noise)
      : chooseOptions(view, idle, scores, at * OPTIONS, noise);
    at += view.count;
    if (controls.length > 0) setControls(world, action, controls, k * world.servers * CONTROLS, noise);
    return action;
  });
}

function chooseOptions(
  view: LearnerView,
  action: JointAction,
  scores: Float32Array,
  from: number,
  noise?: Noise,
): JointAction {
  const policy = new Float64Array(OPTIONS);
  for (let d = 0; d < view.count; d++) {
    const mask = maskOf(view, d);
    softmax(scores, from + d * OPTIONS, mask, policy);
    action.option[view.deciders[d]] = noise ? draw(policy, mask, noise) : best(policy, mask);
  }
  return action;
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
