import assert from 'node:assert/strict';
import { defaultAction, type JointAction } from '../../src/environment/action';
import { differenceCredit, vehicleCredit } from '../../src/environment/credit';
import { nodeCredit } from '../../src/environment/credit-node';
import { referenceCount } from '../../src/environment/reward';
import { bench, closeRows, randomEpisode } from './slots';

describe('credit: nodes', () => {
  it('is zero at the default action', () => {
    const { environment, outcome, scratch } = bench('std');
    randomEpisode(environment, 10, (action) => {
      const calm = { ...defaultAction(environment.config), option: action.option, qos: action.qos };
      environment.evaluate(calm, outcome);
      assert.ok(nodeCredit(environment, calm, outcome, scratch).every((value) => value === 0));
    });
  });

  for (const profile of ['tiny', 'std'])
    it(`equals the parts of two steps, N_ref times, with and without the node's control (${profile})`, () => {
      const { environment, outcome, scratch } = bench(profile);
      const count = referenceCount(environment.config);
      const partsOf = (action: JointAction) => {
        const here = environment.save();
        const parts = environment.step(action).parts.map((part) => part * count);
        environment.restore(here);
        return parts;
      };
      let moved = 0;
      randomEpisode(environment, profile === 'std' ? 6 : 20, (action) => {
        environment.evaluate(action, outcome);
        const credit = nodeCredit(environment, action, outcome, scratch);
        const joint = partsOf(action);
        for (let n = 0; n < environment.scenario.nodes; n++) {
          const [power, admission, offer] = [action.power.slice(), action.admission.slice(), action.offer.slice()];
          [power[n], admission[n], offer[n]] = [0.5, 1, 1];
          const other = partsOf({ ...action, power, admission, offer });
          const expected = joint.map((part, k) => part - other[k]);
          closeRows(credit.subarray(5 * n, 5 * n + 5), expected);
          if (expected.some((value) => Math.abs(value) > 1e-6)) moved++;
        }
      });
      assert.ok(moved > 0, 'some control must have mattered');
    });
});

describe('credit: purity', () => {
  it('no credit changes state, action or outcome', () => {
    const { environment, outcome, scratch } = bench('tiny');
    randomEpisode(environment, 15, (action) => {
      environment.evaluate(action, outcome);
      const before = structuredClone({ state: environment.save(), action, outcome, pools: environment.pools });
      vehicleCredit(environment, action, outcome, scratch);
      nodeCredit(environment, action, outcome, scratch);
      assert.deepEqual({ state: environment.save(), action, outcome, pools: environment.pools }, before);
    });
  });

  it('refuses its own outcome as scratch', () => {
    const { environment, outcome } = bench('tiny');
    environment.reset(1);
    const action = defaultAction(environment.config);
    environment.evaluate(action, outcome);
    assert.throws(() => differenceCredit(environment, action, outcome, outcome), /another outcome/);
    assert.throws(() => nodeCredit(environment, action, outcome, outcome), /another outcome/);
  });
});
