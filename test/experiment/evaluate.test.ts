import assert from 'node:assert/strict';
import { createPolicy } from '../../src/agents';
import { createEnvironment } from '../../src/environment/environment';
import { axisValues, configAt, runEpisode, type SweepPoint, seedsFrom, sweep } from '../../src/experiment/evaluate';
import { type Config, makeConfig } from '../../src/paper/config';
import { createProgress } from '../../src/support/progress';

const config = makeConfig('tiny');
const random = (world: Config) => createPolicy('random', world);
const silent = createProgress({ label: 'test', total: 100, stream: { write: () => true } });
const task = {
  config,
  policies: { random },
  axis: 'dataMB',
  values: [20, 40],
  seeds: [1, 2],
  progress: silent,
} as const;

describe('an evaluated episode', () => {
  it('gives the same metrics for the same seed, others for another', () => {
    const environment = createEnvironment(config);
    const first = runEpisode(environment, random(config), 1);
    assert.notDeepEqual(runEpisode(environment, random(config), 2), first);
    assert.deepEqual(runEpisode(environment, random(config), 1), first);
    assert.equal(first.slots, config.parameters.episodeSlots);
  });

  it('shows every step and records the largest gain of a player', () => {
    let steps = 0;
    const metrics = runEpisode(createEnvironment(config), random(config), 3, {
      recordExploitability: true,
      onStep: () => {
        steps++;
      },
    });
    assert.equal(steps, 20);
    assert.ok(metrics.exploitability >= 0 && metrics.exploitability <= 1e-6, `${metrics.exploitability}`);
  });
});

describe('a sweep', () => {
  it('puts x where the axis says', () => {
    assert.deepEqual(
      [configAt(config, 'dataMB', 20).parameters.dataMinMB, configAt(config, 'dataMB', 20).parameters.dataMaxMB],
      [20, 20],
    );
    assert.equal(configAt(config, 'resources', 1.5).parameters.resourceMultiplier, 1.5);
    assert.equal(configAt(config, 'requestProb', 0.3).register['env.requestProb'], 0.3);
    assert.equal(configAt(config, 'vehicles', 25).parameters.vehicles, 25);
    assert.equal(configAt(config, 'vehicles', 25).parameters.latencyMaxS, 6, 'the rest of the profile stays');
    assert.deepEqual(configAt(config, 'none', 0), config);
    assert.deepEqual(axisValues.vehicles, [25, 50, 75, 100, 125, 150, 200]);
  });

  it('gives a row for each x, policy and seed, and keeps known ones', () => {
    const rows = sweep(task);
    assert.deepEqual(
      rows.map(({ x, seed }) => [x, seed]),
      [
        [20, 1],
        [20, 2],
        [40, 1],
        [40, 2],
      ],
    );
    const made: SweepPoint[] = [];
    const known = [{ ...rows[2], metrics: { marked: 1 } }];
    const again = sweep({ ...task, known, onPoint: (point) => made.push(point) });
    assert.equal(made.length, 3);
    assert.deepEqual(again[2].metrics, { marked: 1 });
    assert.deepEqual([again[0], again[3]], [rows[0], rows[3]]);
  });

  it('refuses what would be no sweep, or count an episode twice', () => {
    const wrong: [object, RegExp][] = [
      [{ seeds: [] }, /seeds: there is none/],
      [{ seeds: [1, 2, 1] }, /seeds: 1 is given twice/],
      [{ values: [] }, /values: there is none/],
      [{ values: [10, 20, 10] }, /values: 10 is given twice/],
      [{ policies: {} }, /policies: there is none/],
      [{ axis: 'vehicle' }, /axis: "vehicle" is not known; did you mean "vehicles"\?/],
    ];
    for (const [change, message] of wrong)
      assert.throws(() => sweep({ ...task, ...change }), { name: 'RangeError', message });
  });

  it('counts seeds from the first', () => assert.deepEqual(seedsFrom(7000, 3), [7000, 7001, 7002]));
});
