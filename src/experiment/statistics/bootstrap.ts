import { createRng } from '../../support/rng';
import { quantile } from './robust';
import type { Interval } from './student';

/** Resamples of an interval; MODEL.md §5.7. */
export const RESAMPLES = 10_000;

export interface Bootstrap<Unit> {
  /** Groups that are resampled each within itself (one an algorithm or a level), of the units that are independent. */
  readonly strata: readonly (readonly Unit[])[];
  /** The statistic of resampled strata, in the order given. */
  readonly statistic: (strata: readonly (readonly Unit[])[]) => number;
  /** Share of samples whose interval shall hold the true value; 0.95 unless told. */
  readonly level?: number;
  readonly resamples?: number;
  /** Seed of the resampling; 0 unless told. Same seed: same interval. */
  readonly seed?: number;
}

/**
 * The statistic with its percentile interval from a stratified bootstrap: whole units are drawn with replacement, so that
 * the 20 evaluation episodes of a training seed stay together. `mean` is the statistic of the sample itself, `count` the
 * size of the smallest stratum; low and high are null below two units.
 * @throws RangeError for an empty stratum or a level outside (0, 1)
 */
export function bootstrapInterval<Unit>(task: Bootstrap<Unit>): Interval {
  const { strata, statistic, level = 0.95, resamples = RESAMPLES, seed = 0 } = task;
  const count = Math.min(...strata.map(({ length }) => length));
  if (strata.length === 0 || count === 0)
    throw new RangeError('bootstrapInterval: an empty stratum; each needs one unit or more');
  if (!(level > 0 && level < 1))
    throw new RangeError(`bootstrapInterval: level is ${level}; it must lie between 0 and 1`);
  const observed = statistic(strata);
  if (count < 2) return { mean: observed, low: null, high: null, count };
  const rng = createRng(seed, 'bootstrap');
  const draw = (units: readonly Unit[]) => units.map(() => units[rng.integer(units.length)]);
  const drawn = Float64Array.from({ length: resamples }, () => statistic(strata.map(draw))).sort();
  const tail = (1 - level) / 2;
  return { mean: observed, low: quantile(drawn, tail), high: quantile(drawn, 1 - tail), count };
}
