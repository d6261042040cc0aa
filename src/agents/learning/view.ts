import type { Environment } from '../../environment/environment';
import { createGraph, type Graph, updateGraph } from '../../environment/graph';
import { observeCloud, observeEdge } from '../../environment/observation-server';
import { observeLearner } from '../../environment/observation-vehicle';
import { OPTION_FEATURES, writeOptionFeatures } from '../../environment/option-features';
import { accessNode } from '../../environment/options';
import { valuationOf } from '../../environment/slot';
import { OPTIONS } from '../../environment/state';
import { createSurvey, type Survey, takeSurvey } from '../../environment/survey';
import { normalisedTimes } from '../../gcn/adjacency';
import { CLOUD_LENGTH, EDGE_LENGTH, VEHICLE_LENGTH, type World } from './world';

/** What the learners see of one environment's present slot, in buffers that the next `look` overwrites. */
export interface LearnerView {
  readonly environment: Environment;
  readonly survey: Survey;
  readonly graph: Graph;
  /** X and Â X, M·F numbers. */
  readonly aggregated: Float32Array;
  /** Servers each vehicle is linked to, as bits. */
  readonly links: Uint32Array;
  /** The deciders, `count` of them; with rows per slot (AMB-55) the other vehicles follow, up to `rows`. */
  readonly deciders: Int16Array;
  count: number;
  rows: number;
  /** Per vehicle of `deciders`: state (32), option features (10·22), access and executing node of every option (−1: none), α°. */
  readonly vehicle: Float32Array;
  readonly options: Float32Array;
  readonly up: Int8Array;
  readonly dst: Int8Array;
  readonly valuation: Float32Array;
  /** States of edges (16 each), then clouds (12 each). */
  readonly server: Float32Array;
}

export function createView(environment: Environment, world: World): LearnerView {
  const V = world.vehicles;
  return {
    environment,
    survey: createSurvey(environment),
    graph: createGraph(environment),
    aggregated: new Float32Array(world.nodes * world.features),
    links: new Uint32Array(V),
    deciders: new Int16Array(V),
    count: 0,
    rows: 0,
    vehicle: new Float32Array(V * VEHICLE_LENGTH),
    options: new Float32Array(V * OPTIONS * OPTION_FEATURES),
    up: new Int8Array(V * OPTIONS),
    dst: new Int8Array(V * OPTIONS),
    valuation: new Float32Array(V),
    server: new Float32Array(world.edges * EDGE_LENGTH + world.clouds * CLOUD_LENGTH),
  };
}

/** Place of a server's state in `server`. */
export const serverAt = (world: World, n: number): number =>
  n < world.edges ? n * EDGE_LENGTH : world.edges * EDGE_LENGTH + (n - world.edges) * CLOUD_LENGTH;

/** Looks at the environment's present slot. @throws naming what is not finite */
export function look(view: LearnerView, world: World): void {
  const { environment, survey, graph } = view;
  takeSurvey(environment, survey);
  updateGraph(environment, survey, graph);
  normalisedTimes(graph, graph.features, world.features, view.aggregated);
  readLinks(view, world);
  writeOptionFeatures(environment, survey, view.options);
  const { options } = environment;
  view.count = options.count;
  for (let k = 0; k < options.count; k++) {
    const v = options.deciders[k];
    view.deciders[k] = v;
    observeLearner(environment, v, view.vehicle, k * VEHICLE_LENGTH);
    view.valuation[k] = valuationOf(environment, v, 0.5);
    for (let o = 0; o < OPTIONS; o++) {
      const dst = options.dst[v * OPTIONS + o];
      view.dst[k * OPTIONS + o] = o === 0 ? -1 : dst;
      view.up[k * OPTIONS + o] = o === 0 || dst < 0 ? -1 : accessNode(environment, v, o);
    }
  }
  view.rows = options.count;
  if (environment.config.register['rl.rows'] === 'perSlot') lookAtOthers(view, world);
  for (let n = 0; n < world.servers; n++)
    (n < world.edges ? observeEdge : observeCloud)(environment, survey, n, view.server, serverAt(world, n));
  requireFinite('observation of vehicles', view.vehicle, view.rows * VEHICLE_LENGTH);
  requireFinite('option features', view.options, view.count * OPTIONS * OPTION_FEATURES);
  requireFinite('observation of servers', view.server, view.server.length);
  requireFinite('graph features', view.aggregated, view.aggregated.length);
}

/** Vehicles that decide nothing have a state but no options. */
function lookAtOthers(view: LearnerView, world: World): void {
  const deciding = new Set(view.deciders.subarray(0, view.count));
  for (let v = 0; v < world.vehicles; v++) {
    if (deciding.has(v)) continue;
    const k = view.rows++;
    view.deciders[k] = v;
    observeLearner(view.environment, v, view.vehicle, k * VEHICLE_LENGTH);
    view.options.fill(0, k * OPTIONS * OPTION_FEATURES, (k + 1) * OPTIONS * OPTION_FEATURES);
    view.up.fill(-1, k * OPTIONS, (k + 1) * OPTIONS);
    view.dst.fill(-1, k * OPTIONS, (k + 1) * OPTIONS);
  }
}

/** Feasible options of the k-th decider, as bits. */
export function maskOf({ environment, deciders }: LearnerView, k: number): number {
  let mask = 0;
  for (let o = 0; o < OPTIONS; o++) if (environment.options.dst[deciders[k] * OPTIONS + o] >= 0) mask |= 1 << o;
  return mask;
}

function readLinks({ graph, links }: LearnerView, world: World): void {
  links.fill(0);
  for (let e = graph.fixedCount; e < graph.count; e++) links[graph.from[e]] |= 1 << (graph.to[e] - world.vehicles);
}

/** @throws naming the array, the place and the value that is not finite */
export function requireFinite(name: string, values: ArrayLike<number>, count = values.length): void {
  for (let k = 0; k < count; k++)
    if (!Number.isFinite(values[k])) throw new Error(`${name}: entry ${k} is ${values[k]}; every entry must be finite`);
}
