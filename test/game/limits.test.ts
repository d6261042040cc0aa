import assert from 'node:assert/strict';
import * as game from '../../src/game';
import { agrees, goldInstance, market } from './instances';

const close = (actual: number, expected: number, relative = 1e-12) =>
  assert.ok(agrees(actual, expected, relative), `${actual} differs from ${expected}`);
const grid = (low: number, high: number, points = 41) =>
  Array.from({ length: points }, (_, k) => low + ((high - low) * k) / (points - 1));

function assertDirection(values: readonly number[], sign: 1 | -1, strict = true): void {
  for (let k = 1; k < values.length; k++) {
    const step = sign * (values[k] - values[k - 1]);
    assert.ok(strict ? step > 0 : step >= 0, `step ${k} is ${step}`);
  }
}

function assertConcave(values: readonly number[]): void {
  for (let k = 2; k < values.length; k++) assert.ok(values[k] - 2 * values[k - 1] + values[k - 2] < 0, `point ${k}`);
}

describe('game: limits of the followers', () => {
  const follower = { valuation: 2.5, weight: 0.1, price: 0.4 };

  it('limits: followerBenefit is 0 at 0, increasing, concave', () => {
    assert.equal(game.followerBenefit({ ...follower, units: 0 }), 0);
    const values = grid(0, 3).map((units) => game.followerBenefit({ ...follower, units }));
    assertDirection(values, 1);
    assertConcave(values);
  });

  it('limits: followerUtility is 0 at 0, strictly concave, falling with the price', () => {
    assert.equal(game.followerUtility({ ...follower, units: 0 }), 0);
    assertConcave(grid(0, 3).map((units) => game.followerUtility({ ...follower, units })));
    const byPrice = grid(0.3, 0.5).map((price) => game.followerUtility({ ...follower, units: 1, price }));
    assertDirection(byPrice, -1);
  });

  it('limits: followerDemand is 0 from price = valuation on, falls with the price, rises with the valuation', () => {
    assert.equal(game.followerDemand({ ...follower, price: 2.5 }), 0);
    assert.equal(game.followerDemand({ ...follower, price: 4 }), 0);
    const byPrice = grid(0.3, 0.5).map((price) => game.followerDemand({ ...follower, price }));
    const byValuation = grid(1.5, 3.5).map((valuation) => game.followerDemand({ ...follower, valuation }));
    assertDirection(byPrice, -1);
    assertDirection(byValuation, 1);
  });

  it('limits: aggregateDemand is 0 without followers and the sum of the single demands', () => {
    assert.equal(game.aggregateDemand({ valuationSum: 0, weightSum: 0, price: 0.4 }), 0);
    const { cloud } = goldInstance();
    const sum = cloud.followers.reduce((total, one) => total + game.followerDemand({ ...one, price: 0.4 }), 0);
    close(game.aggregateDemand({ valuationSum: 5.25, weightSum: 2.1, price: 0.4 }), sum);
  });

  it('limits: followerDeviationGain is 0 without deviation, else negative at the best order', () => {
    const units = game.followerDemand(follower);
    assert.equal(game.followerDeviationGain({ ...follower, units, deviationUnits: units }), 0);
    for (const deviationUnits of [0, units / 2, units * 0.99, units * 1.01, units * 3]) {
      assert.ok(game.followerDeviationGain({ ...follower, units, deviationUnits }) < 0);
    }
  });
});

describe('game: limits of the edges', () => {
  const problem = { valuationSum: 7.5, weightSum: 3, capacityUnits: 15, marginalCost: 0.03, ...market };

  it('limits: edgeMarginalCost is the unit cost without relays', () => {
    assert.equal(game.edgeMarginalCost({ unitCost: 0.02, hostingWeight: 0.1, relayShare: 0, cloudPrice: 0.4 }), 0.02);
  });

  it('limits: monopolyPrice is 0 without cost, and A/N where the cost is A/N; no price earns more', () => {
    assert.equal(game.monopolyPrice({ ...problem, marginalCost: 0 }), 0);
    close(game.monopolyPrice({ ...problem, marginalCost: 2.5 }), 2.5);
    const best = game.monopolyPrice(problem);
    const profit = (price: number) => (price - 0.03) * game.aggregateDemand({ ...problem, price });
    for (const price of grid(0.1, 1)) assert.ok(profit(price) <= profit(best) + 1e-15);
  });

  it('limits: capacityPrice is A/N without capacity and vanishes with a large one; demand equals capacity', () => {
    assert.equal(game.capacityPrice({ ...problem, capacityUnits: 0 }), 2.5);
    assert.ok(game.capacityPrice({ ...problem, capacityUnits: 1e12 }) < 1e-11);
    close(game.aggregateDemand({ ...problem, price: game.capacityPrice(problem) }), 15);
  });

  it('limits: edgePrice spans the band, rises with the cost, falls with the capacity', () => {
    assert.equal(game.edgePrice({ ...problem, capacityUnits: 1e9, marginalCost: 0 }), 0.3);
    assert.equal(game.edgePrice({ ...problem, capacityUnits: 0 }), 0.5);
    const byCost = grid(0, 0.2).map((marginalCost) => game.edgePrice({ ...problem, marginalCost }));
    const byCapacity = grid(0, 60).map((capacityUnits) => game.edgePrice({ ...problem, capacityUnits }));
    assertDirection(byCost, 1, false);
    assertDirection(byCapacity, -1, false);
    assert.ok(byCost[40] > byCost[0] && byCapacity[40] < byCapacity[0]);
  });

  it('limits: edgeMultiplier is 0 where capacity is loose, else the derivative of the utility by capacity', () => {
    assert.equal(game.edgeMultiplier({ ...problem, capacityUnits: 40 }), 0);
    const utility = (capacityUnits: number) => {
      const price = game.edgePrice({ ...problem, capacityUnits });
      return (price - 0.03) * Math.min(capacityUnits, game.aggregateDemand({ ...problem, price }));
    };
    for (const capacityUnits of [5, 11, 13, 15, 20]) {
      const slope = (utility(capacityUnits + 1e-5) - utility(capacityUnits - 1e-5)) / 2e-5;
      const multiplier = game.edgeMultiplier({ ...problem, capacityUnits });
      assert.ok(Math.abs(multiplier - slope) < 1e-8, `${capacityUnits}: ${multiplier} and ${slope}`);
      assert.equal(multiplier > 0, capacityUnits < 22);
    }
  });

  it('limits: edgeUtility without hosting and sales; limits: edgePurchaseUtility is the same edge as a buyer', () => {
    const sale = { price: 0.45, unitCost: 0.02, cloudPrice: 0.4 };
    close(game.edgeUtility({ ...sale, soldUnits: 10, hostingUnits: 0 }), 4.3);
    assert.equal(game.edgeUtility({ ...sale, soldUnits: 0, hostingUnits: 0 }), 0);
    assert.equal(game.edgePurchaseUtility({ ...sale, relayFactor: 0.05, hostingUnits: 0 }), 0);
    const asBuyer = game.edgePurchaseUtility({ ...sale, relayFactor: 0.05, hostingUnits: 0.5 });
    close(asBuyer, game.edgeUtility({ ...sale, soldUnits: 10, hostingUnits: 0.5 }));
  });

  it('limits: edgeDeviationGain is 0 at the equilibrium price; units beyond the capacity are not sold', () => {
    const outcome = game.solveGame(goldInstance());
    const x = { market, cloudPrice: outcome.cloud.price };
    game.treeOf(goldInstance()).edges.forEach((edge, j) => {
      const { price, utility } = outcome.edges[j];
      assert.ok(Math.abs(game.edgeDeviationGain({ ...x, edge, deviationPrice: price, utility })) < 1e-13);
    });
    const [edge] = game.treeOf(goldInstance()).edges;
    const cheap = game.edgeDeviationGain({ ...x, edge, deviationPrice: 0.3, utility: 0 });
    close(cheap, (0.3 - 0.02) * 15 - (outcome.cloud.price * 15) / 30);
  });
});

describe('game: limits of the clouds', () => {
  const curve = { relayFactor: 0.5, unitCost: 0.02, valuationSum: 7.5, weightSum: 3, leastUnits: 8, mostUnits: 14 };
  const problem = { valuationSum: 5.25, weightSum: 2.1, unitCost: 0.04, curves: [curve] };
  const direct = { ...problem, curves: [] };

  it('limits: hostingDemand stays between its bounds and never rises with the price', () => {
    const values = grid(0.01, 2, 200).map((cloudPrice) => game.hostingDemand({ cloudPrice, curve }));
    assertDirection(values, -1, false);
    assert.deepEqual([values[0], values[199]], [7, 4]);
    assert.ok(values.some((units) => units > 4 && units < 7));
  });

  it('limits: hostingSlope is 0 on the bounds and the derivative between them', () => {
    for (const hostingUnits of [4, 7]) {
      assert.equal(game.hostingSlope({ cloudPrice: 0.4, hostingUnits, curve }), 0);
    }
    const at = (cloudPrice: number) => game.hostingDemand({ cloudPrice, curve });
    for (const cloudPrice of grid(0.12, 0.3, 7)) {
      const slope = (at(cloudPrice + 1e-6) - at(cloudPrice - 1e-6)) / 2e-6;
      close(game.hostingSlope({ cloudPrice, hostingUnits: at(cloudPrice), curve }), slope, 1e-7);
      assert.ok(slope < 0);
    }
  });

  it('limits: cloudDemand never rises with the price and is 0 for nobody', () => {
    assertDirection(
      grid(0.1, 1).map((price) => game.cloudDemand({ price, problem })),
      -1,
    );
    assert.equal(game.cloudDemand({ price: 0.4, problem: { ...direct, valuationSum: 0, weightSum: 0 } }), 0);
  });

  it('limits: cloudProfit is 0 at the unit cost; limits: cloudUtility too, and it is linear in the units', () => {
    assert.equal(game.cloudProfit({ price: 0.04, problem }), 0);
    const sale = { price: 0.4, unitCost: 0.04, directUnits: 3, hostingUnits: 2 };
    assert.equal(game.cloudUtility({ ...sale, price: 0.04 }), 0);
    close(game.cloudUtility({ ...sale, directUnits: 6, hostingUnits: 4 }), 2 * game.cloudUtility(sale));
  });

  it('limits: cloudProfitSlope is the derivative of the profit, and 0 at the closed-form price', () => {
    for (const price of grid(0.13, 0.29, 9)) {
      const at = (value: number) => game.cloudProfit({ price: value, problem });
      const slope = (at(price + 1e-6) - at(price - 1e-6)) / 2e-6;
      assert.ok(Math.abs(game.cloudProfitSlope({ price, problem }) - slope) < 1e-7);
    }
    const price = Math.sqrt(2.5 * 0.04);
    assert.ok(Math.abs(game.cloudProfitSlope({ price, problem: direct })) < 1e-14);
  });

  it('limits: directCloudPrice rises to the cap where constant sales outweigh the direct buyers', () => {
    const x = { ...direct, ...market, constantUnits: 0, capacityUnits: 30 };
    assert.equal(game.directCloudPrice({ ...x, constantUnits: 2.1 }), 0.5);
    assert.equal(game.directCloudPrice({ ...x, constantUnits: 5 }), 0.5);
    assert.equal(game.directCloudPrice({ ...x, constantUnits: 2, capacityUnits: 0 }), 0.5);
    close(game.directCloudPrice({ ...x, capacityUnits: 10 }), 5.25 / 12.1);
  });

  it('limits: relayCloudPrice meets its cubic and is the profit maximum without bounds', () => {
    const open = { ...curve, leastUnits: 0, mostUnits: 1e9 };
    const relays = { valuationSum: 0, weightSum: 0, unitCost: 0.04, curves: [open] };
    const x = { meanValuation: 2.5, edgeUnitCost: 0.02, cloudUnitCost: 0.04, relayFactor: 0.5 };
    const price = game.relayCloudPrice(x);
    const root = 1 / Math.sqrt(0.02 + 0.5 * price);
    close(0.04 * root * root * root + root, 2 / Math.sqrt(2.5));
    assert.ok(Math.abs(game.cloudProfitSlope({ price, problem: relays })) < 1e-13);
  });

  it('limits: cloudDeviationGain is 0 at the equilibrium price; units beyond the capacity are not sold', () => {
    const outcome = game.solveGame(goldInstance());
    const x = { tree: game.treeOf(goldInstance()), market };
    const { price, utility } = outcome.cloud;
    assert.ok(Math.abs(game.cloudDeviationGain({ ...x, deviationPrice: price, utility })) < 1e-13);
    const scarce = { ...x.tree, cloud: { ...x.tree.cloud, capacityUnits: 2 } };
    close(game.cloudDeviationGain({ ...x, tree: scarce, deviationPrice: 0.3, utility: 0 }), 0.26 * 2);
  });
});

describe('game: limits of the sums', () => {
  it('limits: systemUtility and limits: welfare are 0 for nobody and equal in every outcome', () => {
    assert.equal(game.systemUtility({ followers: [], edges: [], clouds: [] }), 0);
    assert.equal(game.welfare({ benefits: [], costs: [] }), 0);
    for (const price of grid(0.3, 0.5, 5)) {
      const outcome = game.playCloudPrice(goldInstance(), price);
      close(outcome.systemUtility, outcome.welfare);
    }
  });
});
