import assert from 'node:assert/strict';
import { createEnvironment } from '../../src/environment/environment';
import { cloudAt, covers, dwellS, gainTo, qualityTo, slantM } from '../../src/environment/links';
import { pathGain } from '../../src/models';
import { makeConfig } from '../../src/paper/config';
import { assertGolden, assertSame } from '../models/numbers';
import { stage, worldOf } from './stage';

const config = worldOf(1);

describe('links', () => {
  it('dwell and quality of GOLD-13', () => {
    const { links, scenario, state } = stage(config, [{ x: 350, speed: 20 }]);
    assertGolden(dwellS(config, scenario, state, 0, 0), 9.966629547);
    assert.equal(links.nearest[0], 0);
    assert.equal(links.dwellNearestS[0], dwellS(config, scenario, state, 0, 0));
    assertGolden(qualityTo(links, 0, 0), 10.35537659);
    assert.equal(links.offsetM[0], 100);
  });

  it('coverage ends where the slant is r_cov; a vehicle that drives back stays longer', () => {
    const edge = Math.sqrt(300 ** 2 - 20 ** 2);
    for (const [x, covered] of [
      [250 + edge - 0.001, true],
      [250 + edge + 0.001, false],
    ] as const) {
      const { scenario, state } = stage(config, [{ x, speed: 20 }]);
      assert.equal(covers(config, scenario, state, 0, 0), covered);
      assert.equal(dwellS(config, scenario, state, 0, 0) > 0, covered);
    }
    const { links } = stage(config, [{ x: 350, heading: -1, speed: 20 }]);
    assert.ok(Math.abs(links.dwellNearestS[0] - (edge + 100) / 20) < 1e-12);
    assert.equal(links.offsetM[0], -100);
  });

  it('the nearest edge is the lower of two on a tie, the next one lies in the direction of travel, around the ring', () => {
    const at = (x: number, heading: number) => stage(config, [{ x, heading }]).links;
    assert.deepEqual([at(500, 1).nearest[0], at(500, 1).next[0]], [0, 1]);
    assert.deepEqual([at(0, -1).nearest[0], at(0, -1).next[0]], [0, 9]);
    assert.deepEqual([at(4999, 1).nearest[0], at(4999, 1).next[0]], [9, 0]);
    assert.deepEqual([at(1300, -1).nearest[0], at(1300, -1).next[0]], [2, 1]);
  });

  it('an open road has no next edge beyond its ends', () => {
    const open = worldOf(1, { register: { 'geo.road': 'openRoad' } });
    assert.equal(stage(open, [{ x: 4900, heading: 1 }]).links.next[0], -1);
    assert.equal(stage(open, [{ x: 100, heading: -1 }]).links.next[0], -1);
    assert.equal(stage(open, [{ x: 100, heading: 1 }]).links.next[0], 1);
    // no wrapping: the gateway at 833 m is 4067 m away, not 933 m
    const { scenario, state } = stage(open, [{ x: 4900 }]);
    assertSame(slantM(scenario, state, 0, 10), Math.hypot(4900 - 5000 / 6, 500));
  });

  it('clouds are listed by quality with the gain of their slant', () => {
    const { links, scenario, state } = stage(config, [{ x: 1000 }]);
    assert.deepEqual(
      [0, 1, 2].map((k) => cloudAt(links, 0, k)),
      [10, 11, 12],
    );
    for (const n of [10, 11, 12]) {
      const distanceM = slantM(scenario, state, 0, n);
      assert.equal(
        gainTo(links, 0, n),
        pathGain({ distanceM, lossAt1mDb: 15.3, lossExponent: 3.76, antennaGainDb: 17 }),
      );
    }
    assert.equal(links.nearestCloud[0], 10);
    assert.throws(() => gainTo(links, 0, 5), /vehicle 0 has no link to node 5; it has to 1, 2, 10, 11, 12/);
  });

  it('candidates by stretch of road find what a search of all servers finds', () => {
    for (const road of ['ring', 'openRoad'] as const)
      for (const [edges, clouds] of [
        [10, 3],
        [7, 5],
        [1, 1],
        [3, 9],
      ]) {
        const world = makeConfig('std', {
          parameters: { vehicles: 60, edges, clouds },
          register: { 'geo.road': road },
        });
        const environment = createEnvironment(world);
        for (let seed = 0; seed < 5; seed++) {
          environment.reset(seed);
          const { links, scenario, state } = environment;
          for (let v = 0; v < 60; v++) {
            const by = (from: number, to: number) =>
              Array.from({ length: to - from }, (_, k) => from + k).sort(
                (a, b) => slantM(scenario, state, v, a) - slantM(scenario, state, v, b) || a - b,
              );
            assert.equal(links.nearest[v], by(0, edges)[0]);
            const listed = Array.from({ length: links.cloudCount }, (_, k) => cloudAt(links, v, k));
            assert.deepEqual(listed, by(edges, edges + clouds).slice(0, 3));
          }
        }
      }
  });
});
