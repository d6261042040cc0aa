import assert from 'node:assert/strict';
import { heldHz, holdHorizon, REQUEST } from '../../src/environment/state';
import { choose, offering, stage, worldOf } from './stage';

const { NONE, SERVICE, HANDOVER, PREMIGRATION } = REQUEST;
/** One edge, one cloud, no game, nobody asks by chance: 4 MHz give an upload of 7.30 s. */
const quiet = (register = {}) =>
  worldOf(1, {
    parameters: { edges: 1, clouds: 1 },
    register: { 'game.enabled': false, 'env.requestProb': 0.000001, ...register },
  });
const fourMHz = (config: ReturnType<typeof quiet>, slot: number) => offering(choose(config, slot), 0, 4, 20);

describe('holds and flights', () => {
  it('hold the spectrum for ⌈L_tr⌉ slots, the slot of admission included, and land after ⌈L − wait⌉', () => {
    const config = quiet();
    const environment = stage(config, [{ x: 100, dataMB: 10, wait: 2 }]);
    // 10 MB at 4 MHz: 2.43 s of upload, 2.79 s in all: held and busy for 3 slots
    environment.step(fourMHz(config, 1));
    const seen: [number, number, number][] = [];
    for (let t = 0; t < 4; t++) {
      const { state, pools } = environment;
      seen.push([Math.round(pools.accessHz[0] / 1e6), state.flightSlots[0], state.host[0]]);
      environment.step(choose(config, 0));
    }
    assert.deepEqual(seen, [
      [16, 2, -1],
      [16, 1, -1],
      [20, 0, 0],
      [20, 0, 0],
    ]);
    assert.equal(environment.state.twinDataMB[0], 10);
  });

  it('hold for L_max at most, for flows that fail too, whose host stays', () => {
    const config = quiet();
    const environment = stage(config, [{ x: 100, dataMB: 50, speed: 30 }]);
    // 12.2 s of upload: C5 and C9 break
    const step = environment.step(fourMHz(config, 1));
    assert.equal(step.outcome.flows.success[0], 0);
    assert.equal(step.outcome.flows.broken[0] & 1, 1);
    const horizon = holdHorizon(config);
    for (let t = 1; t <= 8; t++) {
      assert.equal(heldHz(environment.state.accessHoldHz, 0, horizon), t < 8 ? 4e6 : 0, `after slot ${t}`);
      assert.equal(environment.state.flightSlots[0], 8 - t);
      environment.step(choose(config, 0));
    }
    assert.equal(environment.state.host[0], -1);
  });

  it('hold backhaul and hosting units for ⌈L_mig⌉ slots; the twin loads its old host until it lands', () => {
    const config = worldOf(1, {
      parameters: { edges: 2, clouds: 1, roadM: 2000, backhaulBandwidthHz: 1e6 },
      register: { 'game.enabled': false, 'env.requestProb': 0.000001 },
    });
    const environment = stage(config, [{ x: 250, host: 0, request: PREMIGRATION, dataMB: 10, speed: 10 }]);
    const { outcome } = environment.step(choose(config, 9));
    const { migrationS, hostingUnits, dst } = outcome.flows;
    const slots = Math.ceil(migrationS[0]);
    assert.ok(slots >= 3 && slots <= 8 && hostingUnits[0] > 0 && dst[0] === 1, `${slots} slots`);
    for (let t = 1; t <= slots; t++) {
      const holds = t < slots;
      assert.equal(environment.pools.backhaulHz[0], holds ? 0 : 1e6, `backhaul after ${t}`);
      assert.ok(Math.abs(20e6 - environment.pools.accessHz[1] - (holds ? hostingUnits[0] * 1e6 : 0)) < 1e-3);
      if (environment.state.flightSlots[0] > 0) {
        assert.deepEqual([environment.pools.hostedCount[0], environment.pools.inboundCount[1]], [1, 1]);
        environment.step(choose(config, 0));
      }
    }
    assert.deepEqual([environment.pools.hostedCount[0], environment.pools.hostedCount[1]], [0, 1]);
  });

  it('oneshot keeps the flight and frees the pools', () => {
    const config = quiet({ 'env.coupling': 'oneshot' });
    const environment = stage(config, [{ x: 100, dataMB: 10 }]);
    environment.step(fourMHz(config, 1));
    assert.deepEqual([environment.pools.accessHz[0], environment.state.flightSlots[0]], [20e6, 2]);
  });
});

describe('waiting', () => {
  it('drops a service task after the fifth slot in vain, as failed', () => {
    const config = quiet();
    const environment = stage(config, [{ x: 100 }]);
    for (let t = 1; t <= 4; t++) {
      const { expiries } = environment.step(choose(config, 0));
      assert.deepEqual([expiries.services, environment.state.waitSlots[0]], [[], t]);
      assert.equal(environment.state.request[0], SERVICE);
    }
    const { expiries, parts } = environment.step(choose(config, 0));
    assert.deepEqual(expiries, { services: [0], handovers: [] });
    assert.equal(environment.state.request[0], NONE);
    // L_max/L_ref = 1 over N_ref = 1e-6; nothing else
    assert.deepEqual(
      Array.from(parts).map((part) => Math.round(part * 1e-6)),
      [0, 0, -1, 0, 0],
    );
  });

  it('counts a hand-over in vain as a failed attempt and starts its wait anew; the interruption is booked each slot', () => {
    const config = worldOf(1, { register: { 'env.requestProb': 0.000001 } });
    const environment = stage(config, [{ x: 2000, host: 0, request: HANDOVER }]);
    const handovers: number[] = [];
    for (let t = 0; t < 11; t++) {
      const step = environment.step(choose(config, 0));
      handovers.push(step.expiries.handovers.length);
      assert.equal(step.interruptions, 1);
      assert.ok(Math.abs(step.parts[0] + 0.25 / 1e-6 / 1) < 1e-3);
      assert.equal(environment.state.request[0], HANDOVER);
    }
    assert.deepEqual(handovers, [0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]);
    assert.equal(environment.state.waitSlots[0], 1);
  });

  it('a pre-migration never waits, and a hand-over that succeeds earns ψ', () => {
    const config = worldOf(1, { register: { 'env.requestProb': 0.000001 } });
    const environment = stage(config, [{ x: 530, host: 0, speed: 10, request: PREMIGRATION }]);
    environment.step(choose(config, 0));
    assert.equal(environment.state.waitSlots[0], 0);
    const moved = stage(config, [{ x: 800, host: 0, request: HANDOVER }]);
    const { parts, outcome } = moved.step(choose(config, 8));
    assert.equal(outcome.flows.success[0], 1);
    // + ψ for the hand-over, − ψ for the slot that began interrupted
    assert.equal(parts[0], 0);
    assert.equal(outcome.flows.parts[0], 0.25);
  });
});

describe('requests', () => {
  it('come in the order of need: hand-over, service task, pre-migration', () => {
    const certain = worldOf(1, { register: { 'env.requestProb': 1 } });
    const never = worldOf(1, { register: { 'env.requestProb': 0.000001 } });
    const next = (config: typeof certain, x: number, host: number) => {
      const environment = stage(config, [{ x, host, speed: 10, request: NONE }]);
      environment.step(choose(config, 0));
      return environment.state;
    };
    assert.equal(next(certain, 2000, 0).request[0], HANDOVER);
    assert.equal(next(certain, 500, 0).request[0], SERVICE);
    assert.equal(next(never, 500, 0).request[0], PREMIGRATION); // 3.9 s until 549.3 m
    assert.equal(next(never, 300, 0).request[0], NONE); // 24 s
    assert.equal(next(never, 500, -1).request[0], NONE);
    assert.equal(next(never, 2000, 10).request[0], NONE); // a cloud covers everywhere
    const state = next(never, 500, 0);
    assert.deepEqual([state.requestDataMB[0], state.requestCyclesG[0]], [30, 1.1]);
  });

  it('a pre-migration is withdrawn when the vehicle has left, and becomes a hand-over', () => {
    const config = worldOf(1, { register: { 'env.requestProb': 0.000001 } });
    const environment = stage(config, [{ x: 545, host: 0, speed: 10, request: PREMIGRATION }]);
    environment.step(choose(config, 0));
    assert.equal(environment.state.request[0], HANDOVER);
  });

  it('draws the paper’s ranges, uniformly', () => {
    const config = worldOf(2000, { register: { 'env.requestProb': 1 } });
    const environment = stage(config, []);
    const { requestDataMB, requestCyclesG, request } = environment.state;
    const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
    assert.ok(request.every((kind) => kind === SERVICE));
    assert.ok(
      Math.abs(mean(requestDataMB) - 30) < 1.2 && Math.min(...requestDataMB) >= 10 && Math.max(...requestDataMB) <= 50,
    );
    assert.ok(Math.abs(mean(requestCyclesG) - 1.1) < 0.03 && Math.min(...requestCyclesG) >= 0.6);
  });
});
