import { OPTION_FEATURES } from '../../environment/option-features';
import { FIRST_RELAY_SLOT, NEAREST_EDGE_SLOT } from '../../environment/options';
import { OPTIONS } from '../../environment/state';
import { decodeHalf, toHalf } from './half';
import type { Replay } from './replay';
import type { LearnerView } from './view';

/*
 * How the replay keeps φ_o of the nine options that initiate (MODEL.md §5.2): what is the same for several options once, what
 * belongs to a server once a slot, what is 0 or 1 in a bit; what the options' kinds and destinations say is not kept at all.
 */

const INITIATING = Array.from({ length: OPTIONS - 1 }, (_, k) => k + 1);
const RELAYS = INITIATING.filter((o) => o >= FIRST_RELAY_SLOT);
const EDGE_BOUND = INITIATING.filter((o) => o === 1 || o >= NEAREST_EDGE_SLOT);
/** Options that share an upload: each by itself, and the relays. */
const UPLOADS = [...INITIATING.filter((o) => o < FIRST_RELAY_SLOT).map((o) => [o]), RELAYS];
const each = (options: readonly number[]) => options.map((o) => [o]);

/** Entries of φ_o that a row keeps in 16 bits, and for which sets of options: one number a set. */
const KEPT: readonly { entry: number; sets: readonly (readonly number[])[] }[] = [
  { entry: 6, sets: UPLOADS },
  { entry: 9, sets: UPLOADS },
  { entry: 10, sets: [[1], RELAYS] }, // uploads to edges: a cloud does not fall out of reach
  { entry: 12, sets: each(RELAYS) },
  { entry: 14, sets: each(EDGE_BOUND) },
  ...[16, 18, 19, 20].map((entry) => ({ entry, sets: each(INITIATING) })),
];
const NUMBERS = KEPT.flatMap(({ entry, sets }) => sets.map((options) => ({ entry, options })));
export const OPTION_NUMBERS = NUMBERS.length;

/** Entries that are 0 or 1, a 16-bit number each, bit o of option o. */
const FLAGS = [15, 21];
export const OPTION_FLAGS = FLAGS.length;

/** Entries that an option takes from its access node and from its destination, kept in 16 bits a server and slot. */
const OF_ACCESS = [7, 8, 11];
const OF_DESTINATION = [13, 17];
export const SERVER_NUMBERS = OF_ACCESS.length + OF_DESTINATION.length;

/** Dwell at a cloud, entry 14. */
const DWELL = { entry: 14, atCloud: 1 };

/** Writes the options of the k-th vehicle looked at; slot, mask, destinations and source of the row must stand already. */
export function writeOptions(replay: Replay, view: LearnerView, k: number, row: number): void {
  const { options } = view;
  const mask = replay.rowMask[row];
  const from = k * OPTIONS * OPTION_FEATURES;
  for (let n = 0; n < OPTION_NUMBERS; n++) {
    const o = firstOf(mask, NUMBERS[n].options);
    if (o > 0)
      replay.rowOptions[row * OPTION_NUMBERS + n] = toHalf(options[from + o * OPTION_FEATURES + NUMBERS[n].entry]);
  }
  for (let n = 0; n < OPTION_FLAGS; n++) {
    let bits = 0;
    for (let o = 1; o < OPTIONS; o++) bits |= options[from + o * OPTION_FEATURES + FLAGS[n]] << o;
    replay.rowFlags[row * OPTION_FLAGS + n] = bits;
  }
  for (let o = 1; o < OPTIONS; o++)
    if (mask & (1 << o))
      eachServerEntry(replay, row, o, (entry, place) => {
        replay.serverOptions[place] = toHalf(options[from + o * OPTION_FEATURES + entry]);
      });
}

/** The first feasible of some options, 0 if there is none. */
function firstOf(mask: number, options: readonly number[]): number {
  for (let s = 0; s < options.length; s++) if (mask & (1 << options[s])) return options[s];
  return 0;
}

/** Node to which option o of a row uploads, −1 if there is none. */
export function accessOf(replay: Replay, row: number, o: number): number {
  const dst = replay.rowDst[row * OPTIONS + o];
  if (dst < 0 || o < FIRST_RELAY_SLOT) return dst;
  return replay.rowResident[row] ? -1 : replay.rowSource[row];
}

/** Calls `visit` with every entry that option o of a row takes from a server, and its place in `serverOptions`. */
function eachServerEntry(replay: Replay, row: number, o: number, visit: (entry: number, place: number) => void): void {
  const first = (replay.rowSlot[row] % replay.slots) * replay.world.servers;
  const up = accessOf(replay, row, o);
  const dst = replay.rowDst[row * OPTIONS + o];
  if (up >= 0) for (let n = 0; n < OF_ACCESS.length; n++) visit(OF_ACCESS[n], (first + up) * SERVER_NUMBERS + n);
  for (let n = 0; n < OF_DESTINATION.length; n++)
    visit(OF_DESTINATION[n], (first + dst) * SERVER_NUMBERS + OF_ACCESS.length + n);
}

/** Decodes φ_o of the ten options of a row. */
export function readOptions(replay: Replay, row: number, out: Float32Array, start: number): void {
  const mask = replay.rowMask[row];
  out.fill(0, start, start + OPTIONS * OPTION_FEATURES);
  if (mask & 1) out[start] = 1;
  for (let n = 0; n < OPTION_NUMBERS; n++) {
    const { entry, options } = NUMBERS[n];
    for (let s = 0; s < options.length; s++)
      if (mask & (1 << options[s]))
        decodeHalf(out, start + options[s] * OPTION_FEATURES + entry, replay.rowOptions, row * OPTION_NUMBERS + n, 1);
  }
  for (let o = 1; o < OPTIONS; o++) if (mask & (1 << o)) readOption(replay, row, o, out, start + o * OPTION_FEATURES);
}

/** What of an option is no number of its row. */
function readOption(replay: Replay, row: number, o: number, out: Float32Array, at: number): void {
  const relays = o >= FIRST_RELAY_SLOT;
  const toEdge = replay.rowDst[row * OPTIONS + o] < replay.world.edges;
  out[at + (relays ? (toEdge ? 3 : 4) : o === 1 ? 1 : 2)] = 1;
  out[at + 5] = relays && replay.rowResident[row] ? 1 : 0;
  if (!toEdge) out[at + DWELL.entry] = DWELL.atCloud;
  for (let n = 0; n < OPTION_FLAGS; n++) out[at + FLAGS[n]] = (replay.rowFlags[row * OPTION_FLAGS + n] >>> o) & 1;
  eachServerEntry(replay, row, o, (entry, place) => decodeHalf(out, at + entry, replay.serverOptions, place, 1));
}
