import { requireFinite, requireNonNegative, requirePositive } from '../support/check';
import { dbmToWatt, dbToRatio, log2OnePlus, power } from '../support/numeric';

const FIXED_NOISE_BANDWIDTH_HZ = 20e6;
const FIXED_BACKHAUL_BPS = 1e9;
const WAN_BPS = 50e6;

export interface PathGainArguments {
  distanceM: number;
  lossAt1mDb: number;
  lossExponent: number;
  antennaGainDb: number;
}

export function pathGain(a: PathGainArguments): number {
  requirePositive('distanceM', a.distanceM);
  requireFinite('lossAt1mDb', a.lossAt1mDb);
  requireFinite('lossExponent', a.lossExponent);
  requireFinite('antennaGainDb', a.antennaGainDb);
  return dbToRatio(a.antennaGainDb - a.lossAt1mDb) * power(a.distanceM, -a.lossExponent);
}

export interface NoiseDensityArguments {
  noiseDbmPerHz: number;
  noiseFigureDb: number;
}

export function noiseDensity(a: NoiseDensityArguments): number {
  requireFinite('noiseDbmPerHz', a.noiseDbmPerHz);
  requireFinite('noiseFigureDb', a.noiseFigureDb);
  return dbmToWatt(a.noiseDbmPerHz + a.noiseFigureDb);
}

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

export function linkRate(a: LinkRateArguments): number {
  checkLink(a);
  if (a.bandwidthHz === 0) return 0;
  const noiseW = a.noiseDensityWPerHz * a.bandwidthHz;
  return a.bandwidthHz * log2OnePlus((a.txPowerW * a.gain) / noiseW);
}

export function linkRateFixedPower(a: LinkRateArguments): number {
  checkLink(a);
  const noiseW = a.noiseDensityWPerHz * FIXED_NOISE_BANDWIDTH_HZ;
  return a.bandwidthHz * log2OnePlus((a.txPowerW * a.gain) / noiseW);
}

export function linkRatePoolBandwidth(a: LinkRateArguments): number {
  checkLink(a);
  requirePositive('poolBandwidthHz', a.poolBandwidthHz);
  const noiseW = a.noiseDensityWPerHz * a.poolBandwidthHz;
  return a.bandwidthHz * log2OnePlus((a.txPowerW * a.gain) / noiseW);
}

export function linkRateLiteral(a: LinkRateArguments): number {
  checkLink(a);
  return a.bandwidthHz * log2OnePlus((a.txPowerW * a.gain) / a.noiseDensityWPerHz);
}

export function backhaulRate(a: LinkRateArguments): number {
  return linkRate(a);
}

export function backhaulRateFixed(a: LinkRateArguments): number {
  checkLink(a);
  return FIXED_BACKHAUL_BPS;
}

export interface WanRateArguments {
  flows: number;
}

export function wanRate(a: WanRateArguments): number {
  requirePositive('flows', a.flows);
  return WAN_BPS / a.flows;
}

export interface LinkQualityArguments {
  txPowerW: number;
  gain: number;
  noiseDensityWPerHz: number;
  referenceBandwidthHz: number;
}

export function linkQuality(a: LinkQualityArguments): number {
  return log2OnePlus(linkQualitySnr(a));
}

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

export function linkEligible(a: LinkEligibleArguments): boolean {
  requireNonNegative('quality', a.quality);
  requireNonNegative('minimum', a.minimum);
  return a.quality >= a.minimum;
}

export function linkAlwaysEligible(a: LinkEligibleArguments): boolean {
  requireNonNegative('quality', a.quality);
  requireNonNegative('minimum', a.minimum);
  return true;
}
