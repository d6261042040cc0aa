import assert from 'node:assert/strict';
import {
  bandwidthWithinPool,
  binaryDecision,
  computeWithinCapacity,
  computeWithinCapacityPerTask,
  singleAssociation,
} from '../../src/models';
import { assertRefuses } from './numbers';

const node = { hostedCyclesG: 9, inboundCyclesG: 2, newCyclesG: 1, capacityCyclesG: 12 };
const pool = { allocatedHz: 16e6, poolHz: 20e6, bandwidthHz: 4e6, minBandwidthHz: 0.5e6 };

describe('models: constraints C1 to C4', () => {
  it('limits: binaryDecision holds for 0 and 1 alone', () => {
    assert.deepEqual(
      [0, 1, 0.5, -1, 2, Number.NaN].map((decision) => binaryDecision({ decision })),
      [true, true, false, false, false, false],
    );
  });

  it('limits: singleAssociation holds for one server if initiated, for none if not, never for two', () => {
    const held = [0, 1, 2].flatMap((n) =>
      [true, false].map((initiated) =>
        singleAssociation({ decisions: [1, 1].slice(0, n).concat([0, 0].slice(n)), initiated }),
      ),
    );
    assert.deepEqual(held, [false, true, true, false, false, false]);
  });

  it('limits: computeWithinCapacity holds up to equality and counts hosted, inbound and new alike', () => {
    assert.equal(computeWithinCapacity(node), true);
    for (const name of ['hostedCyclesG', 'inboundCyclesG', 'newCyclesG'] as const) {
      assert.equal(computeWithinCapacity({ ...node, [name]: node[name] + 0.001 }), false);
    }
  });

  it('limits: computeWithinCapacityPerTask ignores what is hosted or inbound', () => {
    assert.equal(computeWithinCapacityPerTask({ ...node, hostedCyclesG: 1e6, inboundCyclesG: 1e6 }), true);
    assert.equal(computeWithinCapacityPerTask({ ...node, newCyclesG: 12.001 }), false);
  });

  it('limits: bandwidthWithinPool holds up to equality with the pool and with b_min', () => {
    assert.equal(bandwidthWithinPool(pool), true);
    assert.equal(bandwidthWithinPool({ ...pool, allocatedHz: 16e6 + 1 }), false);
    assert.equal(bandwidthWithinPool({ ...pool, bandwidthHz: 0.5e6 }), true);
    assert.equal(bandwidthWithinPool({ ...pool, bandwidthHz: 0.5e6 - 1 }), false);
  });

  it('NaN is refused, it neither fits nor overflows', () => {
    for (const name of Object.keys(node) as (keyof typeof node)[]) {
      assertRefuses(computeWithinCapacity, node, name, Number.NaN);
      assertRefuses(computeWithinCapacityPerTask, node, name, -1);
    }
    for (const name of Object.keys(pool) as (keyof typeof pool)[]) {
      assertRefuses(bandwidthWithinPool, pool, name, Number.NaN);
    }
  });
});
