import assert from 'node:assert/strict';
import {
  bootstrapInterval,
  holm,
  type Interval,
  interquartileMean,
  pairedDifference,
  probabilityOfImprovement,
  quantile,
  relativeDifference,
  slope,
  spearman,
  tailProbability,
} from '../../../src/experiment/statistics';
import { readJsonFile } from '../../../src/support/json';
import { projectFile } from '../../../src/support/root';

type Ends = [number, number];
interface Golden {
  samples: Record<'a' | 'b' | 'negative' | 'ties' | 'other' | 'p', number[]> & { groups: number[][][] };
  interquartileMean: Record<'a' | 'ties' | 'other', number>;
  quantile: Ends[];
  spearman: number;
  slope: number;
  pairedDifference: { mean: number; percentile: Ends; student: Ends; p: number };
  relativeDifference: Record<string, { effect: number; percentile: Ends; student: Ends }>;
  stratified: { interquartileMean: number; percentile: Ends };
  probabilityOfImprovement: Record<string, number>;
  holm: number[];
  tail: [number, number, number][];
}

/** Made by SciPy, statsmodels and NumPy: data/golden/statistics-oracle.py. */
const golden = readJsonFile(projectFile('data/golden/statistics.json')) as Golden;
const { a, b, negative, ties, other, p, groups } = golden.samples;
const pairs = (x: number[], y: number[]) => x.map((value, k) => ({ a: value, b: y[k] }));
const points = (x: number[], y: number[]) => x.map((value, k) => ({ x: value, y: y[k] }));

function close(actual: number | null, expected: number, tolerance = 1e-11): void {
  assert.ok(actual !== null && Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
}

/** Ten thousand resamples against all of them: their quantiles differ by a few hundredths of the width at most. */
function nearAll({ low, high }: Interval, [wantedLow, wantedHigh]: Ends): void {
  const tolerance = 0.04 * (wantedHigh - wantedLow);
  close(low, wantedLow, tolerance);
  close(high, wantedHigh, tolerance);
}

function ends({ low, high }: Interval, [wantedLow, wantedHigh]: Ends): void {
  close(low, wantedLow);
  close(high, wantedHigh);
}

describe('statistics against SciPy, statsmodels and all resamples', () => {
  it('interquartile mean, quantiles, rank correlation, slope', () => {
    close(interquartileMean(a), golden.interquartileMean.a);
    close(interquartileMean(ties), golden.interquartileMean.ties);
    close(interquartileMean(other), golden.interquartileMean.other);
    for (const [share, value] of golden.quantile) close(quantile(ties, share), value);
    close(spearman(points(ties, other)), golden.spearman);
    close(slope(points(ties, other)), golden.slope);
  });

  it('paired difference: mean, both intervals, p value', () => {
    const { interval, student, p: found } = pairedDifference(pairs(a, b));
    close(interval.mean, golden.pairedDifference.mean);
    nearAll(interval, golden.pairedDifference.percentile);
    ends(student, golden.pairedDifference.student);
    close(found, golden.pairedDifference.p);
  });

  it('relative difference, also over a negative base', () => {
    for (const [name, sample] of [
      ['a over b', pairs(a, b)],
      ['b over negative', pairs(b, negative)],
    ] as const) {
      const { interval, student } = relativeDifference(sample);
      const expected = golden.relativeDifference[name];
      close(interval.mean, expected.effect);
      nearAll(interval, expected.percentile);
      ends(student, expected.student);
    }
  });

  it('stratified bootstrap of an interquartile mean, whole seeds drawn within each stratum', () => {
    const statistic = (strata: readonly (readonly number[][])[]) => interquartileMean(strata.flat(2));
    const found = bootstrapInterval({ strata: groups, statistic });
    close(found.mean, golden.stratified.interquartileMean);
    nearAll(found, golden.stratified.percentile);
    assert.equal(found.count, 3);
  });

  it('probability of improvement, with ties', () => {
    close(probabilityOfImprovement(a, b), golden.probabilityOfImprovement['a over b']);
    close(probabilityOfImprovement(ties, other), golden.probabilityOfImprovement['ties over other']);
  });

  it('Holm’s adjusted p values and the tail of Student’s distribution', () => {
    holm(p).forEach((value, k) => {
      close(value, golden.holm[k]);
    });
    for (const [t, degrees, probability] of golden.tail) close(tailProbability(t, degrees), probability);
  });
});
