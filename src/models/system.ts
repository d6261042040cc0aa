import { requireNonNegative, requireSameLength } from '../support/check';
import { weightedSum } from '../support/numeric';

export interface PoolSufficesArguments {
  decisions: readonly number[];
  requirementsHz: readonly number[];
  poolHz: number;
}

/**
 * The bandwidth the admitted twins require fits into the pool.
 * @eq (4) Σ_v χ_v B_v ≤ 𝓑
 * @section III-B
 * @symbols χ: decisions [1]; B_v: requirementsHz [Hz]; 𝓑: poolHz [Hz]; returns holds [1]
 * @reading the formula bounds the pool, the prose each flow; the flow's own bound is part of C4
 * @limits no decision always holds; equality holds
 * @throws Error if the lists differ in length or poolHz is negative
 * @example poolSuffices({ decisions: [1, 0, 1], requirementsHz: [8e6, 8e6, 4e6], poolHz: 20e6 }) // => true
 */
export function poolSuffices(a: PoolSufficesArguments): boolean {
  requireSameLength('decisions', a.decisions, 'requirementsHz', a.requirementsHz);
  requireNonNegative('poolHz', a.poolHz);
  return weightedSum(a.decisions, a.requirementsHz) <= a.poolHz;
}

export interface SystemLatencyArguments {
  decisions: readonly number[];
  latenciesS: readonly number[];
}

/**
 * Latency of the system: what (8) minimises under C1–C3 there, which are C3, C2 and C5 of (22).
 * @eq (8) L = Σ_v χ_v L_v
 * @section III-C
 * @symbols χ: decisions [1]; L_v: latenciesS [s]; returns systemLatencyS [s]
 * @reading the function is the sum; "L := min" names value and problem alike, and one χ stands for the triple sum
 * @limits no decision gives 0; one decision gives that latency
 * @throws Error if the lists differ in length
 * @example systemLatency({ decisions: [1, 0, 1], latenciesS: [7.7, 3, 1.3] }) // => 9
 */
export function systemLatency(a: SystemLatencyArguments): number {
  requireSameLength('decisions', a.decisions, 'latenciesS', a.latenciesS);
  return weightedSum(a.decisions, a.latenciesS);
}

export interface SystemEnergyArguments {
  decisions: readonly number[];
  energiesJ: readonly number[];
}

/**
 * Energy of the system: what (11) minimises under E ≤ E_max, which is C6.
 * @eq (11) E = Σ_v χ_v E_v
 * @section III-C
 * @symbols χ: decisions [1]; E_v: energiesJ [J]; returns systemEnergyJ [J]
 * @reading the function is the sum that is minimised
 * @limits no decision gives 0; one decision gives that energy
 * @throws Error if the lists differ in length
 * @example systemEnergy({ decisions: [1, 0, 1], energiesJ: [12.1, 29, 11.6] }) // => 23.7
 */
export function systemEnergy(a: SystemEnergyArguments): number {
  requireSameLength('decisions', a.decisions, 'energiesJ', a.energiesJ);
  return weightedSum(a.decisions, a.energiesJ);
}

export interface SystemCostArguments {
  decisions: readonly number[];
  costs: readonly number[];
}

/**
 * Migration cost of the system: what (12) minimises.
 * @eq (12) C = Σ_v χ_v C_v
 * @section III-D
 * @symbols χ: decisions [1]; C_v: costs [$]; returns systemCost [$]
 * @reading the function is the sum; its bound C ≤ C_max, missing in (12), is C7 of (22)
 * @limits no decision gives 0; one decision gives that cost
 * @throws Error if the lists differ in length
 * @example systemCost({ decisions: [1, 0, 1], costs: [10.8, 10.2, 4] }) // => 14.8
 */
export function systemCost(a: SystemCostArguments): number {
  requireSameLength('decisions', a.decisions, 'costs', a.costs);
  return weightedSum(a.decisions, a.costs);
}

export interface SystemExperienceArguments {
  decisions: readonly number[];
  experiences: readonly number[];
}

/**
 * Experience of the system: what (13) maximises under C5 and C8–C10.
 * @eq (13) 𝓔 = Σ_v χ_v 𝓔_v
 * @section III-E
 * @symbols χ: decisions [1]; 𝓔_v: experiences [1]; returns systemExperience [1]
 * @reading the function is the sum over resolved service tasks; its four bounds decide success, hard, not as penalties
 * @limits no decision gives 0; one decision gives that experience
 * @throws Error if the lists differ in length
 * @example systemExperience({ decisions: [1, 0, 1], experiences: [0.65, 0.66, 0.9] }) // => 1.55
 */
export function systemExperience(a: SystemExperienceArguments): number {
  requireSameLength('decisions', a.decisions, 'experiences', a.experiences);
  return weightedSum(a.decisions, a.experiences);
}
