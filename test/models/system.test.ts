import assert from 'node:assert/strict';
import { poolSuffices, systemCost, systemEnergy, systemExperience, systemLatency } from '../../src/models';

const sums = {
  'limits: systemLatency': (decisions: number[], latenciesS: number[]) => systemLatency({ decisions, latenciesS }),
  'limits: systemEnergy': (decisions: number[], energiesJ: number[]) => systemEnergy({ decisions, energiesJ }),
  'limits: systemCost': (decisions: number[], costs: number[]) => systemCost({ decisions, costs }),
  'limits: systemExperience': (decisions: number[], experiences: number[]) =>
    systemExperience({ decisions, experiences }),
};

describe('models: system', () => {
  for (const [title, sum] of Object.entries(sums)) {
    it(`${title} is 0 for no decision, the single value for one, and additive`, () => {
      assert.equal(sum([0, 0, 0], [3, 5, 7]), 0);
      assert.equal(sum([0, 1, 0], [3, 5, 7]), 5);
      assert.equal(sum([1, 1, 0], [3, 5, 7]), 8);
      assert.equal(sum([], []), 0);
      assert.throws(() => sum([1], [3, 5]), /decisions.length = 1: must equal \w+.length = 2/);
    });
  }

  it('limits: poolSuffices holds for no decision and up to equality', () => {
    const requirementsHz = [8e6, 8e6, 4e6];
    assert.equal(poolSuffices({ decisions: [0, 0, 0], requirementsHz, poolHz: 0 }), true);
    assert.equal(poolSuffices({ decisions: [1, 1, 1], requirementsHz, poolHz: 20e6 }), true);
    assert.equal(poolSuffices({ decisions: [1, 1, 1], requirementsHz, poolHz: 20e6 - 1 }), false);
    assert.throws(() => poolSuffices({ decisions: [1], requirementsHz, poolHz: 1 }), /decisions.length = 1/);
  });
});
