import { FIRST_CLOUD_SLOT, FIRST_RELAY_SLOT, type SlotView } from './options';
import { DEFER, OPTIONS } from './state';

/** Length of a vehicle's printed action vector (section IV-B): a_m; o_vj, o_vi, o_vji, o_dst; a_q, each in [−1, 1]. */
export const VECTOR_LENGTH = 6;
const [INITIATE, DESTINATION, QUALITY] = [0, 4, 5];
/** The first option slot of each mode, in the order of o_vj, o_vi, o_vji, and the end. */
const MODE_SLOTS = [1, FIRST_CLOUD_SLOT, FIRST_RELAY_SLOT, OPTIONS];

/** a ∈ [−1, 1] → a' ∈ [0, 1]. */
const share = (a: number): number => (a + 1) / 2;

/** Feasible slots of a mode: edge, clouds by link quality, relay destinations by backhaul distance, lower node first on a tie. */
function slotsOfMode({ options, scenario }: SlotView, v: number, mode: number): number[] {
  const node = (slot: number) => options.dst[v * OPTIONS + slot];
  const slots: number[] = [];
  for (let slot = MODE_SLOTS[mode]; slot < MODE_SLOTS[mode + 1]; slot++) if (node(slot) >= 0) slots.push(slot);
  if (MODE_SLOTS[mode] !== FIRST_RELAY_SLOT) return slots;
  const distance = (slot: number) => scenario.backhaulM[options.source[v] * scenario.nodes + node(slot)];
  return slots.sort((a, b) => distance(a) - distance(b) || node(a) - node(b));
}

/**
 * What the printed action vector of decider v says (AMB-54): initiate if a_m' > ½; the feasible mode of largest o, in the order
 * vj, vi, vji on ties; the min(n − 1, ⌊o_dst'·n⌋)-th of its n destinations. A vehicle that may not defer initiates always.
 * @returns option slot and a_q'. Source: MODEL.md §5.4.
 */
export function choiceOfVector(
  view: SlotView,
  v: number,
  vector: ArrayLike<number>,
  from = 0,
): { option: number; qos: number } {
  const qos = share(vector[from + QUALITY]);
  const mayDefer = view.options.dst[v * OPTIONS + DEFER] >= 0;
  if (mayDefer && share(vector[from + INITIATE]) <= 0.5) return { option: DEFER, qos };
  let [best, chosen]: [number, number[]] = [-1, []];
  for (let mode = 0; mode < MODE_SLOTS.length - 1; mode++) {
    const slots = slotsOfMode(view, v, mode);
    if (slots.length > 0 && (best < 0 || vector[from + 1 + mode] > vector[from + 1 + best]))
      [best, chosen] = [mode, slots];
  }
  if (best < 0) return { option: DEFER, qos };
  const place = Math.floor(share(vector[from + DESTINATION]) * chosen.length);
  return { option: chosen[Math.min(chosen.length - 1, place)], qos };
}
