import { VECTOR_LENGTH } from '../../environment/action-vector';
import { OBJECTIVE_COUNT } from '../../environment/flows';
import { OPTIONS } from '../../environment/state';
import type { Rng } from '../../support/rng';
import { encodeHalf } from './half';
import type { LearnerSettings } from './settings';
import { OPTION_FLAGS, OPTION_NUMBERS, SERVER_NUMBERS, writeOptions } from './stored-options';
import { type LearnerView, maskOf } from './view';
import { CLOUD_LENGTH, DECIDES, EDGE_LENGTH, VEHICLE_LENGTH, type World } from './world';

/** Demand at a node from all flows of a slot: access flows, Σ α°, executed flows, Σ Ω. */
export const DEMAND = 4;
export const CONTROLS = 3;

/** Replay buffer D: a slot once, its decisions as rows that point to it and to the same vehicle's next row. Flat rings. */
export interface Replay {
  readonly world: World;
  readonly slots: number;
  readonly rows: number;
  /** Slots and rows written so far, ever; the ring place is the count modulo its length. */
  slotCount: number;
  rowCount: number;
  /** Rows written that are decisions: all of them, unless rows are per slot (AMB-55). */
  decisionCount: number;
  readonly graph: Uint16Array;
  readonly ownGraph: Uint16Array;
  readonly links: Uint32Array;
  readonly server: Uint16Array;
  /** What options take from their servers (stored-options.ts). */
  readonly serverOptions: Uint16Array;
  readonly pooled: Uint16Array;
  readonly joint: Float32Array;
  readonly demand: Float32Array;
  readonly control: Float32Array;
  readonly nodeReward: Float32Array;
  readonly rowSlot: Int32Array;
  readonly rowNext: Int32Array;
  readonly rowVehicle: Int16Array;
  readonly rowChoice: Uint8Array;
  readonly rowAge: Uint8Array;
  readonly rowMask: Uint16Array;
  readonly rowResident: Uint8Array;
  /** Edge from which the row's relays start. */
  readonly rowSource: Int8Array;
  readonly rowDst: Int8Array;
  readonly rowState: Uint16Array;
  readonly rowOptions: Uint16Array;
  readonly rowFlags: Uint16Array;
  readonly rowReward: Float32Array;
  /** Vectors played, 6 numbers a row, where vehicles act by them (AMB-54). */
  readonly rowVector: Float32Array;
}

/** Length of the pooled raw states that critics without a GCN see. */
export const POOLED = VEHICLE_LENGTH + EDGE_LENGTH + CLOUD_LENGTH;

/**
 * An empty buffer for `slots` slots with room for `rowsPerSlot` decisions each.
 * @param form what the learner reads: graphs, or pooled states without a GCN; X beside ÂX with self weights; the vectors that
 *   vehicles played (AMB-54)
 */
export function createReplay(
  world: World,
  slots: number,
  rowsPerSlot: number,
  { gcn, selfWeight, literal }: Pick<LearnerSettings, 'gcn' | 'selfWeight' | 'literal'>,
): Replay {
  const rows = Math.ceil(slots * rowsPerSlot);
  const graph = gcn ? slots * world.nodes * world.features : 0;
  const serverLength = world.edges * EDGE_LENGTH + world.clouds * CLOUD_LENGTH;
  return {
    world,
    slots,
    rows,
    slotCount: 0,
    rowCount: 0,
    decisionCount: 0,
    graph: new Uint16Array(graph),
    ownGraph: new Uint16Array(selfWeight ? graph : 0),
    links: new Uint32Array(gcn ? slots * world.vehicles : 0),
    server: new Uint16Array(slots * serverLength),
    serverOptions: new Uint16Array(slots * world.servers * SERVER_NUMBERS),
    pooled: new Uint16Array(gcn ? 0 : slots * POOLED),
    joint: new Float32Array(slots * OPTIONS),
    demand: new Float32Array(slots * world.servers * DEMAND),
    control: new Float32Array(slots * world.servers * CONTROLS),
    nodeReward: new Float32Array(slots * world.servers * OBJECTIVE_COUNT),
    rowSlot: new Int32Array(rows),
    rowNext: new Int32Array(rows).fill(-1),
    rowVehicle: new Int16Array(rows),
    rowChoice: new Uint8Array(rows),
    rowAge: new Uint8Array(rows),
    rowMask: new Uint16Array(rows),
    rowResident: new Uint8Array(rows),
    rowSource: new Int8Array(rows),
    rowDst: new Int8Array(rows * OPTIONS),
    rowState: new Uint16Array(rows * VEHICLE_LENGTH),
    rowOptions: new Uint16Array(rows * OPTION_NUMBERS),
    rowFlags: new Uint16Array(rows * OPTION_FLAGS),
    rowReward: new Float32Array(rows * OBJECTIVE_COUNT),
    rowVector: new Float32Array(literal ? rows * VECTOR_LENGTH : 0),
  };
}

/** What a slot adds besides what its view shows. */
export interface SlotRecord {
  /** Mean one-hot choice of the deciders (10), demand per server (4 each), controls a_r, a_m, a_l (3 each), credit of nodes (5 each). */
  readonly joint: Float32Array;
  readonly demand: Float32Array;
  readonly control: Float32Array;
  readonly nodeReward: Float64Array;
}

/** Writes a slot. @returns its number, by which rows refer to it */
export function writeSlot(replay: Replay, view: LearnerView, record: SlotRecord): number {
  const { world } = replay;
  const number = replay.slotCount++;
  const at = number % replay.slots;
  const size = world.nodes * world.features;
  if (replay.graph.length > 0) {
    encodeHalf(replay.graph, at * size, view.aggregated, size);
    replay.links.set(view.links, at * world.vehicles);
  }
  if (replay.ownGraph.length > 0) encodeHalf(replay.ownGraph, at * size, view.graph.features, size);
  encodeHalf(replay.server, at * view.server.length, view.server, view.server.length);
  if (replay.pooled.length > 0) encodeHalf(replay.pooled, at * POOLED, pooledState(view, world), POOLED);
  replay.joint.set(record.joint, at * OPTIONS);
  replay.demand.set(record.demand, at * world.servers * DEMAND);
  replay.control.set(record.control, at * world.servers * CONTROLS);
  replay.nodeReward.set(record.nodeReward, at * world.servers * OBJECTIVE_COUNT);
  return number;
}

/** Means of the raw states of deciders, edges and clouds. */
export function pooledState(view: LearnerView, world: World): Float32Array {
  const pooled = new Float32Array(POOLED);
  const mean = (from: Float32Array, start: number, count: number, width: number, to: number) => {
    for (let row = 0; row < count; row++)
      for (let k = 0; k < width; k++) pooled[to + k] += from[start + row * width + k] / count;
  };
  mean(view.vehicle, 0, view.count, VEHICLE_LENGTH, 0);
  mean(view.server, 0, world.edges, EDGE_LENGTH, VEHICLE_LENGTH);
  mean(view.server, world.edges * EDGE_LENGTH, world.clouds, CLOUD_LENGTH, VEHICLE_LENGTH + EDGE_LENGTH);
  return pooled;
}

/** Writes the row of the k-th vehicle looked at, open: without a next row. @returns its place in the ring */
export function writeRow(replay: Replay, view: LearnerView, k: number, slot: number, choice: number): number {
  const at = replay.rowCount++ % replay.rows;
  if (k < view.count) replay.decisionCount++;
  replay.rowSlot[at] = slot;
  replay.rowNext[at] = -1;
  replay.rowVehicle[at] = view.deciders[k];
  replay.rowChoice[at] = choice;
  replay.rowAge[at] = 0;
  replay.rowResident[at] = view.environment.options.resident[view.deciders[k]];
  replay.rowMask[at] = maskOf(view, k) || 1; // who decides nothing stays as it is
  replay.rowSource[at] = view.environment.options.source[view.deciders[k]];
  for (let o = 0; o < OPTIONS; o++) replay.rowDst[at * OPTIONS + o] = view.dst[k * OPTIONS + o];
  writeOptions(replay, view, k, at);
  encodeHalf(replay.rowState, at * VEHICLE_LENGTH, view.vehicle, VEHICLE_LENGTH, k * VEHICLE_LENGTH);
  replay.rowReward.fill(0, at * OBJECTIVE_COUNT, (at + 1) * OBJECTIVE_COUNT);
  return at;
}

/** Keeps the vector that vehicle v played, of those of all vehicles. */
export function writeVector(replay: Replay, row: number, vectors: Float32Array, v: number): void {
  replay.rowVector.set(vectors.subarray(v * VECTOR_LENGTH, (v + 1) * VECTOR_LENGTH), row * VECTOR_LENGTH);
}

/** Adds γ^age r to an open row and makes it a slot older. */
export function addReward(replay: Replay, row: number, discount: number, reward: Float64Array, from: number): void {
  for (let k = 0; k < OBJECTIVE_COUNT; k++) replay.rowReward[row * OBJECTIVE_COUNT + k] += discount * reward[from + k];
  replay.rowAge[row] = Math.min(255, replay.rowAge[row] + 1); // γ^255 is nothing
}

/** Closes a row: its return is complete and `next` is the same vehicle's next decision. */
export function closeRow(replay: Replay, row: number, next: number): void {
  replay.rowNext[row] = next;
}

/** Closes a row that ends with its episode: it is its own next row (AMB-22). */
export function closeForGood(replay: Replay, row: number): void {
  replay.rowNext[row] = row;
}

export const endsEpisode = (replay: Replay, row: number): boolean => replay.rowNext[row] === row;

/** γ between a row and its next one; 0 where it ends with its episode, so that no target looks beyond. */
export const discountAfter = (replay: Replay, row: number, discount: number): number =>
  endsEpisode(replay, row) ? 0 : discount;

/** Whether a filled row is closed and its slot still stands in the ring. */
function usable(replay: Replay, row: number): boolean {
  return replay.rowNext[row] >= 0 && replay.rowSlot[row] > replay.slotCount - replay.slots - 1;
}

const decided = (replay: Replay, row: number): boolean => replay.rowState[row * VEHICLE_LENGTH + DECIDES] !== 0;

/**
 * Draws closed rows uniformly, with replacement, the first half of them decisions (AMB-55).
 * @param perVehicle draws as many for each vehicle, in order of the vehicles (AMB-45)
 * @throws if there is none
 */
export function sampleRows(replay: Replay, count: number, rng: Rng, perVehicle = false): Int32Array {
  const filled = Math.min(replay.rowCount, replay.rows);
  const each = perVehicle ? count / replay.world.vehicles : count;
  const rows = new Int32Array(count);
  for (let k = 0, tries = 0; k < count; tries++) {
    if (filled === 0 || tries > 1000 * count)
      throw new Error(
        `replay: holds no complete decision yet among its last ${filled} rows; act first, or give parameters.replaySize more room`,
      );
    const row = rng.integer(filled);
    if (!usable(replay, row) || (perVehicle && replay.rowVehicle[row] !== Math.floor(k / each))) continue;
    if (k % each >= each / 2 || decided(replay, row)) rows[k++] = row;
  }
  return rows;
}

/** Whether every vehicle has a decision that can be drawn. */
export function coversVehicles(replay: Replay): boolean {
  const missing = new Set(Array.from({ length: replay.world.vehicles }, (_, v) => v));
  const filled = Math.min(replay.rowCount, replay.rows);
  for (let row = 0; row < filled && missing.size > 0; row++)
    if (usable(replay, row) && decided(replay, row)) missing.delete(replay.rowVehicle[row]);
  return missing.size === 0;
}
