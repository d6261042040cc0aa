import assert from 'node:assert/strict';
import { decidersOf, idleAction, initiatingSlots, isFeasible } from '../../src/agents/choice';
import { shuffled } from '../../src/agents/coordinate-ascent';
import { choiceValue, exhaustiveBest } from '../../src/agents/exhaustive';
import { createPolicy } from '../../src/agents/policies';
import { createEnvironment, type Environment } from '../../src/environment/environment';
import { STATUS } from '../../src/environment/flows';
import { createOutcome, weigh, weightsOf } from '../../src/environment/slot';
import { OPTIONS, REQUEST } from '../../src/environment/state';
import { makeConfig } from '../../src/paper/config';
import { createRng, type Rng } from '../../src/support/rng';
import { handMade } from './hand-made';

const act = (name: string, environment: Environment, rng: Rng = createRng(5, 'explore')) =>
  createPolicy(name, environment.config).act(environment, rng);

/** The definition of §5.6 word for word: every option of every decider is evaluated anew in every pass. */
function plainGreedy(environment: Environment, patient: boolean, rng: Rng): Uint8Array {
  const action = idleAction(environment);
  const order = shuffled(decidersOf(environment, false), rng);
  for (let pass = 0; pass < 2; pass++) {
    const before = action.option.slice();
    for (const v of order) {
      const present = action.option[v];
      const slots = patient
        ? allSlots.filter((slot) => isFeasible(environment, v, slot))
        : initiatingSlots(environment, v);
      const values = slots.map((slot) => {
        action.option[v] = slot;
        return choiceValue(environment, action);
      });
      const best = Math.max(...values);
      action.option[v] = values[slots.indexOf(present)] === best ? present : slots[values.indexOf(best)];
    }
    if (action.option.every((slot, v) => slot === before[v])) break;
  }
  return action.option;
}

const allSlots = Array.from({ length: OPTIONS }, (_, slot) => slot);

describe('uncoordinated', () => {
  it('takes the option with the largest own contribution when alone', () => {
    const environment = createEnvironment(makeConfig('tiny'));
    environment.reset(2);
    const action = act('uncoordinated', environment);
    const outcome = createOutcome(environment.config);
    for (const v of decidersOf(environment, false)) {
      const alone = idleAction(environment);
      const own = (slot: number) => {
        alone.option[v] = slot;
        const { flows } = environment.evaluate(alone, outcome);
        const admitted = flows.count === 1 && flows.status[0] === STATUS.ADMITTED;
        return admitted ? weigh(environment.equations, flows.parts, 0, weightsOf(environment.config)) : -Infinity;
      };
      const values = Array.from({ length: OPTIONS - 1 }, (_, k) =>
        isFeasible(environment, v, k + 1) ? own(k + 1) : -Infinity,
      );
      assert.equal(own(action.option[v]), Math.max(...values), `vehicle ${v}`);
    }
  });

  it('does not see the others: twelve at one edge choose as one does, and crowd', () => {
    const one = { x: 760, request: REQUEST.SERVICE };
    const lonely = act('uncoordinated', handMade([one])).option[0];
    const crowd = handMade(new Array(12).fill(one));
    assert.deepEqual(Array.from(act('uncoordinated', crowd).option.slice(0, 12)), new Array(12).fill(lonely));
    assert.ok(choiceValue(crowd, act('greedy', crowd)) > choiceValue(crowd, act('uncoordinated', crowd)));
  });

  it('defers when nothing would be admitted', () => {
    const environment = handMade([{ x: 760, request: REQUEST.SERVICE }], {
      change: (state) => {
        state.accessHoldHz.fill(1e9);
      },
    });
    assert.equal(act('uncoordinated', environment).option[0], 0);
    assert.equal(act('greedy-patient', environment).option[0], 0);
  });
});

describe('coordinated greedy', () => {
  for (const name of ['greedy', 'greedy-patient'])
    it(`${name} equals the plain definition`, () => {
      const environment = createEnvironment(makeConfig('tiny'));
      const policy = createPolicy(name, environment.config);
      const rng = createRng(4, 'explore');
      environment.reset(4);
      for (let slot = 0; slot < 12; slot++) {
        const twin = createRng(4, 'explore');
        twin.restore(rng.save());
        const action = policy.act(environment, rng);
        const plain = plainGreedy(environment, name === 'greedy-patient', twin);
        assert.deepEqual(action.option, plain, `slot ${slot}`);
        environment.step(action);
      }
    });

  it('initiates even where nothing is admitted, the patient one waits', () => {
    const empty = handMade([{ x: 760, request: REQUEST.SERVICE }], {
      change: (state) => {
        state.accessHoldHz.fill(1e9);
      },
    });
    assert.notEqual(act('greedy', empty).option[0], 0);
    assert.equal(choiceValue(empty, act('greedy', empty)), -0.05);
    assert.equal(act('greedy-patient', empty).option[0], 0);
  });

  it('reaches at least 95 % of the exhaustive optimum on small instances', () => {
    const environment = createEnvironment(makeConfig('std', { parameters: { vehicles: 25 } }));
    const policy = createPolicy('greedy', environment.config);
    const rng = createRng(6, 'explore');
    environment.reset(6);
    let [reached, optimum, instances] = [0, 0, 0];
    for (let slot = 0; slot < 60 && instances < 12; slot++) {
      const deciders = decidersOf(environment, false).length;
      const action = policy.act(environment, rng);
      if (deciders >= 2 && deciders <= 3) {
        const best = exhaustiveBest(environment).value;
        const value = choiceValue(environment, action);
        assert.ok(value <= best + 1e-12, `slot ${slot}: greedy ${value} above the optimum ${best}`);
        [reached, optimum, instances] = [reached + value, optimum + best, instances + 1];
      }
      environment.step(action);
    }
    assert.equal(instances, 12);
    assert.ok(reached >= 0.95 * optimum, `${reached} of ${optimum}`);
  });

  it('refuses an exhaustive search that would not end', () => {
    const crowd = handMade(new Array(5).fill({ x: 760, request: REQUEST.SERVICE }));
    assert.throws(() => exhaustiveBest(crowd), /exhaustiveBest: 5 vehicles decide in slot 0; at most 4 can/);
  });
});

describe('genetic oracle', () => {
  it('finds the best option of a single decider', () => {
    const environment = handMade([{ x: 760, request: REQUEST.SERVICE, dataMB: 40 }]);
    assert.equal(choiceValue(environment, act('oracle', environment)), exhaustiveBest(environment).value);
  });

  it('comes within a tenth of the greedy value where many compete', () => {
    const crowd = handMade(Array.from({ length: 8 }, (_, k) => ({ x: 700 + 20 * k, request: REQUEST.SERVICE })));
    const greedy = choiceValue(crowd, act('greedy', crowd));
    const oracle = choiceValue(crowd, act('oracle', crowd));
    assert.ok(greedy > 0 && oracle > 0.9 * greedy, `oracle ${oracle}, greedy ${greedy}`);
  });
});
