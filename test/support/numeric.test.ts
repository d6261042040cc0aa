import assert from 'node:assert/strict';
import { clip, dbmToWatt, dbToRatio, log2OnePlus, power, sum, weightedSum } from '../../src/support/numeric';

const near = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) <= 1e-13 * Math.abs(expected), `${actual} against ${expected}`);

describe('support: numeric', () => {
  it('power agrees with the language for whole exponents and at its ends', () => {
    near(power(151.3, -3), 151.3 ** -3);
    near(power(2, 10), 1024);
    near(power(27, 1 / 3), 3);
    assert.equal(power(0, 2), 0);
    assert.equal(power(0, 0), 1);
    assert.equal(power(0, -1), Infinity);
  });

  it('power refuses a negative base and NaN', () => {
    for (const bad of [-1, Number.NaN]) assert.throws(() => power(bad, 0.5), /base = /);
  });

  it('clip keeps what lies inside and passes NaN on', () => {
    assert.deepEqual(
      [-1, 0, 0.5, 1, 2].map((x) => clip(x, 0, 1)),
      [0, 0, 0.5, 1, 1],
    );
    assert.ok(Number.isNaN(clip(Number.NaN, 0, 1)));
  });

  it('decibels: 10 dB is ten, 30 dBm is a watt, sums of decibels are products', () => {
    near(dbToRatio(10), 10);
    near(dbmToWatt(30), 1);
    near(dbmToWatt(23), 0.19952623149688797);
    near(dbToRatio(7) * dbToRatio(-3), dbToRatio(4));
  });

  it('log2OnePlus is exact where 1 + x has lost x', () => {
    assert.equal(log2OnePlus(0), 0);
    near(log2OnePlus(7), 3);
    near(log2OnePlus(1e-20), 1e-20 / Math.LN2);
  });

  it('sums', () => {
    assert.equal(sum([]), 0);
    assert.equal(sum([1, 2, 4]), 7);
    assert.equal(weightedSum([1, 0, 2], [10, 20, 40]), 90);
  });
});
