import assert from 'node:assert/strict';
import { createPolicy } from '../../src/agents';
import { createEnvironment } from '../../src/environment/environment';
import { REFUSAL, STATUS } from '../../src/environment/flows';
import { makeConfig } from '../../src/paper/config';
import { createRng } from '../../src/support/rng';
import { near } from '../register/scenes';
import { choose, evaluated, offering, stage, worldOf } from './stage';

const RESERVE = { 'action.cloudAq': 'priorityReserve' };

/** Vehicles that upload to the one cloud, whose pool is 10 MHz; `quality` is what each declares, φ the cloud's action. */
function cloudScene(quality: readonly number[], share: number, register = {}) {
  const config = worldOf(quality.length, {
    parameters: { edges: 1, clouds: 1, roadM: 2000, cloudBandwidthHz: 10e6 },
    register: { ...RESERVE, ...register },
  });
  const action = offering(choose(config, ...quality.map(() => 2)), 1, share * 10, 10);
  action.qos.set(quality);
  const environment = stage(
    config,
    quality.map(() => ({ x: 600 })),
  );
  const { flows, offeredUnits } = evaluated(environment, action);
  return {
    offered: offeredUnits[1],
    mhz: Array.from(flows.bandwidthHz.subarray(0, flows.count), (hz) => hz / 1e6),
    admitted: Array.from(flows.status.subarray(0, flows.count), (status) => status === STATUS.ADMITTED),
    refusal: Array.from(flows.refusal.subarray(0, flows.count)),
  };
}

describe('the reserve of a cloud (AMB-36)', () => {
  it('posted price: of 10 MHz in two halves the second class keeps the 3 that are open to it, the first its 5', () => {
    const { offered, mhz } = cloudScene([1, 0], 0.3, { 'game.enabled': false });
    near(offered, 10);
    near(mhz[0], 5);
    near(mhz[1], 3);
    assert.deepEqual(
      cloudScene([1, 0], 0.3, { 'game.enabled': false, 'action.cloudAq': 'offeredFraction' }).mhz,
      [1.5, 1.5],
    );
  });

  it('game: the second class ends at φ of the pool, and what it may not have goes to the first', () => {
    const { mhz } = cloudScene([1, 0, 0], 0.4);
    near(mhz[1], 2);
    near(mhz[2], 2);
    near(mhz[0], 6);
  });

  it('nothing is open: the second class is refused for want of bandwidth, the first admitted', () => {
    const { admitted, refusal, mhz } = cloudScene([0.5, 0.49], 0);
    assert.deepEqual(admitted, [true, false]);
    assert.equal(refusal[1], REFUSAL.BANDWIDTH);
    assert.ok(mhz[0] > 5, String(mhz[0]));
  });

  it('does not touch the first class, nor anybody where the whole pool is open, to the bit', () => {
    const whole = { 'action.cloudAq': 'offeredFraction' };
    assert.deepEqual(cloudScene([0.5, 1, 0.7], 0.3), cloudScene([0.5, 1, 0.7], 1, whole));
    assert.deepEqual(cloudScene([0.2, 1, 0.7], 1), cloudScene([0.2, 1, 0.7], 1, whole));
  });

  it('holds over episodes with access and hosting of all modes, and is used up', () => {
    const environment = createEnvironment(makeConfig('quick', { register: RESERVE }));
    const policy = createPolicy('random', environment.config);
    const rng = createRng(4, 'explore');
    let full = 0;
    environment.reset(4);
    for (let t = 0; t < 50; t++) {
      const action = policy.act(environment, rng);
      for (let n = 4; n < 6; n++) action.offer[n] = 0.3 * rng.uniform();
      const { flows, unreservedUnits } = environment.step(action).outcome;
      for (let n = 4; n < 6; n++) {
        let used = 0;
        for (let f = 0; f < flows.count; f++) {
          if (flows.status[f] !== STATUS.ADMITTED || flows.priorityClass[f] === 1) continue;
          if (flows.access[f] === n) used += flows.bandwidthHz[f] / 1e6;
          if (flows.hosting[f] === n) used += flows.hostingUnits[f];
        }
        assert.ok(used <= unreservedUnits[n] * (1 + 1e-9), `slot ${t}, node ${n}: ${used} of ${unreservedUnits[n]}`);
        if (used > 0.999 * unreservedUnits[n]) full++;
      }
    }
    assert.ok(full > 5, `${full} slots in which the open part was full`);
  });
});
