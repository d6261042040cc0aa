import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { staticPolicy } from '../../../src/agents/genetic';
import { oracle, staleOracle } from '../../../src/agents/oracle';
import { createEnvironment } from '../../../src/environment/environment';
import { EVALUATION_SEED, runEpisode, seedsFrom } from '../../../src/experiment/evaluate';
import { configOf } from '../../../src/experiment/training/algorithms';
import { readLog } from '../../../src/experiment/training/log';
import { evaluateRun, policyOf, readRun, readWeights } from '../../../src/experiment/training/run';
import { train } from '../../../src/experiment/training/train';
import { makeConfig } from '../../../src/paper/config';
import { withFolderAsync } from '../../support/temporary';

const config = makeConfig('tiny', { parameters: { episodes: 130 } });
const trainIn = (folder: string, more: Partial<Parameters<typeof train>[0]> = {}) =>
  train({ algorithm: 'ga', config, seed: 1, folder, checkpointEvery: 2, ...more });
const bytes = (folder: string) =>
  ['log.csv', 'weights.bin', 'run.json'].map((file) => readFileSync(join(folder, file)));

describe('static genetic search', () => {
  it('a generation is twenty episodes on one training seed; the fittest plays first in the next', async () => {
    await withFolderAsync(async (folder) => {
      await trainIn(folder);
      const log = readLog(join(folder, 'log.csv'));
      assert.equal(log.length, 130);
      assert.deepEqual(
        [...new Set(log.map(({ seed }) => seed))],
        [0, 1, 2, 3, 4, 5, 6].map((g) => 110_000 + 20 * g),
      );
      const run = readRun(folder);
      const [chromosome] = readWeights(folder, run);
      assert.equal(chromosome.values.length, config.parameters.vehicles);
      // the last generation is cut to ten; the run keeps its best
      const last = log.slice(120);
      const best = last.reduce((a, b) => ((b.reward as number) > (a.reward as number) ? b : a));
      const world = configOf('ga', config);
      const replayed = runEpisode(
        createEnvironment(world),
        staticPolicy(world, chromosome.values),
        best.seed as number,
      );
      assert.equal(replayed.reward, best.reward);
    });
  });

  it('never loses the best: cut after any generation, its chromosome is the first of the next', async () => {
    await withFolderAsync(async (folder) => {
      for (const generations of [1, 2, 3]) {
        const at = join(folder, String(generations));
        const cut = makeConfig('tiny', { parameters: { episodes: 20 * generations } });
        await trainIn(at, { config: cut });
        const [chromosome] = readWeights(at, readRun(at));
        const longer = join(folder, `${generations}+1`);
        await trainIn(longer, { config: makeConfig('tiny', { parameters: { episodes: 20 * generations + 1 } }) });
        assert.deepEqual(readWeights(longer, readRun(longer))[0].values, chromosome.values);
      }
    });
  });

  it('gives the same bytes twice, interrupted or not, and other bytes for another seed', async () => {
    await withFolderAsync(async (folder) => {
      const [whole, parts, other] = ['whole', 'parts', 'other'].map((name) => join(folder, name));
      await trainIn(whole);
      let rounds = 0;
      let calls = 0;
      while (!(await trainIn(parts, { shouldStop: () => ++rounds % 3 === 0 }))) calls++;
      assert.ok(calls >= 1);
      assert.deepEqual(bytes(parts), bytes(whole));
      await trainIn(other, { seed: 2 });
      assert.notDeepEqual(bytes(other)[1], bytes(whole)[1]);
    });
  });

  it('finds better rules than it started with', async () => {
    await withFolderAsync(async (folder) => {
      const longer = makeConfig('tiny', { parameters: { episodes: 800 } });
      await trainIn(folder, { config: longer });
      const seeds = seedsFrom(EVALUATION_SEED, 20);
      const mean = (rewards: readonly number[]) => rewards.reduce((sum, reward) => sum + reward, 0) / rewards.length;
      const log = readLog(join(folder, 'log.csv'));
      const start = mean(log.slice(0, 20).map(({ reward }) => reward as number));
      const end = mean(evaluateRun(folder, seeds).map(({ metrics }) => metrics.reward));
      assert.ok(end > start + 0.5, `${start} to ${end}`);
    });
  });

  it('is evaluated without noise, in larger and smaller worlds too', async () => {
    await withFolderAsync(async (folder) => {
      await trainIn(folder);
      const seeds = seedsFrom(EVALUATION_SEED, 2);
      const points = evaluateRun(folder, seeds);
      assert.deepEqual(evaluateRun(folder, seeds), points);
      const policy = policyOf(folder, readRun(folder));
      const environment = createEnvironment(readRun(folder).config);
      assert.deepEqual(runEpisode(environment, policy, seeds[1]), points[1].metrics);
      for (const vehicles of [10, 24]) {
        const world = makeConfig('tiny', { parameters: { vehicles }, register: readRun(folder).config.register });
        assert.notEqual(evaluateRun(folder, seeds, world)[0].metrics.attempts, points[0].metrics.attempts);
      }
    });
  });

  it('baseline.ga: the oracle of every slot, kept or not, learns nothing and shows its level', async () => {
    await withFolderAsync(async (folder) => {
      for (const [reading, policy] of [
        ['slotOracle', oracle],
        ['stale', staleOracle],
      ] as const) {
        const at = join(folder, reading);
        await trainIn(at, {
          config: makeConfig('tiny', {
            parameters: { episodes: 2, episodeSlots: 8 },
            register: { 'baseline.ga': reading },
          }),
        });
        const world = readRun(at).config;
        const play = (seed: number) => runEpisode(createEnvironment(world), policy(world), seed);
        assert.deepEqual(
          readLog(join(at, 'log.csv')).map(({ reward }) => reward),
          [110_000, 110_001].map((seed) => play(seed).reward),
        );
        assert.deepEqual(evaluateRun(at, [EVALUATION_SEED])[0].metrics, play(EVALUATION_SEED));
      }
    });
  });
});
