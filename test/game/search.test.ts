import assert from 'node:assert/strict';
import { bisect, goldenMaximum } from '../../src/game/search';

describe('game: search', () => {
  it('bisect ends on the band exactly where the sign does not change, and never evaluates the ends', () => {
    const seen: number[] = [];
    const constant = (sign: number) => (at: number) => {
      seen.push(at);
      return sign;
    };
    assert.equal(bisect(0.3, 0.5, constant(-1)), 0.3);
    assert.equal(bisect(0.3, 0.5, constant(1)), 0.5);
    assert.ok(seen.length <= 160 && seen.every((at) => at > 0.3 && at < 0.5));
  });

  it('bisect finds a root to the last bit, from above', () => {
    const root = bisect(1, 2, (at) => 2 - at * at);
    assert.ok(root * root >= 2 && Math.abs(root - Math.SQRT2) <= Number.EPSILON);
  });

  it('goldenMaximum finds the largest value inside and at the ends', () => {
    assert.ok(Math.abs(goldenMaximum(0, 3, (at) => 5 - (at - 1.3) * (at - 1.3), 60) - 5) < 1e-15);
    assert.ok(Math.abs(goldenMaximum(0, 3, (at) => at, 60) - 3) < 1e-11);
  });
});
