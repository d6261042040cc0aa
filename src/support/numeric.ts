/**
 * Elementary numerics built on exp and log alone: these give the same bits on
 * every Node version, Math.pow and ** do not.
 */

/** base^exponent for base ≥ 0. */
export function power(base: number, exponent: number): number {
  if (!(base >= 0)) {
    throw new Error(`base = ${base}: must be a number, 0 or more`);
  }
  return exponent === 0 ? 1 : Math.exp(exponent * Math.log(base));
}

/** value moved into [lo, hi]; NaN stays NaN. */
export function clip(value: number, lo: number, hi: number): number {
  return Math.min(Math.max(value, lo), hi);
}

/** log2(1 + x), exact for small x too. */
export function log2OnePlus(x: number): number {
  return Math.log1p(x) * Math.LOG2E;
}

/** Decibels to a linear ratio. */
export function dbToRatio(db: number): number {
  return Math.exp((db * Math.LN10) / 10);
}

/** Level in dBm to power in W. */
export function dbmToWatt(dbm: number): number {
  return dbToRatio(dbm - 30);
}

export function sum(values: readonly number[]): number {
  let total = 0;
  for (let k = 0; k < values.length; k += 1) total += values[k] as number;
  return total;
}

/** Σ weights[k]·values[k]; lengths must agree (checked by the caller). */
export function weightedSum(weights: readonly number[], values: readonly number[]): number {
  let total = 0;
  for (let k = 0; k < values.length; k += 1) {
    total += (weights[k] as number) * (values[k] as number);
  }
  return total;
}
