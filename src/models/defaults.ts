import * as channel from './channel';
import * as constraints from './constraints';
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
import * as success from './success';
import * as system from './system';
import * as totalEnergy from './total-energy';
import * as totalLatency from './total-latency';
import * as units from './units';
import * as valuation from './valuation';

/** The default reading of every equation, by name, in the paper's order. */
export const DEFAULTS = {
  megabytesToBits: units.megabytesToBits,
  modeIndicator: migration.modeIndicator,
  exclusiveMode: migration.exclusiveMode,
  oneServerAtMost: migration.oneServerAtMost,
  poolSuffices: system.poolSuffices,
  pathGain: channel.pathGain,
  noiseDensity: channel.noiseDensity,
  linkRate: rate.linkRate,
  uploadLatency: latency.uploadLatency,
  uploadCharged: latency.uploadCharged,
  taskCycles: execution.taskCycles,
  executionLatency: execution.executionLatency,
  migrationLatency: latency.migrationLatency,
  backhaulRate: rate.backhaulRate,
  wanRate: rate.wanRate,
  erlangC: queueing.erlangC,
  queueWait: queueing.queueWait,
  restartLatency: execution.restartLatency,
  totalLatency: totalLatency.totalLatency,
  systemLatency: system.systemLatency,
  cpuFrequency: energy.cpuFrequency,
  uploadEnergy: energy.uploadEnergy,
  executionEnergy: energy.executionEnergy,
  migrationEnergy: energy.migrationEnergy,
  destinationExecutionEnergy: energy.destinationExecutionEnergy,
  totalEnergy: totalEnergy.totalEnergy,
  energyByLayer: totalEnergy.energyByLayer,
  systemEnergy: system.systemEnergy,
  migrationCost: migration.migrationCost,
  systemCost: system.systemCost,
  serviceQuality: service.serviceQuality,
  reliability: service.reliability,
  reliabilityBernoulli: service.reliabilityBernoulli,
  latencyScore: experience.latencyScore,
  qualityScore: experience.qualityScore,
  reliabilityScore: experience.reliabilityScore,
  experienceRating: experience.experienceRating,
  vehicleExperience: experience.vehicleExperience,
  systemExperience: system.systemExperience,
  linkQuality: eligibility.linkQuality,
  linkEligible: eligibility.linkEligible,
  valuation: valuation.valuation,
  normalise: objective.normalise,
  standardise: objective.standardise,
  objective: objective.objective,
  jointProblem: objective.jointProblem,
  rewardVector: objective.rewardVector,
  scalarReward: objective.scalarReward,
  binaryDecision: constraints.binaryDecision,
  singleAssociation: constraints.singleAssociation,
  computeWithinCapacity: constraints.computeWithinCapacity,
  bandwidthWithinPool: constraints.bandwidthWithinPool,
  latencyWithin: success.latencyWithin,
  energyWithin: success.energyWithin,
  costWithin: success.costWithin,
  experienceWithin: success.experienceWithin,
  reliabilityWithin: success.reliabilityWithin,
  qualityWithin: success.qualityWithin,
};

/** Every equation of the models, one function each. */
export type EquationFunctions = Readonly<typeof DEFAULTS>;

/**
 * Equations that state the problem or check it and that no run evaluates: replacing one would change nothing, so
 * withEquations refuses it. A test compares the list with what the environment calls.
 */
export const DESCRIPTIVE = [
  'modeIndicator',
  'exclusiveMode',
  'oneServerAtMost',
  'poolSuffices',
  'erlangC',
  'systemLatency',
  'totalEnergy',
  'systemEnergy',
  'systemCost',
  'systemExperience',
  'jointProblem',
  'rewardVector',
  'binaryDecision',
  'singleAssociation',
] as const satisfies readonly (keyof EquationFunctions)[];

/** The equations a run evaluates, those a reader can replace. */
export type Replacements = Partial<Omit<EquationFunctions, (typeof DESCRIPTIVE)[number]>>;
