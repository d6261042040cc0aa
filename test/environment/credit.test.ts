import assert from 'node:assert/strict';
import type { JointAction } from '../../src/environment/action';
import { defaultAction } from '../../src/environment/action';
import {
  differenceCredit,
  localCredit,
  REFUSAL_PART,
  spectrumCharge,
  vehicleCredit,
} from '../../src/environment/credit';
import type { Environment } from '../../src/environment/environment';
import { STATUS } from '../../src/environment/flows';
import { accessPoolHz } from '../../src/environment/pools';
import { referenceCount } from '../../src/environment/reward';
import { createOutcome, type SlotOutcome } from '../../src/environment/slot';
import { DEFER, REQUEST } from '../../src/environment/state';
import { alone, bench, close, closeRows, environmentWith, randomEpisode } from './slots';

const LATENCY = 2;

/** Five sums over the rows of a credit. */
const columnSums = (credit: Float64Array): number[] =>
  Array.from({ length: 5 }, (_, k) => credit.reduce((sum, value, at) => (at % 5 === k ? sum + value : sum), 0));

/** The parts of everybody's flow by vehicle, a refusal counting −1/8 on latency. */
function partsByVehicle({ flows }: SlotOutcome): Map<number, number[]> {
  const parts = new Map<number, number[]>();
  for (let f = 0; f < flows.count; f++) {
    const admitted = flows.status[f] === STATUS.ADMITTED;
    parts.set(
      flows.vehicle[f],
      Array.from({ length: 5 }, (_, k) => (admitted ? flows.parts[5 * f + k] : k === LATENCY ? -1 / 8 : 0)),
    );
  }
  return parts;
}

/** The difference credit of vehicle x, by letting it defer in an action of its own. */
function differenceByHand(environment: Environment, action: JointAction, x: number): number[] {
  const joint = partsByVehicle(environment.evaluate(action, createOutcome(environment.config)));
  if (!joint.has(x)) return [0, 0, 0, 0, 0];
  const option = action.option.slice();
  option[x] = DEFER;
  const without = partsByVehicle(environment.evaluate({ ...action, option }, createOutcome(environment.config)));
  const sums = [0, 0, 0, 0, 0];
  for (const [y, parts] of joint)
    if (y !== x)
      parts.forEach((value, k) => {
        sums[k] += value - (without.get(y) as number[])[k];
      });
  return sums;
}

describe('credit: local', () => {
  for (const [profile, register] of [
    ['tiny', {}],
    ['std', {}],
    ['std', { 'ux.window': 'runningMean5' }],
    ['quick', { 'env.interruptionPsi': 0.7 }],
  ] as const)
    it(`adds up to what the step returns (${profile} ${JSON.stringify(register)})`, () => {
      const { environment, outcome } = bench(profile, { register });
      let expiries = 0;
      randomEpisode(environment, 60, (action) => {
        const sums = columnSums(localCredit(environment, environment.evaluate(action, outcome)));
        const here = environment.save();
        const { parts, expiries: expired } = environment.step(action);
        environment.restore(here);
        expiries += expired.services.length + expired.handovers.length;
        closeRows(
          sums.map((sum) => sum / referenceCount(environment.config)),
          parts,
        );
      });
      assert.ok(expiries > 0, 'the episode must have seen an expiry');
    });

  it('gives a vehicle alone its own parts', () => {
    const environment = environmentWith('std', {}, alone);
    const outcome = createOutcome(environment.config);
    const action = defaultAction(environment.config);
    action.option[0] = 1;
    const credit = localCredit(environment, environment.evaluate(action, outcome));
    assert.deepEqual(credit.subarray(0, 5), outcome.flows.parts.subarray(0, 5));
    assert.ok(credit.subarray(5).every((value) => value === 0));
  });

  it('takes ψ while the twin is out of reach, and one latency limit at an expiry', () => {
    const environment = environmentWith('std', {}, (state) => {
      alone(state);
      state.host[0] = 5;
      state.waitSlots[0] = 4;
    });
    const outcome = environment.evaluate(defaultAction(environment.config), createOutcome(environment.config));
    assert.deepEqual(Array.from(localCredit(environment, outcome).subarray(0, 5)), [-0.25, 0, -1, 0, 0]);
  });
});

describe('credit: difference', () => {
  for (const profile of ['tiny', 'quick', 'std'])
    it(`equals the slot with and without each vehicle, allocated by hand (${profile})`, () => {
      const { environment, outcome, scratch } = bench(profile);
      let moved = 0;
      randomEpisode(environment, profile === 'std' ? 8 : 25, (action) => {
        environment.evaluate(action, outcome);
        const credit = differenceCredit(environment, action, outcome, scratch);
        for (let v = 0; v < environment.config.parameters.vehicles; v++)
          closeRows(credit.subarray(5 * v, 5 * v + 5), differenceByHand(environment, action, v));
        if (credit.some((value) => Math.abs(value) > 1e-6)) moved++;
      });
      assert.ok(moved > 0, 'somebody must have been in the way of somebody');
    });

  it('does so where few flows meet, some only by the price a tree sets at their destination', () => {
    const { environment, outcome, scratch } = bench('std', { parameters: { vehicles: 20 } });
    let [lone, met] = [0, 0];
    for (let seed = 0; seed < 4; seed++)
      randomEpisode(
        environment,
        60,
        (action) => {
          const { flows } = environment.evaluate(action, outcome);
          const credit = differenceCredit(environment, action, outcome, scratch);
          for (const v of flows.vehicle.subarray(0, flows.count)) {
            const row = credit.subarray(5 * v, 5 * v + 5);
            closeRows(row, differenceByHand(environment, action, v));
            if (row.some((value) => value !== 0)) met++;
            else lone++;
          }
        },
        seed,
      );
    assert.ok(lone > 100 && met > 100, `${lone} alone, ${met} not`);
  });

  it('is nothing for a vehicle that meets nobody', () => {
    const environment = environmentWith('std', {}, (state) => {
      alone(state);
      state.x[1] = 2600;
      state.request[1] = REQUEST.SERVICE;
      state.requestDataMB[1] = 30;
      state.requestCyclesG[1] = 1;
    });
    const { outcome, scratch } = {
      outcome: createOutcome(environment.config),
      scratch: createOutcome(environment.config),
    };
    const action = defaultAction(environment.config);
    action.option[0] = 1;
    action.option[1] = 1;
    environment.evaluate(action, outcome);
    assert.equal(outcome.flows.count, 2);
    assert.ok(differenceCredit(environment, action, outcome, scratch).every((value) => value === 0));
    const own = localCredit(environment, outcome);
    const charge = spectrumCharge(environment, outcome);
    assert.deepEqual(
      vehicleCredit(environment, action, outcome, scratch),
      own.map((value, k) => value + charge[k]),
    );
  });

  it('charges the vehicle that crowds another one out with its refusal', () => {
    // two service tasks for one edge that has room for one twin more
    const environment = environmentWith('std', {}, (state) => {
      alone(state);
      state.x[1] = 350;
      state.request[1] = REQUEST.SERVICE;
      state.requestDataMB[1] = 15;
      state.requestCyclesG[1] = 1.2;
      state.host.fill(0, 50, 60);
      state.twinCyclesG.fill(1.05, 50, 60);
    });
    const [outcome, scratch] = [createOutcome(environment.config), createOutcome(environment.config)];
    const action = defaultAction(environment.config);
    action.option[0] = 1;
    action.option[1] = 1;
    environment.evaluate(action, outcome);
    assert.deepEqual(Array.from(outcome.flows.status.subarray(0, 2)), [STATUS.ADMITTED, STATUS.REFUSED]);
    const credit = differenceCredit(environment, action, outcome, scratch);
    const alonePart = environment.evaluate(action, scratch, { without: 0 }).flows.parts.slice(0, 5);
    close(credit[LATENCY], REFUSAL_PART - alonePart[LATENCY]);
    close(credit[1], -alonePart[1]);
    assert.ok(
      credit.subarray(5, 10).every((value) => value === 0),
      'the refused one took nothing',
    );
  });
});

describe('credit: charge for spectrum', () => {
  it('is 2 · b/B · min(L_tr, L_max)/8 off the utility of whoever uploads, 0 for everybody else', () => {
    const { environment, outcome } = bench('std');
    randomEpisode(environment, 20, (action) => {
      const { flows } = environment.evaluate(action, outcome);
      const charge = spectrumCharge(environment, outcome);
      const expected = new Float64Array(charge.length);
      for (let f = 0; f < flows.count; f++)
        if (flows.status[f] === STATUS.ADMITTED && flows.access[f] >= 0)
          expected[5 * flows.vehicle[f] + 1] =
            (-flows.bandwidthHz[f] / accessPoolHz(environment.config, flows.access[f])) *
            (Math.min(flows.uploadS[f], 8) / 4);
      closeRows(charge, expected);
      assert.ok(charge.every((value) => value <= 0));
    });
  });
});
