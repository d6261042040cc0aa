import { pairSeeds } from '../runs/comparison';
import {
  bootstrapInterval,
  type Comparison,
  holm,
  type Interval,
  mean,
  type Pair,
  pairedDifference,
  relativeDifference,
  studentQuantile,
  tailProbability,
  tInterval,
} from '../statistics';
import type { SeedValues } from './values';

/** One comparison of a claim, turned so that larger means more as claimed. */
export interface Finding {
  /** What is compared with what. */
  readonly label: string;
  /** Percentile interval over training seeds: it decides. */
  readonly interval: Interval;
  /** Student's interval beside it. */
  readonly student: Interval;
}

const LEVEL = 0.95;
const SIGNIFICANT = 0.05;

const flipped = ({ mean: centre, low, high, count }: Interval): Interval => ({
  ...{ mean: 0 - centre, count },
  low: high === null ? null : 0 - high,
  high: low === null ? null : 0 - low,
});

const turned = (label: string, { interval, student }: Comparison, sign: 1 | -1): Finding =>
  sign === 1 ? { label, interval, student } : { label, interval: flipped(interval), student: flipped(student) };

/** The runs hold nothing of what a claim measures: no verdict, and no fault of the caller's. */
export class NothingMeasured extends Error {
  override readonly name = 'NothingMeasured';
}

function somePairs(label: string, a: SeedValues, b: SeedValues): Pair[] {
  const pairs = pairSeeds(a, b);
  if (pairs.length === 0) throw new NothingMeasured(`no training seed has both sides of: ${label}`);
  return pairs;
}

/** sign·(a − b) over paired seeds. @throws NothingMeasured if no seed has both */
export const difference = (label: string, a: SeedValues, b: SeedValues, sign: 1 | -1): Finding =>
  turned(label, pairedDifference(somePairs(label, a, b)), sign);

/** sign·(a − b)/|b| over paired seeds. @throws NothingMeasured if no seed has both, RangeError if b is 0 on average */
export const relative = (label: string, a: SeedValues, b: SeedValues, sign: 1 | -1): Finding =>
  turned(label, relativeDifference(somePairs(label, a, b)), sign);

/** The mean itself over training seeds. */
export function level(label: string, values: SeedValues): Finding {
  const own = [...values.values()];
  if (own.length === 0) throw new NothingMeasured(`no run has ${label}`);
  return {
    label,
    interval: bootstrapInterval({ strata: [own], statistic: ([drawn]) => mean(drawn) }),
    student: tInterval({ values: own, level: LEVEL }),
  };
}

/** Which side of a bound an interval lies on; 'open' where it holds the bound. */
export function sideOf({ low, high }: Interval, bound: number): 'above' | 'below' | 'open' {
  if (low === null || high === null) return 'open';
  // An interval that ends at a bound of 0 shows no difference; any other bound is itself claimed.
  if (bound === 0 ? low > 0 : low >= bound) return 'above';
  return high < bound ? 'below' : 'open';
}

/** Two-sided p value of the t test that the mean is the bound; null without a spread. */
export function pAgainst({ mean: centre, high, count }: Interval, bound: number): number | null {
  if (high === null || count < 2) return null;
  const error = (high - centre) / studentQuantile((1 + LEVEL) / 2, count - 1);
  return error > 0 ? 2 * tailProbability(Math.abs(centre - bound) / error, count - 1) : null;
}

/** Holm's p value of one of several findings against the same bound. */
export function familyP(findings: readonly Finding[], shown: Finding, bound: number): number | null {
  const ps = findings.map(({ student }) => pAgainst(student, bound));
  const known = ps.filter((p) => p !== null);
  const at = ps.slice(0, findings.indexOf(shown)).filter((p) => p !== null).length;
  return ps[findings.indexOf(shown)] === null ? null : holm(known)[at];
}

/** Whether one of several findings holds after Holm's correction. Without a spread there is no p value, and no chance. */
export function survives(findings: readonly Finding[], one: Finding, bound: number): boolean {
  const p = familyP(findings, one, bound);
  return p === null || p < SIGNIFICANT;
}
