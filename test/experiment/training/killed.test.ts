import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readRun } from '../../../src/experiment/training/run';
import { train } from '../../../src/experiment/training/train';
import { loadConfig } from '../../../src/paper/config';
import { projectFile } from '../../../src/support/root';
import { userEnvironment } from '../../support/shell';
import { withFolderAsync } from '../../support/temporary';

/** Twenty rounds of four episodes; the command writes a checkpoint after the fifteenth. */
const config = {
  profile: 'tiny',
  parameters: { episodes: 80, episodeSlots: 10, batchSize: 8 },
  register: { 'rl.updateEvery': 20 },
};

const rowsIn = (log: string) => (existsSync(log) ? readFileSync(log, 'utf8').split('\n').length - 2 : 0);

const startTraining = (args: readonly string[]): ChildProcess =>
  spawn(process.execPath, ['--import=tsx', projectFile('src/cli.ts'), ...args], {
    stdio: 'ignore',
    env: userEnvironment(),
  });

/** Sends a training a signal once its log has so many rows. @returns exit code and signal */
async function trainUntil(args: string[], log: string, rows: number, signal: NodeJS.Signals): Promise<unknown[]> {
  const child = startTraining(args);
  const ended = once(child, 'exit');
  while (rowsIn(log) < rows && child.exitCode === null) await sleep(5);
  child.kill(signal);
  return ended;
}

describe('twinkit train, stopped and killed', () => {
  it('goes on to the bytes of a run that nobody disturbed, which another process trains beside it', async () => {
    await withFolderAsync(async (folder) => {
      const [whole, broken] = ['whole', 'broken'].map((name) => join(folder, name));
      const file = join(folder, 'config.json');
      writeFileSync(file, JSON.stringify(config));
      const argsFor = (out: string) => ['train', '--config', file, '--seed', '2', '--out', out, '--evaluate', '0'];
      const args = argsFor(broken);
      const beside = once(startTraining(argsFor(whole)), 'exit');
      const log = join(broken, 'log.csv');
      let before = Buffer.alloc(0);
      for (const [rows, signal] of [
        [8, 'SIGTERM'],
        [24, 'SIGINT'],
      ] as const) {
        assert.deepEqual(await trainUntil(args, log, rows, signal), [130, null]);
        const checkpoint = readFileSync(join(broken, 'checkpoint.bin'));
        assert.ok(!checkpoint.equals(before) && rowsIn(log) < 60, `${rowsIn(log)} rows at ${signal}`); // the regular one comes at row 60
        before = checkpoint;
      }
      assert.deepEqual(await trainUntil(args, log, 64, 'SIGKILL'), [null, 'SIGKILL']);
      assert.equal(existsSync(join(broken, 'run.json')), false);
      assert.deepEqual(await trainUntil(args, log, 81, 'SIGKILL'), [0, null]);
      assert.deepEqual(await beside, [0, null]);
      for (const name of ['log.csv', 'weights.bin', 'run.json'])
        assert.deepEqual(readFileSync(join(broken, name)), readFileSync(join(whole, name)), name);
      assert.equal('deterministic' in readRun(whole), false, 'the command did not put the settings in');
      const here = join(folder, 'here');
      await train({ algorithm: 'mo-maddpg', config: loadConfig(file), seed: 2, folder: here });
      assert.deepEqual(readFileSync(join(here, 'weights.bin')), readFileSync(join(whole, 'weights.bin')));
    });
  });
});
