import assert from 'node:assert/strict';
import { defaultAction } from '../../src/environment/action';
import { createEnvironment } from '../../src/environment/environment';
import { covers } from '../../src/environment/links';
import { createScenario, displacement, farthestPointSelection } from '../../src/environment/scenario';
import { loadTrace } from '../../src/environment/trace';
import { equationsFor } from '../../src/models';
import { makeConfig } from '../../src/paper/config';
import { createRng } from '../../src/support/rng';

/** Positions, headings and speeds before and after every slot of an episode in which all defer. */
function drive(register: object, seed: number, slots: number, visit: (step: Move) => void, parameters = {}): void {
  const config = makeConfig('std', { register: register as never, parameters });
  const environment = createEnvironment(config);
  environment.reset(seed);
  for (let t = 0; t < slots; t++) {
    const before = structuredClone(environment.state);
    environment.step(defaultAction(config));
    for (let v = 0; v < config.parameters.vehicles; v++) visit({ before, after: environment.state, v, environment });
  }
}

interface Move {
  before: ReturnType<typeof createEnvironment>['state'];
  after: ReturnType<typeof createEnvironment>['state'];
  v: number;
  environment: ReturnType<typeof createEnvironment>;
}

describe('mobility', () => {
  it('on the ring: speeds in range, the new speed moves, positions wrap, directions stay and alternate', () => {
    let wraps = 0;
    drive({}, 3, 100, ({ before, after, v }) => {
      assert.ok(after.speedMps[v] >= 10 && after.speedMps[v] <= 30);
      assert.ok(after.x[v] >= 0 && after.x[v] < 5000);
      assert.equal(after.headingX[v], v % 2 === 0 ? 1 : -1);
      const way = displacement({ kind: 'ring', sizeM: 5000 }, before.x[v], after.x[v]);
      assert.ok(Math.abs(way - after.headingX[v] * after.speedMps[v]) < 1e-9);
      if (Math.abs(after.x[v] - before.x[v]) > 2500) wraps++;
    });
    assert.ok(wraps > 10);
  });

  it('the second half starts within 300 m of two centres, the first half anywhere', () => {
    const environment = createEnvironment(makeConfig('std'));
    const spreads = { clustered: 0, anywhere: 0 };
    for (let seed = 0; seed < 20; seed++) {
      environment.reset(seed);
      const { x } = environment.state;
      const apart = (a: number, b: number) => Math.abs(displacement(environment.scenario, x[a], x[b]));
      for (let v = 52; v < 100; v++) if (apart(v, 50 + (v % 2)) > 600) spreads.clustered++;
      for (let v = 2; v < 50; v++) if (apart(v, v % 2) > 600) spreads.anywhere++;
    }
    assert.equal(spreads.clustered, 0);
    assert.ok(spreads.anywhere > 500);
  });

  it('Gauss–Markov: the speed remembers 0.9 of itself and returns to its mean', () => {
    // innovations ξ √(1 − 0.81) of unit variance, where no clipping interferes
    const noise: number[] = [];
    drive({}, 1, 100, ({ before, after, v }) => {
      if (after.speedMps[v] <= 10 || after.speedMps[v] >= 30) return;
      const expected = 0.9 * before.speedMps[v] + 0.1 * before.meanSpeedMps[v];
      noise.push((after.speedMps[v] - expected) / Math.sqrt(1 - 0.81));
    });
    const mean = noise.reduce((sum, xi) => sum + xi, 0) / noise.length;
    const variance = noise.reduce((sum, xi) => sum + (xi - mean) ** 2, 0) / noise.length;
    assert.ok(Math.abs(mean) < 0.05 && Math.abs(variance - 1) < 0.08, `mean ${mean}, variance ${variance}`);
  });

  it('on the grid everybody stays on a street and only turns at crossings', () => {
    drive({ 'geo.road': 'grid' }, 2, 100, ({ after, before, v, environment }) => {
      const side = environment.scenario.sizeM;
      const onStreet = [after.x[v], after.y[v]].some((at) => Math.abs(at / 500 - Math.round(at / 500)) < 1e-9);
      assert.ok(onStreet, `(${after.x[v]}, ${after.y[v]})`);
      assert.ok(after.x[v] > -1e-6 && after.x[v] < side + 1e-6 && after.y[v] > -1e-6 && after.y[v] < side + 1e-6);
      assert.equal(Math.abs(after.headingX[v]) + Math.abs(after.headingY[v]), 1);
      const way = Math.abs(after.x[v] - before.x[v]) + Math.abs(after.y[v] - before.y[v]);
      assert.ok(way <= after.speedMps[v] + 1e-6, `moved ${way} m at ${after.speedMps[v]} m/s`);
    });
  });

  it('the recorded trace is followed row by row, with the heading of the motion', () => {
    const trace = loadTrace();
    drive({ 'geo.road': 'trace' }, 8, 100, ({ after, v }) => {
      const row = after.traceStart + after.slot;
      assert.deepEqual([after.x[v], after.y[v]], [trace.xM[row][v], trace.yM[row][v]]);
      assert.ok(Math.abs(Math.hypot(after.headingX[v], after.headingY[v]) - 1) < 1e-12);
    });
  });

  it('ten units placed on the trace cover every vehicle of every second within 520 m, nine do not', () => {
    // the kit's 300 m are those of a road with a unit every 500 m: a city run sets coverageM: 520
    const uncovered = (edges: number) => {
      const config = makeConfig('std', { parameters: { edges, coverageM: 520 }, register: { 'geo.road': 'trace' } });
      const environment = createEnvironment(config);
      environment.reset(1);
      const { scenario, state } = environment;
      const trace = loadTrace();
      let count = 0;
      for (let t = 0; t < trace.slots; t++) {
        state.x.set(trace.xM[t]);
        state.y.set(trace.yM[t]);
        for (let v = 0; v < 100; v++) {
          let covered = false;
          for (let j = 0; j < edges && !covered; j++) covered = covers(config, scenario, state, v, j);
          if (!covered) count++;
        }
      }
      return count;
    };
    assert.equal(uncovered(10), 0);
    assert.ok(uncovered(9) > 0);
  });

  it('a trace too short or too small is refused before it starts', () => {
    const make = (parameters: object) =>
      createEnvironment(makeConfig('std', { parameters, register: { 'geo.road': 'trace' } }));
    assert.throws(() => make({ vehicles: 101 }), /parameters\.vehicles: 101 asked for, but the trace holds 100/);
    assert.throws(() => make({ episodeSlots: 299 }), /parameters\.episodeSlots: 299 asked for.*at most 298/);
    assert.doesNotThrow(() => make({ episodeSlots: 298 }));
  });
});

describe('sites', () => {
  it('farthest-point selection by hand: the site at the centre, then the far corners', () => {
    const line = [0, 1, 2, 6, 10].map((x) => ({ x, y: 0 }));
    // centre 3.8: 2 is nearest; then 10 (8 away), then 6 (4 away), then 0 (2 away)
    assert.deepEqual(
      farthestPointSelection(line, 4).map(({ x }) => x),
      [2, 10, 6, 0],
    );
    const square = [0, 1, 2].flatMap((x) => [0, 1, 2].map((y) => ({ x, y })));
    assert.deepEqual(farthestPointSelection(square, 3), [
      { x: 1, y: 1 },
      { x: 0, y: 0 },
      { x: 0, y: 2 },
    ]);
  });

  it('leaves nobody farther than twice the best possible radius (Gonzalez 1985)', () => {
    const rng = createRng(1, 'sites');
    const distance = (a: { x: number; y: number }, b: { x: number; y: number }) => Math.hypot(a.x - b.x, a.y - b.y);
    for (let trial = 0; trial < 20; trial++) {
      const sites = Array.from({ length: 8 }, () => ({ x: rng.uniform(), y: rng.uniform() }));
      const radius = (chosen: typeof sites) =>
        Math.max(...sites.map((s) => Math.min(...chosen.map((c) => distance(s, c)))));
      let best = Infinity;
      for (let a = 0; a < 8; a++)
        for (let b = a + 1; b < 8; b++)
          for (let c = b + 1; c < 8; c++) best = Math.min(best, radius([sites[a], sites[b], sites[c]]));
      assert.ok(radius(farthestPointSelection(sites, 3)) <= 2 * best + 1e-12);
    }
  });

  it('the paper’s road: units, gateways, upstream clouds and backhaul of MODEL.md §2.2', () => {
    const config = makeConfig('std');
    const scenario = createScenario(config, equationsFor(config));
    assert.deepEqual(
      Array.from(scenario.x.subarray(0, 10)),
      [250, 750, 1250, 1750, 2250, 2750, 3250, 3750, 4250, 4750],
    );
    assert.deepEqual(Array.from(scenario.x.subarray(10), Math.round), [833, 2500, 4167]);
    assert.deepEqual(Array.from(scenario.upstream), [10, 10, 10, 11, 11, 11, 11, 12, 12, 12]);
    assert.equal(scenario.backhaulM[0 * 13 + 9], 500, 'units 0 and 9 are neighbours on the ring');
    assert.ok(Math.abs(scenario.backhaulM[1 * 13 + 10] - Math.hypot(750 - 5000 / 6, 500)) < 1e-9);
    assert.deepEqual(Array.from(scenario.relayClouds.subarray(0, 3)), [10, 12, 11]);
    assert.deepEqual(Array.from(scenario.neighbours.subarray(0, 2)), [9, 1]);
  });

  it('at reset each twin is at its nearest unit, as far as mid power runs them', () => {
    const environment = createEnvironment(makeConfig('std'));
    let homeless = 0;
    for (let seed = 0; seed < 10; seed++) {
      environment.reset(seed);
      const { state, links, pools } = environment;
      for (let v = 0; v < 100; v++) {
        if (state.host[v] < 0) homeless++;
        else assert.equal(state.host[v], links.nearest[v]);
      }
      assert.ok(Math.max(...pools.hostedG) <= 4 * 3.107232506);
    }
    assert.ok(homeless > 0);
  });
});
