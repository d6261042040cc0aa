import type { Equations } from '../models';
import type { Config } from '../paper/config';
import type { Links } from './links';
import type { Scenario } from './scenario';
import { heldHz, holdHorizon, type State } from './state';

/** What is left of every pool at the start of a slot, and what every node carries. Hz and Gcycles. */
export interface Pools {
  readonly accessHz: Float64Array;
  readonly backhaulHz: Float64Array;
  readonly hostedG: Float64Array;
  readonly hostedCount: Float64Array;
  /** Successful flights on their way to a node. */
  readonly inboundG: Float64Array;
  readonly inboundCount: Float64Array;
  /** Twins hosted at an edge that does not cover their vehicle, per node. */
  readonly outOfCoverage: Float64Array;
}

/** Multiplier on spectrum under `axis.resource` (AMB-41). */
const spectrumScale = ({ parameters, register }: Config): number =>
  register['axis.resource'] === 'cpu' ? 1 : parameters.resourceMultiplier;

/** Multiplier on the total service rate s·f under `axis.resource` (AMB-41). */
export const computeScale = ({ parameters, register }: Config): number =>
  register['axis.resource'] === 'bandwidth' ? 1 : parameters.resourceMultiplier;

/** Whole access pool of node n, Hz (AMB-08: a third of it under a reuse-3 plan). */
export function accessPoolHz(config: Config, n: number): number {
  const p = config.parameters;
  if (n >= p.edges) return p.cloudBandwidthHz * spectrumScale(config);
  const share = config.register['radio.systemBandwidth60'] === 'reuse3Fixed1Gbps' ? 1 / 3 : 1;
  return p.edgeBandwidthHz * share * spectrumScale(config);
}

/** Whole backhaul pool of an edge, Hz. */
export const backhaulPoolHz = (config: Config): number => config.parameters.backhaulBandwidthHz * spectrumScale(config);

/** Cores of node n before any multiplier. */
export const coresAt = ({ parameters }: Config, n: number): number =>
  n < parameters.edges ? parameters.edgeServers : parameters.cloudServers;

/** Compute capacity m·s·f·Δ of node n at frequency f, Gcycles a slot (C3). */
export const capacityG = (config: Config, n: number, frequencyHz: number): number =>
  (computeScale(config) * coresAt(config, n) * frequencyHz * config.parameters.slotS) / 1e9;

/** Power range of node n, W (AMB-26). */
export const powerRangeW = ({ parameters: p }: Config, n: number): [number, number] =>
  n < p.edges ? [p.edgePowerMinW, p.edgePowerMaxW] : [p.cloudPowerMinW, p.cloudPowerMaxW];

export function createPools({ parameters: { edges, clouds } }: Config): Pools {
  const perNode = () => new Float64Array(edges + clouds);
  return {
    accessHz: perNode(),
    backhaulHz: new Float64Array(edges),
    hostedG: perNode(),
    hostedCount: perNode(),
    inboundG: perNode(),
    inboundCount: perNode(),
    outOfCoverage: perNode(),
  };
}

/** Whether the vehicle's twin lies at an edge that does not cover the vehicle (AMB-30). */
export const interrupted = (links: Links, v: number): boolean => links.dwellHostS[v] === 0;

/** Recomputes the pools from holds, hosts and flights; a residual is never below 0 (AMB-28). */
export function updatePools(
  config: Config,
  scenario: Scenario,
  equations: Equations,
  state: State,
  links: Links,
  pools: Pools,
): void {
  const horizon = holdHorizon(config);
  for (let n = 0; n < scenario.nodes; n++)
    pools.accessHz[n] = Math.max(0, accessPoolHz(config, n) - heldHz(state.accessHoldHz, n, horizon));
  for (let j = 0; j < scenario.edges; j++)
    pools.backhaulHz[j] = Math.max(0, backhaulPoolHz(config) - heldHz(state.backhaulHoldHz, j, horizon));
  for (const load of [pools.hostedG, pools.hostedCount, pools.inboundG, pools.inboundCount, pools.outOfCoverage])
    load.fill(0);
  for (let v = 0; v < config.parameters.vehicles; v++) {
    const host = state.host[v];
    if (host >= 0) {
      pools.hostedG[host] += equations.taskCycles({ cyclesG: state.twinCyclesG[v], dataMB: state.twinDataMB[v] });
      pools.hostedCount[host]++;
      if (interrupted(links, v)) pools.outOfCoverage[host]++;
    }
    if (state.flightSlots[v] > 0 && state.flightDst[v] >= 0) {
      pools.inboundG[state.flightDst[v]] += equations.taskCycles({
        cyclesG: state.flightCyclesG[v],
        dataMB: state.flightDataMB[v],
      });
      pools.inboundCount[state.flightDst[v]]++;
    }
  }
}
