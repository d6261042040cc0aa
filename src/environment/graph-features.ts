import type { Environment } from './environment';
import { SCALE, unit } from './scales';
import { valuationOf } from './slot';
import { REQUEST } from './state';
import type { Numbers, Survey } from './survey';

/** The entries of 𝓕_x in their order: the twelve of the paper's reading, then six that only servers have. Source: MODEL.md §5.3. */
export const NODE_NAMES: readonly string[] = [
  'experience',
  'utility',
  'latency',
  'energy',
  'cost',
  'bandwidth used',
  'compute used',
  'demand',
  'last price',
  'is vehicle',
  'is edge',
  'is cloud',
  'arrivals',
  'backhaul left',
  'inbound twins',
  'hosted twins',
  'last power',
  'hosted out of coverage',
];

const METRICS = 5;
const PAPER_WIDTH = 12;

/** Writes 𝓕_x of all nodes, `width` (12 or 18) numbers in [−1, 1] each; what a node does not have is 0. */
export function writeNodeFeatures(environment: Environment, survey: Survey, out: Numbers, width: number): void {
  const { config, scenario, state } = environment;
  const V = config.parameters.vehicles;
  out.fill(0);
  for (let x = 0; x < V + scenario.nodes; x++)
    for (let k = 0; k < METRICS; k++) out[x * width + k] = unit(state.touched[x * METRICS + k]);
  for (let v = 0; v < V; v++) {
    if (state.request[v] !== REQUEST.NONE)
      out[v * width + 7] = unit(valuationOf(environment, v, 0.5) / SCALE.valuation);
    out[v * width + 9] = 1;
  }
  for (let n = 0; n < scenario.nodes; n++) writeServer(environment, survey, n, out, (V + n) * width, width);
}

function writeServer(
  { scenario, state, pools }: Environment,
  survey: Survey,
  n: number,
  out: Numbers,
  at: number,
  width: number,
): void {
  const isEdge = n < scenario.edges;
  out[at + 5] = 1 - survey.bandwidthShare[n];
  out[at + 6] = unit(survey.hostedShare[n]);
  out[at + 7] = unit(survey.deciders[n] / SCALE.edgeDeciders);
  out[at + 8] = unit(state.price[n]);
  out[at + (isEdge ? 10 : 11)] = 1;
  if (width === PAPER_WIDTH) return;
  out[at + 12] = unit(state.arrivalsSlow[n] / SCALE.arrivalsSlow);
  out[at + 13] = survey.backhaulShare[n];
  out[at + 14] = unit(pools.inboundCount[n] / SCALE.inbound);
  out[at + 15] = unit(pools.hostedCount[n] / (isEdge ? SCALE.edgeHosted : SCALE.cloudHosted));
  out[at + 16] = unit(survey.powerShare[n]);
  out[at + 17] = unit(pools.outOfCoverage[n] / SCALE.outOfCoverage);
}
