import { STATUS } from './flows';
import type { SlotView } from './options';
import { computeScale, coresAt, type Pools } from './pools';
import type { SlotOutcome } from './slot';

/** Admitted flows per node and class, for the queue (EQ-Lqu). */
export function countArrivals({ flows, arrivals, waitS }: SlotOutcome): void {
  arrivals.fill(0);
  waitS.fill(-1);
  for (let f = 0; f < flows.count; f++)
    if (flows.status[f] === STATUS.ADMITTED) arrivals[2 * flows.dst[f] + flows.priorityClass[f] - 1]++;
}

/** Waiting time W_k at node n: λ_k = (½ hosted + admitted of class k)/Δ, μ = f/Ω̄; the multiplier scales the servers (AMB-41). */
export function queueAt(view: SlotView, pools: Pools, outcome: SlotOutcome, n: number, priorityClass: 1 | 2): number {
  const index = 2 * n + priorityClass - 1;
  if (outcome.waitS[index] >= 0) return outcome.waitS[index];
  const { meanCyclesG, slotS } = view.config.parameters;
  const scaled = computeScale(view.config) * coresAt(view.config, n);
  const servers = Math.max(1, Math.round(scaled));
  outcome.waitS[index] = view.equations.queueWait({
    arrivalsFirst: (0.5 * pools.hostedCount[n] + outcome.arrivals[2 * n]) / slotS,
    arrivalsSecond: (0.5 * pools.hostedCount[n] + outcome.arrivals[2 * n + 1]) / slotS,
    serviceRate: (outcome.frequencyHz[n] / (meanCyclesG * 1e9)) * (scaled / servers),
    servers,
    priorityClass,
  });
  return outcome.waitS[index];
}
