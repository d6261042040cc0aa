import { requireNonNegative, requirePositive } from '../support/check';

export interface MegabytesToBitsArguments {
  dataMB: number;
  megabyte: number;
}

export function megabytesToBits(a: MegabytesToBitsArguments): number {
  requireNonNegative('dataMB', a.dataMB);
  requirePositive('megabyte', a.megabyte);
  return a.dataMB * 8 * a.megabyte;
}
