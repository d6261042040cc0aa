import { requireNonNegative, requirePositive } from '../support/check';
import { log2OnePlus } from '../support/numeric';

const FIXED_NOISE_BANDWIDTH_HZ = 20e6;
const FIXED_BACKHAUL_BPS = 1e9;
const WAN_BPS = 50e6;

export interface LinkRateArguments {
  bandwidthHz: number;
  txPowerW: number;
  gain: number;
  noiseDensityWPerHz: number;
  poolBandwidthHz: number;
}

function checkLink(a: LinkRateArguments): void {
  requireNonNegative('bandwidthHz', a.bandwidthHz);
  requireNonNegative('txPowerW', a.txPowerW);
  requireNonNegative('gain', a.gain);
  requirePositive('noiseDensityWPerHz', a.noiseDensityWPerHz);
}

/** b log2(1 + P g / (N0 F B)) for a noise bandwidth B. */
function shannonRate(a: LinkRateArguments, noiseBandwidthHz: number): number {
  return a.bandwidthHz * log2OnePlus((a.txPowerW * a.gain) / (a.noiseDensityWPerHz * noiseBandwidthHz));
}

/**
 * Achievable rate of a wireless hop from a vehicle.
 * @eq (R) R = b log2(1 + P g(d) / (N0 F b))
 * @section III-B
 * @symbols b: bandwidthHz [Hz]; P: txPowerW [W]; g: gain [1]; N0F: noiseDensityWPerHz [W/Hz]; B: poolBandwidthHz [Hz];
 *   returns rateBps [bit/s]
 * @reading corrected: the paper divides by N0 alone, a density in W/Hz; the noise in the band used is N0 F b (AMB-05)
 * @limits bandwidthHz → 0 gives 0; increasing and concave in bandwidthHz; bounded by P g / (N0 F ln 2)
 * @throws Error if an argument is negative, not finite, or the noise density is not above 0
 * @example linkRate({ bandwidthHz: 4e6, txPowerW: 0.2, gain: 1.877194587e-10, noiseDensityWPerHz: 3.16227766e-20, poolBandwidthHz: 20e6 }) // => 32873003.73
 */
export function linkRate(a: LinkRateArguments): number {
  checkLink(a);
  return a.bandwidthHz === 0 ? 0 : shannonRate(a, a.bandwidthHz);
}

/**
 * The rate with a noise power that does not depend on the bandwidth: σ² = N0 F · 20 MHz.
 * @alternative (R) radio.noise=fixedPower
 * @section III-B
 * @limits proportional to bandwidthHz; equals linkRate at bandwidthHz = 20 MHz
 * @throws Error as linkRate
 * @example linkRateFixedPower({ bandwidthHz: 4e6, txPowerW: 0.2, gain: 1.877194587e-10, noiseDensityWPerHz: 3.16227766e-20, poolBandwidthHz: 20e6 }) // => 23662284.86
 */
export function linkRateFixedPower(a: LinkRateArguments): number {
  checkLink(a);
  return shannonRate(a, FIXED_NOISE_BANDWIDTH_HZ);
}

/**
 * The rate with the noise of the seller's whole pool: N0 F B.
 * @alternative (R) radio.noise=poolBandwidth
 * @section III-B
 * @limits proportional to bandwidthHz; equals linkRate when the flow holds the whole pool
 * @throws Error as linkRate, or if poolBandwidthHz is not above 0
 * @example linkRatePoolBandwidth({ bandwidthHz: 4e6, txPowerW: 0.2, gain: 1.877194587e-10, noiseDensityWPerHz: 3.16227766e-20, poolBandwidthHz: 100e6 }) // => 14744846.05
 */
export function linkRatePoolBandwidth(a: LinkRateArguments): number {
  checkLink(a);
  requirePositive('poolBandwidthHz', a.poolBandwidthHz);
  return shannonRate(a, a.poolBandwidthHz);
}

/**
 * The rate as printed, dividing a power by a density: dimensionally wrong, the ratio is a million times too large.
 * @alternative (R) radio.noise=literal
 * @section III-B
 * @limits proportional to bandwidthHz; equals linkRate at bandwidthHz = 1 Hz
 * @throws Error as linkRate
 * @example linkRateLiteral({ bandwidthHz: 4e6, txPowerW: 0.2, gain: 1.877194587e-10, noiseDensityWPerHz: 3.16227766e-20, poolBandwidthHz: 20e6 }) // => 120579868.1
 */
export function linkRateLiteral(a: LinkRateArguments): number {
  checkLink(a);
  return shannonRate(a, 1);
}

/**
 * Rate of the backhaul hop from a source edge to a destination edge or cloud.
 * @eq (7) R_ji = b_ji log2(1 + P_j g(d_ji) / (N0 F b_ji))
 * @section III-C
 * @symbols b_ji: bandwidthHz [Hz]; P_j: txPowerW [W]; g: gain [1]; N0F: noiseDensityWPerHz [W/Hz];
 *   B: poolBandwidthHz [Hz]; returns rateBps [bit/s]
 * @reading corrected like R; b_ji is an equal share of the 60 MHz backhaul pool of edge j (AMB-05, AMB-08);
 *   radio.noise reads this hop the same way
 * @limits as linkRate: 0 without bandwidth, increasing in bandwidthHz
 * @throws Error as linkRate
 * @example backhaulRate({ bandwidthHz: 20e6, txPowerW: 1, gain: 1.87182822e-9, noiseDensityWPerHz: 1.258925412e-20, poolBandwidthHz: 60e6 }) // => 257203233.2
 */
export function backhaulRate(a: LinkRateArguments): number {
  return linkRate(a);
}

/**
 * A fibre backhaul of 1 Gbit/s for every flow, the 60 MHz being a reuse-3 plan of the access pools.
 * @alternative (7) radio.systemBandwidth60=reuse3Fixed1Gbps
 * @section III-C
 * @limits the same for every bandwidth and distance
 * @throws Error as linkRate
 * @example backhaulRateFixed({ bandwidthHz: 20e6, txPowerW: 1, gain: 1e-9, noiseDensityWPerHz: 1.26e-20, poolBandwidthHz: 60e6 }) // => 1000000000
 */
export function backhaulRateFixed(a: LinkRateArguments): number {
  checkLink(a);
  return FIXED_BACKHAUL_BPS;
}

export interface WanRateArguments {
  flows: number;
}

/**
 * Rate of one of several flows that leave an edge for the clouds over a wide-area link of 50 Mbit/s.
 * The environment uses it in place of (7) for cloud destinations when the register says so.
 * @alternative (7) radio.systemBandwidth60=wan50Mbps
 * @section III-C
 * @limits one flow gets 50 Mbit/s; the flows' rates add up to 50 Mbit/s
 * @throws Error if flows is not above 0
 * @example wanRate({ flows: 2 }) // => 25000000
 */
export function wanRate(a: WanRateArguments): number {
  requirePositive('flows', a.flows);
  return WAN_BPS / a.flows;
}
