import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Policy } from '../../agents/policy';
import type { Config } from '../../paper/config';
import { projectFile } from '../../support/root';
import { type LogRow, readLog } from './log';
import { policyOf, readRun } from './run';
import { type TrainTask, train } from './train';

/** What a training in a notebook leaves. */
export interface LiveRun {
  /** The config with what defines the algorithm: pass it to `sweep` with the policy. */
  readonly config: Config;
  /** Replaced equations; figures and verdicts take them. */
  readonly modified: readonly string[];
  /** A row an episode. */
  readonly log: readonly LogRow[];
  /** The final weights, without noise. */
  readonly policy: Policy;
}

/**
 * Trains from scratch and keeps the result in memory, with a progress bar: what is trained in a cell is trained again when
 * the cell is run again, under the settings it has then.
 * @throws as `train`
 */
export async function trainLive(task: Omit<TrainTask, 'folder' | 'checkpointEvery' | 'shouldStop'>): Promise<LiveRun> {
  mkdirSync(projectFile('build'), { recursive: true });
  const folder = mkdtempSync(projectFile('build', 'training-'));
  try {
    await train({ ...task, folder, checkpointEvery: Number.POSITIVE_INFINITY });
    const run = readRun(folder);
    const { config, modified } = run;
    return {
      config,
      modified,
      log: readLog(join(folder, 'log.csv')),
      policy: policyOf(folder, run, task.equations?.(run.config)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
