import { cloudAt, qualityTo } from './links';
import { CLOUD_SLOTS } from './nearby';
import type { SlotView } from './options';
import { SCALE, unit } from './scales';
import { valuationOf } from './slot';
import { REQUEST } from './state';
import { decides, type Numbers } from './survey';

/** The entries of 𝒮_V in their order. Source: MODEL.md §5.2. */
export const VEHICLE_NAMES: readonly string[] = [
  'offset past nearest edge',
  'dwell at nearest edge',
  'speed',
  'valuation',
  'data',
  'cycles',
  'link quality nearest edge',
  'link quality next edge',
  'link quality best cloud',
  'link quality second cloud',
  'link quality third cloud',
  'host reachable',
  'time left',
  'cost limit',
  'quality limit',
  'experience limit',
  'host none',
  'host nearest edge',
  'host other edge',
  'host cloud',
  'request none',
  'request service',
  'request hand-over',
  'request pre-migration',
  'flight remaining',
  'last price nearest edge',
  'last price nearest cloud',
  'last rating',
];

/** 𝒮_V as the learners read it: four more entries. */
export const LEARNER_NAMES: readonly string[] = [
  ...VEHICLE_NAMES,
  'wait',
  'dwell at host',
  'flight destination tier',
  'decides',
];

/**
 * Writes 𝒮_V of vehicle v, 28 numbers in [−1, 1], to `out` from `offset` on. Source: MODEL.md §5.2.
 * Clouds stand in the order of the options, best link first; what is missing (third cloud, next edge) is 0.
 */
export function observeVehicle(view: SlotView, v: number, out: Numbers, offset = 0): void {
  const { scenario, state, links } = view;
  writePlace(view, v, out, offset);
  writeRequest(view, v, out, offset + 3);
  writeLinks(view, v, out, offset + 6);
  writeLimits(view, v, out, offset + 12);
  const host = state.host[v];
  const hostType = host < 0 ? 0 : host >= scenario.edges ? 3 : host === links.nearest[v] ? 1 : 2;
  const request = state.request[v];
  for (let k = 0; k < 4; k++) {
    out[offset + 16 + k] = k === hostType ? 1 : 0;
    out[offset + 20 + k] = k === request ? 1 : 0;
  }
  out[offset + 24] = unit(state.flightSlots[v] / SCALE.flightSlots);
  out[offset + 25] = unit(state.price[links.nearest[v]]);
  out[offset + 26] = unit(state.price[links.nearestCloud[v]]);
  out[offset + 27] = unit(state.lastRating[v]);
}

/** Writes the learners' state of vehicle v, 32 numbers in [−1, 1]: 𝒮_V, wait, dwell at the host, tier in flight (0 none or failing, ½, 1), decider. */
export function observeLearner(view: SlotView, v: number, out: Numbers, offset = 0): void {
  const { scenario, state, links } = view;
  observeVehicle(view, v, out, offset);
  const dst = state.flightSlots[v] > 0 ? state.flightDst[v] : -1;
  out[offset + 28] = unit(state.waitSlots[v] / SCALE.waitSlots);
  out[offset + 29] = state.host[v] < 0 ? 0 : unit(links.dwellHostS[v] / SCALE.dwellS);
  out[offset + 30] = dst < 0 ? 0 : dst < scenario.edges ? 0.5 : 1;
  out[offset + 31] = decides(view, v) ? 1 : 0;
}

function writePlace({ config, state, links }: SlotView, v: number, out: Numbers, at: number): void {
  out[at] = unit(links.offsetM[v] / config.parameters.coverageM);
  out[at + 1] = unit(links.dwellNearestS[v] / SCALE.dwellS);
  out[at + 2] = unit(state.speedMps[v] / SCALE.speedMps);
}

/** α° and not the declared valuation: what a vehicle says is its action. */
function writeRequest(view: SlotView, v: number, out: Numbers, at: number): void {
  const asks = view.state.request[v] !== REQUEST.NONE;
  out[at] = asks ? unit(valuationOf(view, v, 0.5) / SCALE.valuation) : 0;
  out[at + 1] = asks ? unit(view.state.requestDataMB[v] / SCALE.dataMB) : 0;
  out[at + 2] = asks ? unit(view.state.requestCyclesG[v] / SCALE.cyclesG) : 0;
}

function writeLinks({ state, links }: SlotView, v: number, out: Numbers, at: number): void {
  const next = links.next[v];
  out[at] = unit(qualityTo(links, v, links.nearest[v]) / SCALE.quality);
  out[at + 1] = next < 0 ? 0 : unit(qualityTo(links, v, next) / SCALE.quality);
  for (let k = 0; k < CLOUD_SLOTS; k++) {
    const quality = k < links.cloudCount ? qualityTo(links, v, cloudAt(links, v, k)) : 0;
    out[at + 2 + k] = unit(quality / SCALE.quality);
  }
  out[at + 5] = state.host[v] >= 0 && links.dwellHostS[v] > 0 ? 1 : 0;
}

function writeLimits({ config, state }: SlotView, v: number, out: Numbers, at: number): void {
  const p = config.parameters;
  out[at] = unit((p.latencyMaxS - state.waitSlots[v] * p.slotS) / SCALE.latencyS);
  out[at + 1] = unit(p.costMax / SCALE.cost);
  out[at + 2] = unit(p.qualityMin);
  out[at + 3] = unit(p.experienceMin);
}
