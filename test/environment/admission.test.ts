import assert from 'node:assert/strict';
import { REFUSAL, STATUS } from '../../src/environment/flows';
import { NEXT_EDGE_SLOT } from '../../src/environment/options';
import { REQUEST } from '../../src/environment/state';
import { choose, evaluated, offering, stage, worldOf } from './stage';

const { SERVICE, HANDOVER, PREMIGRATION } = REQUEST;
/** Capacity of an edge server at 30 W: 4 cores of 3.107 GHz for one slot, Gcycles. */
const EDGE_G = 4 * 3.107232506;

const admitted = (outcome: ReturnType<typeof evaluated>) =>
  Array.from(outcome.flows.status.subarray(0, outcome.flows.count)).map((status) => status === STATUS.ADMITTED);

describe('admission (C3)', () => {
  it('hand-overs come before service tasks before pre-migrations, high valuations first, low ids first', () => {
    // Everybody wants edge 2, which has room for one more twin of 1.6 Gcycles. Host 1 covers up to 1049 m.
    const config = worldOf(5, { register: { 'env.requestProb': 0.12 } });
    const actors = [
      { x: 1040, host: 1, request: PREMIGRATION, cyclesG: 1.6, dataMB: 50 },
      { x: 1250, request: SERVICE, cyclesG: 1.6, dataMB: 20 },
      { x: 1250, request: SERVICE, cyclesG: 1.6, dataMB: 30 },
      { x: 1250, request: SERVICE, cyclesG: 1.6, dataMB: 30 },
      { x: 1250, host: 0, request: HANDOVER, cyclesG: 1.6, dataMB: 10 },
    ];
    const environment = stage(config, actors);
    const winners: number[] = [];
    const left = new Set([0, 1, 2, 3, 4]);
    while (left.size > 0) {
      const action = choose(config, ...actors.map((_, v) => (left.has(v) ? 1 : 0)));
      action.power.fill(0);
      action.admission.fill(1.7 / (4 * 2.15443469)); // 1.7 Gcycles at 10 W
      const outcome = evaluated(environment, action);
      const taken = admitted(outcome);
      assert.equal(taken.filter(Boolean).length, 1);
      const winner = outcome.flows.vehicle[taken.indexOf(true)];
      for (let f = 0; f < outcome.flows.count; f++)
        if (!taken[f]) assert.equal(outcome.flows.refusal[f], REFUSAL.COMPUTE);
      winners.push(winner);
      left.delete(winner);
    }
    assert.deepEqual(winners, [4, 2, 3, 1, 0]);
  });

  it("counts hosted twins without the vehicle's own, inbound flights, and what was taken before", () => {
    // edge 0 hosts 8 twins of 1.1; a new one of 1.1 fits 11 times into 12.43
    const hosting = (count: number, more: object) => [
      ...Array.from({ length: count }, () => ({ x: 250, host: 0, request: REQUEST.NONE })),
      { x: 250, ...more },
    ];
    for (const [count, own, fits] of [
      [10, false, true],
      [11, false, false],
      [10, true, true],
    ] as const) {
      const config = worldOf(count + 1);
      const environment = stage(config, hosting(count, own ? { host: 0 } : {}));
      const action = choose(config);
      action.option[count] = 1;
      assert.deepEqual(admitted(evaluated(environment, action)), [fits], `${count} hosted, own ${own}`);
    }
    // eleven twins with its own among them: it replaces its own
    const config = worldOf(11);
    const full = stage(config, hosting(10, { host: 0 }));
    const action = choose(config);
    action.option[10] = 1;
    assert.deepEqual(admitted(evaluated(full, action)), [true]);
    // one of ten hosted twins is in flight to edge 0 instead: same load; a flight that will fail is none
    for (const [dst, fits] of [
      [0, false],
      [-1, true],
    ] as const) {
      const world = worldOf(12);
      const flying = stage(world, [...hosting(10, {}), { x: 250, request: REQUEST.NONE }], ({ state }) => {
        state.flightSlots[11] = 2;
        state.flightDst[11] = dst;
        state.flightDataMB[11] = 30;
        state.flightCyclesG[11] = 1.1;
      });
      const choice = choose(world);
      choice.option[10] = 1;
      assert.deepEqual(admitted(evaluated(flying, choice)), [fits], `inbound to ${dst}`);
    }
  });

  it('holds exactly at the capacity of h s f Δ', () => {
    const config = worldOf(1, { parameters: { cyclesMaxG: 20 } });
    for (const [cyclesG, fits] of [
      [EDGE_G * (1 - 1e-9), true],
      [EDGE_G * (1 + 1e-9), false],
    ] as const)
      assert.deepEqual(admitted(evaluated(stage(config, [{ x: 250, cyclesG }]), choose(config, 1))), [fits]);
    const half = choose(config, 1);
    half.admission.fill(0.5);
    assert.deepEqual(admitted(evaluated(stage(config, [{ x: 250, cyclesG: 0.51 * EDGE_G }]), half)), [false]);
  });

  it('the multiplier scales cores, not the clock (AMB-41)', () => {
    for (const [axis, fits] of [
      ['all', true],
      ['cpu', true],
      ['bandwidth', false],
    ] as const) {
      const config = worldOf(1, {
        parameters: { cyclesMaxG: 20, resourceMultiplier: 1.5 },
        register: { 'axis.resource': axis },
      });
      const outcome = evaluated(stage(config, [{ x: 250, cyclesG: 1.2 * EDGE_G }]), choose(config, 1));
      assert.deepEqual(admitted(outcome), [fits]);
      assert.ok(Math.abs(outcome.frequencyHz[0] - 3.107232506e9) < 1);
    }
  });
});

describe('bandwidth (C4)', () => {
  it('refuses access below b_min, books nothing for it, and leaves its units unused', () => {
    const config = worldOf(2);
    const environment = stage(config, [
      { x: 250, dataMB: 30 },
      { x: 250, dataMB: 10 },
    ]);
    // rationed at the cap: β ∝ α/0.5 − 1 with α = 3.125 and 1.5 (clipped): 5.25 to 2 units
    const outcome = evaluated(environment, offering(choose(config, 1, 1), 0, 1, 20));
    assert.equal(outcome.price[0], 0.5);
    assert.deepEqual(admitted(outcome), [true, false]);
    assert.equal(outcome.flows.refusal[1], REFUSAL.BANDWIDTH);
    assert.ok(Math.abs(outcome.flows.bandwidthHz[0] - (5.25 / 7.25) * 1e6) < 1);
    for (const column of ['bandwidthHz', 'cost', 'latencyS', 'vehicleJ', 'utility'] as const)
      assert.equal(outcome.flows[column][1], 0);
    assert.ok(outcome.flows.parts.subarray(5, 10).every((part) => part === 0));
    assert.equal(outcome.refused, 1);
    environment.step(offering(choose(config, 1, 1), 0, 1, 20));
    assert.deepEqual([environment.state.request[1], environment.state.waitSlots[1]], [SERVICE, 1]);
  });

  it('shares the backhaul equally among the relays of a source and refuses them below b_min', () => {
    const world = (vehicles: number) =>
      worldOf(vehicles, { parameters: { edges: 2, clouds: 1, roadM: 2000, edgeServers: 64, cyclesMinG: 0.01 } });
    for (const [count, fits] of [
      [3, true],
      [120, true],
      [121, false],
    ] as const) {
      const config = world(count);
      const actors = Array.from({ length: count }, () => ({
        ...{ x: 200, host: 0, request: PREMIGRATION, cyclesG: 0.05, dataMB: 10 },
      }));
      const outcome = evaluated(stage(config, actors), choose(config, ...actors.map(() => NEXT_EDGE_SLOT)));
      assert.deepEqual(new Set(admitted(outcome)), new Set([fits]), `${count} relays`);
      if (fits) assert.ok(Math.abs(outcome.flows.backhaulHz[0] - 60e6 / count) < 1e-3);
      else assert.equal(outcome.flows.refusal[0], REFUSAL.BACKHAUL);
    }
  });
});
