import { requireNonNegative, requirePositive } from '../support/check';
import { log2OnePlus } from '../support/numeric';

export interface LinkQualityArguments {
  txPowerW: number;
  gain: number;
  noiseDensityWPerHz: number;
  referenceBandwidthHz: number;
}

/**
 * Quality ℓ of a link, by which servers are listed and excluded.
 * @eq (ell) ℓ = log2(1 + P g / (N0 F b_req))
 * @section III-F
 * @symbols P: txPowerW [W]; g: gain [1]; N0F: noiseDensityWPerHz [W/Hz]; b_req: referenceBandwidthHz [Hz];
 *   returns quality [bit/s/Hz]
 * @reading the paper uses ℓ in (15) and (17) without defining it; here the spectral efficiency at b_req (AMB-18)
 * @limits gain → 0 gives 0; increasing in gain
 * @throws Error if txPowerW or gain is negative, or a noise or bandwidth is not above 0
 * @example linkQuality({ txPowerW: 0.2, gain: 8.278989316e-10, noiseDensityWPerHz: 3.16227766e-20, referenceBandwidthHz: 4e6 }) // => 10.35537659
 */
export function linkQuality(a: LinkQualityArguments): number {
  return log2OnePlus(linkQualitySnr(a));
}

/**
 * Quality as the signal-to-noise ratio itself, held against the same threshold.
 * @alternative (ell) se.ell=snr
 * @section III-F
 * @limits gain → 0 gives 0; proportional to gain
 * @throws Error as linkQuality
 * @example linkQualitySnr({ txPowerW: 0.2, gain: 8.278989316e-10, noiseDensityWPerHz: 3.16227766e-20, referenceBandwidthHz: 4e6 }) // => 1309.023148
 */
export function linkQualitySnr(a: LinkQualityArguments): number {
  requireNonNegative('txPowerW', a.txPowerW);
  requireNonNegative('gain', a.gain);
  requirePositive('noiseDensityWPerHz', a.noiseDensityWPerHz);
  requirePositive('referenceBandwidthHz', a.referenceBandwidthHz);
  return (a.txPowerW * a.gain) / (a.noiseDensityWPerHz * a.referenceBandwidthHz);
}

export interface LinkEligibleArguments {
  quality: number;
  minimum: number;
}

/**
 * Whether a server may sell to a vehicle over this link.
 * @eq (ell-min) ℓ ≥ ℓ_min
 * @section III-F
 * @symbols ℓ: quality [bit/s/Hz]; ℓ_min: minimum [bit/s/Hz]; returns eligible [1]
 * @reading the side condition of (15) and (17); a backhaul link is always eligible (AMB-18)
 * @limits quality = minimum is eligible
 * @throws Error if an argument is negative or not finite
 * @example linkEligible({ quality: 0.49, minimum: 0.5 }) // => false
 */
export function linkEligible(a: LinkEligibleArguments): boolean {
  requireNonNegative('quality', a.quality);
  requireNonNegative('minimum', a.minimum);
  return a.quality >= a.minimum;
}

/**
 * Eligibility switched off: every link may be used.
 * @alternative (ell-min) se.ell=off
 * @section III-F
 * @limits quality = 0 is eligible
 * @throws Error as linkEligible
 * @example linkAlwaysEligible({ quality: 0.49, minimum: 0.5 }) // => true
 */
export function linkAlwaysEligible(a: LinkEligibleArguments): boolean {
  requireNonNegative('quality', a.quality);
  requireNonNegative('minimum', a.minimum);
  return true;
}
