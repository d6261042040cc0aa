import { requireFinite, requireNonNegative, requirePositive, requireShare } from '../support/check';
import { clip } from '../support/numeric';

/** The five objectives, always in this order and always by name. */
export const OBJECTIVES = ['experience', 'utility', 'latency', 'energy', 'cost'] as const;

export type ObjectiveName = (typeof OBJECTIVES)[number];

export type Objectives = Record<ObjectiveName, number>;

export interface ValuationArguments {
  dataMB: number;
  waitS: number;
  qos: number;
  latencyMaxS: number;
  scale: number;
  referenceMB: number;
  horizonS: number;
  minimum: number;
  maximum: number;
}

export function valuation(a: ValuationArguments): number {
  requireNonNegative('dataMB', a.dataMB);
  requireNonNegative('waitS', a.waitS);
  requireShare('qos', a.qos);
  requirePositive('latencyMaxS', a.latencyMaxS);
  requirePositive('scale', a.scale);
  requirePositive('referenceMB', a.referenceMB);
  requirePositive('horizonS', a.horizonS);
  const urgency = a.horizonS / Math.max(1, a.latencyMaxS - a.waitS);
  const size = a.dataMB / a.referenceMB;
  return clip(a.scale * size * urgency * (0.75 + 0.5 * a.qos), a.minimum, a.maximum);
}

export interface NormaliseArguments {
  value: number;
  reference: number;
  count: number;
}

export function normalise(a: NormaliseArguments): number {
  requireFinite('value', a.value);
  requirePositive('reference', a.reference);
  requirePositive('count', a.count);
  return a.value / (a.reference * a.count);
}

export interface WeightedObjectives extends Objectives {
  weights: Objectives;
}

function checkObjectives(a: WeightedObjectives): void {
  requireFinite('experience', a.experience);
  requireFinite('utility', a.utility);
  requireFinite('latency', a.latency);
  requireFinite('energy', a.energy);
  requireFinite('cost', a.cost);
  requireNonNegative('weights.experience', a.weights.experience);
  requireNonNegative('weights.utility', a.weights.utility);
  requireNonNegative('weights.latency', a.weights.latency);
  requireNonNegative('weights.energy', a.weights.energy);
  requireNonNegative('weights.cost', a.weights.cost);
}

export function objective(a: WeightedObjectives): number {
  checkObjectives(a);
  const w = a.weights;
  return (
    w.experience * a.experience +
    w.utility * a.utility -
    (w.latency * a.latency + w.energy * a.energy + w.cost * a.cost)
  );
}

/** Weights as they fall if ω1..ω5 of (21) meet ι1..ι5 of section IV-B by index. */
function byPaperIndex(w: Objectives): Objectives {
  return {
    experience: w.experience,
    latency: w.utility,
    energy: w.latency,
    utility: w.energy,
    cost: w.cost,
  };
}

export function objectiveByPaperIndex(a: WeightedObjectives): number {
  return objective({ ...a, weights: byPaperIndex(a.weights) });
}

export interface JointProblemArguments {
  objective: number;
  constraints: readonly boolean[];
}

export function jointProblem(a: JointProblemArguments): number {
  requireFinite('objective', a.objective);
  return a.constraints.every(Boolean) ? a.objective : -Infinity;
}

export function rewardVector(a: Objectives): Objectives {
  return {
    experience: a.experience,
    utility: a.utility,
    latency: -a.latency,
    energy: -a.energy,
    cost: -a.cost,
  };
}

export function scalarReward(a: WeightedObjectives): number {
  checkObjectives(a);
  const w = a.weights;
  return (
    w.experience * a.experience + w.utility * a.utility + w.latency * a.latency + w.energy * a.energy + w.cost * a.cost
  );
}

export function scalarRewardByPaperIndex(a: WeightedObjectives): number {
  return scalarReward({ ...a, weights: byPaperIndex(a.weights) });
}
