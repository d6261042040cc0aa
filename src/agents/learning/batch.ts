import * as tf from '@tensorflow/tfjs-node';
import { VECTOR_LENGTH } from '../../environment/action-vector';
import { OPTION_FEATURES } from '../../environment/option-features';
import { OPTIONS } from '../../environment/state';
import { decodeHalf } from './half';
import type { GraphBatch } from './networks';
import { DEMAND, POOLED, type Replay } from './replay';
import type { LearnerSettings } from './settings';
import { accessOf, readOptions } from './stored-options';
import { serverAt } from './view';
import {
  CLOUD_LENGTH,
  EDGE_LENGTH,
  rowOf,
  VEHICLE_LENGTH,
  type World,
  writeAdjacency,
  writeAdjacencyRows,
} from './world';

/** Features of a critic's option: φ and the others' demand at access node and destination. */
export const CRITIC_OPTION = OPTION_FEATURES + DEMAND;
/** What counts, bandwidth and cycles that are asked of a server are divided by. */
export const DEMAND_SCALE = 5;
/** Places of α°/3.5 and Ω/1.6 in a vehicle's state, and their scales. */
const VALUATION = { at: 3, scale: 3.5 };
const CYCLES = { at: 5, scale: 1.6 };

/** Graphs of a batch of slots, as typed arrays that tensors are made from. */
export interface GraphArrays {
  readonly batch: number;
  readonly looked: number;
  readonly aggregated: Float32Array;
  readonly own: Float32Array | undefined;
  readonly rows: Float32Array;
  readonly ownRows: Float32Array | undefined;
  readonly whole: Float32Array | undefined;
}

/** What of the settings decides which matrices a GCN needs. */
type GraphForm = Pick<LearnerSettings, 'selfWeight' | 'gcnWidths'>;

export function createGraphArrays(world: World, batch: number, vehicles: number, form: GraphForm): GraphArrays {
  const depth = form.gcnWidths.length;
  const looked = rowOf.vehicles(world) + vehicles;
  const graph = batch * world.nodes * world.features;
  const rows = batch * looked * world.nodes;
  return {
    batch,
    looked,
    aggregated: new Float32Array(graph),
    own: form.selfWeight ? new Float32Array(graph) : undefined,
    rows: new Float32Array(rows),
    ownRows: form.selfWeight || depth === 1 ? new Float32Array(rows) : undefined,
    whole: depth > 2 ? new Float32Array(batch * world.nodes * world.nodes) : undefined,
  };
}

/** Writes the rows of Â, and of the identity or all of Â where they are needed, of the k-th state of a batch. */
export function writeRows(
  world: World,
  arrays: GraphArrays,
  k: number,
  links: Uint32Array,
  at: number,
  vehicles: ArrayLike<number>,
  scratch: Float32Array,
): void {
  const start = k * arrays.looked * world.nodes;
  writeAdjacencyRows(world, links, at, vehicles, arrays.rows, start, scratch);
  if (arrays.ownRows) writeIdentityRows(world, vehicles, arrays.ownRows, start);
  if (arrays.whole) writeAdjacency(world, links, at, arrays.whole, k * world.nodes * world.nodes, scratch);
}

function writeIdentityRows(world: World, vehicles: ArrayLike<number>, out: Float32Array, start: number): void {
  const { vehicles: V, edges, clouds, servers, nodes: M } = world;
  out.fill(0, start, start + (rowOf.vehicles(world) + vehicles.length) * M);
  const mean = (row: number, from: number, count: number) => {
    for (let n = 0; n < count; n++) out[start + row * M + from + n] = 1 / count;
  };
  for (let n = 0; n < servers; n++) out[start + n * M + V + n] = 1;
  mean(servers + 1, 0, V);
  mean(servers + 2, V, edges);
  mean(servers + 3, V + edges, clouds);
  for (let k = 0; k < vehicles.length; k++) out[start + (servers + 4 + k) * M + vehicles[k]] = 1;
}

/** Reads the graph of ring place `slot` into place k of a batch, looking at `vehicle`. */
export function readGraph(
  replay: Replay,
  slot: number,
  k: number,
  vehicle: number,
  arrays: GraphArrays,
  scratch: Float32Array,
): void {
  const { world } = replay;
  const size = world.nodes * world.features;
  decodeHalf(arrays.aggregated, k * size, replay.graph, slot * size, size);
  if (arrays.own) decodeHalf(arrays.own, k * size, replay.ownGraph, slot * size, size);
  writeRows(world, arrays, k, replay.links, slot * world.vehicles, [vehicle], scratch);
}

/** Tensors of a batch of graphs; the caller disposes them by `tidy`. */
export function graphTensors(world: World, arrays: GraphArrays): GraphBatch {
  const { batch, looked } = arrays;
  const flat = (values: Float32Array) => tf.tensor2d(values, [batch * world.nodes, world.features]);
  const cube = (values: Float32Array, rows = looked) => tf.tensor3d(values, [batch, rows, world.nodes]);
  return {
    aggregated: flat(arrays.aggregated),
    own: arrays.own && flat(arrays.own),
    rows: cube(arrays.rows),
    ownRows: arrays.ownRows && cube(arrays.ownRows),
    whole: arrays.whole && cube(arrays.whole, world.nodes),
  };
}

/** Decisions of a batch, decoded: K options a decision, or only the chosen one. */
export interface DecisionArrays {
  readonly batch: number;
  readonly graph: GraphArrays;
  /** Rows of Z: the vehicle of each decision, and the mean vehicle, edge and cloud of its slot. */
  readonly rows: { readonly vehicle: Int32Array; readonly pools: Int32Array };
  /** Vehicle of each decision. */
  readonly owner: Int32Array;
  readonly state: Float32Array;
  readonly pooled: Float32Array;
  readonly joint: Float32Array;
  readonly options: Float32Array;
  readonly criticOptions: Float32Array;
  /** Embedding rows (in the whole batch) of access node and destination of every option. */
  readonly up: Int32Array;
  readonly dst: Int32Array;
  readonly mask: Uint16Array;
  readonly choice: Uint8Array;
  /** The vector that was played, 0 where vehicles act by option scores (AMB-54). */
  readonly vector: Float32Array;
}

export function createDecisionArrays(world: World, batch: number, form: GraphForm): DecisionArrays {
  const graph = createGraphArrays(world, batch, 1, form);
  return {
    batch,
    graph,
    rows: rowIndices(world, graph, batch),
    owner: new Int32Array(batch),
    state: new Float32Array(batch * VEHICLE_LENGTH),
    pooled: new Float32Array(batch * POOLED),
    joint: new Float32Array(batch * OPTIONS),
    options: new Float32Array(batch * OPTIONS * OPTION_FEATURES),
    criticOptions: new Float32Array(batch * OPTIONS * CRITIC_OPTION),
    up: new Int32Array(batch * OPTIONS),
    dst: new Int32Array(batch * OPTIONS),
    mask: new Uint16Array(batch),
    choice: new Uint8Array(batch),
    vector: new Float32Array(batch * VECTOR_LENGTH),
  };
}

/** Decodes rows of the replay. `withGraph` is false for learners without a GCN. */
export function readDecisions(replay: Replay, rows: Int32Array, arrays: DecisionArrays, withGraph: boolean): void {
  const { world } = replay;
  const scratch = new Float32Array(world.nodes);
  for (let b = 0; b < arrays.batch; b++) {
    const row = rows[b];
    const slot = replay.rowSlot[row] % replay.slots;
    if (withGraph) readGraph(replay, slot, b, replay.rowVehicle[row], arrays.graph, scratch);
    else decodeHalf(arrays.pooled, b * POOLED, replay.pooled, slot * POOLED, POOLED);
    decodeHalf(arrays.state, b * VEHICLE_LENGTH, replay.rowState, row * VEHICLE_LENGTH, VEHICLE_LENGTH);
    arrays.joint.set(replay.joint.subarray(slot * OPTIONS, (slot + 1) * OPTIONS), b * OPTIONS);
    readOptions(replay, row, arrays.options, b * OPTIONS * OPTION_FEATURES);
    arrays.owner[b] = replay.rowVehicle[row];
    arrays.mask[b] = replay.rowMask[row];
    arrays.choice[b] = replay.rowChoice[row];
    arrays.vector.set(replay.rowVector.subarray(row * VECTOR_LENGTH, (row + 1) * VECTOR_LENGTH), b * VECTOR_LENGTH);
    const base = b * arrays.graph.looked;
    for (let o = 0; o < OPTIONS; o++) {
      const up = accessOf(replay, row, o);
      const dst = replay.rowDst[row * OPTIONS + o];
      arrays.up[b * OPTIONS + o] = base + (up < 0 ? rowOf.none(world) : up);
      arrays.dst[b * OPTIONS + o] = base + (dst < 0 ? rowOf.none(world) : dst);
    }
    writeCriticOptions(replay, row, slot, arrays, b);
  }
}

/** φ_o with the demand of the others: what all brought in the slot, less the vehicle's own choice (MODEL.md §5.5). */
function writeCriticOptions(replay: Replay, row: number, slot: number, arrays: DecisionArrays, b: number): void {
  const { servers } = replay.world;
  const choice = replay.rowChoice[row];
  const ownUp = accessOf(replay, row, choice);
  const ownDst = replay.rowDst[row * OPTIONS + choice];
  const alpha = arrays.state[b * VEHICLE_LENGTH + VALUATION.at] * VALUATION.scale;
  const cyclesG = arrays.state[b * VEHICLE_LENGTH + CYCLES.at] * CYCLES.scale;
  for (let o = 0; o < OPTIONS; o++) {
    const at = (b * OPTIONS + o) * CRITIC_OPTION;
    const from = (b * OPTIONS + o) * OPTION_FEATURES;
    for (let k = 0; k < OPTION_FEATURES; k++) arrays.criticOptions[at + k] = arrays.options[from + k];
    const up = accessOf(replay, row, o);
    const dst = replay.rowDst[row * OPTIONS + o];
    const demand = (n: number, k: number) => (n < 0 ? 0 : replay.demand[(slot * servers + n) * DEMAND + k]);
    const ownAccess = up >= 0 && up === ownUp ? 1 : 0;
    const ownWork = dst >= 0 && dst === ownDst ? 1 : 0;
    const out = at + OPTION_FEATURES;
    arrays.criticOptions[out] = (demand(up, 0) - ownAccess) / DEMAND_SCALE;
    arrays.criticOptions[out + 1] = (demand(up, 1) - ownAccess * alpha) / DEMAND_SCALE;
    arrays.criticOptions[out + 2] = (demand(dst, 2) - ownWork) / DEMAND_SCALE;
    arrays.criticOptions[out + 3] = (demand(dst, 3) - ownWork * cyclesG) / DEMAND_SCALE;
  }
}

/** Option features of the chosen options only, [B, CRITIC_OPTION], and their embedding rows. */
export function chosenOf(arrays: DecisionArrays): { options: Float32Array; up: Int32Array; dst: Int32Array } {
  const up = new Int32Array(arrays.batch);
  const dst = new Int32Array(arrays.batch);
  for (let b = 0; b < arrays.batch; b++) {
    const o = b * OPTIONS + arrays.choice[b];
    up[b] = arrays.up[o];
    dst[b] = arrays.dst[o];
  }
  return { options: chosenRows(arrays, arrays.criticOptions, CRITIC_OPTION), up, dst };
}

/** Of `width` numbers an option, those of the chosen options, [B, width]. */
export function chosenRows({ batch, choice }: DecisionArrays, all: Float32Array, width: number): Float32Array {
  const chosen = new Float32Array(batch * width);
  for (let b = 0; b < batch; b++) {
    const o = b * OPTIONS + choice[b];
    chosen.set(all.subarray(o * width, (o + 1) * width), b * width);
  }
  return chosen;
}

/** Embedding rows of the looked-at vehicle of each state, and of its three mean rows. */
function rowIndices(world: World, graph: GraphArrays, batch: number): { vehicle: Int32Array; pools: Int32Array } {
  const vehicle = Int32Array.from({ length: batch }, (_, b) => b * graph.looked + rowOf.vehicles(world));
  const pools = Int32Array.from(
    { length: 3 * batch },
    (_, k) => Math.floor(k / 3) * graph.looked + rowOf.pools(world) + (k % 3),
  );
  return { vehicle, pools };
}

/** Raw state of one server of a ring slot. */
export function readServer(replay: Replay, slot: number, n: number, out: Float32Array, start: number): void {
  const { world } = replay;
  const length = world.edges * EDGE_LENGTH + world.clouds * CLOUD_LENGTH;
  const width = n < world.edges ? EDGE_LENGTH : CLOUD_LENGTH;
  decodeHalf(out, start, replay.server, slot * length + serverAt(world, n), width);
}
