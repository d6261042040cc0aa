import { REFUSAL, STATUS, type Flows } from './flows';
import type { SlotView } from './options';
import type { Pools } from './pools';
import { capacityG } from './pools';

import type { SlotOutcome } from './slot';

const RANK: readonly number[] = [3, 1, 0, 2];
const rankOf = (request: number) => RANK[request];

/** Orders the flows for admission: hand-overs before service tasks before pre-migrations, higher α first, lower id first (MODEL.md §5.1-5). */
export function admissionOrder(view: SlotView, flows: Flows, order: Int16Array): void {
  const { request } = view.state;
  const before = (a: number, b: number) => {
    const rank = rankOf(request[flows.vehicle[a]]) - rankOf(request[flows.vehicle[b]]);
    if (rank !== 0) return rank < 0;
    return flows.valuation[a] !== flows.valuation[b] ? flows.valuation[a] > flows.valuation[b] : a < b;
  };
  for (let f = 0; f < flows.count; f++) {
    let k = f;
    for (; k > 0 && before(f, order[k - 1]); k--) order[k] = order[k - 1];
    order[k] = f;
  }
}

/** C3 at the executing node: hosted without the vehicle's own twin + inbound + accepted so far + new ≤ h·s·f·Δ. */
export function admit(view: SlotView, pools: Pools, outcome: SlotOutcome): void {
  const { config, equations, state } = view;
  const { flows, order, acceptedG } = outcome;
  acceptedG.fill(0);
  admissionOrder(view, flows, order);
  for (let k = 0; k < flows.count; k++) {
    const f = order[k];
    const v = flows.vehicle[f];
    const n = flows.dst[f];
    const own =
      state.host[v] === n ? equations.taskCycles({ cyclesG: state.twinCyclesG[v], dataMB: state.twinDataMB[v] }) : 0;
    const newCyclesG = equations.taskCycles({ cyclesG: flows.cyclesG[f], dataMB: flows.dataMB[f] });
    const fits = equations.computeWithinCapacity({
      hostedCyclesG: Math.max(0, pools.hostedG[n] - own),
      inboundCyclesG: pools.inboundG[n] + acceptedG[n],
      newCyclesG,
      capacityCyclesG: outcome.admission[n] * capacityG(config, n, outcome.frequencyHz[n]),
    });
    flows.status[f] = fits ? STATUS.PENDING : STATUS.REFUSED;
    flows.refusal[f] = fits ? REFUSAL.NONE : REFUSAL.COMPUTE;
    if (fits) acceptedG[n] += newCyclesG;
  }
}

