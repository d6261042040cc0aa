import { requireFinite, requirePositive } from '../support/check';
import { dbmToWatt } from '../support/numeric';

export interface PathGainArguments {
  distanceM: number;
  lossAt1mDb: number;
  lossExponent: number;
  antennaGainDb: number;
}

/**
 * Linear power gain of a link at a distance.
 * @eq (g) g(d) = k d^−ε with k = 10^((G − PL(1 m)) / 10)
 * @section III-B
 * @symbols d: distanceM [m]; PL(1 m): lossAt1mDb [dB]; ε: lossExponent [1]; G: antennaGainDb [dB]; returns gain [1]
 * @reading the k d^−ε inside R and (7); vehicle links 15.3 dB and 3.76, which is 128.1 + 37.6 log10(d in km);
 *   backhaul 47.9 dB and 2.2
 * @limits distanceM = 1 gives 10^((G − PL) / 10); ten times the distance costs 10 ε dB
 * @throws Error if distanceM is not above 0 or another argument is not finite
 * @example pathGain({ distanceM: 100, lossAt1mDb: 15.3, lossExponent: 3.76, antennaGainDb: 0 }) // => 8.912509381e-10
 */
export function pathGain(a: PathGainArguments): number {
  requirePositive('distanceM', a.distanceM);
  requireFinite('lossAt1mDb', a.lossAt1mDb);
  requireFinite('lossExponent', a.lossExponent);
  requireFinite('antennaGainDb', a.antennaGainDb);
  // One exponential instead of two: this is called for every link in every slot.
  const logK = ((a.antennaGainDb - a.lossAt1mDb) * Math.LN10) / 10;
  return Math.exp(logK - a.lossExponent * Math.log(a.distanceM));
}

export interface NoiseDensityArguments {
  noiseDbmPerHz: number;
  noiseFigureDb: number;
}

/**
 * Noise power per hertz at a receiver.
 * @eq (N0F) N0 F = 10^((N0[dBm/Hz] + F[dB] − 30) / 10)
 * @section III-B
 * @symbols N0: noiseDbmPerHz [dBm/Hz]; F: noiseFigureDb [dB]; returns noiseDensityWPerHz [W/Hz]
 * @reading the paper's N0 is a density; the receiver's noise figure, which the paper leaves out, multiplies it (AMB-05)
 * @limits 3.0103 dB more doubles it; noiseFigureDb = 0 gives N0 itself
 * @throws Error if an argument is not finite
 * @example noiseDensity({ noiseDbmPerHz: -174, noiseFigureDb: 9 }) // => 3.16227766e-20
 */
export function noiseDensity(a: NoiseDensityArguments): number {
  requireFinite('noiseDbmPerHz', a.noiseDbmPerHz);
  requireFinite('noiseFigureDb', a.noiseFigureDb);
  return dbmToWatt(a.noiseDbmPerHz + a.noiseFigureDb);
}
