import { requireNonNegative, requirePositive } from '../support/check';

export interface LatencyWithinArguments {
  latencyS: number;
  latencyMaxS: number;
}

/**
 * The latency limit is kept.
 * @eq (C5) L ≤ L_max
 * @section IV-A
 * @symbols L: latencyS [s]; L_max: latencyMaxS [s]; returns holds [1]
 * @reading as printed; with C6–C10 it decides whether a migration succeeds
 * @limits latencyS = latencyMaxS holds
 * @throws Error if latencyS is negative or latencyMaxS is not above 0
 * @example latencyWithin({ latencyS: 7.715281054, latencyMaxS: 8 }) // => true
 */
export function latencyWithin(a: LatencyWithinArguments): boolean {
  requireNonNegative('latencyS', a.latencyS);
  requirePositive('latencyMaxS', a.latencyMaxS);
  return a.latencyS <= a.latencyMaxS;
}

export interface EnergyWithinArguments {
  energyJ: number;
  energyMaxJ: number;
}

/**
 * The energy limit is kept.
 * @eq (C6) E ≤ E_max
 * @section IV-A
 * @symbols E: energyJ [J]; E_max: energyMaxJ [J]; returns holds [1]
 * @reading as printed
 * @limits energyJ = energyMaxJ holds
 * @throws Error if energyJ is negative or energyMaxJ is not above 0
 * @example energyWithin({ energyJ: 12.08054794, energyMaxJ: 60 }) // => true
 */
export function energyWithin(a: EnergyWithinArguments): boolean {
  requireNonNegative('energyJ', a.energyJ);
  requirePositive('energyMaxJ', a.energyMaxJ);
  return a.energyJ <= a.energyMaxJ;
}

export interface CostWithinArguments {
  cost: number;
  costMax: number;
}

/**
 * The cost limit is kept.
 * @eq (C7) C ≤ C_max
 * @section IV-A
 * @symbols C: cost [$]; C_max: costMax [$]; returns holds [1]
 * @reading as printed; (12) itself leaves the bound out
 * @limits cost = costMax holds
 * @throws Error if cost is negative or costMax is not above 0
 * @example costWithin({ cost: 20.5, costMax: 20 }) // => false
 */
export function costWithin(a: CostWithinArguments): boolean {
  requireNonNegative('cost', a.cost);
  requirePositive('costMax', a.costMax);
  return a.cost <= a.costMax;
}

export interface ExperienceWithinArguments {
  experience: number;
  experienceMin: number;
}

/**
 * The experience reaches its floor.
 * @eq (C8) ℵ ≥ ℵ_min
 * @section IV-A
 * @symbols ℵ: experience [1]; ℵ_min: experienceMin [1]; returns holds [1]
 * @reading as printed, for the single task
 * @limits experience = experienceMin holds
 * @throws Error if an argument is negative or not finite
 * @example experienceWithin({ experience: 0.6504419032, experienceMin: 0.5 }) // => true
 */
export function experienceWithin(a: ExperienceWithinArguments): boolean {
  requireNonNegative('experience', a.experience);
  requireNonNegative('experienceMin', a.experienceMin);
  return a.experience >= a.experienceMin;
}

export interface ReliabilityWithinArguments {
  reliability: number;
  reliabilityMin: number;
}

/**
 * The reliability reaches its floor.
 * @eq (C9) ℜ ≥ ℜ_min
 * @section IV-A
 * @symbols ℜ: reliability [1]; ℜ_min: reliabilityMin [1]; returns holds [1]
 * @reading as printed
 * @limits reliability = reliabilityMin holds
 * @throws Error if an argument is negative or not finite
 * @example reliabilityWithin({ reliability: 0.6643086171, reliabilityMin: 0.9 }) // => false
 */
export function reliabilityWithin(a: ReliabilityWithinArguments): boolean {
  requireNonNegative('reliability', a.reliability);
  requireNonNegative('reliabilityMin', a.reliabilityMin);
  return a.reliability >= a.reliabilityMin;
}

export interface QualityWithinArguments {
  quality: number;
  qualityMin: number;
}

/**
 * The service quality reaches its floor.
 * @eq (C10) Q ≥ Q_min
 * @section IV-A
 * @symbols Q: quality [1]; Q_min: qualityMin [1]; returns holds [1]
 * @reading as printed
 * @limits quality = qualityMin holds
 * @throws Error if an argument is negative or not finite
 * @example qualityWithin({ quality: 0.8884040632, qualityMin: 0.3 }) // => true
 */
export function qualityWithin(a: QualityWithinArguments): boolean {
  requireNonNegative('quality', a.quality);
  requireNonNegative('qualityMin', a.qualityMin);
  return a.quality >= a.qualityMin;
}
