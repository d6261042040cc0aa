import { type Flows, REFUSAL, STATUS } from './flows';
import type { SlotView } from './options';
import type { Pools } from './pools';
import { capacityG } from './pools';

import type { SlotOutcome } from './slot';

const RANK: readonly number[] = [3, 1, 0, 2];
const rankOf = (request: number) => RANK[request];

/**
 * Puts the flows in line for admission: hand-overs before service tasks before pre-migrations, higher α first, lower id
 * first (MODEL.md §5.1-5). C3 concerns one node alone, so every destination has its own line: `first[n]`, then `following[f]`.
 */
export function lineUp({ state: { request } }: SlotView, flows: Flows, first: Int16Array, following: Int16Array): void {
  const before = (a: number, b: number) => {
    const rank = rankOf(request[flows.vehicle[a]]) - rankOf(request[flows.vehicle[b]]);
    if (rank !== 0) return rank < 0;
    return flows.valuation[a] !== flows.valuation[b] ? flows.valuation[a] > flows.valuation[b] : a < b;
  };
  first.fill(-1);
  for (let f = 0; f < flows.count; f++) {
    let ahead = -1;
    let behind = first[flows.dst[f]];
    while (behind >= 0 && before(behind, f)) [ahead, behind] = [behind, following[behind]];
    following[f] = behind;
    if (ahead < 0) first[flows.dst[f]] = f;
    else following[ahead] = f;
  }
}

/** C3 at the executing node: hosted without the vehicle's own twin + inbound + accepted so far + new ≤ h·s·f·Δ. */
export function admit(view: SlotView, pools: Pools, outcome: SlotOutcome): void {
  const { flows, first, following, acceptedG } = outcome;
  acceptedG.fill(0);
  lineUp(view, flows, first, following);
  for (let n = 0; n < first.length; n++)
    for (let f = first[n]; f >= 0; f = following[f]) judge(view, pools, outcome, f);
}

function judge(
  { config, equations, state }: SlotView,
  pools: Pools,
  { flows, admission, frequencyHz, acceptedG }: SlotOutcome,
  f: number,
): void {
  const v = flows.vehicle[f];
  const n = flows.dst[f];
  const own =
    state.host[v] === n ? equations.taskCycles({ cyclesG: state.twinCyclesG[v], dataMB: state.twinDataMB[v] }) : 0;
  const newCyclesG = equations.taskCycles({ cyclesG: flows.cyclesG[f], dataMB: flows.dataMB[f] });
  const fits = equations.computeWithinCapacity({
    hostedCyclesG: Math.max(0, pools.hostedG[n] - own),
    inboundCyclesG: pools.inboundG[n] + acceptedG[n],
    newCyclesG,
    capacityCyclesG: admission[n] * capacityG(config, n, frequencyHz[n]),
  });
  flows.status[f] = fits ? STATUS.PENDING : STATUS.REFUSED;
  flows.refusal[f] = fits ? REFUSAL.NONE : REFUSAL.COMPUTE;
  if (fits) acceptedG[n] += newCyclesG;
}
