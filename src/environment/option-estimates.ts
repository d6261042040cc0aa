import { MODE, type Mode } from '../models';
import { clip } from '../support/numeric';
import { usesBackhaulSpectrum } from './allocation';
import type { Environment } from './environment';
import type { Links } from './links';
import { accessNode, modeOfSlot } from './options';
import { kappaOf } from './outcome';
import { coresAt } from './pools';
import type { Survey } from './survey';

/** Queueing and the like that an estimate of latency allows for, s. */
export const ALLOWANCE_S = 0.3;
const LEAST_BANDWIDTH_HZ = 0.2e6;
/** Flows that are thought to share a fixed wide-area link, as half the residual backhaul is thought to be free. */
const WAN_FLOWS = 2;

/** What a decider takes the servers' state to be: as announced, or full pools, no arrivals and mid power (AMB-53). */
export interface Belief {
  readonly announced: boolean;
  readonly accessHz: Float64Array;
  readonly backhaulHz: Float64Array;
  readonly frequencyHz: Float64Array;
  readonly powerW: Float64Array;
}

export function beliefOf({ config, state, pools }: Environment, survey: Survey): Belief {
  const announced = config.register['options.nodeState'] === 'broadcast';
  return {
    announced,
    accessHz: announced ? pools.accessHz : survey.poolHz,
    backhaulHz: announced ? pools.backhaulHz : survey.backhaulPoolHz,
    frequencyHz: announced ? survey.frequencyHz : survey.midFrequencyHz,
    powerW: announced ? state.powerW : survey.midPowerW,
  };
}

/** Dwell at an edge of the vehicle's options, which is its nearest or its next one, s. */
export const dwellAt = (links: Links, v: number, j: number): number =>
  j === links.nearest[v] ? links.dwellNearestS[v] : links.dwellNextS[v];

const dataBits = ({ config, equations, state }: Environment, v: number): number =>
  equations.megabytesToBits({
    dataMB: state.requestDataMB[v],
    megabyte: config.register['units.megabyte'] as number,
  });

/** L̂tr at b̂ = clip(B_res/(1 + 2λ), 0.2 MHz, b_max); 0 without an upload. */
export function uploadEstimateS(environment: Environment, belief: Belief, v: number, slot: number): number {
  const { config, scenario, equations, state, links, options } = environment;
  const p = config.parameters;
  const up = accessNode(environment, v, slot);
  const mode = modeOfSlot(slot) as Mode;
  if (up < 0 || !equations.uploadCharged({ mode, resident: options.resident[v] === 1 && mode === MODE.RELAY }))
    return 0;
  const atEdge = up < scenario.edges;
  const arrivals = belief.announced ? state.arrivalsSlow[up] : 0;
  const most = atEdge ? p.edgeMaxBandwidthHz : p.cloudMaxBandwidthHz;
  const rateBps = equations.linkRate({
    bandwidthHz: clip(belief.accessHz[up] / (1 + 2 * arrivals), LEAST_BANDWIDTH_HZ, most),
    txPowerW: p.vehicleTxPowerW,
    gain: links.gain[v * scenario.nodes + up],
    noiseDensityWPerHz: links.accessNoise,
    poolBandwidthHz: atEdge ? p.edgeBandwidthHz : p.cloudBandwidthHz,
  });
  return equations.uploadLatency({ dataBits: dataBits(environment, v), rateBps });
}

/** L̂mig over half the backhaul that is left, b_min at least. */
export function migrationEstimateS(environment: Environment, belief: Belief, v: number, dst: number): number {
  const { config, scenario, equations, links, options } = environment;
  const p = config.parameters;
  const source = options.source[v];
  const overWan = config.register['radio.systemBandwidth60'] === 'wan50Mbps' && !usesBackhaulSpectrum(environment, dst);
  const rateBps = overWan
    ? equations.wanRate({ flows: WAN_FLOWS })
    : equations.backhaulRate({
        bandwidthHz: Math.max(p.minBandwidthHz, belief.backhaulHz[source] / 2),
        txPowerW: p.backhaulTxPowerW,
        gain: scenario.backhaulGain[source * scenario.nodes + dst],
        noiseDensityWPerHz: links.backhaulNoise,
        poolBandwidthHz: p.backhaulBandwidthHz,
      });
  return equations.migrationLatency({ dataBits: dataBits(environment, v), rateBps, wanDelayS: p.wanDelayS });
}

/** Ω/f at the destination; a density reading of Ω works with all cores (AMB-07). */
export function runEstimateS(
  { config, equations, state }: Environment,
  belief: Belief,
  v: number,
  dst: number,
): number {
  const perCore = config.register['task.omega'] === 'totalCycles';
  return equations.executionLatency({
    cyclesG: state.requestCyclesG[v],
    dataMB: state.requestDataMB[v],
    frequencyHz: belief.frequencyHz[dst] * (perCore ? 1 : coresAt(config, dst)),
  });
}

/** κ f² Ω at the destination, J. */
export function executionEstimateJ(environment: Environment, belief: Belief, v: number, dst: number): number {
  const { equations, state } = environment;
  return equations.executionEnergy({
    kappa: kappaOf(environment),
    frequencyHz: belief.frequencyHz[dst],
    cyclesG: equations.taskCycles({ cyclesG: state.requestCyclesG[v], dataMB: state.requestDataMB[v] }),
    powerW: belief.powerW[dst],
  });
}

/** C at the destination's last price, $. */
export const costEstimate = ({ equations, state }: Environment, v: number, dst: number): number =>
  equations.migrationCost({
    dataMB: state.requestDataMB[v],
    cyclesG: state.requestCyclesG[v],
    price: state.price[dst],
  });

/** Whether C3 would hold at the last power and admission level if nobody else came in this slot. */
export function fits({ equations, state, pools }: Environment, survey: Survey, v: number, dst: number): boolean {
  const own =
    state.host[v] === dst ? equations.taskCycles({ cyclesG: state.twinCyclesG[v], dataMB: state.twinDataMB[v] }) : 0;
  return equations.computeWithinCapacity({
    hostedCyclesG: Math.max(0, pools.hostedG[dst] - own),
    inboundCyclesG: pools.inboundG[dst],
    newCyclesG: equations.taskCycles({ cyclesG: state.requestCyclesG[v], dataMB: state.requestDataMB[v] }),
    capacityCyclesG: state.admission[dst] * survey.capacityG[dst],
  });
}
