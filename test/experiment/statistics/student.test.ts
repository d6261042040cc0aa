import assert from 'node:assert/strict';
import { mean, sampleStandardDeviation, studentQuantile, tInterval } from '../../../src/experiment/statistics';

function assertClose(actual: number, expected: number, relative: number): void {
  assert.ok(Math.abs(actual - expected) <= relative * Math.abs(expected), `${actual} is not ${expected}`);
}

describe('statistics', () => {
  // Computed by scipy 1.16: scipy.stats.t.ppf(p, degrees).
  const golden: [probability: number, degrees: number, t: number][] = [
    [0.975, 1, 12.706204736174694],
    [0.975, 2, 4.302652729749462],
    [0.975, 3, 3.1824463052837078],
    [0.975, 4, 2.7764451051977934],
    [0.975, 5, 2.5705818356363146],
    [0.975, 9, 2.262157162798205],
    [0.975, 19, 2.0930240544083087],
    [0.975, 100, 1.9839715185235518],
  ];

  it('gives the quantiles of Student’s t to 11 digits', () => {
    for (const [probability, degrees, t] of golden) assertClose(studentQuantile(probability, degrees), t, 1e-11);
  });

  it('is symmetric about the median and falls to the normal quantile with many degrees', () => {
    assert.equal(studentQuantile(0.025, 7), -studentQuantile(0.975, 7));
    assertClose(studentQuantile(0.975, 100_000), 1.959963984540054, 3e-5);
    assert.ok(studentQuantile(0.975, 8) < studentQuantile(0.975, 7));
    assert.ok(Math.abs(studentQuantile(0.5, 3)) < 1e-15);
  });

  it('gives mean, deviation and interval of a sample worked by hand', () => {
    const values = [1, 2, 3, 4, 5];
    assert.equal(mean(values), 3);
    assertClose(sampleStandardDeviation(values), Math.sqrt(2.5), 1e-15);
    const { low, high, count } = tInterval({ values, level: 0.95 });
    assert.equal(count, 5);
    assertClose(Number(high), 3 + 2.7764451051977934 * Math.sqrt(0.5), 1e-11);
    assertClose(Number(low), 3 - 2.7764451051977934 * Math.sqrt(0.5), 1e-11);
  });

  it('has no interval for one value, and one of no width for equal values', () => {
    assert.deepEqual(tInterval({ values: [7], level: 0.95 }), { mean: 7, low: null, high: null, count: 1 });
    assert.deepEqual(tInterval({ values: [7, 7, 7], level: 0.95 }), { mean: 7, low: 7, high: 7, count: 3 });
  });

  it('refuses empty samples, NaN and impossible levels by name', () => {
    assert.throws(() => mean([]), /mean: no values/);
    assert.throws(() => tInterval({ values: [1, Number.NaN], level: 0.95 }), /values\[1\] is NaN/);
    assert.throws(() => tInterval({ values: [1, 2], level: 95 }), /level is 95/);
    assert.throws(() => studentQuantile(1, 3), /probability is 1/);
    assert.throws(() => studentQuantile(0.975, 2.5), /degrees is 2.5/);
    assert.throws(() => sampleStandardDeviation([1]), /at least two/);
  });
});
