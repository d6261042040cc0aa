import { requireNonNegative, requirePositive } from '../support/check';

export interface MegabytesToBitsArguments {
  dataMB: number;
  megabyte: number;
}

/**
 * Size of a twin in bits, the unit the rates need.
 * @eq (MB) D[bit] = 8 · megabyte · D[MB]
 * @section V
 * @symbols D: dataMB [MB]; megabyte: megabyte [byte]; returns dataBits [bit]
 * @reading megabyte is units.megabyte: 10^6 byte, or 2^20 (AMB-01)
 * @limits dataMB = 0 gives 0; proportional to both
 * @throws Error if dataMB is negative or megabyte is not above 0
 * @example megabytesToBits({ dataMB: 30, megabyte: 1e6 }) // => 240000000
 */
export function megabytesToBits(a: MegabytesToBitsArguments): number {
  requireNonNegative('dataMB', a.dataMB);
  requirePositive('megabyte', a.megabyte);
  return a.dataMB * 8 * a.megabyte;
}
