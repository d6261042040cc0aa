import { requireFinite, requireNonNegative, requirePositive } from '../support/check';
import { CONSTRAINTS, type ConstraintName } from './constraints';

/** The five objectives, always in this order and always by name. */
export const OBJECTIVES = ['experience', 'utility', 'latency', 'energy', 'cost'] as const;

export type ObjectiveName = (typeof OBJECTIVES)[number];

export type Objectives = Readonly<Record<ObjectiveName, number>>;

export interface NormaliseArguments {
  value: number;
  reference: number;
  count: number;
}

/**
 * A term of (21) without its unit, for one slot and one expected request.
 * @eq (norm) x̃ = x / (x_ref N_ref)
 * @section III-F
 * @symbols x: value [any]; x_ref: reference [as x]; N_ref: count [1]; returns normalised [1]
 * @reading (21) adds 1, $, s, J and $; each term is divided by a registered reference and by N_ref = V p_req (AMB-20)
 * @limits value = reference with count = 1 gives 1; value = 0 gives 0
 * @throws Error if value is not finite or reference or count is not above 0
 * @example normalise({ value: 12.08, reference: 60, count: 1 }) // => 0.2013333333
 */
export function normalise(a: NormaliseArguments): number {
  requireFinite('value', a.value);
  requirePositive('reference', a.reference);
  requirePositive('count', a.count);
  return a.value / (a.reference * a.count);
}

export interface StandardiseArguments {
  value: number;
  mean: number;
  deviation: number;
}

/**
 * A term of (21) as its distance from a running mean; the environment keeps mean and deviation.
 * @alternative (norm) objective.normaliser=zscore
 * @section III-F
 * @limits value = mean gives 0; deviation = 0 gives 0
 * @throws Error if value or mean is not finite or deviation is negative
 * @example standardise({ value: 12.08, mean: 10, deviation: 4 }) // => 0.52
 */
export function standardise(a: StandardiseArguments): number {
  requireFinite('value', a.value);
  requireFinite('mean', a.mean);
  requireNonNegative('deviation', a.deviation);
  return a.deviation === 0 ? 0 : (a.value - a.mean) / a.deviation;
}

/** Values and weights of the five objectives, by name. */
export interface WeightedObjectives extends Objectives {
  readonly weights: Objectives;
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

/**
 * The five objectives as one number.
 * @eq (21) 𝕆 = ω_1 𝓔 + ω_2 𝓤 − (ω_3 L + ω_4 E + ω_5 C)
 * @section III-F
 * @symbols 𝓔: experience [1]; 𝓤: utility [1]; L: latency [1]; E: energy [1]; C: cost [1]; ω: weights [1];
 *   returns objective [1]
 * @reading as printed, on normalised terms; weights go with names, not indices (AMB-02, AMB-20)
 * @limits all terms 0 gives 0; rises with experience and utility, falls with latency, energy and cost
 * @throws Error if a term is not finite or a weight is negative
 * @example objective({ experience: 0.65, utility: 1, latency: 0.9625, energy: 0.2013333333, cost: 0.432, weights: { experience: 0.2, utility: 0.2, latency: 0.2, energy: 0.2, cost: 0.2 } }) // => 0.01083333334
 */
export function objective(a: WeightedObjectives): number {
  checkObjectives(a);
  const w = a.weights;
  const harm = w.latency * a.latency + w.energy * a.energy + w.cost * a.cost;
  return w.experience * a.experience + w.utility * a.utility - harm;
}

/** ω_ι of the five objectives, in the order of (23), as `objectives.mapping` applies them: to rewards and in learning alike. */
export function appliedWeights(w: Objectives, mapping: unknown): Objectives {
  return mapping === 'byPaperIndex' ? byPaperIndex(w) : w;
}

/** Weights as they fall when ω_1…ω_5 of (21) meet UX, L, E, U, C, the order of section IV-B, index by index. */
function byPaperIndex(w: Objectives): Objectives {
  return { experience: w.experience, latency: w.utility, energy: w.latency, utility: w.energy, cost: w.cost };
}

/**
 * (21) with the weights applied by the printed index of section IV-B.
 * @alternative (21) objectives.mapping=byPaperIndex
 * @section IV-B
 * @limits equals objective when utility, latency and energy weigh the same
 * @throws Error as objective
 * @example objectiveByPaperIndex({ experience: 0.65, utility: 1, latency: 0.9625, energy: 0.2013333333, cost: 0.432, weights: { experience: 0.2, utility: 0.4, latency: 0.2, energy: 0.1, cost: 0.1 } }) // => -0.2384666667
 */
export function objectiveByPaperIndex(a: WeightedObjectives): number {
  return objective({ ...a, weights: byPaperIndex(a.weights) });
}

export interface JointProblemArguments {
  objective: number;
  satisfied: Readonly<Record<ConstraintName, boolean>>;
}

/**
 * The joint problem: the objective of a feasible decision, −∞ for one that breaks a constraint.
 * @eq (22) max 𝕆 subject to C1–C10
 * @section IV-A
 * @symbols 𝕆: objective [1]; C1…C10: satisfied [1]; returns value [1]
 * @reading the paper describes C1–C10 in words; they are written out as the functions tagged C1–C10. The problem is
 *   mixed-integer and nonlinear, not linear
 * @limits all satisfied gives the objective; one broken gives −∞
 * @throws Error if objective is not finite
 * @example jointProblem({ objective: 0.0108, satisfied: { C1: true, C2: true, C3: true, C4: true, C5: true, C6: true, C7: true, C8: true, C9: true, C10: true } }) // => 0.0108
 */
export function jointProblem(a: JointProblemArguments): number {
  requireFinite('objective', a.objective);
  return CONSTRAINTS.every((name) => a.satisfied[name]) ? a.objective : -Infinity;
}

/**
 * The reward of a slot, one component for each objective, each to be maximised.
 * @eq (23) r = (𝓔, 𝓤, −L, −E, −C)
 * @section IV-B
 * @symbols 𝓔: experience [1]; 𝓤: utility [1]; L: latency [1]; E: energy [1]; C: cost [1]; returns rewards [1]
 * @reading a reward is no maximum: r_t = 𝕆(t), kept as the vector whose weighted sum is 𝕆
 * @limits the weighted sum of the components is objective
 * @throws nothing
 * @example rewardVector({ experience: 0.65, utility: 1, latency: 0.9625, energy: 0.2, cost: 0.432 }) // => { experience: 0.65, utility: 1, latency: -0.9625, energy: -0.2, cost: -0.432 }
 */
export function rewardVector(a: Objectives): Objectives {
  return {
    experience: a.experience,
    utility: a.utility,
    latency: -a.latency,
    energy: -a.energy,
    cost: -a.cost,
  };
}

/**
 * The combined reward of the five components of rewardVector.
 * @eq (reward) 𝓡 = Σ_ι ω_ι R_ι
 * @section IV-B
 * @symbols R_ι: experience [1], utility [1], latency [1], energy [1], cost [1]; ω_ι: weights [1]; returns reward [1]
 * @reading the signs of R_L, R_E, R_C are unstated; they come negative from rewardVector (AMB-02)
 * @limits all components 0 gives 0; equals objective of the unsigned terms
 * @throws Error as objective
 * @example scalarReward({ experience: 0.65, utility: 1, latency: -0.9625, energy: -0.2013333333, cost: -0.432, weights: { experience: 0.2, utility: 0.2, latency: 0.2, energy: 0.2, cost: 0.2 } }) // => 0.01083333334
 */
export function scalarReward(a: WeightedObjectives): number {
  checkObjectives(a);
  const w = a.weights;
  const harm = w.latency * a.latency + w.energy * a.energy + w.cost * a.cost;
  return w.experience * a.experience + w.utility * a.utility + harm;
}

/**
 * The combined reward with ω_ι and R_ι paired by the printed indices.
 * @alternative (reward) objectives.mapping=byPaperIndex
 * @section IV-B
 * @limits equals scalarReward when utility, latency and energy weigh the same
 * @throws Error as objective
 * @example scalarRewardByPaperIndex({ experience: 0.65, utility: 1, latency: -0.9625, energy: -0.2013333333, cost: -0.432, weights: { experience: 0.2, utility: 0.4, latency: 0.2, energy: 0.1, cost: 0.1 } }) // => -0.2384666667
 */
export function scalarRewardByPaperIndex(a: WeightedObjectives): number {
  return scalarReward({ ...a, weights: byPaperIndex(a.weights) });
}
