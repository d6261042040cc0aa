import { LOG_COLUMNS } from '../training/log';
import type { ExportedRun } from './runs';

/** Every row of every log in one table: group, algorithm and training seed, then the columns of a log. */
export function csvOf(runs: readonly ExportedRun[]): string {
  const head = ['group', 'algorithm', 'trainingSeed', ...LOG_COLUMNS].join(',');
  const lines = runs.flatMap(({ group, algorithm, seed, rows }) =>
    rows.map((row) => [group, algorithm, seed, ...LOG_COLUMNS.map((column) => row[column] ?? '')].join(',')),
  );
  return `${[head, ...lines].join('\n')}\n`;
}
