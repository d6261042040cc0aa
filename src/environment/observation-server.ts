import type { Environment } from './environment';
import { SCALE, unit } from './scales';
import type { Numbers, Survey } from './survey';

/** The entries of 𝒮_E in their order. Source: MODEL.md §5.2. */
export const EDGE_NAMES: readonly string[] = [
  'bandwidth left',
  'compute left',
  'backhaul left',
  'cost limit',
  'deciders covered',
  'hosted twins',
  'inbound twins',
  'hosted out of coverage',
  'latency limit',
  'load',
  'arrivals',
  'last price',
  'last power',
  'load left neighbour',
  'load right neighbour',
  'last energy',
];

/** The entries of 𝒮_C in their order. Source: MODEL.md §5.2. */
export const CLOUD_NAMES: readonly string[] = [
  'bandwidth left',
  'compute left',
  'load',
  'hosted twins',
  'last price',
  'relay cost',
  'last latency',
  'success',
  'last energy',
  'mean load of its edges',
  'deciders near',
  'last power',
];

/** Moving average of objective k (2 latency, 3 energy) over the flows that touched node n. */
const touched = ({ config, state }: Environment, n: number, k: number): number =>
  state.touched[5 * (config.parameters.vehicles + n) + k];

/**
 * Writes 𝒮_E of edge j, 16 numbers in [−1, 1], to `out` from `offset` on. Source: MODEL.md §5.2.
 * "Last power" is the place of P_c in its range, "last energy" the moving average of E over the flows that touched j.
 */
export function observeEdge(environment: Environment, survey: Survey, j: number, out: Numbers, offset = 0): void {
  const { config, scenario, state, pools } = environment;
  const p = config.parameters;
  out[offset] = unit(survey.bandwidthShare[j]);
  out[offset + 1] = unit(survey.computeShare[j]);
  out[offset + 2] = unit(survey.backhaulShare[j]);
  out[offset + 3] = unit(p.costMax / SCALE.cost);
  out[offset + 4] = unit(survey.deciders[j] / SCALE.edgeDeciders);
  out[offset + 5] = unit(pools.hostedCount[j] / SCALE.edgeHosted);
  out[offset + 6] = unit(pools.inboundCount[j] / SCALE.inbound);
  out[offset + 7] = unit(pools.outOfCoverage[j] / SCALE.outOfCoverage);
  out[offset + 8] = unit(p.latencyMaxS / SCALE.latencyS);
  out[offset + 9] = unit(survey.loadShare[j]);
  out[offset + 10] = unit(state.arrivals[j] / SCALE.arrivals);
  out[offset + 11] = unit(state.price[j]);
  out[offset + 12] = unit(survey.powerShare[j]);
  const loadOf = (n: number) => (n === j && scenario.kind === 'openRoad' ? 0 : unit(survey.loadShare[n]));
  out[offset + 13] = loadOf(scenario.neighbours[2 * j]);
  out[offset + 14] = loadOf(scenario.neighbours[2 * j + 1]);
  out[offset + 15] = unit(touched(environment, j, 3));
}

/** Writes 𝒮_C of cloud node n (J ≤ n < J + I), 12 numbers in [−1, 1], to `out` from `offset` on. Source: MODEL.md §5.2. */
export function observeCloud(environment: Environment, survey: Survey, n: number, out: Numbers, offset = 0): void {
  const { state, pools } = environment;
  out[offset] = unit(survey.bandwidthShare[n]);
  out[offset + 1] = unit(survey.computeShare[n]);
  out[offset + 2] = unit(survey.loadShare[n]);
  out[offset + 3] = unit(pools.hostedCount[n] / SCALE.cloudHosted);
  out[offset + 4] = unit(state.price[n]);
  out[offset + 5] = unit(state.relayCost[n]);
  out[offset + 6] = unit(touched(environment, n, 2));
  out[offset + 7] = unit(state.success[n]);
  out[offset + 8] = unit(touched(environment, n, 3));
  out[offset + 9] = unit(meanEdgeLoad(environment, survey, n));
  out[offset + 10] = unit(survey.deciders[n] / SCALE.cloudDeciders);
  out[offset + 11] = unit(survey.powerShare[n]);
}

/** Mean load of the edges that buy upstream at cloud node n; 0 if none does. */
function meanEdgeLoad({ scenario }: Environment, survey: Survey, n: number): number {
  let sum = 0;
  let count = 0;
  for (let j = 0; j < scenario.edges; j++) {
    if (scenario.upstream[j] !== n) continue;
    sum += survey.loadShare[j];
    count++;
  }
  return count === 0 ? 0 : sum / count;
}
