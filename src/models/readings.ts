import type { RegisterKey } from '../paper/register';
import * as constraints from './constraints';
import type { EquationFunctions } from './defaults';
import * as eligibility from './eligibility';
import * as energy from './energy';
import * as execution from './execution';
import * as experience from './experience';
import * as latency from './latency';
import * as migration from './migration';
import * as objective from './objective';
import * as queueing from './queueing';
import * as rate from './rate';
import * as service from './service';
import { energyByLayerDestination } from './total-energy';
import { executedAtDestination, totalLatencyAddExec, totalLatencyLiteral } from './total-latency';

type Readings = Partial<EquationFunctions>;

/**
 * The equations a register value puts in the place of the defaults. What is missing here is either the default or read
 * by the environment itself (wanRate, reliabilityBernoulli and standardise stand ready in every set).
 */
export const READINGS: Partial<Record<RegisterKey, Readonly<Record<string, Readings>>>> = {
  'modes.allowDefer': { false: { exclusiveMode: migration.exclusiveModeAlways } },
  'radio.noise': {
    fixedPower: { linkRate: rate.linkRateFixedPower, backhaulRate: rate.linkRateFixedPower },
    poolBandwidth: { linkRate: rate.linkRatePoolBandwidth, backhaulRate: rate.linkRatePoolBandwidth },
    literal: { linkRate: rate.linkRateLiteral, backhaulRate: rate.linkRateLiteral },
  },
  'radio.systemBandwidth60': { reuse3Fixed1Gbps: { backhaulRate: rate.backhaulRateFixed } },
  'latency.relayUpload': {
    never: { uploadCharged: latency.uploadChargedNeverForRelay },
    always: { uploadCharged: latency.uploadChargedAlways },
  },
  'task.omega': {
    densityPerMB: {
      taskCycles: execution.taskCyclesDensityPerMB,
      executionLatency: execution.executionLatencyDensityPerMB,
      restartLatency: execution.restartLatencyDensityPerMB,
    },
    densityPerBit: {
      taskCycles: execution.taskCyclesDensityPerBit,
      executionLatency: execution.executionLatencyDensityPerBit,
      restartLatency: execution.restartLatencyDensityPerBit,
    },
  },
  'queue.model': {
    paperRate: { queueWait: queueing.queueWaitPaperRate },
    paperCount: { queueWait: queueing.queueWaitPaperCount },
  },
  'latency.gating': { literalSum: { totalLatency: totalLatencyLiteral } },
  'cpu.capacity': { perTask: { computeWithinCapacity: constraints.computeWithinCapacityPerTask } },
  'energy.exec': {
    powerTime: {
      executionEnergy: energy.executionEnergyPowerTime,
      destinationExecutionEnergy: energy.executionEnergyPowerTime,
    },
    literal: {
      executionEnergy: energy.executionEnergyLiteral,
      destinationExecutionEnergy: energy.executionEnergyLiteral,
    },
  },
  'energy.layerAttribution': { destination: { energyByLayer: energyByLayerDestination } },
  'cost.base': { cyclesPrice: { migrationCost: migration.migrationCostLiteral } },
  'ux.window': { runningMean5: { vehicleExperience: experience.vehicleExperienceRunning } },
  'ux.qualityReliability': { dataFraction: { serviceQuality: service.serviceQualityDataFraction } },
  'se.ell': {
    snr: { linkQuality: eligibility.linkQualitySnr },
    off: { linkEligible: eligibility.linkAlwaysEligible },
  },
  'objectives.mapping': {
    byPaperIndex: {
      objective: objective.objectiveByPaperIndex,
      scalarReward: objective.scalarRewardByPaperIndex,
    },
  },
};

/** The replacements a register asks for. */
export function chosenReadings(register: Readonly<Record<string, unknown>>): Readings {
  const chosen = Object.entries(READINGS).map(([key, byValue]) => byValue[String(register[key])] ?? {});
  const readings: Readings = Object.assign({}, ...chosen);
  return register['latency.destinationExec'] === 'addExec' ? { ...readings, ...withAddExec(readings) } : readings;
}

/** addExec works on top of the other readings of Ω and of the sum instead of replacing them. */
function withAddExec({ restartLatency, totalLatency }: Readings): Readings {
  return {
    restartLatency: restartLatency ? execution.reloadOnly(restartLatency) : execution.restartLatencyAddExec,
    totalLatency: totalLatency ? executedAtDestination(totalLatency) : totalLatencyAddExec,
  };
}
