import assert from 'node:assert/strict';
import { createEnvironment } from '../../src/environment/environment';
import { OPTION_FEATURES, OPTION_NAMES, writeOptionFeatures } from '../../src/environment/option-features';
import { OPTIONS, REQUEST, type State } from '../../src/environment/state';
import { makeConfig } from '../../src/paper/config';
import { featuresOf, golden, named, ROW } from './option-rows';
import { close, environmentWith, feasibleSlots, observed, randomEpisode, surveyOf } from './slots';

const WIDEST: readonly string[] = ['upload time', 'latency', 'execution energy', 'cost', 'hosted share of destination'];
function expectFeatures(actual: Record<string, number>, expected: Record<string, number>): void {
  for (const [name, value] of Object.entries(expected)) {
    assert.ok(name in actual, name);
    assert.ok(Math.abs(actual[name] - value) < 1e-9, `${name}: ${actual[name]} instead of ${value}`);
  }
}

describe('option features: shape', () => {
  it('are 22 names, each once', () => {
    assert.equal(OPTION_NAMES.length, OPTION_FEATURES);
    assert.equal(new Set(OPTION_NAMES).size, OPTION_FEATURES);
  });

  for (const nodeState of ['viaGcn', 'broadcast'])
    for (const profile of ['tiny', 'quick', 'std'])
      it(`stay in their ranges, and closed slots at 0, under random choices (${profile}, ${nodeState})`, () => {
        const environment = createEnvironment(makeConfig(profile, { register: { 'options.nodeState': nodeState } }));
        randomEpisode(environment, 100, () => {
          const rows = featuresOf(environment);
          rows.forEach((value, at) => {
            const name = OPTION_NAMES[at % OPTION_FEATURES];
            const high = WIDEST.includes(name) ? 2 : 1;
            assert.ok(value >= (name === 'last price' ? -1 : 0) && value <= high, `${name} is ${value}`);
          });
          environment.options.deciders.subarray(0, environment.options.count).forEach((v, k) => {
            for (let slot = 0; slot < OPTIONS; slot++) {
              const from = k * ROW + slot * OPTION_FEATURES;
              const open = rows.subarray(from, from + OPTION_FEATURES).some((value) => value !== 0);
              assert.equal(open, feasibleSlots(environment, v).includes(slot));
            }
          });
        });
      });

  it('leave the entries behind the deciders and the state as they are', () => {
    const environment = environmentWith('tiny');
    const before = environment.save();
    const used = environment.options.count * ROW;
    const rows = observed(16 * ROW, (out) => writeOptionFeatures(environment, surveyOf(environment), out));
    assert.ok(rows.subarray(0, used).every(Number.isFinite));
    assert.ok(rows.subarray(used).every(Number.isNaN));
    assert.deepEqual(environment.save(), before);
  });
});

describe('option features: values', () => {
  it('deferring is one flag', () => {
    assert.deepEqual(
      Object.entries(named(golden(), 0)).filter(([, value]) => value !== 0),
      [['defer', 1]],
    );
  });

  it('vehicle to edge has the upload, energy and cost of GOLD-5', () => {
    const staysS = (Math.sqrt(300 * 300 - 20 * 20) - 150) / 20;
    const latencyS = 7.300823556 + 0.3540127744 + 0.3;
    expectFeatures(named(golden(), 1), {
      ...{ defer: 0, 'to edge': 1, 'to cloud': 0, 'relay to edge': 0, 'relay to cloud': 0, resident: 0 },
      'upload time': 7.300823556 / 8,
      'upload time over dwell': 7.300823556 / staysS,
      'migration time': 0,
      'dwell at destination': staysS / 30,
      'latency over limit': 0,
      'last price': -0.4,
      'execution energy': 10.62038323 / 60,
      cost: 10.8 / 20,
      latency: latencyS / 8,
      'destination is host': 0,
    });
  });

  it('vehicle to cloud has the upload and energy of GOLD-3 and GOLD-5, and no end of its dwell', () => {
    const environment = golden((state) => {
      state.x[0] = 2500 / 3 - 400;
    });
    const uploadS = 240e6 / 32900303.74;
    expectFeatures(named(environment, 2), {
      ...{ 'to edge': 0, 'to cloud': 1 },
      'upload time': uploadS / 8,
      'upload time over dwell': 0,
      'dwell at destination': 1,
      'execution energy': 27.5 / 60,
      latency: (uploadS + 0.22 + 0.3) / 8,
    });
  });

  it('a resident relay has no upload; over 500 m and 20 MHz it takes the 0.93 s of GOLD-5', () => {
    const environment = golden(
      (state) => {
        state.request[0] = REQUEST.PREMIGRATION;
        state.host[0] = 0;
        state.backhaulHoldHz[2] = 20e6;
      },
      { 'options.nodeState': 'broadcast' },
    );
    expectFeatures(named(environment, 9), {
      ...{ 'relay to edge': 1, 'relay to cloud': 0, resident: 1 },
      ...{ 'link quality': 0, 'upload time': 0, 'upload time over dwell': 0, deciders: 0, 'bandwidth left': 0 },
      'migration time': 0.933114242 / 8,
      'dwell at destination': 0,
      latency: (0.933114242 + 0.3540127744 + 0.3) / 8,
    });
  });

  it('a fresh relay uploads to its source and migrates over half the backhaul', () => {
    const relay = named(golden(), 5);
    expectFeatures(relay, { 'relay to cloud': 1, resident: 0, 'upload time': 7.300823556 / 8 });
    const distanceM = Math.sqrt((2500 / 3 - 250) ** 2 + 500 * 500);
    const receivedDbm = 30 - (47.9 + 22 * Math.log10(distanceM) - 20);
    const noiseDbm = -174 + 5 + 10 * Math.log10(30e6);
    const rateBps = 30e6 * Math.log2(1 + 10 ** ((receivedDbm - noiseDbm) / 10));
    close(relay['migration time'], 240e6 / rateBps / 8);
  });

  it('waiting adds to the latency and what exceeds the limit is told', () => {
    const late = named(
      golden((state) => {
        state.waitSlots[0] = 3;
      }),
      1,
    );
    const latencyS = 3 + 7.300823556 + 0.3540127744 + 0.3;
    expectFeatures(late, { latency: latencyS / 8, 'latency over limit': (latencyS - 8) / 8 });
  });

  it('announced servers show what is left, arrivals, deciders, load and whether C3 would hold', () => {
    const crowded = (state: State) => {
      state.accessHoldHz[1] = 5e6;
      state.arrivalsSlow[0] = 2;
      state.powerW[0] = 10;
      state.host.fill(0, 10, 18);
      state.twinCyclesG.fill(1, 10, 18);
    };
    const full = 4 * 2.15443469;
    const told = named(golden(crowded, { 'options.nodeState': 'broadcast' }), 1);
    expectFeatures(told, {
      'bandwidth left': 0.75,
      arrivals: 0.4,
      deciders: 0.1,
      'hosted share of destination': 8 / full,
      'compute would not suffice': 1,
      'execution energy': (1e-27 * 2.15443469e9 ** 2 * 1.1e9) / 60,
    });
    assert.ok(told['upload time'] > 7.300823556 / 8, 'b̂ = 15/(1 + 2·2) = 3 MHz');
  });
});
