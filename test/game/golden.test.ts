import assert from 'node:assert/strict';
import { relayCloudPrice, type SellerOutcome, solveGame } from '../../src/game';
import { access, agrees, edge, goldInstance, instance } from './instances';

function close(actual: number, expected: number, relative = 1e-11): void {
  assert.ok(agrees(actual, expected, relative), `${actual} differs from ${expected}`);
}

function closeAll(actual: readonly number[], expected: readonly number[]): void {
  assert.equal(actual.length, expected.length);
  actual.forEach((value, k) => {
    close(value, expected[k]);
  });
}

describe('game: golden values of MODEL §4.6 and §7', () => {
  const { cloud, edges, systemUtility, welfare, uniquenessCertified } = solveGame(goldInstance());
  const regimes = (sellers: SellerOutcome[]) => sellers.map((seller) => seller.regime);

  it('GOLD-SE: prices, multipliers, regimes', () => {
    close(cloud.price, 0.437165286716);
    closeAll(
      edges.map((seller) => seller.price),
      [0.416666666667, 0.329896176506],
    );
    close(edges[0].multiplier, 0.0348722682206);
    assert.equal(edges[1].multiplier, 0);
    assert.equal(cloud.multiplier, 0);
    assert.deepEqual(regimes([cloud, ...edges]), ['interior', 'clearing', 'interior']);
    assert.equal(uniquenessCertified, true);
  });

  it('GOLD-SE: units', () => {
    closeAll([cloud.soldUnits, edges[0].soldUnits, edges[1].soldUnits], [11.097314482, 15, 13.7625349135]);
    closeAll([edges[0].hostingUnits, edges[1].hostingUnits], [0.5, 0.688126745675]);
    closeAll(edges[0].demands, [3.8, 5, 6.2]);
    closeAll(edges[1].demands, [6.27501611392, 7.48751879957]);
    closeAll(cloud.demands, [3.57492866147, 5.86239299221, 0.471866082684]);
  });

  it('GOLD-SE: utilities and welfare', () => {
    closeAll(edges[0].followerUtilities, [1.55389850249, 2.39606533974, 3.33890974473]);
    closeAll(edges[1].followerUtilities, [2.69256664377, 3.5179669585]);
    closeAll(cloud.followerUtilities, [1.47834749769, 3.2153339275, 0.229650192872]);
    closeAll([edges[0].utility, edges[1].utility, cloud.utility], [5.73141735664, 3.96413182265, 4.40746808804]);
    closeAll([systemUtility, welfare], [32.5257560746, 32.5257560746]);
  });

  it('GOLD-14: an edge at the floor, its cloud idle', () => {
    const outcome = solveGame(instance(30, [], [edge(10, 0, [2.9])]));
    const [only] = outcome.edges;
    assert.equal(only.price, 0.3);
    close(only.soldUnits, 26 / 3);
    assert.deepEqual([only.multiplier, only.regime], [0, 'floor']);
    assert.deepEqual([outcome.cloud.price, outcome.cloud.regime, outcome.cloud.soldUnits], [0.4, 'idle', 0]);
  });

  it('GOLD-15: the cloud price falls with the edge capacity once that does not bind', () => {
    const prices = [42, 44, 45, 46].map((capacity) => {
      const tree = instance(1000, access(1.6, 2), [edge(capacity, 1 / 3, [2.6, 2.6, 2.6, 2.6, 2.6, 2.6])]);
      return solveGame(tree).cloud.price.toFixed(4);
    });
    assert.deepEqual(prices, ['0.4899', '0.5000', '0.4796', '0.4385']);
  });

  it('§4.4-6: more capacity at edge 1 lowers its price and raises the cloud price', () => {
    const outcomes = [12, 15, 18, 20].map((capacity) => solveGame(goldInstance(capacity, false)));
    const at = (prices: number[], digits: number) => prices.map((price) => price.toFixed(digits));
    const edgePrices = outcomes.map((outcome) => outcome.edges[0].price);
    const cloudPrices = outcomes.map((outcome) => outcome.cloud.price);
    assert.deepEqual(at(edgePrices, 3), ['0.500', '0.417', '0.357', '0.326']);
    assert.deepEqual(at(cloudPrices, 4), ['0.4278', '0.4463', '0.4672', '0.4827']);
  });

  it('§4.4-7: one to four vehicles raise an edge from the floor to a ration', () => {
    const solved = [1, 2, 3, 4].map((count) => {
      const tree = instance(30, access(2), [edge(15, 0, Array<number>(count).fill(2.5))]);
      return solveGame(tree).edges[0];
    });
    assert.deepEqual(
      solved.map((seller) => seller.price.toFixed(4)),
      ['0.3000', '0.3000', '0.4167', '0.5000'],
    );
    assert.equal(solved[3].regime, 'rationed');
    close(solved[3].ration, 15 / 16);
    closeAll(solved[3].demands, [3.75, 3.75, 3.75, 3.75]);
  });

  it('closed form (b): price 1.357237, and the cubic is met', () => {
    const x = { meanValuation: 2.5, edgeUnitCost: 0.02, cloudUnitCost: 0.04, relayFactor: 0.5 };
    const price = relayCloudPrice(x);
    close(price, 1.357237, 5e-7);
    const root = 1 / Math.sqrt(0.02 + 0.5 * price);
    close(0.04 * root * root * root + root, 2 / Math.sqrt(2.5), 1e-12);
  });
});
