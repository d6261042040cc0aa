import assert from 'node:assert/strict';
import golden from '../../data/golden/game.json';
import { exploitability, solveGame } from '../../src/game';

const PRICE = 2e-4;
const PROFIT = 1e-7;

/** Units found by the grid move with its price: at most α/θ² ≈ 40 times as far. */
const UNITS = 40 * PRICE;

describe('game: against the brute-force grid of data/golden/game-oracle.py', () => {
  for (const { name, instance, expected } of golden.cases) {
    it(name, () => {
      const { cloud, edges, uniquenessCertified } = solveGame(instance);
      assert.ok(Math.abs(cloud.price - expected.cloud.price) < PRICE, `cloud price ${cloud.price}`);
      assert.ok(Math.abs(cloud.utility - expected.cloud.profit) < PROFIT, `profit ${cloud.utility}`);
      assert.ok(Math.abs(cloud.ration - expected.cloud.ration) < 1e-4, `ration ${cloud.ration}`);
      compare(cloud.demands, expected.cloud.demands);
      edges.forEach((edge, j) => {
        assert.ok(Math.abs(edge.price - expected.edges[j].price) < PRICE, `edge ${j} price ${edge.price}`);
        compare([edge.soldUnits, edge.hostingUnits], [expected.edges[j].soldUnits, expected.edges[j].hostingUnits]);
        compare(edge.demands, expected.edges[j].demands);
      });
      assert.equal(uniquenessCertified, !name.includes('peaks'));
      assert.ok(exploitability(instance, solveGame(instance), 'fast').maximum < 1e-12);
    });
  }
});

it('game: where the highest price is the best it is taken exactly', () => {
  for (const { instance, expected } of golden.cases) {
    if (expected.cloud.price !== 0.5) continue;
    const { cloud } = solveGame(instance);
    assert.equal(cloud.price, 0.5);
    assert.ok(cloud.regime === 'cap' || cloud.regime === 'rationed', cloud.regime);
  }
});

function compare(actual: readonly number[], expected: readonly number[]): void {
  assert.equal(actual.length, expected.length);
  actual.forEach((units, k) => {
    assert.ok(Math.abs(units - expected[k]) < UNITS, `${units} differs from ${expected[k]}`);
  });
}
