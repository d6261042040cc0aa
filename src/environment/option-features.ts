import { clip } from '../support/numeric';
import type { Environment } from './environment';
import { qualityTo } from './links';
import {
  ALLOWANCE_S,
  costEstimate,
  dwellAt,
  executionEstimateJ,
  fits,
  migrationEstimateS,
  type Outlook,
  outlookOf,
  runEstimateS,
  uploadEstimateS,
} from './option-estimates';
import { accessNode, FIRST_RELAY_SLOT } from './options';
import { SCALE } from './scales';
import { DEFER, OPTIONS } from './state';
import type { Numbers, Survey } from './survey';

/** The entries of φ_o in their order. Source: MODEL.md §5.2. */
export const OPTION_NAMES: readonly string[] = [
  'defer',
  'to edge',
  'to cloud',
  'relay to edge',
  'relay to cloud',
  'resident',
  'link quality',
  'bandwidth left',
  'arrivals',
  'upload time',
  'upload time over dwell',
  'deciders',
  'migration time',
  'hosted share of destination',
  'dwell at destination',
  'compute would not suffice',
  'latency over limit',
  'last price',
  'execution energy',
  'cost',
  'latency',
  'destination is host',
];

export const OPTION_FEATURES = 22;

/** Middle of the price band, $/MB. */
const MID_PRICE = 0.4;

/**
 * Writes φ_o of every decider: option slot o of decider k stands at (10k + o)·22. Slots that are not feasible are 0; of
 * deferring only the first entry is set. `out` needs 220·options.count entries; those behind are left as they are.
 * Entries lie in [−1, 2]: times of 8 s are 1 and are cut at 16 s. Source: MODEL.md §5.2 (AMB-53).
 */
export function writeOptionFeatures(environment: Environment, survey: Survey, out: Numbers): void {
  const { options } = environment;
  const outlook = outlookOf(environment, survey);
  out.fill(0, 0, options.count * OPTIONS * OPTION_FEATURES);
  for (let k = 0; k < options.count; k++) {
    const v = options.deciders[k];
    let relayUploadS = -1; // the relays of a vehicle share one upload
    for (let slot = 0; slot < OPTIONS; slot++) {
      if (options.dst[v * OPTIONS + slot] < 0) continue;
      const at = (k * OPTIONS + slot) * OPTION_FEATURES;
      out[at] = slot === DEFER ? 1 : 0;
      if (slot === DEFER) continue;
      const shared = slot >= FIRST_RELAY_SLOT && relayUploadS >= 0;
      const uploadS = shared ? relayUploadS : uploadEstimateS(outlook, v, slot);
      if (slot >= FIRST_RELAY_SLOT) relayUploadS = uploadS;
      writeOption(outlook, v, slot, uploadS, out, at);
    }
  }
}

function writeOption(outlook: Outlook, v: number, slot: number, uploadS: number, out: Numbers, at: number): void {
  const { config, scenario, state, options, survey } = outlook;
  const dst = options.dst[v * OPTIONS + slot];
  const relays = slot >= FIRST_RELAY_SLOT;
  const movesS = relays ? migrationEstimateS(outlook, v, dst) : 0;
  const waitS = state.waitSlots[v] * config.parameters.slotS;
  const latencyS = uploadS + movesS + waitS + runEstimateS(outlook, v, dst) + ALLOWANCE_S;
  out[at + (relays ? (dst < scenario.edges ? 3 : 4) : slot === 1 ? 1 : 2)] = 1;
  out[at + 5] = relays && options.resident[v] ? 1 : 0;
  writeAccess(outlook, v, accessNode(outlook, v, slot), uploadS, out, at);
  out[at + 12] = Math.min(movesS, SCALE.latencyS) / SCALE.latencyS;
  out[at + 14] = dst < scenario.edges ? Math.min(1, dwellAt(outlook.links, v, dst) / SCALE.dwellS) : 1;
  if (outlook.announced) {
    out[at + 13] = Math.min(2, survey.hostedShare[dst]);
    out[at + 15] = fits(outlook, v, dst) ? 0 : 1;
  }
  out[at + 16] = clip((latencyS - config.parameters.latencyMaxS) / SCALE.latencyS, 0, 1);
  out[at + 17] = clip((state.price[dst] - MID_PRICE) * 10, -1, 1);
  out[at + 18] = Math.min(2, executionEstimateJ(outlook, v, dst) / SCALE.energyJ);
  out[at + 19] = Math.min(2, costEstimate(outlook, v, dst) / SCALE.costLimit);
  out[at + 20] = Math.min(latencyS, SCALE.latencyCapS) / SCALE.latencyS;
  out[at + 21] = state.host[v] === dst ? 1 : 0;
}

/** Entries 6–11, about the hop to the access node `up`; a resident relay has none and leaves them 0. */
function writeAccess(
  { scenario, state, links, survey, announced }: Outlook,
  v: number,
  up: number,
  uploadS: number,
  out: Numbers,
  at: number,
): void {
  if (up < 0) return;
  const atEdge = up < scenario.edges;
  out[at + 6] = clip(qualityTo(links, v, up) / SCALE.quality, -1, 1);
  out[at + 9] = Math.min(uploadS, SCALE.latencyCapS) / SCALE.latencyS;
  if (atEdge) {
    const staysS = dwellAt(links, v, up);
    out[at + 10] = uploadS < staysS ? uploadS / staysS : 1;
  }
  if (!announced) return;
  out[at + 7] = survey.bandwidthShare[up];
  out[at + 8] = Math.min(state.arrivalsSlow[up], SCALE.arrivalsSlow) / SCALE.arrivalsSlow;
  out[at + 11] = Math.min(1, survey.deciders[up] / (atEdge ? SCALE.edgeDeciders : SCALE.cloudDeciders));
}
