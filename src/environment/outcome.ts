import { MODE, type Mode } from '../models';
import { usesBackhaulSpectrum } from './allocation';
import { BROKEN, type Flows, OBJECTIVE_COUNT, STATUS } from './flows';
import { takeKnown } from './known';
import { dwellS, gainTo } from './links';
import type { SlotView } from './options';
import { accessPoolHz, backhaulPoolHz, coresAt, type Pools } from './pools';
import { countArrivals, queueAt } from './queue';
import type { SlotOutcome } from './slot';
import { REQUEST } from './state';

/** Bits per second of a relay's backhaul hop, (7) or a fixed rate under AMB-08. */
function backhaulRateOf(view: SlotView, outcome: SlotOutcome, f: number): number {
  const { config, scenario, equations, links } = view;
  const { flows } = outcome;
  const j = flows.source[f];
  if (!usesBackhaulSpectrum(view, flows.dst[f]) && config.register['radio.systemBandwidth60'] === 'wan50Mbps')
    return equations.wanRate({ flows: outcome.wanRelays[j] });
  return equations.backhaulRate({
    bandwidthHz: flows.backhaulHz[f],
    txPowerW: config.parameters.backhaulTxPowerW,
    gain: scenario.backhaulGain[j * scenario.nodes + flows.dst[f]],
    noiseDensityWPerHz: links.backhaulNoise,
    poolBandwidthHz: backhaulPoolHz(config),
  });
}

function accessRateOf(view: SlotView, outcome: SlotOutcome, f: number): number {
  const { config, equations, links } = view;
  const { flows } = outcome;
  const n = flows.access[f];
  return equations.linkRate({
    bandwidthHz: flows.bandwidthHz[f],
    txPowerW: config.parameters.vehicleTxPowerW,
    gain: gainTo(links, flows.vehicle[f], n),
    noiseDensityWPerHz: links.accessNoise,
    poolBandwidthHz: accessPoolHz(config, n),
  });
}

/** Latency of one admitted flow by parts (EQ-Ltot), and the rate that its quality of service sees. */
function timeFlow(view: SlotView, pools: Pools, outcome: SlotOutcome, f: number): number {
  const { config, equations } = view;
  const { flows } = outcome;
  const mode = flows.mode[f] as Mode;
  const resident = flows.resident[f] === 1;
  const dataMB = flows.dataMB[f];
  const dataBits = equations.megabytesToBits({ dataMB, megabyte: config.register['units.megabyte'] as number });
  const accessBps = flows.access[f] >= 0 ? accessRateOf(view, outcome, f) : 0;
  const backhaulBps = mode === MODE.RELAY ? backhaulRateOf(view, outcome, f) : 0;
  const uploads = flows.access[f] >= 0 && equations.uploadCharged({ mode, resident });
  const migrates = mode === MODE.RELAY;
  const perCore = config.register['task.omega'] === 'totalCycles';
  const frequencyHz = outcome.frequencyHz[flows.dst[f]] * (perCore ? 1 : coresAt(config, flows.dst[f]));
  const work = { cyclesG: flows.cyclesG[f], dataMB, frequencyHz };
  const addsExecution = config.register['latency.destinationExec'] === 'addExec';
  flows.uploadS[f] = uploads ? equations.uploadLatency({ dataBits, rateBps: accessBps }) : 0;
  flows.migrationS[f] = migrates
    ? equations.migrationLatency({ dataBits, rateBps: backhaulBps, wanDelayS: config.parameters.wanDelayS })
    : 0;
  flows.queueS[f] = queueAt(view, pools, outcome, flows.dst[f], flows.priorityClass[f] as 1 | 2);
  const executionS = mode === MODE.EDGE || addsExecution ? equations.executionLatency(work) : 0;
  const restarts = mode !== MODE.EDGE || config.register['latency.gating'] === 'literalSum';
  const restartS = restarts ? equations.restartLatency(work) : 0;
  flows.latencyS[f] = equations.totalLatency({
    mode,
    resident,
    waitS: flows.waitS[f],
    uploadS: flows.uploadS[f],
    executionS,
    migrationS: flows.migrationS[f],
    queueS: flows.queueS[f],
    restartS,
  });
  flows.executionS[f] = executionS + restartS;
  return accessBps > 0 ? accessBps : backhaulBps;
}

/** Energy by layer and cost of one admitted flow ((9), E^ex, E^{j→i}, (10), C). */
function chargeFlow(view: SlotView, outcome: SlotOutcome, f: number): void {
  const { config, scenario, equations } = view;
  const p = config.parameters;
  const { flows } = outcome;
  const n = flows.dst[f];
  const mode = flows.mode[f] as Mode;
  const cyclesG = equations.taskCycles({ cyclesG: flows.cyclesG[f], dataMB: flows.dataMB[f] });
  const work = { kappa: kappaOf(view), frequencyHz: outcome.frequencyHz[n], cyclesG, powerW: outcome.powerW[n] };
  const executionJ = mode === MODE.EDGE ? equations.executionEnergy(work) : equations.destinationExecutionEnergy(work);
  const layers = equations.energyByLayer({
    mode,
    destinationIsCloud: n >= scenario.edges,
    uploadJ: equations.uploadEnergy({ txPowerW: p.vehicleTxPowerW, uploadS: flows.uploadS[f] }),
    executionJ,
    migrationJ: equations.migrationEnergy({ txPowerW: p.backhaulTxPowerW, migrationS: flows.migrationS[f] }),
  });
  flows.vehicleJ[f] = layers.vehicleJ;
  flows.edgeJ[f] = layers.edgeJ;
  flows.cloudJ[f] = layers.cloudJ;
  flows.cost[f] = equations.migrationCost({
    dataMB: flows.dataMB[f],
    cyclesG: flows.cyclesG[f],
    price: outcome.price[n],
  });
}

/** Switched capacitance κ under AMB-26. */
export const kappaOf = ({ config }: Pick<SlotView, 'config'>): number =>
  config.register['cpu.wattsToHz'] === 'kappa1e-28' ? config.parameters.kappa / 10 : config.parameters.kappa;

/** Where AMB-08 gives a relay a fixed rate it has no share of a pool, and all the bandwidth that its quality asks for. */
const relayBandwidthHz = (view: SlotView, flows: Flows, f: number): number =>
  usesBackhaulSpectrum(view, flows.dst[f]) ? flows.backhaulHz[f] : view.config.parameters.referenceBandwidthHz;

/** Quality, reliability and rating ℵ of one admitted flow (EQ-ℵ, EQ-f). */
function rateFlow(view: SlotView, outcome: SlotOutcome, f: number, rateBps: number): void {
  const { config, scenario, equations, state } = view;
  const p = config.parameters;
  const { flows } = outcome;
  const n = flows.dst[f];
  const access = flows.access[f];
  const dwellApplies = access >= 0 && access < scenario.edges;
  const tierReliability = n < scenario.edges ? p.edgeReliability : p.cloudReliability;
  const stays = dwellApplies ? dwellS(config, scenario, state, flows.vehicle[f], access) : Infinity;
  const probability = equations.reliability({
    tierReliability,
    dwellS: stays,
    uploadS: flows.uploadS[f],
    dwellApplies,
  });
  flows.reliability[f] =
    config.register['ux.qualityReliability'] === 'bernoulli'
      ? equations.reliabilityBernoulli({ probability, uniform: state.luck[flows.vehicle[f]] })
      : probability;
  flows.quality[f] = equations.serviceQuality({
    bandwidthHz: access >= 0 ? flows.bandwidthHz[f] : relayBandwidthHz(view, flows, f),
    referenceBandwidthHz: p.referenceBandwidthHz,
    frequencyHz: outcome.frequencyHz[n],
    referenceFrequencyHz: p.referenceFrequencyHz,
    rateBps,
    dataBits: equations.megabytesToBits({
      dataMB: flows.dataMB[f],
      megabyte: config.register['units.megabyte'] as number,
    }),
    latencyMaxS: p.latencyMaxS,
  });
  flows.rating[f] = equations.experienceRating({
    latencyScore: equations.latencyScore({ latencyS: flows.latencyS[f], decay: p.latencyDecay }),
    qualityScore: equations.qualityScore({ quality: flows.quality[f], rate: p.qualityRate }),
    reliabilityScore: equations.reliabilityScore({ reliability: flows.reliability[f], rate: p.reliabilityRate }),
    weightLatency: p.experienceWeightLatency,
    weightQuality: p.experienceWeightQuality,
    weightReliability: p.experienceWeightReliability,
  });
}

/** C5–C10 of problem (22): a flow succeeds if it breaks none. */
function judgeFlow({ config, equations }: SlotView, { flows }: SlotOutcome, f: number): void {
  const { latencyMaxS, energyMaxJ, costMax, experienceMin, reliabilityMin, qualityMin } = config.parameters;
  const energyJ = flows.vehicleJ[f] + flows.edgeJ[f] + flows.cloudJ[f];
  let broken = 0;
  if (!equations.latencyWithin({ latencyS: flows.latencyS[f], latencyMaxS })) broken |= BROKEN.LATENCY;
  if (!equations.energyWithin({ energyJ, energyMaxJ })) broken |= BROKEN.ENERGY;
  if (!equations.costWithin({ cost: flows.cost[f], costMax })) broken |= BROKEN.COST;
  if (!equations.experienceWithin({ experience: flows.rating[f], experienceMin })) broken |= BROKEN.EXPERIENCE;
  if (!equations.reliabilityWithin({ reliability: flows.reliability[f], reliabilityMin })) broken |= BROKEN.RELIABILITY;
  if (!equations.qualityWithin({ quality: flows.quality[f], qualityMin })) broken |= BROKEN.QUALITY;
  flows.broken[f] = broken;
  flows.success[f] = broken === 0 ? 1 : 0;
}

/** Welfare of a flow at the allocated bandwidth: Σ w α ln(1 + b/w) − c b over access and hosting (MODEL.md §4.7). */
function welfareOf({ config, scenario }: SlotView, { flows }: SlotOutcome, f: number): number {
  const p = config.parameters;
  const value = config.register['utility.valuation'] === 'declared' ? flows.valuation[f] : flows.trueValuation[f];
  const cost = (n: number) => (n < scenario.edges ? p.edgeUnitCost : p.cloudUnitCost);
  let welfare = 0;
  if (flows.access[f] >= 0) {
    const units = flows.bandwidthHz[f] / p.unitHz;
    welfare += value * Math.log1p(units) - cost(flows.access[f]) * units;
  }
  if (flows.hosting[f] >= 0) {
    const ownOrder = flows.access[f] < 0 || flows.dst[f] < scenario.edges;
    const w = p.hostingWeight;
    if (ownOrder) welfare += w * value * Math.log1p(flows.hostingUnits[f] / w);
    welfare -= cost(flows.hosting[f]) * flows.hostingUnits[f];
  }
  return welfare;
}

/** Signed, scaled parts of one admitted flow, before division by N_ref (MODEL.md §5.1-8). */
function bookFlow(view: SlotView, outcome: SlotOutcome, f: number): void {
  const { config, equations, state } = view;
  const p = config.parameters;
  const { flows } = outcome;
  const succeeded = flows.success[f] === 1;
  const request = state.request[flows.vehicle[f]];
  const scaled = (value: number, reference: number) => equations.normalise({ value, reference, count: 1 });
  const base = f * OBJECTIVE_COUNT;
  flows.utility[f] = welfareOf(view, outcome, f);
  let experience = 0;
  if (request === REQUEST.SERVICE) experience = bookedRating(view, flows.vehicle[f], succeeded ? flows.rating[f] : 0);
  else if (request === REQUEST.HANDOVER && succeeded) experience = config.register['env.interruptionPsi'] as number;
  flows.parts[base] = experience;
  flows.parts[base + 1] = succeeded ? scaled(flows.utility[f], p.referenceUtility) : 0;
  flows.parts[base + 2] = -(succeeded ? scaled(flows.latencyS[f], p.latencyMaxS) : 1);
  flows.parts[base + 3] = -scaled(flows.vehicleJ[f] + flows.edgeJ[f] + flows.cloudJ[f], p.referenceEnergyJ);
  flows.parts[base + 4] = -scaled(flows.cost[f], p.referenceCost);
}

/** UX of a resolved service task: its own rating, or the mean of the vehicle's last five (AMB-16). */
export function bookedRating({ config, equations, state }: SlotView, v: number, rating: number): number {
  if (config.register['ux.window'] === 'perTask')
    return equations.vehicleExperience({ migrates: 1, ratings: [rating] });
  const kept = Math.min(4, state.recentCount[v]);
  const ratings = [
    ...state.recentRatings.subarray(5 * v + state.recentCount[v] - kept, 5 * v + state.recentCount[v]),
    rating,
  ];
  return equations.vehicleExperience({ migrates: 1, ratings });
}

/** Step 7 of the slot (MODEL.md §5.1) for every admitted flow, taken from a known evaluation where it is the same there. */
export function resolve(view: SlotView, pools: Pools, outcome: SlotOutcome, known?: SlotOutcome): void {
  countArrivals(outcome);
  for (let f = 0; f < outcome.flows.count; f++) {
    if (outcome.flows.status[f] !== STATUS.ADMITTED || (known && takeKnown(outcome, f, known))) continue;
    const rateBps = timeFlow(view, pools, outcome, f);
    chargeFlow(view, outcome, f);
    rateFlow(view, outcome, f, rateBps);
    judgeFlow(view, outcome, f);
    bookFlow(view, outcome, f);
  }
}
