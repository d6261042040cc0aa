import { bootstrapInterval } from './bootstrap';
import { type Interval, mean, sampleStandardDeviation, studentInterval, tailProbability, tInterval } from './student';

/** The same training seed (or episode) under two algorithms: common random numbers. */
export interface Pair {
  readonly a: number;
  readonly b: number;
}

/** A difference between two algorithms with both intervals of MODEL.md §5.7 and the p value of the paired t test. */
export interface Comparison {
  /** Of the percentile bootstrap over pairs; this one decides. */
  readonly interval: Interval;
  /** Student's, beside it: few pairs have few distinct resamples. */
  readonly student: Interval;
  /** Two-sided, of no difference; null below two pairs or where all differences are equal. */
  readonly p: number | null;
}

const LEVEL = 0.95;

/** Mean of a − b over pairs. @throws RangeError without pairs or with a value that is not finite */
export function pairedDifference(pairs: readonly Pair[]): Comparison {
  const values = pairs.map(({ a, b }) => a - b);
  return {
    interval: bootstrapInterval({ strata: [values], statistic: ([drawn]) => mean(drawn) }),
    student: tInterval({ values, level: LEVEL }),
    p: pairedP(values),
  };
}

/**
 * mean(a − b) / |mean(b)| over pairs, resampled as pairs. Student's interval is that of the linearised ratio
 * (delta method): the spread of a − b − effect·|b|, over |mean(b)|.
 * @throws RangeError where the mean of b is 0: a percentage of nothing
 */
export function relativeDifference(pairs: readonly Pair[]): Comparison {
  const ratio = (drawn: readonly Pair[]) =>
    mean(drawn.map(({ a, b }) => a - b)) / Math.abs(mean(drawn.map(({ b }) => b)));
  const base = mean(pairs.map(({ b }) => b));
  if (base === 0) throw new RangeError('relativeDifference: the mean of b is 0; no percentage can be given');
  const effect = ratio(pairs);
  const residuals = pairs.map(({ a, b }) => (a - b - effect * Math.sign(base) * b) / Math.abs(base));
  return {
    interval: bootstrapInterval({ strata: [pairs], statistic: ([drawn]) => ratio(drawn) }),
    student: studentInterval(effect, pairs.length < 2 ? 0 : sampleStandardDeviation(residuals), pairs.length, LEVEL),
    p: pairedP(pairs.map(({ a, b }) => a - b)),
  };
}

/** Two-sided p value of the paired t test that the mean is 0; null where there is none. */
export function pairedP(differences: readonly number[]): number | null {
  if (differences.length < 2) return null;
  const deviation = sampleStandardDeviation(differences);
  if (deviation === 0) return null;
  return (
    2 *
    tailProbability(Math.abs(mean(differences)) / (deviation / Math.sqrt(differences.length)), differences.length - 1)
  );
}

/** P(a value of a > a value of b), a tie counts half: Mann and Whitney's U over the number of pairs. */
export function probabilityOfImprovement(a: readonly number[], b: readonly number[]): number {
  if (a.length === 0 || b.length === 0) throw new RangeError('probabilityOfImprovement: no values on one side');
  let wins = 0;
  for (const x of a) for (const y of b) wins += x > y ? 1 : x === y ? 0.5 : 0;
  return wins / (a.length * b.length);
}

/**
 * Holm's adjusted p values of a family of tests, in the order given: reject what lies below the level and at most that
 * share of families has one false rejection.
 */
export function holm(pValues: readonly number[]): number[] {
  const wrong = pValues.find((p) => !(p >= 0 && p <= 1));
  if (wrong !== undefined) throw new RangeError(`holm: ${wrong} is no p value; it must lie between 0 and 1`);
  const order = pValues.map((_, k) => k).sort((i, j) => pValues[i] - pValues[j]);
  const adjusted = new Array<number>(pValues.length);
  let highest = 0;
  order.forEach((k, rank) => {
    highest = Math.max(highest, Math.min(1, (pValues.length - rank) * pValues[k]));
    adjusted[k] = highest;
  });
  return adjusted;
}
