import { MODE, type Mode } from '../models';
import { clip } from '../support/numeric';
import { usesBackhaulSpectrum } from './allocation';
import type { Environment } from './environment';
import { gainTo, type Links } from './links';
import { accessNode, modeOfSlot, type SlotView } from './options';
import { kappaOf } from './outcome';
import { accessPoolHz, backhaulPoolHz, coresAt, type Pools } from './pools';
import type { Survey } from './survey';

/** Queueing and the like that an estimate of latency allows for, s. */
export const ALLOWANCE_S = 0.3;
const LEAST_BANDWIDTH_HZ = 0.2e6;
/** Flows that are thought to share a fixed wide-area link, as half the residual backhaul is thought to be free. */
const WAN_FLOWS = 2;

/**
 * The slot as its deciders see it when they weigh their options: the servers as announced, or with full pools, no arrivals and
 * mid power (AMB-53). A plain object made once a slot.
 */
export interface Outlook extends SlotView {
  readonly pools: Pools;
  readonly survey: Survey;
  readonly announced: boolean;
  readonly accessHz: Float64Array;
  readonly backhaulHz: Float64Array;
  readonly frequencyHz: Float64Array;
  readonly powerW: Float64Array;
  readonly kappa: number;
}

export function outlookOf(environment: Environment, survey: Survey): Outlook {
  const { config, scenario, equations, state, links, options, pools } = environment;
  const announced = config.register['options.nodeState'] === 'broadcast';
  return {
    ...{ config, scenario, equations, state, links, options, pools, survey, announced },
    accessHz: announced ? pools.accessHz : survey.poolHz,
    backhaulHz: announced ? pools.backhaulHz : survey.backhaulPoolHz,
    frequencyHz: announced ? survey.frequencyHz : survey.midFrequencyHz,
    powerW: announced ? state.powerW : survey.midPowerW,
    kappa: kappaOf(environment),
  };
}

/** Dwell at an edge of the vehicle's options, which is its nearest or its next one, s. */
export const dwellAt = (links: Links, v: number, j: number): number =>
  j === links.nearest[v] ? links.dwellNearestS[v] : links.dwellNextS[v];

const dataBits = ({ config, equations, state }: Outlook, v: number): number =>
  equations.megabytesToBits({
    dataMB: state.requestDataMB[v],
    megabyte: config.register['units.megabyte'] as number,
  });

/** L̂tr at b̂ = clip(B_res/(1 + 2λ), 0.2 MHz, b_max); 0 without an upload. */
export function uploadEstimateS(outlook: Outlook, v: number, slot: number): number {
  const { config, scenario, equations, state, links, options } = outlook;
  const p = config.parameters;
  const up = accessNode(outlook, v, slot);
  const mode = modeOfSlot(slot) as Mode;
  if (up < 0 || !equations.uploadCharged({ mode, resident: options.resident[v] === 1 && mode === MODE.RELAY }))
    return 0;
  const atEdge = up < scenario.edges;
  const arrivals = outlook.announced ? state.arrivalsSlow[up] : 0;
  const most = atEdge ? p.edgeMaxBandwidthHz : p.cloudMaxBandwidthHz;
  const rateBps = equations.linkRate({
    bandwidthHz: clip(outlook.accessHz[up] / (1 + 2 * arrivals), LEAST_BANDWIDTH_HZ, most),
    txPowerW: p.vehicleTxPowerW,
    gain: gainTo(links, v, up),
    noiseDensityWPerHz: links.accessNoise,
    poolBandwidthHz: accessPoolHz(config, up),
  });
  return equations.uploadLatency({ dataBits: dataBits(outlook, v), rateBps });
}

/** L̂mig over half the backhaul that is left, b_min at least. */
export function migrationEstimateS(outlook: Outlook, v: number, dst: number): number {
  const { config, scenario, equations, links, options } = outlook;
  const p = config.parameters;
  const source = options.source[v];
  const overWan = config.register['radio.systemBandwidth60'] === 'wan50Mbps' && !usesBackhaulSpectrum(outlook, dst);
  const rateBps = overWan
    ? equations.wanRate({ flows: WAN_FLOWS })
    : equations.backhaulRate({
        bandwidthHz: Math.max(p.minBandwidthHz, outlook.backhaulHz[source] / 2),
        txPowerW: p.backhaulTxPowerW,
        gain: scenario.backhaulGain[source * scenario.nodes + dst],
        noiseDensityWPerHz: links.backhaulNoise,
        poolBandwidthHz: backhaulPoolHz(config),
      });
  return equations.migrationLatency({ dataBits: dataBits(outlook, v), rateBps, wanDelayS: p.wanDelayS });
}

/** Ω/f at the destination; a density reading of Ω works with all cores (AMB-07). */
export function runEstimateS({ config, equations, state, frequencyHz }: Outlook, v: number, dst: number): number {
  const perCore = config.register['task.omega'] === 'totalCycles';
  return equations.executionLatency({
    cyclesG: state.requestCyclesG[v],
    dataMB: state.requestDataMB[v],
    frequencyHz: frequencyHz[dst] * (perCore ? 1 : coresAt(config, dst)),
  });
}

/** κ f² Ω at the destination, J. */
export function executionEstimateJ(outlook: Outlook, v: number, dst: number): number {
  const { equations, state } = outlook;
  return equations.executionEnergy({
    kappa: outlook.kappa,
    frequencyHz: outlook.frequencyHz[dst],
    cyclesG: equations.taskCycles({ cyclesG: state.requestCyclesG[v], dataMB: state.requestDataMB[v] }),
    powerW: outlook.powerW[dst],
  });
}

/** C at the destination's last price, $. */
export const costEstimate = ({ equations, state }: Outlook, v: number, dst: number): number =>
  equations.migrationCost({
    dataMB: state.requestDataMB[v],
    cyclesG: state.requestCyclesG[v],
    price: state.price[dst],
  });

/** Whether C3 would hold at the last power and admission level if nobody else came in this slot. */
export function fits({ equations, state, pools, survey }: Outlook, v: number, dst: number): boolean {
  const own =
    state.host[v] === dst ? equations.taskCycles({ cyclesG: state.twinCyclesG[v], dataMB: state.twinDataMB[v] }) : 0;
  return equations.computeWithinCapacity({
    hostedCyclesG: Math.max(0, pools.hostedG[dst] - own),
    inboundCyclesG: pools.inboundG[dst],
    newCyclesG: equations.taskCycles({ cyclesG: state.requestCyclesG[v], dataMB: state.requestDataMB[v] }),
    capacityCyclesG: state.admission[dst] * survey.capacityG[dst],
  });
}
