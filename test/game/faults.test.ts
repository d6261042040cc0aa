import assert from 'node:assert/strict';
import * as game from '../../src/game';
import { goldInstance, market } from './instances';

const curve = { relayFactor: 0.05, unitCost: 0.02, valuationSum: 5.2, weightSum: 2, leastUnits: 8.4, mostUnits: 15 };
const problem = { valuationSum: 5.25, weightSum: 2.1, unitCost: 0.04, curves: [curve] };
const band = { priceMin: 0.3, priceMax: 0.5 };
const seller = { valuationSum: 5.2, weightSum: 2, capacityUnits: 20, marginalCost: 0.04, ...band };
const sale = { price: 0.4, unitCost: 0.02, hostingUnits: 1, cloudPrice: 0.4 };
const tree = game.treeOf(goldInstance());
const [edge] = tree.edges;

type Case = [string, (x: never) => number, object];
const calls: Case[] = [
  ['followerBenefit', game.followerBenefit, { valuation: 2, weight: 1, units: 3 }],
  ['followerUtility', game.followerUtility, { valuation: 2, weight: 1, units: 3, price: 0.4 }],
  ['edgeUtility', game.edgeUtility, { ...sale, soldUnits: 10 }],
  ['edgePurchaseUtility', game.edgePurchaseUtility, { ...sale, relayFactor: 0.05 }],
  ['cloudUtility', game.cloudUtility, { price: 0.4, unitCost: 0.04, directUnits: 3, hostingUnits: 1 }],
  ['systemUtility', game.systemUtility, { followers: [1, 2], edges: [3], clouds: [4] }],
  ['welfare', game.welfare, { benefits: [1, 2], costs: [0.5] }],
  ['followerDemand', game.followerDemand, { valuation: 2, weight: 1, price: 0.4 }],
  ['aggregateDemand', game.aggregateDemand, { valuationSum: 5, weightSum: 2, price: 0.4 }],
  ['edgeMarginalCost', game.edgeMarginalCost, { unitCost: 0.02, hostingWeight: 0.1, relayShare: 0.5, cloudPrice: 0.4 }],
  ['monopolyPrice', game.monopolyPrice, { valuationSum: 5, weightSum: 2, marginalCost: 0.04 }],
  ['capacityPrice', game.capacityPrice, { valuationSum: 5, weightSum: 2, capacityUnits: 10 }],
  ['edgePrice', game.edgePrice, seller],
  ['edgeMultiplier', game.edgeMultiplier, seller],
  ['hostingDemand', game.hostingDemand, { cloudPrice: 0.4, curve }],
  ['cloudDemand', game.cloudDemand, { price: 0.4, problem }],
  ['cloudProfit', game.cloudProfit, { price: 0.4, problem }],
  ['cloudProfitSlope', game.cloudProfitSlope, { price: 0.4, problem }],
  [
    'directCloudPrice',
    game.directCloudPrice,
    { valuationSum: 5, weightSum: 2, constantUnits: 0, capacityUnits: 9, unitCost: 0.04, ...band },
  ],
  [
    'relayCloudPrice',
    game.relayCloudPrice,
    { meanValuation: 2.5, edgeUnitCost: 0.02, cloudUnitCost: 0.04, relayFactor: 0.5 },
  ],
  [
    'edgeDeviationGain',
    game.edgeDeviationGain,
    {
      edge: { ...edge, lastPrice: undefined },
      market: { hostingWeight: 0.1 },
      cloudPrice: 0.4,
      deviationPrice: 0.4,
      utility: 4,
    },
  ],
  [
    'followerDeviationGain',
    game.followerDeviationGain,
    { valuation: 2, weight: 1, price: 0.4, units: 3, deviationUnits: 2 },
  ],
];

/** Numbers of a larger argument that the formula does not contain. */
const unused = ['cloudDemand.problem.unitCost'];

/** Every copy of the argument in which one number is NaN, with the path to it. */
function spoiled(value: unknown, path = ''): [string, unknown][] {
  if (typeof value === 'number') return [[path, Number.NaN]];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    spoiled(inner, `${path}.${key}`).map(([where, bad]): [string, unknown] => {
      const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...value] : { ...value };
      (copy as Record<string, unknown>)[key] = bad;
      return [where, copy];
    }),
  );
}

describe('game: no equation returns NaN, a NaN argument is refused', () => {
  for (const [name, call, argument] of calls) {
    it(name, () => {
      const value = call(argument as never);
      assert.ok(Number.isFinite(value));
      for (const [where, bad] of spoiled(argument)) {
        if (unused.includes(`${name}${where}`)) assert.equal(call(bad as never), value);
        else assert.throws(() => call(bad as never), /= NaN: must be/, `${name} accepts NaN at ${where}`);
      }
    });
  }

  it('solveTree and exploitability too', () => {
    for (const [where, bad] of spoiled({ tree, market })) {
      const { tree: badTree, market: badMarket } = bad as { tree: game.Tree; market: game.Market };
      assert.throws(() => game.solveTree(badTree, badMarket), /= NaN: must be/, where);
    }
    const outcome = game.solveGame(goldInstance());
    outcome.edges[1].demands[0] = Number.NaN;
    assert.throws(() => game.exploitability(goldInstance(), outcome), /edges\[1\] sold units = NaN/);
  });

  it('an outcome of another instance is refused', () => {
    const outcome = game.solveGame(goldInstance());
    const fewer = { ...goldInstance(), edges: goldInstance().edges.slice(1) };
    assert.throws(() => game.exploitability(fewer, outcome), /outcome\.edges\.length = 2: must equal/);
    outcome.cloud.demands.pop();
    assert.throws(() => game.exploitability(goldInstance(), outcome), /outcome\.cloud\.demands\.length = 2/);
  });

  it('a demand below zero is refused: the mean valuation lies below the price', () => {
    assert.throws(() => game.aggregateDemand({ valuationSum: 1, weightSum: 5, price: 0.4 }), /valuationSum = 1: .*U1/);
  });
});
