import { requireDuration, requireNonNegative, requirePositive, requireShare } from '../support/check';

export interface ServiceQualityArguments {
  bandwidthHz: number;
  referenceBandwidthHz: number;
  frequencyHz: number;
  referenceFrequencyHz: number;
  rateBps: number;
  dataBits: number;
  latencyMaxS: number;
}

function checkQuality(a: ServiceQualityArguments): void {
  requireNonNegative('bandwidthHz', a.bandwidthHz);
  requirePositive('referenceBandwidthHz', a.referenceBandwidthHz);
  requireNonNegative('frequencyHz', a.frequencyHz);
  requirePositive('referenceFrequencyHz', a.referenceFrequencyHz);
  requireNonNegative('rateBps', a.rateBps);
  requirePositive('dataBits', a.dataBits);
  requirePositive('latencyMaxS', a.latencyMaxS);
}

/**
 * Service quality of a task.
 * @eq (Q) Q = ½ min(1, b / b_req) + ½ min(1, f / f_req)
 * @section III-E
 * @symbols b: bandwidthHz [Hz]; b_req: referenceBandwidthHz [Hz]; f: frequencyHz [Hz]; f_req: referenceFrequencyHz [Hz];
 *   R: rateBps [bit/s]; D: dataBits [bit]; L_max: latencyMaxS [s]; returns quality [1]
 * @reading the paper never defines Q; here the shares of the bandwidth and the clock a service wants. b is the access
 *   bandwidth, the backhaul share for a resident twin; f is the executing node's (AMB-17)
 * @limits nothing allocated gives 0; both references met gives 1; non-decreasing in both
 * @throws Error if an allocation is negative or a reference is not above 0
 * @example serviceQuality({ bandwidthHz: 4e6, referenceBandwidthHz: 4e6, frequencyHz: 3.107232506e9, referenceFrequencyHz: 4e9, rateBps: 3.3e7, dataBits: 2.4e8, latencyMaxS: 8 }) // => 0.8884040632
 */
export function serviceQuality(a: ServiceQualityArguments): number {
  checkQuality(a);
  const bandwidthShare = Math.min(1, a.bandwidthHz / a.referenceBandwidthHz);
  const frequencyShare = Math.min(1, a.frequencyHz / a.referenceFrequencyHz);
  return 0.5 * bandwidthShare + 0.5 * frequencyShare;
}

/**
 * Service quality as the share of the twin that could be sent within the latency limit.
 * @alternative (Q) ux.qualityReliability=dataFraction
 * @section III-E
 * @limits rateBps = 0 gives 0; 1 once the whole twin fits
 * @throws Error as serviceQuality
 * @example serviceQualityDataFraction({ bandwidthHz: 4e6, referenceBandwidthHz: 4e6, frequencyHz: 3.107232506e9, referenceFrequencyHz: 4e9, rateBps: 2.4e7, dataBits: 2.4e8, latencyMaxS: 8 }) // => 0.8
 */
export function serviceQualityDataFraction(a: ServiceQualityArguments): number {
  checkQuality(a);
  return Math.min(1, (a.rateBps * a.latencyMaxS) / a.dataBits);
}

export interface ReliabilityArguments {
  tierReliability: number;
  dwellS: number;
  uploadS: number;
  dwellApplies: boolean;
}

/**
 * Probability that a migration is served to its end.
 * @eq (Re) ℜ = r_tier min(1, T_dwell / L_tr)
 * @section III-E
 * @symbols r_tier: tierReliability [1]; T_dwell: dwellS [s]; L_tr: uploadS [s]; dwellApplies: dwellApplies [1];
 *   returns reliability [1]
 * @reading the paper never defines ℜ; here the executing tier's reliability times the share of the upload that fits
 *   into the stay in coverage; the minimum is 1 for v→i and for a resident twin (AMB-17)
 * @limits dwellS = 0 gives 0 during an upload; dwellS ≥ uploadS gives tierReliability
 * @throws Error if tierReliability is outside [0, 1] or a time is negative
 * @example reliability({ tierReliability: 0.97, dwellS: 5, uploadS: 7.300823556, dwellApplies: true }) // => 0.6643086171
 */
export function reliability(a: ReliabilityArguments): number {
  requireShare('tierReliability', a.tierReliability);
  requireDuration('dwellS', a.dwellS);
  requireNonNegative('uploadS', a.uploadS);
  if (!a.dwellApplies || a.dwellS >= a.uploadS) return a.tierReliability;
  return (a.tierReliability * a.dwellS) / a.uploadS;
}

export interface ReliabilityBernoulliArguments {
  probability: number;
  uniform: number;
}

/**
 * Reliability as an event: 1 with the probability the default reading gives, for a uniform number drawn elsewhere.
 * @alternative (Re) ux.qualityReliability=bernoulli
 * @section III-E
 * @limits probability = 0 gives 0, probability = 1 gives 1
 * @throws Error if an argument is outside [0, 1]
 * @example reliabilityBernoulli({ probability: 0.97, uniform: 0.5 }) // => 1
 */
export function reliabilityBernoulli(a: ReliabilityBernoulliArguments): 0 | 1 {
  requireShare('probability', a.probability);
  requireShare('uniform', a.uniform);
  return a.uniform < a.probability || a.probability === 1 ? 1 : 0;
}
