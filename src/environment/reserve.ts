import { type Flows, STATUS } from './flows';
import type { SlotOutcome } from './slot';

/*
 * What a cloud keeps for the first priority class (AMB-36): its whole pool X is offered, but the second class gets φ·X of it
 * at most. Without a reserve both are the same.
 */

/** Whether a flow is of the second priority class. */
export const isOrdinary = (flows: Flows, f: number): boolean => flows.priorityClass[f] === 2;

const keepsReserve = ({ offeredUnits, unreservedUnits }: SlotOutcome, n: number): boolean =>
  unreservedUnits[n] < offeredUnits[n];

/** Access and hosting units of node n that the second class has contracted. */
function ordinaryUnits(flows: Flows, n: number): number {
  let sum = 0;
  for (let f = 0; f < flows.count; f++) {
    if (flows.status[f] !== STATUS.PENDING || !isOrdinary(flows, f)) continue;
    if (flows.access[f] === n) sum += flows.contractedUnits[f];
    if (flows.hosting[f] === n) sum += flows.hostingUnits[f];
  }
  return sum;
}

/**
 * Holds the reserves against the contracts: a second class that ordered more than φ·X gets the same share of every order, and
 * what it loses is unsold again. Prices stay those of the whole pool.
 */
export function holdReserves(outcome: SlotOutcome): void {
  const { flows, unreservedUnits, soldUnits } = outcome;
  for (let n = 0; n < soldUnits.length; n++) {
    const wanted = keepsReserve(outcome, n) ? ordinaryUnits(flows, n) : 0;
    if (wanted <= unreservedUnits[n]) continue;
    soldUnits[n] -= wanted - unreservedUnits[n];
    const share = unreservedUnits[n] / wanted;
    for (let f = 0; f < flows.count; f++) {
      if (flows.status[f] !== STATUS.PENDING || !isOrdinary(flows, f)) continue;
      if (flows.access[f] === n) flows.contractedUnits[f] *= share;
      if (flows.hosting[f] === n) flows.hostingUnits[f] *= share;
    }
  }
}

/** What the second class may still get of node n's free units. */
export const openUnits = (outcome: SlotOutcome, n: number): number =>
  keepsReserve(outcome, n)
    ? Math.max(0, outcome.unreservedUnits[n] - ordinaryUnits(outcome.flows, n))
    : Number.POSITIVE_INFINITY;
