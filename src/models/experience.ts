import { requireDuration, requirePositive, requireShare } from '../support/check';
import { sum } from '../support/numeric';

const RUNNING_WINDOW = 5;

export interface LatencyScoreArguments {
  latencyS: number;
  decay: number;
}

/**
 * How a latency is felt.
 * @eq (fL) f(L) = a_l exp(−b_l L), a_l = 1
 * @section III-E
 * @symbols L: latencyS [s]; b_l: decay [1/s]; returns latencyScore [1]
 * @reading the exponential of the IQX hypothesis; a_l = 1 puts the score into [0, 1] (AMB-17)
 * @limits latencyS = 0 gives 1; latencyS → ∞ gives 0; decreasing
 * @throws Error if latencyS is negative or decay is not above 0
 * @example latencyScore({ latencyS: 7.715281054, decay: 0.15 }) // => 0.3143362022
 */
export function latencyScore(a: LatencyScoreArguments): number {
  requireDuration('latencyS', a.latencyS);
  requirePositive('decay', a.decay);
  return Math.exp(-a.decay * a.latencyS);
}

/** a (1 − exp(−b x)) with a such that x = 1 gives 1. */
function saturating(x: number, rate: number): number {
  return (1 - Math.exp(-rate * x)) / (1 - Math.exp(-rate));
}

export interface QualityScoreArguments {
  quality: number;
  rate: number;
}

/**
 * How service quality is felt.
 * @eq (fQ) f(Q) = a_q (1 − exp(−b_q Q)), a_q = 1 / (1 − exp(−b_q))
 * @section III-E
 * @symbols Q: quality [1]; b_q: rate [1]; returns qualityScore [1]
 * @reading a_q is chosen such that f(1) = 1 (AMB-17)
 * @limits quality = 0 gives 0; quality = 1 gives 1; increasing
 * @throws Error if quality is outside [0, 1] or rate is not above 0
 * @example qualityScore({ quality: 0.8884040632, rate: 3 }) // => 0.9791651768
 */
export function qualityScore(a: QualityScoreArguments): number {
  requireShare('quality', a.quality);
  requirePositive('rate', a.rate);
  return saturating(a.quality, a.rate);
}

export interface ReliabilityScoreArguments {
  reliability: number;
  rate: number;
}

/**
 * How reliability is felt.
 * @eq (fR) f(ℜ) = a_r (1 − exp(−b_r ℜ)), a_r = 1 / (1 − exp(−b_r))
 * @section III-E
 * @symbols ℜ: reliability [1]; b_r: rate [1]; returns reliabilityScore [1]
 * @reading a_r is chosen such that f(1) = 1 (AMB-17)
 * @limits reliability = 0 gives 0; reliability = 1 gives 1; increasing
 * @throws Error if reliability is outside [0, 1] or rate is not above 0
 * @example reliabilityScore({ reliability: 0.97, rate: 4 }) // => 0.9976212453
 */
export function reliabilityScore(a: ReliabilityScoreArguments): number {
  requireShare('reliability', a.reliability);
  requirePositive('rate', a.rate);
  return saturating(a.reliability, a.rate);
}

export interface ExperienceRatingArguments {
  latencyScore: number;
  qualityScore: number;
  reliabilityScore: number;
  weightLatency: number;
  weightQuality: number;
  weightReliability: number;
}

/**
 * Rating of one task.
 * @eq (aleph) ℵ = w_l f(L) + w_q f(Q) + w_r f(ℜ)
 * @section III-E
 * @symbols f(L): latencyScore [1]; f(Q): qualityScore [1]; f(ℜ): reliabilityScore [1]; w_l: weightLatency [1];
 *   w_q: weightQuality [1]; w_r: weightReliability [1]; returns rating [1]
 * @reading as printed; with weights that add up to 1 it lies in [0, 1]
 * @limits all scores 1 gives the sum of the weights; all scores 0 gives 0
 * @throws Error if a score or a weight is outside [0, 1]
 * @example experienceRating({ latencyScore: 0.5, qualityScore: 1, reliabilityScore: 1, weightLatency: 0.5, weightQuality: 0.3, weightReliability: 0.2 }) // => 0.75
 */
export function experienceRating(a: ExperienceRatingArguments): number {
  requireShare('latencyScore', a.latencyScore);
  requireShare('qualityScore', a.qualityScore);
  requireShare('reliabilityScore', a.reliabilityScore);
  requireShare('weightLatency', a.weightLatency);
  requireShare('weightQuality', a.weightQuality);
  requireShare('weightReliability', a.weightReliability);
  return a.weightLatency * a.latencyScore + a.weightQuality * a.qualityScore + a.weightReliability * a.reliabilityScore;
}

export interface VehicleExperienceArguments {
  migrates: 0 | 1;
  ratings: readonly number[];
}

/**
 * Experience of a vehicle over the tasks resolved in a slot.
 * @eq (UX) 𝓔 = χ (1/N) Σ_n ℵ_n
 * @section III-E
 * @symbols χ: migrates [1]; ℵ: ratings [1] (N of them); returns experience [1]
 * @reading N, undefined in the paper, counts the tasks resolved in the slot; a failed task is rated 0 (AMB-16)
 * @limits no rating gives 0; migrates = 0 gives 0; one rating gives that rating
 * @throws Error if a rating is outside [0, 1]
 * @example vehicleExperience({ migrates: 1, ratings: [0.65, 0.85] }) // => 0.75
 */
export function vehicleExperience(a: VehicleExperienceArguments): number {
  for (let n = 0; n < a.ratings.length; n += 1) requireShare('ratings', a.ratings[n]);
  return a.ratings.length === 0 ? 0 : (a.migrates * sum(a.ratings)) / a.ratings.length;
}

/**
 * Experience over the last five resolved tasks of a vehicle; ratings is its history, oldest first.
 * @alternative (UX) ux.window=runningMean5
 * @section III-E
 * @limits ratings before the last five have no effect; equals vehicleExperience up to five ratings
 * @throws Error as vehicleExperience
 * @example vehicleExperienceRunning({ migrates: 1, ratings: [1, 0, 0.5, 0.5, 0.5, 0.5] }) // => 0.4
 */
export function vehicleExperienceRunning(a: VehicleExperienceArguments): number {
  return vehicleExperience({ migrates: a.migrates, ratings: a.ratings.slice(-RUNNING_WINDOW) });
}
