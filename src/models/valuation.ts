import { requireNonNegative, requirePositive, requireShare } from '../support/check';
import { clip } from '../support/numeric';

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

/**
 * What a vehicle values a unit of resource at.
 * @eq (alpha) α = clip(α_0 (D / D_0) (T / max(1 s, L_max − wait)) (¾ + ½ a_q), α_min, α_max)
 * @section III-F
 * @symbols D: dataMB [MB]; w: waitS [s]; a_q: qos [1]; L_max: latencyMaxS [s]; α_0: scale [$]; D_0: referenceMB [MB];
 *   T: horizonS [s]; α_min: minimum [$]; α_max: maximum [$]; returns valuation [$]
 * @reading the paper gives no utility for vehicles; size and urgency make a twin worth more. The declared value takes
 *   the vehicle's a_q, the true one a_q = ½ (AMB-58)
 * @limits dataMB = 0 gives minimum; never above maximum; non-decreasing in dataMB, waitS and qos
 * @throws Error if dataMB or waitS is negative, qos is outside [0, 1], or a scale is not above 0
 * @example valuation({ dataMB: 20, waitS: 2, qos: 0.2, latencyMaxS: 8, scale: 2.5, referenceMB: 30, horizonS: 10, minimum: 1.5, maximum: 3.5 }) // => 2.361111111
 */
export function valuation(a: ValuationArguments): number {
  requireNonNegative('dataMB', a.dataMB);
  requireNonNegative('waitS', a.waitS);
  requireShare('qos', a.qos);
  requirePositive('latencyMaxS', a.latencyMaxS);
  requirePositive('scale', a.scale);
  requirePositive('referenceMB', a.referenceMB);
  requirePositive('horizonS', a.horizonS);
  requireNonNegative('minimum', a.minimum);
  if (!(a.maximum >= a.minimum)) throw new Error(`maximum = ${a.maximum}: must be minimum = ${a.minimum} or more`);
  const urgency = a.horizonS / Math.max(1, a.latencyMaxS - a.waitS);
  const size = a.dataMB / a.referenceMB;
  return clip(a.scale * size * urgency * (0.75 + 0.5 * a.qos), a.minimum, a.maximum);
}
