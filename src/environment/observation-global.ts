import type { Config } from '../paper/config';
import type { Environment } from './environment';
import { countInterrupted, referenceCount } from './reward';
import { SCALE, unit } from './scales';
import type { Numbers, Survey } from './survey';

/** Length of 𝒮 for any number of servers: 4(J + I) + 2J + 10, which is 82 for the paper's ten edges and three clouds. */
export const globalLength = ({ parameters: { edges, clouds } }: Config): number =>
  4 * (edges + clouds) + 2 * edges + 10;

/** The entries of 𝒮 in their order. Source: MODEL.md §5.2. */
export function globalNames({ parameters: { edges, clouds } }: Config): string[] {
  const edgeNames = Array.from({ length: edges }, (_, j) => `edge ${j}`);
  const nodeNames = [...edgeNames, ...Array.from({ length: clouds }, (_, i) => `cloud ${i}`)];
  const each = (text: string, nodes: readonly string[]) => nodes.map((node) => `${text} ${node}`);
  return [
    ...each('bandwidth left', nodeNames),
    ...each('compute left', nodeNames),
    ...each('arrivals', nodeNames),
    ...each('vehicles near', edgeNames),
    ...each('mean speed near', edgeNames),
    ...each('hosted twins', nodeNames),
    ...['interrupted', 'in flight', 'pending'],
    ...['last energy vehicles', 'last energy edges', 'last energy clouds'],
    ...['last experience', 'last latency', 'last cost', 'last utility'],
  ];
}

/**
 * Writes the global state 𝒮, `globalLength` numbers in [−1, 1], to `out` from `offset` on. Source: MODEL.md §5.2.
 * Hosted twins, interrupted, in flight and pending are shares of the vehicles; the last slot's metrics are those of the
 * reward, divided by N_ref, all of them positive when there is something to see.
 */
export function observeGlobal(environment: Environment, survey: Survey, out: Numbers, offset = 0): void {
  const { config, scenario, state, pools, options } = environment;
  const { nodes, edges } = scenario;
  const V = config.parameters.vehicles;
  for (let n = 0; n < nodes; n++) {
    out[offset + n] = unit(survey.bandwidthShare[n]);
    out[offset + nodes + n] = unit(survey.computeShare[n]);
    out[offset + 2 * nodes + n] = unit(state.arrivals[n] / SCALE.arrivals);
    out[offset + 3 * nodes + 2 * edges + n] = pools.hostedCount[n] / V;
  }
  for (let j = 0; j < edges; j++) {
    out[offset + 3 * nodes + j] = unit(survey.cellVehicles[j] / SCALE.cellVehicles);
    out[offset + 3 * nodes + edges + j] = unit(survey.cellSpeedMps[j] / SCALE.speedMps);
  }
  const at = offset + 4 * nodes + 2 * edges;
  out[at] = countInterrupted(environment) / V;
  out[at + 1] = countFlights(environment) / V;
  out[at + 2] = options.count / V;
  writePerformance(environment, out, at + 3);
}

function countFlights({ state }: Environment): number {
  let count = 0;
  for (let v = 0; v < state.flightSlots.length; v++) if (state.flightSlots[v] > 0) count++;
  return count;
}

function writePerformance({ config, state }: Environment, out: Numbers, at: number): void {
  const energy = config.parameters.referenceEnergyJ * referenceCount(config);
  for (let layer = 0; layer < 3; layer++) out[at + layer] = unit(state.lastEnergyJ[layer] / energy);
  out[at + 3] = unit(state.lastParts[0]);
  out[at + 4] = unit(-state.lastParts[2]);
  out[at + 5] = unit(-state.lastParts[4]);
  out[at + 6] = unit(state.lastParts[1]);
}
