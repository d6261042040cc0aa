import assert from 'node:assert/strict';
import { softmax } from '../../../src/agents/learning/act';
import { bellmanTarget, totalLoss } from '../../../src/agents/learning/equations';
import { decodeHalf, encodeHalf, toHalf } from '../../../src/agents/learning/half';
import { adamStep, clipNorm, createParameters, softUpdate } from '../../../src/agents/learning/parameters';
import { settingsFrom } from '../../../src/agents/learning/settings';
import { actorGradient, errorsOf, rewardHeads } from '../../../src/agents/learning/values';
import { makeConfig } from '../../../src/paper/config';
import { createRng } from '../../../src/support/rng';

const close = (actual: number, expected: number, tolerance = 1e-6) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual}, expected ${expected}`);

describe('arithmetic of an update', () => {
  it('keeps numbers in 16 bits within half a unit of their last place', () => {
    const rng = createRng(1, 'half');
    const values = Float32Array.from({ length: 2000 }, () => 4 * rng.uniform() - 2);
    const bits = new Uint16Array(values.length);
    const back = new Float32Array(values.length);
    encodeHalf(bits, 0, values, values.length);
    decodeHalf(back, 0, bits, 0, values.length);
    for (const [k, value] of values.entries()) close(back[k], value, Math.max(2 ** -25, Math.abs(value) * 2 ** -11));
    for (const exact of [0, 1, -1, 0.5, 65504, 2 ** -24, 1 / 1024]) {
      decodeHalf(back, 0, Uint16Array.of(toHalf(exact)), 0, 1);
      assert.equal(back[0], exact);
    }
    decodeHalf(back, 0, Uint16Array.of(toHalf(1e9)), 0, 1);
    assert.equal(back[0], 65504);
  });

  it('Adam takes the step of Kingma and Ba: two steps by hand', () => {
    const parameters = createParameters({ w: [1, 2] }, createRng(0, 'w'));
    parameters.values.set([1, -1]);
    adamStep(parameters, Float32Array.of(0.5, -2), 0.1);
    close(parameters.values[0], 0.9, 1e-6); // m̂ = 0.5, v̂ = 0.25: a step of the learning rate
    close(parameters.values[1], -0.9, 1e-6);
    adamStep(parameters, Float32Array.of(-0.5, -2), 0.1);
    // m = 0.9·0.05 − 0.05 = −0.005, m̂ = −0.005/0.19; v̂ = 0.25 again
    close(parameters.values[0], 0.9 + (0.1 * (0.005 / 0.19)) / 0.5, 1e-6);
    close(parameters.values[1], -0.8, 1e-6);
  });

  it('clips a long gradient to norm 1 and leaves a short one', () => {
    const long = Float32Array.of(3, 4);
    close(clipNorm(long, 1), 5);
    close(long[0], 0.6);
    close(long[1], 0.8);
    const short = Float32Array.of(0.3, 0.4);
    close(clipNorm(short, 1), 0.5);
    close(short[0], 0.3);
  });

  it('targets move by exactly τ', () => {
    const target = Float32Array.of(1, 2);
    softUpdate(target, Float32Array.of(3, -2), 0.25);
    assert.deepEqual([...target], [1.5, 1]);
    softUpdate(target, Float32Array.of(3, -2), 0);
    assert.deepEqual([...target], [1.5, 1]);
  });

  it('golden critic of the specification: five heads, 𝓛 = 0.45, and y = 2.1', () => {
    const { losses } = errorsOf(Float32Array.of(1, 2, 3, 4, 5), Float32Array.of(1.5, 2, 2, 5, 5), 5);
    close(totalLoss({ headLosses: losses }), 0.45);
    const target = { decisionReward: 0.2, discount: 0.95, policy: [1], nextValues: [2] };
    close(bellmanTarget({ ...target, slots: 1 }), 2.1, 1e-12);
    assert.equal(bellmanTarget({ ...target, slots: 0 }), 2.2);
  });

  it('the normalised Bellman error is the loss over the variance of the targets, 0 where they do not vary', () => {
    const { bellman } = errorsOf(Float32Array.of(1, 3), Float32Array.of(0, 4), 1);
    close(bellman, 1 / 4);
    assert.equal(errorsOf(Float32Array.of(1, 3), Float32Array.of(2, 2), 1).bellman, 0);
  });

  it('heads are the five objectives, or their weighted sum', () => {
    const rewards = [0, 0, 1, 2, 3, 4, 5];
    const five = new Float64Array(5);
    const one = new Float64Array(1);
    const settings = settingsFrom(makeConfig('tiny'));
    rewardHeads({ ...settings, multiHead: true }, rewards, 2, five);
    rewardHeads({ ...settings, multiHead: false }, rewards, 2, one);
    assert.deepEqual([...five], [1, 2, 3, 4, 5]);
    close(one[0], 3, 1e-12);
  });

  it('infeasible options have no probability', () => {
    const policy = softmax([100, 1, 2, 100, 3, 100, 100, 100, 100, 100], 0, 0b10110, new Float64Array(10));
    close(
      policy.reduce((sum, p) => sum + p, 0),
      1,
      1e-12,
    );
    assert.deepEqual(
      [...policy].flatMap((p, o) => (p > 0 ? [o] : [])),
      [1, 2, 4],
    );
    close(policy[4] / policy[1], Math.exp(2), 1e-9);
  });

  it('the gradient of the policy objective is that of finite differences, and 0 for infeasible options', () => {
    const rng = createRng(3, 'policy');
    const [batch, heads] = [3, 5];
    const weights = [0.1, 0.3, 0.2, 0.25, 0.15];
    const scores = Float32Array.from({ length: batch * 10 }, () => 2 * rng.uniform() - 1);
    const values = Float32Array.from({ length: batch * 10 * heads }, () => 2 * rng.uniform() - 1);
    const mask = Uint16Array.of(0b1111111111, 0b0000010011, 0b1000000001);
    const alpha = 0.07;
    const objective = (at: Float64Array) => {
      let sum = 0;
      for (let b = 0; b < batch; b++) {
        const policy = softmax(at, b * 10, mask[b], new Float64Array(10));
        policy.forEach((p, o) => {
          if (p === 0) return;
          const worth = weights.reduce((w, weight, h) => w + weight * values[(b * 10 + o) * heads + h], 0);
          sum -= p * (worth - alpha * Math.log(p));
        });
      }
      return sum / batch;
    };
    const { gradient } = actorGradient({ batch, weights, multiHead: true }, mask, scores, values, alpha);
    const at = Float64Array.from(scores);
    for (let k = 0; k < at.length; k++) {
      const step = 1e-6;
      const moved = (delta: number) => objective(at.map((value, j) => (j === k ? value + delta : value)));
      const [up, down] = [moved(step), moved(-step)];
      close(gradient[k], (up - down) / (2 * step), 1e-6);
      if (!(mask[Math.floor(k / 10)] & (1 << (k % 10)))) assert.equal(gradient[k], 0);
    }
  });
});
