import assert from 'node:assert/strict';
import { FAR_SIGHTED_START, farSightedWith } from '../../src/agents/far-sighted';
import { LINEAR_WEIGHTS, linearWith } from '../../src/agents/linear';
import { createPolicy } from '../../src/agents/policies';
import type { Policy } from '../../src/agents/policy';
import type { Environment } from '../../src/environment/environment';
import { REQUEST } from '../../src/environment/state';
import { createRng } from '../../src/support/rng';
import { handMade } from './hand-made';

const choose = (policy: Policy, environment: Environment) => {
  policy.begin?.(environment);
  return policy.act(environment, createRng(2, 'explore'));
};

const twoServices = () =>
  handMade([
    { x: 760, request: REQUEST.SERVICE },
    { x: 2600, request: REQUEST.SERVICE },
  ]);
const preMigration = () => handMade([{ x: 500, request: REQUEST.PREMIGRATION, host: 0 }]);

describe('linear scorer', () => {
  const weights = (changes: Record<number, number>) =>
    Array.from({ length: LINEAR_WEIGHTS }, (_, i) => changes[i] ?? 0);
  const slotWith = (changes: Record<number, number>, environment: Environment) =>
    choose(linearWith(environment.config, weights(changes)), environment).option[0];

  it('follows the weight of a mode', () => {
    assert.equal(slotWith({ 1: 1 }, twoServices()), 1);
    assert.equal(slotWith({ 2: 1 }, twoServices()), 2);
    assert.equal(slotWith({ 3: 1 }, twoServices()), 9);
    assert.equal(slotWith({ 4: 1 }, twoServices()), 5);
    assert.equal(slotWith({ 0: 1 }, twoServices()), 0);
  });

  it('weighs a feature: the worst link among the clouds when quality counts against', () => {
    const environment = twoServices();
    assert.equal(slotWith({ 2: 5, 6: 1 }, environment), 2);
    assert.equal(slotWith({ 2: 5, 6: -1 }, environment), 4);
  });

  it('has a bias for deferring by request type and for waiting', () => {
    assert.equal(slotWith({ 22: 1, 24: -1 }, twoServices()), 0);
    assert.equal(slotWith({ 22: -1, 24: 1 }, preMigration()), 0);
    assert.notEqual(slotWith({ 22: 1, 24: -1 }, preMigration()), 0);
    const waited = handMade([{ x: 760, request: REQUEST.SERVICE }], {
      change: (state) => {
        state.waitSlots[0] = 4;
      },
    });
    assert.equal(slotWith({ 22: 1, 25: -2 }, twoServices()), 0);
    assert.notEqual(slotWith({ 22: 1, 25: -2 }, waited), 0);
  });

  it('refuses weights that do not fit', () => {
    const { config } = twoServices();
    assert.throws(() => linearWith(config, [1, 2]), /linear: 2 weights; 26 are needed/);
    assert.throws(() => linearWith(config, weights({ 3: Number.NaN })), /linear: weights\[3\] = NaN/);
  });
});

describe('far-sighted heuristic', () => {
  const neutral = [0, 0, 0, 0, 0, 0, 0, 0.5, 0.5, 1, 1];
  const with_ = (changes: Record<number, number>) => neutral.map((value, i) => changes[i] ?? value);
  const run = (changes: Record<number, number>, environment: Environment) =>
    choose(farSightedWith(environment.config, with_(changes)), environment);

  it('is coordinated greedy where no choice has a later worth', () => {
    const environment = twoServices();
    assert.deepEqual(
      run({}, environment).option,
      choose(createPolicy('greedy', environment.config), environment).option,
    );
  });

  it('likes clouds by θ₀ and long dwell at edges by θ₁', () => {
    const environment = twoServices();
    const tier = (changes: Record<number, number>) => environment.options.dst[run(changes, environment).option[0]];
    assert.ok(tier({ 0: 5 }) >= 10);
    assert.ok(tier({ 1: 5 }) < 10);
  });

  it('pre-migrates unless waiting is worth more (θ₅, θ₆)', () => {
    assert.equal(run({ 0: 5, 5: 10 }, preMigration()).option[0], 0);
    assert.equal(run({ 0: 5, 6: 100 }, preMigration()).option[0], 0);
    assert.notEqual(run({ 0: 5 }, preMigration()).option[0], 0);
  });

  it('sets power and offer by tier, kept in their ranges', () => {
    const { power, offer, admission } = run({ 7: 0.2, 8: 1.5, 9: 0.1, 10: 0.7 }, twoServices());
    assert.deepEqual([power[0], power[9], power[10], power[12]], [0.2, 0.2, 1, 1]);
    assert.deepEqual([offer[0], offer[10]], [0.3, 0.7]);
    assert.ok(admission.every((h) => h === 1));
  });

  it('needs its eleven constants', () => {
    assert.equal(FAR_SIGHTED_START.length, 11);
    assert.throws(() => farSightedWith(twoServices().config, [1]), /far-sighted: 1 weights; 11 are needed/);
  });
});
