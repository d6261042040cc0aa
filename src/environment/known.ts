import { type Flows, OBJECTIVE_COUNT, STATUS } from './flows';
import type { SlotOutcome } from './slot';

/*
 * Credits evaluate a slot again and again with one vehicle or one control changed, which leaves most flows as they were. A flow
 * whose step 7 has the same inputs in a known evaluation of the same state has the same results there.
 */

/** Takes the results of flow f from a known evaluation. @returns false, with nothing taken, if they may differ */
export function takeKnown(outcome: SlotOutcome, f: number, known: SlotOutcome): boolean {
  const { flows } = outcome;
  const g = placeOf(known.flows, flows.vehicle[f]);
  if (g < 0 || !sameFlow(flows, f, known.flows, g) || !sameServer(outcome, known, flows, f)) return false;
  for (let c = 0; c < flows.results.length; c++) flows.results[c][f] = known.flows.results[c][g];
  for (let k = 0; k < OBJECTIVE_COUNT; k++)
    flows.parts[f * OBJECTIVE_COUNT + k] = known.flows.parts[g * OBJECTIVE_COUNT + k];
  flows.broken[f] = known.flows.broken[g];
  flows.success[f] = known.flows.success[g];
  return true;
}

/** The flow of a vehicle, −1 if it has none; flows stand in the order of their vehicles. */
function placeOf({ vehicle, count }: Flows, v: number): number {
  let f = 0;
  while (f < count && vehicle[f] < v) f++;
  return f < count && vehicle[f] === v ? f : -1;
}

/** Admitted in both, with the same option, quality and resources. */
const sameFlow = (a: Flows, f: number, b: Flows, g: number): boolean =>
  b.status[g] === STATUS.ADMITTED &&
  a.slot[f] === b.slot[g] &&
  a.priorityClass[f] === b.priorityClass[g] &&
  a.valuation[f] === b.valuation[g] &&
  a.bandwidthHz[f] === b.bandwidthHz[g] &&
  a.backhaulHz[f] === b.backhaulHz[g] &&
  a.hostingUnits[f] === b.hostingUnits[g];

/** The same clock, price and queue where flow f executes, and as many relays over the same fixed-rate backhaul. */
function sameServer(a: SlotOutcome, b: SlotOutcome, { dst, source }: Flows, f: number): boolean {
  const n = dst[f];
  const j = source[f];
  return (
    a.powerW[n] === b.powerW[n] &&
    a.price[n] === b.price[n] &&
    a.arrivals[2 * n] === b.arrivals[2 * n] &&
    a.arrivals[2 * n + 1] === b.arrivals[2 * n + 1] &&
    (j < 0 || a.wanRelays[j] === b.wanRelays[j])
  );
}
