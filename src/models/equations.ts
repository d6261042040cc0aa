import type { Config } from '../paper/config';
import type { RegisterKey } from '../paper/register';
import * as channel from './channel';
import * as constraints from './constraints';
import * as energy from './energy';
import * as experience from './experience';
import * as latency from './latency';
import * as migration from './migration';
import * as objective from './objective';
import * as queueing from './queueing';
import * as system from './system';
import * as units from './units';

/** The default reading of every equation, by name. */
const DEFAULTS = {
  megabytesToBits: units.megabytesToBits,
  pathGain: channel.pathGain,
  noiseDensity: channel.noiseDensity,
  linkRate: channel.linkRate,
  backhaulRate: channel.backhaulRate,
  wanRate: channel.wanRate,
  linkQuality: channel.linkQuality,
  linkEligible: channel.linkEligible,
  uploadLatency: latency.uploadLatency,
  taskCycles: latency.taskCycles,
  executionLatency: latency.executionLatency,
  migrationLatency: latency.migrationLatency,
  restartLatency: latency.restartLatency,
  uploadCharged: latency.uploadCharged,
  totalLatency: latency.totalLatency,
  erlangC: queueing.erlangC,
  queueWait: queueing.queueWait,
  cpuFrequency: energy.cpuFrequency,
  uploadEnergy: energy.uploadEnergy,
  executionEnergy: energy.executionEnergy,
  migrationEnergy: energy.migrationEnergy,
  destinationExecutionEnergy: energy.destinationExecutionEnergy,
  totalEnergy: energy.totalEnergy,
  energyByLayer: energy.energyByLayer,
  modeIndicator: migration.modeIndicator,
  exclusiveMode: migration.exclusiveMode,
  oneServerAtMost: migration.oneServerAtMost,
  migrationCost: migration.migrationCost,
  latencyScore: experience.latencyScore,
  qualityScore: experience.qualityScore,
  reliabilityScore: experience.reliabilityScore,
  serviceQuality: experience.serviceQuality,
  reliability: experience.reliability,
  reliabilityBernoulli: experience.reliabilityBernoulli,
  experienceRating: experience.experienceRating,
  vehicleExperience: experience.vehicleExperience,
  poolSuffices: system.poolSuffices,
  systemLatency: system.systemLatency,
  systemEnergy: system.systemEnergy,
  systemCost: system.systemCost,
  systemExperience: system.systemExperience,
  valuation: objective.valuation,
  normalise: objective.normalise,
  objective: objective.objective,
  jointProblem: objective.jointProblem,
  rewardVector: objective.rewardVector,
  scalarReward: objective.scalarReward,
  binaryDecision: constraints.binaryDecision,
  singleAssociation: constraints.singleAssociation,
  computeWithinCapacity: constraints.computeWithinCapacity,
  bandwidthWithinPool: constraints.bandwidthWithinPool,
  latencyWithin: constraints.latencyWithin,
  energyWithin: constraints.energyWithin,
  costWithin: constraints.costWithin,
  experienceWithin: constraints.experienceWithin,
  reliabilityWithin: constraints.reliabilityWithin,
  qualityWithin: constraints.qualityWithin,
};

/** Every equation of the models, one function each. */
export type EquationFunctions = typeof DEFAULTS;

/** An equation set, with the names of the equations a reader has replaced. */
export type Equations = Readonly<EquationFunctions> & {
  readonly modified: readonly string[];
};

type Readings = Partial<EquationFunctions>;

/** The equations each register key moves, and to what; defaults are not listed. */
const READINGS: Partial<Record<RegisterKey, Readonly<Record<string, Readings>>>> = {
  'radio.noise': {
    fixedPower: { linkRate: channel.linkRateFixedPower, backhaulRate: channel.linkRateFixedPower },
    poolBandwidth: {
      linkRate: channel.linkRatePoolBandwidth,
      backhaulRate: channel.linkRatePoolBandwidth,
    },
    literal: { linkRate: channel.linkRateLiteral, backhaulRate: channel.linkRateLiteral },
  },
  'radio.systemBandwidth60': {
    reuse3Fixed1Gbps: { backhaulRate: channel.backhaulRateFixed },
  },
  'se.ell': {
    snr: { linkQuality: channel.linkQualitySnr },
    off: { linkEligible: channel.linkAlwaysEligible },
  },
  'task.omega': {
    densityPerMB: {
      taskCycles: latency.taskCyclesDensityPerMB,
      executionLatency: latency.executionLatencyDensityPerMB,
      restartLatency: latency.restartLatencyDensityPerMB,
    },
    densityPerBit: {
      taskCycles: latency.taskCyclesDensityPerBit,
      executionLatency: latency.executionLatencyDensityPerBit,
      restartLatency: latency.restartLatencyDensityPerBit,
    },
  },
  'latency.relayUpload': {
    never: { uploadCharged: latency.uploadChargedNeverForRelay },
    always: { uploadCharged: latency.uploadChargedAlways },
  },
  'latency.destinationExec': { addExec: { totalLatency: latency.totalLatencyAddExec } },
  'latency.gating': { literalSum: { totalLatency: latency.totalLatencyLiteral } },
  'queue.model': {
    paperRate: { queueWait: queueing.queueWaitPaperRate },
    paperCount: { queueWait: queueing.queueWaitPaperCount },
  },
  'cpu.capacity': {
    perTask: { computeWithinCapacity: constraints.computeWithinCapacityPerTask },
  },
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
  'energy.layerAttribution': { destination: { energyByLayer: energy.energyByLayerDestination } },
  'modes.allowDefer': { false: { exclusiveMode: migration.exclusiveModeAlways } },
  'cost.base': { cyclesPrice: { migrationCost: migration.migrationCostLiteral } },
  'ux.window': { runningMean5: { vehicleExperience: experience.vehicleExperienceRunning } },
  'ux.qualityReliability': {
    dataFraction: { serviceQuality: experience.serviceQualityDataFraction },
  },
  'objectives.mapping': {
    byPaperIndex: {
      objective: objective.objectiveByPaperIndex,
      scalarReward: objective.scalarRewardByPaperIndex,
    },
  },
};

function chosenReadings(register: Readonly<Record<string, unknown>>): Readings {
  const chosen: Readings = {};
  for (const [key, byValue] of Object.entries(READINGS)) {
    Object.assign(chosen, byValue[String(register[key])]);
  }
  if (register['latency.destinationExec'] === 'addExec') {
    const whole = chosen.restartLatency ?? DEFAULTS.restartLatency;
    chosen.restartLatency = (a) => latency.RESTART_SHARE * whole(a);
  }
  return chosen;
}

/** The equation set of a config: the reading of each equation its register names. */
export function equationsFor(config: Pick<Config, 'register'>): Equations {
  return Object.freeze({ ...DEFAULTS, ...chosenReadings(config.register), modified: [] });
}

/**
 * A new set in which the given equations are replaced; `modified` names every
 * equation replaced so far. A name that is no equation is an error here too,
 * for callers whose types are not checked.
 */
export function withEquations(base: Equations, replacements: Readings): Equations {
  const known = Object.keys(DEFAULTS);
  for (const [name, replacement] of Object.entries(replacements)) {
    if (!known.includes(name)) {
      throw new Error(`withEquations: "${name}" is no equation; known are ${known.sort().join(', ')}`);
    }
    if (typeof replacement !== 'function') {
      throw new Error(`withEquations: ${name} must be a function, got ${typeof replacement}`);
    }
  }
  const modified = new Set([...base.modified, ...Object.keys(replacements)]);
  return Object.freeze({ ...base, ...replacements, modified: [...modified].sort() });
}
