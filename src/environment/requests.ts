import type { Rng } from '../support/rng';
import { remember } from './advance';
import type { SlotView } from './options';
import { interrupted } from './pools';
import type { Expiries } from './reward';
import { drawInRange } from './scenario';
import { REQUEST } from './state';

/** Step 9: a request that was not admitted waits; past w_max slots a service task is dropped, a hand-over starts anew (MODEL.md §5.1-9). */
export function expire({ config, state }: SlotView): Expiries {
  const expiries: Expiries = { services: [], handovers: [] };
  for (let v = 0; v < config.parameters.vehicles; v++) {
    const request = state.request[v];
    if (state.flightSlots[v] > 0 || request === REQUEST.NONE || request === REQUEST.PREMIGRATION) continue;
    state.waitSlots[v]++;
    if (state.waitSlots[v] <= config.parameters.waitMaxSlots) continue;
    state.waitSlots[v] = 0;
    if (request === REQUEST.HANDOVER) {
      expiries.handovers.push(v);
      continue;
    }
    expiries.services.push(v);
    state.request[v] = REQUEST.NONE;
    state.lastRating[v] = 0;
  }
  return expiries;
}

/** Books the zero rating of dropped service tasks after the reward has seen the older ones. */
export function rememberExpired({ state }: SlotView, expiries: Expiries): void {
  for (const v of expiries.services) remember(state, v, 0);
}

/**
 * New requests at the end of a slot (step 10): pending F and H stay; an uncovered host gives H; else F with p_req; else P
 * within T_pre of leaving the host's coverage. Every vehicle draws every slot, so that runs of different policies share their numbers.
 */
export function drawRequests({ config, state, links }: SlotView, rng: Rng): void {
  const p = config.parameters;
  const kind = config.register['dist.task'];
  const probability = config.register['env.requestProb'] as number;
  for (let v = 0; v < p.vehicles; v++) {
    const asks = rng.uniform() < probability;
    const dataMB = drawInRange(kind, p.dataMinMB, p.dataMaxMB, rng);
    const cyclesG = drawInRange(kind, p.cyclesMinG, p.cyclesMaxG, rng);
    state.luck[v] = rng.uniform();
    if (state.flightSlots[v] > 0) continue;
    const pending = state.request[v];
    if (pending === REQUEST.SERVICE || pending === REQUEST.HANDOVER) continue;
    state.waitSlots[v] = 0;
    if (interrupted(links, v)) askWithTwin(v, REQUEST.HANDOVER);
    else if (asks) ask(v, REQUEST.SERVICE, dataMB, cyclesG);
    else if (links.dwellHostS[v] <= p.preMigrationS) askWithTwin(v, REQUEST.PREMIGRATION);
    else state.request[v] = REQUEST.NONE;
  }
  function askWithTwin(v: number, request: number) {
    ask(v, request, state.twinDataMB[v], state.twinCyclesG[v]);
  }
  function ask(v: number, request: number, dataMB: number, cyclesG: number) {
    state.request[v] = request;
    state.requestDataMB[v] = dataMB;
    state.requestCyclesG[v] = cyclesG;
  }
}
