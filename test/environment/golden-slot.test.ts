import assert from 'node:assert/strict';
import { STATUS } from '../../src/environment/flows';
import { NEXT_EDGE_SLOT } from '../../src/environment/options';
import { REQUEST } from '../../src/environment/state';
import { assertGolden, assertSame } from '../models/numbers';
import { choose, evaluated, offering, stage, worldOf } from './stage';

/** Mean wait of class 1 in M/M/s with the loads of both classes, from the sum form of Erlang's formula. */
function waitFirstS(servers: number, mu: number, first: number, second: number): number {
  const load = (first + second) / mu;
  let term = 1;
  let sum = 0;
  for (let k = 0; k < servers; k++) {
    sum += term;
    term *= load / (k + 1);
  }
  const busy = (term * servers) / (servers - load);
  return busy / (sum + busy) / (servers * mu) / (1 - first / (servers * mu));
}

const MU_EDGE = 3.107232506e9 / 1.1e9;
const MU_CLOUD = 5e9 / 1.1e9;

/** Without the game a lone flow gets exactly what is offered, so that the tasks of GOLD-5 can be staged. */
const posted = (price: number) => ({ 'game.enabled': false, 'baseline.postedPrice': price });

describe('a slot by hand', () => {
  it('to the edge: 4 MHz at 150 m (GOLD-5)', () => {
    const config = worldOf(1, { parameters: { edges: 1, clouds: 1 }, register: posted(0.36) });
    const environment = stage(config, [{ x: 100 }]);
    const { flows } = evaluated(environment, offering(choose(config, 1), 0, 4, 20));
    const waitS = waitFirstS(4, MU_EDGE, 1, 0);
    assert.equal(flows.status[0], STATUS.ADMITTED);
    assertSame(flows.bandwidthHz[0], 4e6);
    assertGolden(flows.uploadS[0], 7.300823556);
    assertGolden(flows.executionS[0], 0.3540127744);
    assert.ok(Math.abs(flows.queueS[0] - waitS) < 1e-9);
    assert.ok(Math.abs(flows.latencyS[0] - (7.300823556 + 0.3540127744 + waitS)) < 1e-8);
    assertGolden(flows.vehicleJ[0], 1.460164711);
    assertGolden(flows.edgeJ[0], 10.62038323);
    assert.equal(flows.cloudJ[0], 0);
    assertGolden(flows.cost[0], 10.8);
    assertGolden(flows.quality[0], 0.8884040632);
    assert.equal(flows.reliability[0], 0.97);
    assert.equal(flows.success[0], 1);
  });

  it('to a cloud: 6 MHz at 640 m (GOLD-5)', () => {
    const config = worldOf(1, { parameters: { edges: 1, clouds: 1 }, register: posted(0.34) });
    const environment = stage(config, [{ x: 2100 }]);
    const { flows } = evaluated(environment, offering(choose(config, 2), 1, 6, 100));
    assertGolden(flows.uploadS[0], 240e6 / 32900303.74);
    assert.ok(Math.abs(flows.latencyS[0] - (240e6 / 32900303.74 + 0.22 + waitFirstS(8, MU_CLOUD, 1, 0))) < 1e-8);
    assertGolden(flows.vehicleJ[0] + flows.edgeJ[0] + flows.cloudJ[0], 28.9589531);
    assertGolden(flows.cost[0], 10.2);
    assert.equal(flows.quality[0], 1);
  });

  it('over the edge to a cloud: 60 MHz over 901 m (GOLD-5)', () => {
    const config = worldOf(1, { parameters: { edges: 1, clouds: 1, roadM: 2000 }, register: posted(0.34) });
    const environment = stage(config, [{ x: 100 }]);
    const { flows } = evaluated(environment, offering(choose(config, 5), 0, 4, 20));
    assertGolden(flows.uploadS[0], 7.300823556);
    assertGolden(flows.migrationS[0], 0.4252311481);
    assertGolden(flows.vehicleJ[0] + flows.edgeJ[0] + flows.cloudJ[0], 29.38539586);
    assertGolden(flows.edgeJ[0], 0.4252311481);
    // hosting of a fresh relay is a tenth of its access units, bought at the edge's gateway
    assertGolden(flows.hostingUnits[0], 0.4);
  });

  it('a resident twin to the next edge: 20 MHz over 500 m (GOLD-5)', () => {
    const config = worldOf(3, { parameters: { edges: 2, clouds: 1, roadM: 2000 }, register: posted(0.36) });
    const actor = { x: 200, host: 0, request: REQUEST.PREMIGRATION };
    const environment = stage(config, [actor, actor, actor]);
    const { flows } = evaluated(environment, choose(config, NEXT_EDGE_SLOT, NEXT_EDGE_SLOT, NEXT_EDGE_SLOT));
    for (let f = 0; f < 3; f++) {
      assertSame(flows.backhaulHz[f], 20e6);
      assertGolden(flows.migrationS[f], 0.933114242);
      assert.deepEqual([flows.uploadS[f], flows.vehicleJ[f], flows.access[f]], [0, 0, -1]);
      assertGolden(flows.edgeJ[f], 11.55349747);
      assert.equal(flows.reliability[f], 0.97);
    }
  });

  it('books signed and scaled parts, the utility from the true valuation', () => {
    const config = worldOf(1, { parameters: { edges: 1, clouds: 1 }, register: posted(0.36) });
    const environment = stage(config, [{ x: 100 }]);
    const action = offering(choose(config, 1), 0, 4, 20);
    action.qos[0] = 1;
    const { flows } = evaluated(environment, action);
    // declared 2.5 (10/8)(0.75 + 0.5) = 3.90625, clipped; true at q = 1/2: 3.125 (GOLD-9)
    assert.deepEqual([flows.valuation[0], flows.trueValuation[0]], [3.5, 3.125]);
    assertGolden(flows.utility[0], 3.125 * Math.log(5) - 0.02 * 4);
    assertSame(flows.parts[0], flows.rating[0]);
    assertSame(flows.parts[1], flows.utility[0] / 3);
    assertSame(flows.parts[2], -flows.latencyS[0] / 8);
    assertGolden(flows.parts[3], -12.08054794 / 60);
    assertGolden(flows.parts[4], -10.8 / 25);
    const step = environment.step(action);
    const parts = Array.from(flows.parts.subarray(0, 5));
    // N_ref = 1 vehicle × 0.12
    for (let k = 0; k < 5; k++) assertSame(step.parts[k], parts[k] / 0.12);
    assertSame(step.reward, (0.2 * parts.reduce((sum, part) => sum + part, 0)) / 0.12);
  });

  it('plays the game: a lone buyer pays the floor and takes the rest of its contract free (GOLD-14)', () => {
    const config = worldOf(1, { parameters: { edges: 1, clouds: 1 } });
    const environment = stage(config, [{ x: 100 }]);
    const { flows, price, soldUnits } = evaluated(environment, offering(choose(config, 1), 0, 10, 20));
    // α = 3.125, X = 10: monopoly √(α c) = 0.25 and clearing α/(X + 1) = 0.284 lie below the floor
    assert.equal(price[0], 0.3);
    assertGolden(soldUnits[0], 3.125 / 0.3 - 1);
    // 9.4 MHz are contracted, more than b_max: delivered in full, nothing added
    assertGolden(flows.bandwidthHz[0], (3.125 / 0.3 - 1) * 1e6);
  });
});
