import assert from 'node:assert/strict';
import { shareFreely } from '../../src/environment/delivery';
import { createRng } from '../../src/support/rng';
import { assertSame } from '../models/numbers';

describe('the free share', () => {
  it('GOLD-12', () => {
    const [low, middle, full] = shareFreely([4, 6.5, 8], [2, 3, 3.5], 1.5, 8);
    assertSame(low, 4.6);
    assertSame(middle, 7.4);
    assertSame(full, 8);
    const [rest, filled] = shareFreely([4, 7.5], [2, 3], 2, 8);
    assertSame(rest, 5.5);
    assertSame(filled, 8);
  });

  it('gives nothing to a buyer above the maximum and keeps its contract', () => {
    assert.deepEqual(shareFreely([10, 1], [3, 1], 2, 8), [10, 3]);
  });

  it('gives all that is free or fills everybody, never takes, and keeps the proportion where nobody is full', () => {
    const rng = createRng(1, 'free share');
    for (let trial = 0; trial < 200; trial++) {
      const count = 1 + rng.integer(6);
      const contracts = Array.from({ length: count }, () => 10 * rng.uniform());
      const valuations = Array.from({ length: count }, () => 1.5 + 2 * rng.uniform());
      const free = 20 * rng.uniform();
      const units = shareFreely([...contracts], valuations, free, 8);
      const given = units.map((u, k) => u - contracts[k]);
      const room = contracts.reduce((sum, u) => sum + Math.max(0, 8 - u), 0);
      assert.ok(Math.abs(given.reduce((a, b) => a + b, 0) - Math.min(free, room)) < 1e-9);
      given.forEach((more, k) => {
        assert.ok(more >= 0 && (more === 0 || units[k] <= 8));
      });
      const open = units.map((_, k) => k).filter((k) => units[k] < 8);
      for (const k of open)
        for (const other of open)
          assert.ok(Math.abs(given[k] * valuations[other] - given[other] * valuations[k]) < 1e-9);
    }
  });
});
