import assert from 'node:assert/strict';
import {
  type EdgeSeller,
  edgeMarginalCost,
  followerDemand,
  monopolyPrice,
  respondToCloudPrice,
  solveTree,
  type Tree,
  treeOf,
} from '../../src/game';
import { createRng } from '../../src/support/rng';
import { market, randomInstances } from './instances';

const ROUNDING = 1e-12;
const trees: Tree[] = randomInstances(300, 'statics').map(treeOf);

/** Every edge with buyers and capacity of the random trees. */
const sellers: EdgeSeller[] = trees.flatMap((tree) =>
  tree.edges.filter((edge) => edge.weightSum > 0 && edge.capacityUnits > 0),
);
const cloud = { valuationSum: 5, weightSum: 2, capacityUnits: 1000, unitCost: 0.04, lastPrice: 0.4 };
const answer = (edge: EdgeSeller, cloudPrice = 0.4) =>
  respondToCloudPrice({ cloud, edges: [edge] }, market, cloudPrice).edges[0];

/** The price never moves against `sign`, and for some seller it moves. */
function assertPriceMoves(sign: 1 | -1, change: (edge: EdgeSeller) => EdgeSeller): void {
  const steps = sellers.map((edge) => sign * (answer(change(edge)).price - answer(edge).price));
  steps.forEach((step, k) => {
    assert.ok(step >= -ROUNDING, `seller ${k} moves ${step}: ${JSON.stringify(sellers[k])}`);
  });
  assert.ok(
    steps.some((step) => step > 1e-4),
    'no seller moves at all',
  );
}

describe('game: comparative statics (MODEL §4.4) on 300 random trees', () => {
  it('1: demand falls with the price and rises with the valuation', () => {
    const rng = createRng(7, 'demand');
    for (let k = 0; k < 200; k++) {
      const x = { valuation: 1.5 + 2 * rng.uniform(), weight: 0.1 + rng.uniform(), price: 0.3 + 0.2 * rng.uniform() };
      assert.ok(followerDemand({ ...x, price: x.price + 0.001 }) < followerDemand(x));
      assert.ok(followerDemand({ ...x, valuation: x.valuation + 0.001 }) > followerDemand(x));
    }
  });

  it('2: an edge price does not fall with the number of vehicles, the mean valuation, the cost, the relay share', () => {
    assertPriceMoves(1, (edge) => {
      const mean = edge.valuationSum / edge.weightSum;
      return { ...edge, valuationSum: edge.valuationSum + mean, weightSum: edge.weightSum + 1 };
    });
    assertPriceMoves(1, (edge) => ({ ...edge, valuationSum: edge.valuationSum * 1.1 }));
    assertPriceMoves(1, (edge) => ({ ...edge, unitCost: edge.unitCost + 0.01 }));
    assertPriceMoves(1, (edge) => ({ ...edge, relayShare: Math.min(1, edge.relayShare + 0.2) }));
  });

  it('2: nor with the cloud price; it does not rise with the capacity', () => {
    const steps = sellers.map((edge) => answer(edge, 0.5).price - answer(edge, 0.3).price);
    assert.ok(Math.min(...steps) >= -ROUNDING && Math.max(...steps) > 1e-3);
    assertPriceMoves(-1, (edge) => ({ ...edge, capacityUnits: edge.capacityUnits * 1.2 }));
  });

  it('3: double marginalisation: the monopoly price rises with the cloud price by ½ η_r m ᾱ / θ^m', () => {
    for (const { relayShare, valuationSum, weightSum, unitCost } of sellers) {
      if (relayShare === 0) continue;
      const at = (cloudPrice: number) => {
        const marginalCost = edgeMarginalCost({ unitCost, hostingWeight: 0.1, relayShare, cloudPrice });
        return monopolyPrice({ valuationSum, weightSum, marginalCost });
      };
      const slope = (at(0.4001) - at(0.3999)) / 2e-4;
      const expected = (0.5 * 0.1 * relayShare * valuationSum) / weightSum / at(0.4);
      assert.ok(expected > 0 && Math.abs(slope - expected) < 1e-6 * expected, `${slope} and ${expected}`);
    }
  });

  it('4: with direct followers only the cloud price is √(ᾱ c), and rises with both; demand falls with the cost', () => {
    for (let unitCost = 0.04; unitCost < 0.07; unitCost += 0.005) {
      const solve = (cost: number, mean: number) => {
        const tree = { cloud: { ...cloud, unitCost: cost, valuationSum: 2 * mean }, edges: [] };
        return solveTree(tree, market).cloud;
      };
      const base = solve(unitCost, 3);
      assert.ok(Math.abs(base.price - Math.sqrt(3 * unitCost)) < ROUNDING);
      assert.ok(solve(unitCost + 0.001, 3).price > base.price && solve(unitCost, 3.1).price > base.price);
    }
    let falls = 0;
    for (const tree of trees) {
      const dearer = { ...tree, cloud: { ...tree.cloud, unitCost: tree.cloud.unitCost + 0.02 } };
      const step = solveTree(dearer, market).cloud.soldUnits - solveTree(tree, market).cloud.soldUnits;
      assert.ok(step <= 1e-9, `demand rises by ${step}`);
      if (step < -1e-3) falls++;
    }
    assert.ok(falls > 30);
  });

  it('5: the multiplier is positive exactly where capacity binds', () => {
    for (const edge of sellers) {
      const { multiplier, regime, soldUnits, price } = answer(edge);
      const binds = regime === 'clearing' || regime === 'rationed';
      assert.equal(multiplier > 0, binds, `${regime}: ${multiplier}`);
      if (binds) assert.ok(Math.abs(soldUnits - edge.capacityUnits) <= ROUNDING * edge.capacityUnits);
      const more = answer({ ...edge, capacityUnits: edge.capacityUnits * 1.001 });
      if (!binds) assert.deepEqual([more.price, more.soldUnits], [price, soldUnits]);
    }
    assert.deepEqual([...new Set(sellers.map((edge) => answer(edge).regime))].sort(), [
      'clearing',
      'floor',
      'interior',
      'rationed',
    ]);
  });

  it("5: so is a cloud's, and it is the derivative of the profit by capacity", () => {
    let clearing = 0;
    for (const tree of trees) {
      const { multiplier, regime } = solveTree(tree, market).cloud;
      const profit = (factor: number) => {
        const capacityUnits = tree.cloud.capacityUnits * factor;
        const solved = solveTree({ ...tree, cloud: { ...tree.cloud, capacityUnits } }, market).cloud;
        return (solved.price - tree.cloud.unitCost) * solved.soldUnits;
      };
      assert.equal(multiplier > 0, regime === 'clearing' || regime === 'rationed' || regime === 'closed');
      if (regime !== 'clearing') continue;
      clearing++;
      const slope = (profit(1 + 1e-6) - profit(1 - 1e-6)) / (2e-6 * tree.cloud.capacityUnits);
      assert.ok(Math.abs(slope - multiplier) < 1e-4, `${multiplier} and ${slope}`);
    }
    assert.ok(clearing >= 5);
  });

  it('6: more capacity weakly raises what an edge sells and buys upstream, at a given cloud price', () => {
    for (const edge of sellers) {
      const more = answer({ ...edge, capacityUnits: edge.capacityUnits * 1.2 });
      const before = answer(edge);
      assert.ok(more.soldUnits >= before.soldUnits - ROUNDING && more.hostingUnits >= before.hostingUnits - ROUNDING);
    }
  });
});

describe('game: structure of the equilibrium on 300 random trees', () => {
  it('delivers no more than the capacity, stays in the band, and is the same when solved again', () => {
    for (const tree of trees) {
      const solved = solveTree(tree, market);
      const all = [tree.cloud, ...tree.edges];
      [solved.cloud, ...solved.edges].forEach(({ price, soldUnits, ration, regime }, n) => {
        assert.ok(soldUnits <= all[n].capacityUnits && soldUnits >= 0);
        assert.ok(ration >= 0 && ration <= 1);
        assert.ok(price >= 0.3 && price <= 0.5);
        if (regime === 'idle') assert.equal(price, all[n].lastPrice);
        if (regime === 'closed') assert.deepEqual([price, ration, soldUnits], [0.5, 0, 0]);
      });
      assert.deepEqual(solveTree(tree, market), solved);
    }
  });

  it('does not depend on the unit of resources: all sums, capacities and units scale together', () => {
    for (const tree of trees) {
      const scale = <S extends EdgeSeller | Tree['cloud']>(seller: S): S => ({
        ...seller,
        valuationSum: seller.valuationSum * 8,
        weightSum: seller.weightSum * 8,
        capacityUnits: seller.capacityUnits * 8,
      });
      const large = solveTree({ cloud: scale(tree.cloud), edges: tree.edges.map(scale) }, market);
      const small = solveTree(tree, market);
      assert.equal(large.cloud.price, small.cloud.price);
      assert.ok(Math.abs(large.cloud.soldUnits - 8 * small.cloud.soldUnits) <= 1e-12 * large.cloud.soldUnits);
    }
  });
});

describe('game: faults', () => {
  const edge = { ...cloud, unitCost: 0.02, relayShare: 0.5 };
  const faults: [string, Tree, RegExp][] = [
    ['NaN capacity', { cloud: { ...cloud, capacityUnits: Number.NaN }, edges: [] }, /^cloud\.capacityUnits = NaN/],
    ['negative cost', { cloud, edges: [{ ...edge, unitCost: -1 }] }, /^edges\[0\]\.unitCost = -1/],
    ['no last price', { cloud: { ...cloud, lastPrice: 0 }, edges: [] }, /^cloud\.lastPrice = 0/],
    ['relay share above 1', { cloud, edges: [edge, { ...edge, relayShare: 1.5 }] }, /^edges\[1\]\.relayShare = 1\.5/],
    [
      'mean valuation below the cap',
      { cloud: { ...cloud, valuationSum: 1 }, edges: [] },
      /^cloud\.valuationSum = 1.*U1/,
    ],
    [
      'valuation without followers',
      { cloud: { ...cloud, weightSum: 0 }, edges: [] },
      /^cloud\.valuationSum = 5.*without/,
    ],
  ];
  for (const [name, tree, message] of faults) {
    it(`refuses ${name}`, () => assert.throws(() => solveTree(tree, market), { message }));
  }

  it('refuses a price band that is empty or starts at 0', () => {
    const tree = { cloud, edges: [] };
    assert.throws(() => solveTree(tree, { ...market, priceMax: 0.2 }), /priceMax = 0\.2: .*priceMin \(0\.3\)/);
    assert.throws(() => solveTree(tree, { ...market, priceMin: 0 }), /priceMin = 0/);
  });

  it('refuses a follower that might not buy at the highest price (U1), and one without weight', () => {
    const [game] = randomInstances(1, 'faults');
    const withFollower = (valuation: number, weight: number) => ({
      ...game,
      cloud: { ...game.cloud, followers: [{ valuation, weight }] },
    });
    assert.throws(() => treeOf(withFollower(0.5, 1)), /cloud\.followers\[0\]\.valuation = 0\.5: .*priceMax \(0\.5\)/);
    assert.throws(() => treeOf(withFollower(2, 0)), /cloud\.followers\[0\]\.weight = 0/);
    assert.equal(treeOf(withFollower(0.51, 1)).cloud.weightSum, 1);
  });
});
