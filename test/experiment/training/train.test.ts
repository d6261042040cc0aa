import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVALUATION_SEED, seedsFrom } from '../../../src/experiment/evaluate';
import { LOG_COLUMNS, logRow, readLog } from '../../../src/experiment/training/log';
import { evaluateRun, readRun } from '../../../src/experiment/training/run';
import { train } from '../../../src/experiment/training/train';
import { makeConfig } from '../../../src/paper/config';
import { withFolderAsync } from '../../support/temporary';

/** Long enough for updates, node agents and checkpoints, short enough for a test. */
const config = makeConfig('tiny', {
  parameters: { episodes: 40, episodeSlots: 25, batchSize: 8 },
  register: { 'rl.updateEvery': 20 },
});

const trainIn = (folder: string, more: Partial<Parameters<typeof train>[0]> = {}) =>
  train({ algorithm: 'mo-maddpg', config, seed: 1, folder, checkpointEvery: 3, ...more });

const bytes = (folder: string) =>
  ['log.csv', 'weights.bin', 'run.json'].map((file) => readFileSync(join(folder, file)));

describe('training', () => {
  it('gives the same bytes twice, interrupted or not, and other bytes for another seed', async () => {
    await withFolderAsync(async (folder) => {
      const [whole, parts, other] = ['whole', 'parts', 'other'].map((name) => join(folder, name));
      assert.equal(await trainIn(whole), true);
      let rounds = 0;
      const shouldStop = () => ++rounds % 4 === 0;
      let calls = 0;
      while (!(await trainIn(parts, { shouldStop }))) calls++;
      assert.ok(calls >= 2, String(calls));
      assert.deepEqual(bytes(parts), bytes(whole));
      assert.equal(existsSync(join(parts, 'checkpoint.bin')), false);
      await trainIn(other, { seed: 2 });
      assert.notDeepEqual(bytes(other)[1], bytes(whole)[1]);
      const log = readLog(join(whole, 'log.csv'));
      assert.equal(log.length, 40);
      assert.ok(
        log.some(({ loss }) => loss !== undefined && loss > 0),
        'no update was made',
      );
    });
  });

  it('holds of MADQN too: the same bytes, interrupted or not', async () => {
    await withFolderAsync(async (folder) => {
      const [whole, parts] = ['whole', 'parts'].map((name) => join(folder, name));
      const short = makeConfig('tiny', {
        parameters: { ...config.parameters, episodes: 16 },
        register: config.register,
      });
      const run = { algorithm: 'madqn', config: short, checkpointEvery: 1 };
      await trainIn(whole, run);
      let rounds = 0;
      assert.equal(await trainIn(parts, { ...run, shouldStop: () => ++rounds === 2 }), false);
      assert.equal(await trainIn(parts, run), true);
      assert.deepEqual(bytes(parts), bytes(whole));
      assert.ok(readLog(join(whole, 'log.csv')).some(({ loss }) => loss !== undefined && loss > 0));
    });
  });

  it('goes on from the checkpoint where a killed run had written more of its log', async () => {
    await withFolderAsync(async (folder) => {
      const [whole, killed] = ['whole', 'killed'].map((name) => join(folder, name));
      await trainIn(whole);
      let rounds = 0;
      await trainIn(killed, { shouldStop: () => ++rounds === 5 });
      const log = join(killed, 'log.csv');
      writeFileSync(log, `${readFileSync(log, 'utf8')}half a li`);
      await trainIn(killed);
      assert.deepEqual(bytes(killed), bytes(whole));
    });
  });

  it('goes on with what an agent remembers: refined weights and drifting noise', async () => {
    const remembering = makeConfig('tiny', {
      parameters: { episodes: 16, episodeSlots: 15, batchSize: 4 },
      register: { 'rl.updateEvery': 20, 'rl.refineWeights': 'inverseEma', 'rl.exploration': 'ornsteinUhlenbeck' },
    });
    await withFolderAsync(async (folder) => {
      const [whole, parts] = ['whole', 'parts'].map((name) => join(folder, name));
      await trainIn(whole, { config: remembering });
      let rounds = 0;
      assert.equal(await trainIn(parts, { config: remembering, shouldStop: () => ++rounds === 2 }), false);
      assert.equal(await trainIn(parts, { config: remembering }), true);
      assert.deepEqual(bytes(parts), bytes(whole));
    });
  });

  it('a finished run is read whole or not at all, and its policy plays the same episode twice', async () => {
    await withFolderAsync(async (folder) => {
      const run = join(folder, 'run');
      assert.throws(() => readRun(run), /holds no finished run/);
      await trainIn(run);
      const seeds = seedsFrom(EVALUATION_SEED, 2);
      const points = evaluateRun(run, seeds);
      assert.deepEqual(evaluateRun(run, seeds), points);
      assert.notEqual(points[0].metrics.reward, points[1].metrics.reward);
      const larger = makeConfig('tiny', {
        parameters: { ...config.parameters, vehicles: 24 },
        register: config.register,
      });
      assert.notEqual(evaluateRun(run, seeds, larger)[0].metrics.attempts, points[0].metrics.attempts);
      const log = join(run, 'log.csv');
      writeFileSync(log, readFileSync(log, 'utf8').replace(/\d(?=\n$)/, '7x'));
      assert.throws(() => readRun(run), /log\.csv: its checksum is not that of/);
    });
  });
});

describe('training log', () => {
  it('names the column that is not finite', () => {
    assert.throws(() => logRow(3, 9, { reward: Number.NaN }, {}), /episode 3: reward is NaN; training stops/);
  });

  it('reads a log of an earlier version, which has fewer columns', async () => {
    await withFolderAsync(async (folder) => {
      const file = join(folder, 'log.csv');
      const columns = LOG_COLUMNS.slice(0, LOG_COLUMNS.indexOf('entropy') + 1);
      writeFileSync(file, `${columns.join(',')}\n${columns.map((_, k) => k).join(',')}\n`);
      const [row] = readLog(file);
      assert.deepEqual([row.episode, row.entropy, row.utilisation], [0, columns.length - 1, undefined]);
    });
  });

  it('names file and line of what is no log', async () => {
    await withFolderAsync(async (folder) => {
      const file = join(folder, 'log.csv');
      const head = LOG_COLUMNS.join(',');
      const wrong: [string, RegExp][] = [
        ['episode,reward\n', /line 1 does not name the columns/],
        [`${head}\n1,2\n`, /line 2 has 2 cells in place of/],
        [`${head}\n${LOG_COLUMNS.map(() => 'x').join(',')}\n`, /line 2, episode: "x" is not a number/],
        [`${head}\n${LOG_COLUMNS.map(() => '1').join(',')}`, /its last line is cut/],
      ];
      for (const [text, message] of wrong) {
        writeFileSync(file, text);
        assert.throws(() => readLog(file), message);
      }
    });
  });
});
