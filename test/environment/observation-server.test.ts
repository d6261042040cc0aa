import assert from 'node:assert/strict';
import { globalNames } from '../../src/environment/observation-global';
import { CLOUD_NAMES, EDGE_NAMES } from '../../src/environment/observation-server';
import { alone, close, cloudRow, edgeRow, entry, environmentWith, globalRow } from './slots';

describe('observation of servers', () => {
  const V = 100;
  const environment = environmentWith('std', {}, (state) => {
    alone(state);
    for (let v = 1; v <= 3; v++) {
      state.host[v] = 0;
      state.twinCyclesG[v] = 1;
    }
    state.host[4] = 11;
    state.twinCyclesG[4] = 2;
    state.flightSlots[5] = 3;
    state.flightDst[5] = 0;
    state.flightCyclesG[5] = 1.5;
    state.powerW[0] = 30;
    state.powerW[11] = 200;
    state.accessHoldHz[3] = 5e6;
    state.backhaulHoldHz[1] = 15e6;
    state.arrivals[0] = 2;
    state.price[0] = 0.33;
    state.price[11] = 0.44;
    state.touched[5 * V + 3] = 0.2;
    state.touched.set([0, 0, 0.5, 0.7], 5 * (V + 11));
    state.relayCost[11] = 0.45;
    state.success[11] = 0.9;
    state.lastEnergyJ.set([72, 144, 360]);
    state.lastParts.set([0.5, 0.25, -0.75, -0.1, -0.4]);
  });
  const capacity = 4 * 3.107232506;

  it('shows an edge its pools, twins, neighbours and last slot', () => {
    const row = edgeRow(environment, 0);
    const expected: Record<string, number> = {
      'bandwidth left': 0.75,
      'compute left': 1 - 3 / capacity,
      'backhaul left': 0.75,
      'cost limit': 0.8,
      'deciders covered': 0.1,
      'hosted twins': 3 / 20,
      'inbound twins': 0.1,
      'hosted out of coverage': 0.3,
      'latency limit': 1,
      load: 4.5 / capacity,
      arrivals: 0.2,
      'last price': 0.33,
      'last power': 0.5,
      'load left neighbour': 0,
      'load right neighbour': 0,
      'last energy': 0.2,
    };
    assert.deepEqual(Object.keys(expected), EDGE_NAMES);
    for (const [name, value] of Object.entries(expected)) close(entry(EDGE_NAMES, row, name), value);
    const [left, right] = [edgeRow(environment, 1), edgeRow(environment, 9)];
    close(entry(EDGE_NAMES, left, 'load left neighbour'), 4.5 / capacity);
    close(entry(EDGE_NAMES, right, 'load right neighbour'), 4.5 / capacity);
  });

  it('shows a cloud its pools, twins, edges and last slot', () => {
    const row = cloudRow(environment, 11);
    const expected: Record<string, number> = {
      'bandwidth left': 1,
      'compute left': 1 - 2 / (8 * 5.848035476),
      load: 2 / (8 * 5.848035476),
      'hosted twins': 1 / 40,
      'last price': 0.44,
      'relay cost': 0.45,
      'last latency': 0.5,
      success: 0.9,
      'last energy': 0.7,
      'mean load of its edges': 0,
      'deciders near': 0,
      'last power': 1,
    };
    assert.deepEqual(Object.keys(expected), CLOUD_NAMES);
    for (const [name, value] of Object.entries(expected)) close(entry(CLOUD_NAMES, row, name), value);
    const near = cloudRow(environment, 10);
    const upstream = Array.from(environment.scenario.upstream).filter((n) => n === 10).length;
    close(entry(CLOUD_NAMES, near, 'mean load of its edges'), 4.5 / capacity / upstream);
    close(entry(CLOUD_NAMES, near, 'deciders near'), 1 / 40);
  });

  it('shows the whole: pools, traffic, twins, last slot by parts', () => {
    const names = globalNames(environment.config);
    const row = globalRow(environment);
    const expected: Record<string, number> = {
      'bandwidth left edge 0': 0.75,
      'bandwidth left cloud 2': 1,
      'compute left edge 0': 1 - 3 / capacity,
      'arrivals edge 0': 0.2,
      'vehicles near edge 0': 1 / 20,
      'vehicles near edge 4': 1,
      'mean speed near edge 0': 20 / 30,
      'mean speed near edge 1': 0,
      'hosted twins edge 0': 0.03,
      'hosted twins cloud 1': 0.01,
      interrupted: 0.03,
      'in flight': 0.01,
      pending: 0.01,
      'last energy vehicles': 0.1,
      'last energy edges': 0.2,
      'last energy clouds': 0.5,
      'last experience': 0.5,
      'last latency': 0.75,
      'last cost': 0.4,
      'last utility': 0.25,
    };
    for (const [name, value] of Object.entries(expected)) close(entry(names, row, name), value);
  });
});
