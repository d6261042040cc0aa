import assert from 'node:assert/strict';
import { bellmanTarget, headLoss, policyGradient, totalLoss, wholePower } from '../../../src/agents/learning/equations';

const close = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) <= 1e-12, `${actual}, expected ${expected}`);

describe('equations of the learners', () => {
  it('limits: policyGradient adds up to 0, is 0 for impossible options and where nothing is to be gained', () => {
    const policy = [0.5, 0.3, 0, 0.2];
    const gradient = policyGradient({ policy, weightedValues: [1, -2, 100, 3], entropyWeight: 0.1 });
    close(
      gradient.reduce((sum, entry) => sum + entry, 0),
      0,
    );
    assert.equal(gradient[2], 0);
    const even = policyGradient({ policy: [0.25, 0.25, 0.25, 0.25], weightedValues: [2, 2, 2, 2], entropyWeight: 1 });
    for (const entry of even) close(entry, 0);
    assert.ok(policyGradient({ policy: [0.9, 0.1], weightedValues: [1, 1], entropyWeight: 1 })[0] < 0);
  });

  it('limits: headLoss is 0 at its targets and the square of a shift', () => {
    assert.equal(headLoss({ predictions: [1, 2, 3], targets: [1, 2, 3] }), 0);
    close(headLoss({ predictions: [1.5, 2.5, 3.5], targets: [1, 2, 3] }), 0.25);
  });

  it('limits: bellmanTarget without discount is the reward, with one slot Bellman’s, and rises with next values', () => {
    const a = { decisionReward: -0.4, discount: 0.9, slots: 1, policy: [0.25, 0.75], nextValues: [4, 2] };
    assert.equal(bellmanTarget({ ...a, discount: 0 }), -0.4);
    close(bellmanTarget(a), -0.4 + 0.9 * 2.5);
    close(bellmanTarget({ ...a, slots: 3 }), -0.4 + 0.729 * 2.5);
    assert.ok(bellmanTarget({ ...a, nextValues: [4.1, 2] }) > bellmanTarget(a));
    assert.equal(wholePower(0.9, 0), 1);
  });

  it('limits: totalLoss of equal losses is that loss, of one head its own', () => {
    close(totalLoss({ headLosses: [0.3, 0.3, 0.3, 0.3, 0.3] }), 0.3);
    assert.equal(totalLoss({ headLosses: [0.7] }), 0.7);
  });

  it('arguments that do not fit are refused by name', () => {
    const a = { decisionReward: 1, discount: 0.9, slots: 1, policy: [1], nextValues: [1] };
    assert.throws(
      () => bellmanTarget({ ...a, nextValues: [1, 2] }),
      /policy\.length = 1: must equal nextValues\.length/,
    );
    assert.throws(() => bellmanTarget({ ...a, discount: Number.NaN }), /discount = NaN/);
    assert.throws(() => headLoss({ predictions: [1], targets: [] }), /predictions\.length = 1/);
    assert.throws(() => policyGradient({ policy: [1], weightedValues: [1], entropyWeight: -1 }), /entropyWeight = -1/);
    assert.throws(() => totalLoss({ headLosses: [] }), /headLosses: is empty/);
  });
});
