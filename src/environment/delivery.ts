import type { Config } from '../paper/config';
import { type Flows, STATUS } from './flows';
import type { SlotView } from './options';
import { isOrdinary, openUnits } from './reserve';
import type { SlotOutcome } from './slot';

/**
 * Gives unsold units to access buyers in proportion to α, each up to `maximum`; what a full buyer leaves is shared again and
 * a buyer above the maximum gets none. Units of 1 MHz·s; changes `units` in place. Source: MODEL.md §4.7 (AMB-32).
 * @example shareFreely([4, 7.5], [2, 3], 2, 8) // => [5.5, 8]
 */
export function shareFreely(units: number[], valuations: readonly number[], free: number, maximum: number): number[] {
  let left = free;
  while (left > 1e-12) {
    let weight = 0;
    for (let k = 0; k < units.length; k++) if (units[k] < maximum) weight += valuations[k];
    if (weight === 0) return units;
    const portion = left / weight;
    let given = 0;
    for (let k = 0; k < units.length; k++) {
      if (units[k] >= maximum) continue;
      const room = maximum - units[k];
      const wish = portion * valuations[k];
      given += Math.min(room, wish);
      units[k] = wish >= room ? maximum : units[k] + wish;
    }
    left -= given;
  }
  return units;
}

/** Most units an access buyer of node n gets beyond its contract. */
export const maxUnits = ({ parameters: p }: Config, n: number): number =>
  (n < p.edges ? p.edgeMaxBandwidthHz : p.cloudMaxBandwidthHz) / p.unitHz;

/** Pending flows that upload, by access node. */
function buyersByNode(flows: Flows): Map<number, number[]> {
  const byNode = new Map<number, number[]>();
  for (let f = 0; f < flows.count; f++) {
    const n = flows.access[f];
    if (n < 0 || flows.status[f] !== STATUS.PENDING) continue;
    const buyers = byNode.get(n);
    if (buyers) buyers.push(f);
    else byNode.set(n, [f]);
  }
  return byNode;
}

/** Access bandwidth: the contract, plus the free share where the scheduler is work-conserving; the second class gets none of a reserve. */
export function deliver(view: SlotView, outcome: SlotOutcome): void {
  const { config } = view;
  const { flows, offeredUnits, soldUnits } = outcome;
  const shares = config.register['radio.workConserving'] === true && config.register['game.enabled'] === true;
  for (let f = 0; f < flows.count; f++) flows.bandwidthHz[f] = flows.contractedUnits[f] * config.parameters.unitHz;
  if (!shares) return;
  const { unitHz } = config.parameters;
  const give = (buyers: readonly number[], n: number, free: number) => {
    const contracts = buyers.map((f) => flows.contractedUnits[f]);
    const valuations = buyers.map((f) => flows.valuation[f]);
    const units = shareFreely(contracts, valuations, free, maxUnits(config, n));
    buyers.forEach((f, k) => {
      flows.bandwidthHz[f] = units[k] * unitHz;
    });
  };
  buyersByNode(flows).forEach((buyers, n) => {
    const free = offeredUnits[n] - soldUnits[n];
    if (free <= 0) return;
    give(buyers, n, free);
    const ordinary = buyers.filter((f) => isOrdinary(flows, f));
    const open = openUnits(outcome, n);
    const got = ordinary.reduce((sum, f) => sum + flows.bandwidthHz[f] / unitHz - flows.contractedUnits[f], 0);
    if (got <= open) return;
    give(ordinary, n, open); // more would be of the reserve
    const privileged = buyers.filter((f) => !isOrdinary(flows, f));
    give(privileged, n, free - open);
  });
}
