import assert from 'node:assert/strict';
import {
  CONSTRAINTS,
  type ConstraintName,
  jointProblem,
  normalise,
  OBJECTIVES,
  objective,
  objectiveByPaperIndex,
  rewardVector,
  scalarReward,
  scalarRewardByPaperIndex,
  standardise,
} from '../../src/models';
import { assertGolden, assertRefuses, assertSame } from './numbers';

const equal = { experience: 0.2, utility: 0.2, latency: 0.2, energy: 0.2, cost: 0.2 };
const uneven = { experience: 1, utility: 10, latency: 100, energy: 1000, cost: 10_000 };
const terms = { experience: 0.65, utility: 1, latency: 7.7 / 8, energy: 12.08 / 60, cost: 10.8 / 25 };
const nothing = { experience: 0, utility: 0, latency: 0, energy: 0, cost: 0 };

describe('models: objective', () => {
  it('GOLD-8 objective of a task', () => {
    assert.equal(objective({ ...terms, weights: equal }).toFixed(7), '0.0108333');
    assertGolden(objective({ ...terms, weights: equal }), 0.2 * (1.65 - 0.9625 - 12.08 / 60 - 0.432));
  });

  it('limits: normalise is 1 at the reference and 0 at 0', () => {
    assert.equal(normalise({ value: 60, reference: 60, count: 1 }), 1);
    assert.equal(normalise({ value: 0, reference: 60, count: 12 }), 0);
    assertSame(normalise({ value: 120, reference: 60, count: 12 }), 2 / 12);
  });

  it('limits: standardise is 0 at the mean and 0 without deviation', () => {
    assert.equal(standardise({ value: 3, mean: 3, deviation: 2 }), 0);
    assert.equal(standardise({ value: 5, mean: 3, deviation: 0 }), 0);
    assert.equal(standardise({ value: -1, mean: 3, deviation: 2 }), -2);
  });

  it('limits: objective is 0 for nothing and has the sign of each term', () => {
    assert.equal(objective({ ...nothing, weights: equal }), 0);
    const signed = OBJECTIVES.map((name) => objective({ ...nothing, [name]: 1, weights: uneven }));
    assert.deepEqual(signed, [1, 10, -100, -1000, -10_000]);
  });

  it('limits: objectiveByPaperIndex equals objective for even weights and moves three of uneven ones', () => {
    assert.equal(objectiveByPaperIndex({ ...terms, weights: equal }), objective({ ...terms, weights: equal }));
    const signed = OBJECTIVES.map((name) => objectiveByPaperIndex({ ...nothing, [name]: 1, weights: uneven }));
    assert.deepEqual(signed, [1, 1000, -10, -100, -10_000]);
  });

  it('limits: jointProblem is the objective if all ten constraints hold, −∞ if one does not', () => {
    const all = Object.fromEntries(CONSTRAINTS.map((name) => [name, true])) as Record<ConstraintName, boolean>;
    assert.equal(jointProblem({ objective: -2.5, satisfied: all }), -2.5);
    for (const name of CONSTRAINTS) {
      assert.equal(jointProblem({ objective: 1, satisfied: { ...all, [name]: false } }), -Infinity);
    }
  });

  it('limits: rewardVector weighted and added is the objective', () => {
    const rewards = rewardVector(terms);
    const added = OBJECTIVES.reduce((total, name) => total + uneven[name] * rewards[name], 0);
    assertSame(added, objective({ ...terms, weights: uneven }));
  });

  it('limits: scalarReward is 0 for nothing and equals the objective of the unsigned terms', () => {
    assert.equal(scalarReward({ ...nothing, weights: equal }), 0);
    assertSame(scalarReward({ ...rewardVector(terms), weights: uneven }), objective({ ...terms, weights: uneven }));
  });

  it('limits: scalarRewardByPaperIndex equals scalarReward for even weights and objectiveByPaperIndex always', () => {
    const rewards = rewardVector(terms);
    assertSame(scalarRewardByPaperIndex({ ...rewards, weights: equal }), scalarReward({ ...rewards, weights: equal }));
    const byIndex = scalarRewardByPaperIndex({ ...rewards, weights: uneven });
    assertSame(byIndex, objectiveByPaperIndex({ ...terms, weights: uneven }));
  });

  it('a term or weight that is no number is refused by name', () => {
    const full = { ...terms, weights: equal };
    for (const f of [objective, scalarReward, objectiveByPaperIndex, scalarRewardByPaperIndex]) {
      for (const name of OBJECTIVES) assertRefuses(f, full, name, Number.NaN);
      const lacking = { ...full, weights: { ...equal, cost: Number.NaN } };
      assert.throws(() => f(lacking), /weights.cost = NaN/);
    }
    assertRefuses(normalise, { value: 1, reference: 60, count: 1 }, 'count', 0);
    assertRefuses(standardise, { value: 1, mean: 0, deviation: 1 }, 'deviation', -1);
  });
});
