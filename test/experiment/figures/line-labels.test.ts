import assert from 'node:assert/strict';
import { spreadPositions } from '../../../src/experiment/figures/line-labels';

function smallestGap(positions: readonly number[]): number {
  const sorted = [...positions].sort((p, q) => p - q);
  return Math.min(...sorted.slice(1).map((position, index) => position - sorted[index]));
}

describe('spreadPositions', () => {
  it('leaves labels that are far enough apart where they are', () => {
    assert.deepEqual(spreadPositions([90, 10, 50], 16, 100), [90, 10, 50]);
  });

  it('moves two labels that collide apart by the same distance', () => {
    assert.deepEqual(spreadPositions([50, 50], 16, 100), [42, 58]);
  });

  it('keeps the order, the gap and the borders for any wanted positions', () => {
    for (let round = 0; round < 200; round += 1) {
      const wanted = Array.from({ length: 1 + (round % 12) }, (_, k) => (round * 37 + k * k * 23) % 241);
      const placed = spreadPositions(wanted, 16, 240);
      assert.ok(placed.every((position) => position >= -1e-9 && position <= 240 + 1e-9));
      if (placed.length > 1) assert.ok(smallestGap(placed) >= 16 - 1e-9, JSON.stringify({ wanted, placed }));
      wanted.forEach((p, i) => {
        wanted.forEach((q, j) => {
          if (p < q) assert.ok(placed[i] < placed[j]);
        });
      });
    }
  });

  it('shares the room evenly when there is not enough for the gap', () => {
    assert.deepEqual(spreadPositions([5, 5, 5, 5, 5], 16, 40), [0, 10, 20, 30, 40]);
  });
});
