import assert from 'node:assert/strict';
import {
  exclusiveMode,
  exclusiveModeAlways,
  MODE,
  migrationCost,
  migrationCostLiteral,
  modeIndicator,
  oneServerAtMost,
} from '../../src/models';
import { assertGolden, assertIncreasing, assertRefuses, range } from './numbers';

const idle = { toEdge: 0, toCloud: 0, relay: 0, initiated: false };
const twice = { toEdge: 1, toCloud: 1, relay: 0, initiated: true };

describe('models: migration', () => {
  it('GOLD-5 cost of 30 MB at 0.36 and 0.34 $/MB', () => {
    assertGolden(migrationCost({ dataMB: 30, cyclesG: 1.1, price: 0.36 }), 10.8);
    assertGolden(migrationCost({ dataMB: 30, cyclesG: 1.1, price: 0.34 }), 10.2);
  });

  it('limits: modeIndicator is 1 for the mode chosen alone, 0 throughout for a vehicle that defers', () => {
    const modes = [MODE.EDGE, MODE.CLOUD, MODE.RELAY];
    const indicators = [MODE.NONE, ...modes].map((chosen) => modes.map((mode) => modeIndicator({ mode, chosen })));
    assert.deepEqual(indicators, [
      [0, 0, 0],
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
  });

  it('limits: exclusiveMode never holds for two modes, and for none only without initiation', () => {
    assert.equal(exclusiveMode(twice), false);
    assert.equal(exclusiveMode(idle), true);
    assert.equal(exclusiveMode({ ...idle, initiated: true }), false);
    assert.equal(exclusiveMode({ ...idle, relay: 1, initiated: true }), true);
  });

  it('limits: exclusiveModeAlways never holds for none', () => {
    assert.equal(exclusiveModeAlways(idle), false);
    assert.equal(exclusiveModeAlways(twice), false);
    assert.equal(exclusiveModeAlways({ ...idle, toEdge: 1 }), true);
  });

  it('limits: oneServerAtMost holds for none and one, not for two', () => {
    assert.deepEqual(
      [[0, 0, 0], [0, 1, 0], [1, 1, 0], []].map((decisions) => oneServerAtMost({ decisions })),
      [true, true, false, true],
    );
  });

  it('limits: migrationCost is 0 for a price of 0, rises with data, ignores cycles', () => {
    assert.equal(migrationCost({ dataMB: 30, cyclesG: 1.1, price: 0 }), 0);
    assertIncreasing(range(10, 50).map((dataMB) => migrationCost({ dataMB, cyclesG: 1.1, price: 0.4 })));
    assert.equal(migrationCost({ dataMB: 30, cyclesG: 0.6, price: 0.4 }), 12);
  });

  it('limits: migrationCostLiteral ignores the data: 0.40 $ whatever is moved', () => {
    const costs = [10, 30, 50].map((dataMB) => migrationCostLiteral({ dataMB, cyclesG: 1.1, price: 0.36 }).toFixed(2));
    assert.deepEqual(costs, ['0.40', '0.40', '0.40']);
    assert.equal(migrationCostLiteral({ dataMB: 30, cyclesG: 1.1, price: 0 }), 0);
  });

  it('a negative price and a mode that does not exist are refused by name', () => {
    for (const f of [migrationCost, migrationCostLiteral]) {
      assertRefuses(f, { dataMB: 30, cyclesG: 1.1, price: 0.4 }, 'price', -0.1);
    }
    assertRefuses(modeIndicator, { mode: MODE.EDGE, chosen: MODE.EDGE }, 'chosen', 4);
  });
});
