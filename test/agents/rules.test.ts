import assert from 'node:assert/strict';
import { createPolicy } from '../../src/agents/policies';
import type { Environment } from '../../src/environment/environment';
import { OPTIONS, REQUEST } from '../../src/environment/state';
import { createRng } from '../../src/support/rng';
import { type Decider, handMade } from './hand-made';

const { SERVICE, HANDOVER, PREMIGRATION } = REQUEST;

/** Option slot and destination node of vehicle 0. */
function choice(name: string, environment: Environment): { slot: number; dst: number } {
  const action = createPolicy(name, environment.config).act(environment, createRng(1, 'explore'));
  return { slot: action.option[0], dst: environment.options.dst[action.option[0]] };
}

// on the ring of 5 km edge j stands at 250 + 500j, gateways 10, 11, 12 at 833, 2500 and 4167 m
const service: Decider = { x: 760, request: SERVICE };
const handover: Decider = { x: 1250, request: HANDOVER, host: 0 };

describe('rules', () => {
  it('nearest edge uploads to it, for hand-overs too', () => {
    assert.deepEqual(choice('nearest', handMade([service])), { slot: 1, dst: 1 });
    assert.deepEqual(choice('nearest', handMade([handover])), { slot: 1, dst: 2 });
  });

  it('with relocation a hand-over moves the resident twin to the nearest edge over the backhaul', () => {
    assert.deepEqual(choice('nearest-relocation', handMade([service])), { slot: 1, dst: 1 });
    const environment = handMade([handover]);
    assert.deepEqual(choice('nearest-relocation', environment), { slot: 8, dst: 2 });
    assert.equal(environment.options.resident[0], 1);
  });

  it('a hand-over that cannot be relocated takes the first feasible option', () => {
    const environment = handMade([handover], { overrides: { register: { 'modes.vjiDestinations': 'cloudsOnly' } } });
    assert.deepEqual(choice('nearest-relocation', environment), { slot: 1, dst: 2 });
  });

  it('cloud and relay go to the nearest gateway, which need not be the first listed', () => {
    assert.deepEqual(choice('cloud', handMade([service])), { slot: 2, dst: 10 });
    assert.deepEqual(choice('relay', handMade([service])), { slot: 5, dst: 10 });
    // edge 3 at 1750 m is nearer to gateway 11, the vehicle at 1600 m to gateway 10
    assert.deepEqual(choice('relay', handMade([{ x: 1600, request: SERVICE }])), { slot: 6, dst: 10 });
  });

  it('hybrid uploads to the edge while it has more than 4 MHz and the vehicle stays more than 6 s', () => {
    const held = (heldHz: number) =>
      handMade([service], {
        change: (state) => {
          state.accessHoldHz[8] = heldHz; // first slot of edge 1
        },
      });
    assert.deepEqual(choice('hybrid', held(15.9e6)), { slot: 1, dst: 1 });
    assert.deepEqual(choice('hybrid', held(16e6)), { slot: 2, dst: 10 });
    const leaving = (speedMps: number) => choice('hybrid', handMade([{ ...service, x: 900, speedMps }])).slot;
    assert.equal(leaving(20), 1); // (299.3 − 150) / 20 = 7.5 s
    assert.equal(leaving(25), 2); // 5.97 s
  });

  it('hybrid relocates hand-overs', () => {
    assert.deepEqual(choice('hybrid', handMade([handover])), { slot: 8, dst: 2 });
  });

  it('pre-migrations wait', () => {
    const leaving = handMade([{ x: 500, request: PREMIGRATION, host: 0 }]);
    for (const name of [
      'random',
      'nearest',
      'nearest-relocation',
      'cloud',
      'relay',
      'hybrid',
      'uncoordinated',
      'greedy',
    ])
      assert.equal(choice(name, leaving).slot, 0, name);
  });

  it('random draws every feasible option equally often and never defers', () => {
    const environment = handMade([service]);
    const policy = createPolicy('random', environment.config);
    const rng = createRng(3, 'explore');
    const counts = new Array(OPTIONS).fill(0);
    let quality = 0;
    const draws = 7000;
    for (let k = 0; k < draws; k++) {
      const action = policy.act(environment, rng);
      counts[action.option[0]]++;
      quality += action.qos[0] / draws;
    }
    const feasible = [1, 2, 3, 4, 5, 6, 7, 9].filter((slot) => environment.options.dst[slot] >= 0);
    const expected = draws / feasible.length;
    const chiSquare = feasible.reduce((total, slot) => total + (counts[slot] - expected) ** 2 / expected, 0);
    assert.equal(
      feasible.reduce((total, slot) => total + counts[slot], 0),
      draws,
    );
    assert.ok(chiSquare < 24.3, `χ² = ${chiSquare} with ${feasible.length - 1} degrees of freedom`); // 99.9 % at 7
    assert.ok(Math.abs(quality - 0.5) < 0.015, `mean a_q ${quality}`);
  });
});
