import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvOf } from '../../src/experiment/export/csv';
import { marlEvalOf } from '../../src/experiment/export/marl-eval';
import { runsOfFolders } from '../../src/experiment/export/runs';
import { writeTensorboard } from '../../src/experiment/export/tensorboard';
import { train } from '../../src/experiment/training/train';
import { makeConfig } from '../../src/paper/config';
import { withFolderAsync } from '../support/temporary';

const config = makeConfig('tiny', { parameters: { episodes: 8, episodeSlots: 10, batchSize: 8 } });

/** Runs of the given algorithms, seed by seed. */
async function trained(folder: string, runs: readonly [algorithm: string, seed: number][]): Promise<string[]> {
  const folders = runs.map(([algorithm, seed]) => join(folder, algorithm, String(seed)));
  for (const [k, [algorithm, seed]] of runs.entries()) await train({ algorithm, config, seed, folder: folders[k] });
  return folders;
}

/** The scalars of a TensorBoard event file, read by its format: length, its checksum, an Event message, its checksum. */
function scalarsIn(file: string): { tag: string; value: number }[] {
  const bytes = readFileSync(file);
  const scalars: { tag: string; value: number }[] = [];
  let at = 0;
  while (at < bytes.length) {
    const length = Number(bytes.readBigUInt64LE(at));
    const event = bytes.subarray(at + 12, at + 12 + length);
    const found = event.indexOf(0x2a, 9); // field 5, the summary, after the time
    const summary = event.subarray(found);
    if (found > 0 && summary[2] === 0x0a && summary[4] === 0x0a) {
      const tag = summary.subarray(6, 6 + summary[5]);
      scalars.push({ tag: tag.toString(), value: summary.readFloatLE(6 + summary[5] + 1) });
    }
    at += length + 16;
  }
  assert.equal(at, bytes.length, 'the last record is cut');
  return scalars;
}

describe('export of runs', () => {
  it('CSV has a row an episode of every run, with the numbers of its log', async () => {
    await withFolderAsync(async (folder) => {
      const folders = await trained(folder, [
        ['ga', 0],
        ['mo-maddpg', 1],
      ]);
      const lines = csvOf(runsOfFolders(folders)).split('\n');
      assert.equal(lines.length, 1 + 16 + 1);
      assert.match(lines[0], /^group,algorithm,trainingSeed,episode,seed,reward,msr,/);
      const [head, first] = readFileSync(join(folders[1], 'log.csv'), 'utf8').split('\n');
      assert.equal(lines[0], `group,algorithm,trainingSeed,${head}`);
      assert.equal(lines[9], `tiny,mo-maddpg,1,${first}`);
    });
  });

  it('takes profile and variant of a run from where it lies, and refuses two of the same name', async () => {
    await withFolderAsync(async (folder) => {
      const config2 = makeConfig('tiny', {
        parameters: config.parameters,
        register: { 'options.nodeState': 'broadcast' },
      });
      const places = ['tiny', 'tiny-broadcast', 'elsewhere'].map((group) => join(folder, group, 'ga', '0'));
      for (const [k, place] of places.entries())
        await train({ algorithm: 'ga', config: k === 1 ? config2 : config, seed: 0, folder: place });
      assert.deepEqual(
        runsOfFolders(places.slice(0, 2)).map(({ group }) => group),
        ['tiny', 'tiny-broadcast'],
      );
      assert.throws(
        () => runsOfFolders(places),
        /elsewhere.ga.0 and .*tiny.ga.0 would both be tiny, ga, seed 0; export/,
      );
    });
  });

  it('event files hold every value of the log, and are not mixed with older ones', async () => {
    await withFolderAsync(async (folder) => {
      const runs = runsOfFolders(await trained(folder, [['mo-maddpg', 1]]));
      const [target] = writeTensorboard(runs, join(folder, 'board'));
      assert.equal(target, join(folder, 'board', 'tiny', 'mo-maddpg', '1'));
      const rewards = scalarsIn(join(target, readdirSync(target)[0])).filter(({ tag }) => tag === 'reward');
      assert.deepEqual(
        rewards.map(({ value }) => value),
        runs[0].rows.map(({ reward }) => Math.fround(reward as number)),
      );
      assert.throws(() => writeTensorboard(runs, join(folder, 'board')), /is not empty; give another --out/);
    });
  });

  it('marl-eval: environment, task, algorithm, run, step; as many runs of every algorithm', async () => {
    await withFolderAsync(async (folder) => {
      const folders = await trained(folder, [
        ['ga', 0],
        ['mo-maddpg', 0],
        ['mo-maddpg', 1],
      ]);
      const { twinkit } = marlEvalOf(runsOfFolders(folders.slice(0, 2)));
      assert.deepEqual(Object.keys(twinkit.tiny), ['ga', 'mo-maddpg']);
      const trial = twinkit.tiny['mo-maddpg'].seed_0;
      assert.deepEqual(Object.keys(trial), ['step_0', 'step_1', 'absolute_metrics']);
      const [run] = runsOfFolders([folders[1]]);
      const second = run.rows.slice(4, 8).reduce((sum, { reward }) => sum + (reward as number) / 4, 0);
      assert.equal(trial.step_1.step_count, 80);
      assert.ok(Math.abs(trial.step_1.reward[0] - second) < 1e-12);
      assert.equal(trial.absolute_metrics.reward.length, 10);
      assert.throws(
        () => marlEvalOf(runsOfFolders(folders)),
        /marl-eval needs as many runs.*ga: 1 runs of 8 episodes; mo-maddpg: 2 runs of 8 episodes/,
      );
      const [first, second_] = runsOfFolders(folders.slice(1));
      const shorter = { ...second_, rows: second_.rows.slice(4) };
      assert.throws(() => marlEvalOf([first, shorter]), /mo-maddpg: 2 runs of 8 and 4 episodes/);
      const config = { ...second_.run.config, profile: 'std' as const };
      const other = { ...second_, run: { ...second_.run, config } };
      assert.throws(() => marlEvalOf([first, other]), /takes one task, and the runs are of tiny and std/);
    });
  });
});
