import assert from 'node:assert/strict';
import { type Series, yRange } from '../../../src/experiment/figures/series';
import { policyStyle } from '../../../src/experiment/figures/style';

function seriesOf(...intervals: [low: number, mean: number, high: number][]): Series[] {
  const points = intervals.map(([low, mean, high], x) => ({ x, interval: { low, mean, high, count: 3 } }));
  return [{ name: 'greedy', style: policyStyle('greedy'), points }];
}

describe('yRange', () => {
  it('holds means and ordinary bands with a margin', () => {
    const [low, high] = yRange(seriesOf([95, 100, 105], [105, 110, 113]));
    assert.ok(low < 95 && low > 90 && high > 113 && high < 116);
  });

  it('starts at zero when the values reach near it', () => {
    const [low, high] = yRange(seriesOf([0.9, 1, 1.1], [9, 10, 11]));
    assert.ok(low <= 0 && low > -0.5 && high > 11);
  });

  it('is not blown up by one very wide band', () => {
    const [low, high] = yRange(seriesOf([-500, 1, 500], [9, 10, 11]));
    assert.ok(low <= 0 && low > -1 && high > 10 && high < 20);
  });

  it('keeps negative means in sight', () => {
    const [low, high] = yRange(seriesOf([-36, -34, -32], [9, 10, 11]));
    assert.ok(low < -36 && high > 11);
  });

  it('does not go far beyond what the quantity cannot leave', () => {
    const [low, high] = yRange(seriesOf([0.7, 0.95, 1.2], [0.8, 0.9, 1]), [0, 1]);
    assert.ok(low > 0 && high > 1 && high < 1.05);
  });

  it('has a width even for one constant', () => {
    for (const value of [0, 5, -5]) {
      const [low, high] = yRange(seriesOf([value, value, value]));
      assert.ok(
        low < value && high > value && Number.isFinite(low) && Number.isFinite(high),
        `${value}: ${low}, ${high}`,
      );
    }
  });
});
