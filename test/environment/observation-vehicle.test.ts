import assert from 'node:assert/strict';
import { LEARNER_NAMES, observeVehicle } from '../../src/environment/observation-vehicle';
import { REQUEST } from '../../src/environment/state';
import { alone, close, editState, entry, environmentWith, learnerRow, observed } from './slots';

/** Bits a second and hertz at 4 MHz over a distance, by the formulas of MODEL.md §2.2 worked out in decibels. */
function qualityAt(distanceM: number, gainDb = 0): number {
  const receivedDbm = 10 * Math.log10(200) - (128.1 + 37.6 * Math.log10(distanceM / 1000)) + gainDb;
  const noiseDbm = -174 + 9 + 10 * Math.log10(4e6);
  return Math.log2(1 + 10 ** ((receivedDbm - noiseDbm) / 10));
}

describe('observation of a vehicle', () => {
  const environment = environmentWith('std', {}, (state) => {
    alone(state);
    state.host[0] = 1;
    state.price[0] = 0.31;
    state.price[10] = 0.47;
    state.lastRating[0] = 0.6;
  });
  const row = learnerRow(environment, 0);
  const at = (name: string) => entry(LEARNER_NAMES, row, name);

  it('shows its place, speed and dwell (GOLD-13)', () => {
    close(at('offset past nearest edge'), 100 / 300);
    close(at('dwell at nearest edge'), 9.966629547 / 30, 1e-10);
    close(at('speed'), 20 / 30);
  });

  it('shows its request with the true valuation, and what is left of its time', () => {
    close(at('valuation'), (2.5 * (20 / 30) * (10 / 6)) / 3.5);
    close(at('data'), 0.4);
    close(at('cycles'), 0.75);
    close(at('time left'), 0.75);
    close(at('wait'), 0.5);
    assert.equal(at('decides'), 1);
  });

  it('shows its links, clouds best first', () => {
    close(at('link quality nearest edge'), 10.35537659 / 15, 1e-9);
    close(at('link quality next edge'), qualityAt(Math.sqrt(400 ** 2 + 20 ** 2)) / 15);
    const clouds = [2500 / 3 - 350, 350 + 2500 / 3, 2500 - 350].map((dx) =>
      qualityAt(Math.sqrt(dx * dx + 500 * 500), 17),
    );
    close(at('link quality best cloud'), clouds[0] / 15);
    close(at('link quality second cloud'), clouds[1] / 15);
    close(at('link quality third cloud'), clouds[2] / 15);
  });

  it('shows its host, request type, limits, last prices and last rating', () => {
    assert.deepEqual(
      Array.from(row.subarray(16, 24)),
      [0, 0, 1, 0, 0, 1, 0, 0],
      'hosted at another edge than the nearest, service task',
    );
    assert.equal(at('host reachable'), 0);
    assert.equal(at('dwell at host'), 0);
    close(at('cost limit'), 0.8);
    assert.equal(at('quality limit'), 0.3);
    assert.equal(at('experience limit'), 0.5);
    close(at('last price nearest edge'), 0.31);
    close(at('last price nearest cloud'), 0.47);
    close(at('last rating'), 0.6);
  });

  it('tells hosts and flights apart', () => {
    const types = [-1, 0, 1, 11].map((host) => {
      editState(environment, (state) => {
        state.host[0] = host;
      });
      const now = learnerRow(environment, 0);
      return ['host none', 'host nearest edge', 'host other edge', 'host cloud', 'host reachable', 'dwell at host'].map(
        (name) => entry(LEARNER_NAMES, now, name),
      );
    });
    const dwell = entry(LEARNER_NAMES, row, 'dwell at nearest edge');
    assert.deepEqual(types, [
      [1, 0, 0, 0, 0, 0],
      [0, 1, 0, 0, 1, dwell],
      [0, 0, 1, 0, 0, 0],
      [0, 0, 0, 1, 1, 1],
    ]);
    const flights = [-1, 4, 12].map((dst) => {
      editState(environment, (state) => {
        state.request[0] = REQUEST.NONE;
        state.flightSlots[0] = 4;
        state.flightDst[0] = dst;
      });
      const now = learnerRow(environment, 0);
      return ['flight remaining', 'flight destination tier', 'decides', 'valuation', 'data', 'request none'].map(
        (name) => entry(LEARNER_NAMES, now, name),
      );
    });
    assert.deepEqual(flights, [
      [0.5, 0, 0, 0, 0, 1],
      [0.5, 0.5, 0, 0, 0, 1],
      [0.5, 1, 0, 0, 0, 1],
    ]);
  });

  it('is the first 28 of the learners row', () => {
    const fleet = environmentWith('tiny');
    for (let v = 0; v < 16; v++) {
      const row = observed(28, (out) => observeVehicle(fleet, v, out));
      assert.deepEqual(learnerRow(fleet, v).subarray(0, 28), row);
    }
  });

  it('leaves 0 where there is no third cloud', () => {
    const fleet = learnerRow(environmentWith('quick'), 0);
    assert.ok(entry(LEARNER_NAMES, fleet, 'link quality second cloud') > 0);
    assert.equal(entry(LEARNER_NAMES, fleet, 'link quality third cloud'), 0);
  });
});
