import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-node';
import { LOG_COLUMNS } from '../training/log';
import type { ExportedRun } from './runs';

const SCALARS = LOG_COLUMNS.filter((column) => column !== 'episode' && column !== 'seed');

/**
 * Writes an event file a run, `<folder>/<group>/<algorithm>/<seed>`: a scalar a column of the log, a step an episode.
 * @returns the folders written
 * @throws if there are event files in them already, which TensorBoard would show as one run
 */
export function writeTensorboard(runs: readonly ExportedRun[], folder: string): string[] {
  const targets = runs.map(({ group, algorithm, seed }) => join(folder, group, algorithm, String(seed)));
  for (const target of targets)
    if (existsSync(target) && readdirSync(target).length > 0)
      throw new Error(`${target}: is not empty; give another --out or remove it`);
  runs.forEach(({ rows }, k) => {
    const writer = tf.node.summaryFileWriter(targets[k]);
    for (const row of rows)
      for (const column of SCALARS) {
        const value = row[column];
        if (value !== undefined) writer.scalar(column, value, row.episode as number);
      }
    writer.flush();
  });
  return targets;
}
