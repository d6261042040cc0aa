import assert from 'node:assert/strict';
import {
  bootstrapInterval,
  holm,
  interquartileMean,
  mean,
  pairedDifference,
  probabilityOfImprovement,
  quantile,
  relativeDifference,
  slope,
  trailingMean,
} from '../../../src/experiment/statistics';

const meanOf = ([drawn]: readonly (readonly number[])[]) => mean(drawn);
const shifted = [1, 2, 3, 4, 5].map((b) => ({ a: b + 0.5, b }));

describe('bootstrap', () => {
  const values = [3, 1, 4, 1, 5, 9, 2, 6];

  it('gives the same interval for the same seed, another for another', () => {
    const draw = (seed: number) => bootstrapInterval({ strata: [values], statistic: meanOf, resamples: 500, seed });
    assert.deepEqual(draw(1), draw(1));
    assert.notDeepEqual(draw(1), draw(2));
  });

  it('moves and scales with the values and lies within their range', () => {
    const of = (sample: number[]) => bootstrapInterval({ strata: [sample], statistic: meanOf, resamples: 500 });
    const [plain, moved] = [of(values), of(values.map((value) => 2 * value + 10))];
    assert.ok(Math.abs(Number(moved.low) - (2 * Number(plain.low) + 10)) < 1e-12);
    assert.ok(Number(plain.low) >= 1 && Number(plain.high) <= 9 && Number(plain.low) < plain.mean);
  });

  it('has no interval for one unit and one of no width for equal units', () => {
    assert.deepEqual(bootstrapInterval({ strata: [[7]], statistic: meanOf }), {
      mean: 7,
      low: null,
      high: null,
      count: 1,
    });
    const flat = bootstrapInterval({ strata: [[7, 7, 7]], statistic: meanOf, resamples: 50 });
    assert.deepEqual([flat.low, flat.high], [7, 7]);
  });

  it('refuses nothing to draw from and impossible levels', () => {
    assert.throws(() => bootstrapInterval({ strata: [[1], []], statistic: meanOf }), /an empty stratum/);
    assert.throws(() => bootstrapInterval({ strata: [[1, 2]], statistic: meanOf, level: 95 }), /level is 95/);
  });
});

describe('comparison of pairs', () => {
  it('of a constant difference is that difference without width, however the pairs vary', () => {
    const { interval, student, p } = pairedDifference(shifted);
    assert.deepEqual([interval.low, interval.mean, interval.high], [0.5, 0.5, 0.5]);
    assert.deepEqual([student.low, student.high, p], [0.5, 0.5, null]);
  });

  it('turns its sign with the sides; a planted 32 % is 32 %, also over a negative base', () => {
    const turned = pairedDifference(shifted.map(({ a, b }) => ({ a: b, b: a })));
    assert.equal(turned.interval.mean, -0.5);
    const gain = (base: number[], by: number) => base.map((b) => ({ a: b + by * Math.abs(b), b }));
    for (const base of [
      [10, 11, 12, 9, 8],
      [-10, -11, -12, -9, -8],
    ]) {
      const { interval } = relativeDifference(gain(base, 0.32));
      assert.ok(Math.abs(interval.mean - 0.32) < 1e-12 && Math.abs(Number(interval.low) - 0.32) < 1e-12);
    }
  });

  it('refuses a percentage of nothing', () => {
    assert.throws(
      () =>
        relativeDifference([
          { a: 1, b: 1 },
          { a: 1, b: -1 },
        ]),
      /the mean of b is 0/,
    );
    assert.throws(() => pairedDifference([]), /an empty stratum|no values/);
  });

  it('says how often a beats b: always, never, half of the time among equals', () => {
    assert.equal(probabilityOfImprovement([3, 4], [1, 2]), 1);
    assert.equal(probabilityOfImprovement([1, 2], [3, 4]), 0);
    assert.equal(probabilityOfImprovement([1, 2], [1, 2]), 0.5);
    assert.throws(() => probabilityOfImprovement([], [1]), /no values on one side/);
  });

  it('Holm: never below the plain p value, never above one, in the order of the p values', () => {
    assert.deepEqual(holm([0.02]), [0.02]);
    assert.deepEqual(holm([0.6, 0.01, 0.5]), [1, 0.03, 1]);
    assert.throws(() => holm([0.1, 1.2]), /1.2 is no p value/);
  });
});

describe('robust statistics', () => {
  it('the interquartile mean does not see the outer quarters', () => {
    assert.equal(interquartileMean([1, 2, 3, 4]), 2.5);
    assert.equal(interquartileMean([-1000, 2, 3, 1000]), 2.5);
    assert.equal(interquartileMean([1, 2, 6]), 3, 'below four values it is the mean');
  });

  it('the trailing mean is shorter at the start', () => {
    assert.deepEqual(trailingMean([2, 4, 6, 8], 2), [2, 3, 5, 7]);
    assert.deepEqual(trailingMean([2, 4, 9], 50), [2, 3, 5]);
    assert.throws(() => trailingMean([1], 0), /window is 0/);
  });

  it('slope and quantile refuse what has none', () => {
    assert.equal(slope([0, 1, 2].map((x) => ({ x, y: 3 - 2 * x }))), -2);
    assert.throws(() => slope([{ x: 1, y: 1 }]), /x never changes/);
    assert.throws(() => quantile([], 0.5), /no values/);
    assert.throws(() => quantile([1], 2), /share is 2/);
  });
});
