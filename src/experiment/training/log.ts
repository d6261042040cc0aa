import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import type { UpdateReport } from '../../agents/learning/agent';
import { totalLoss } from '../../agents/learning/equations';
import { OBJECTIVES } from '../../models';
import { flush, sha256 } from '../../support/files';
import type { Metrics } from '../metrics';

/** Columns of a training log, in order; one row an episode. Empty where there is no value. */
export const LOG_COLUMNS = [
  'episode',
  'seed',
  'reward',
  'msr',
  'latencyS',
  'latencySuccessS',
  'energyVehicleJ',
  'energyEdgeJ',
  'energyCloudJ',
  'costPerAttempt',
  'costPerSuccess',
  'qoe',
  'qoeEdge',
  'qoeCloud',
  'msrEdge',
  'msrCloud',
  'interruptionsPerSlot',
  'shareEdgeMode',
  'shareCloudMode',
  'shareRelayMode',
  'attempts',
  'loss',
  ...OBJECTIVES.map((name) => `loss.${name}` as const),
  'bellmanError',
  'criticNorm',
  'actorNorm',
  'entropy',
  'latencyP95S',
  'latencyVehicleS',
  'latencyEdgeS',
  'latencyCloudS',
  'costVehicle',
  'costEdge',
  'utilisation',
  'handovers',
] as const;

/** Columns that the first logs had. */
const FIRST_COLUMNS = LOG_COLUMNS.indexOf('entropy') + 1;

export type LogRow = Partial<Record<(typeof LOG_COLUMNS)[number], number>>;

/** Mean of the updates made while an episode ran, as columns. */
export function updateColumns(reports: readonly UpdateReport[]): LogRow {
  if (reports.length === 0) return {};
  const mean = (value: (report: UpdateReport) => number) =>
    reports.reduce((sum, report) => sum + value(report), 0) / reports.length;
  const heads = reports[0].losses.length;
  const perHead =
    heads === OBJECTIVES.length ? OBJECTIVES.map((name, h) => [`loss.${name}`, mean(({ losses }) => losses[h])]) : [];
  return {
    loss: mean(({ losses }) => totalLoss({ headLosses: losses })),
    ...Object.fromEntries(perHead),
    bellmanError: mean(({ bellman }) => bellman),
    criticNorm: mean(({ criticNorm }) => criticNorm),
    actorNorm: mean(({ actorNorm }) => actorNorm),
    entropy: mean(({ entropy }) => entropy),
  };
}

/** A row of the log from an episode's metrics. @throws naming the column that is not finite */
export function logRow(episode: number, seed: number, metrics: Metrics, updates: LogRow): LogRow {
  const row: LogRow = { episode, seed, ...updates };
  for (const column of LOG_COLUMNS) {
    if (metrics[column] !== undefined) row[column] = metrics[column];
    const value = row[column];
    if (value !== undefined && !Number.isFinite(value))
      throw new Error(`episode ${episode}: ${column} is ${value}; training stops`);
  }
  return row;
}

const lineOf = (row: LogRow) => `${LOG_COLUMNS.map((column) => row[column] ?? '').join(',')}\n`;

/** The part of a log that a checkpoint counts: its rows, and the checksum of its text up to them. */
export interface LogMark {
  readonly logRows: number;
  readonly logChecksum: string;
}

/** A log file that grows a row an episode. */
export interface OpenLog {
  /** @throws naming the file if it cannot be written */
  write(row: LogRow): void;
  /**
   * What a checkpoint or a finished run counts; flushed, so that no stop of the machine loses it.
   * @throws if the file is not what was written to it
   */
  mark(): LogMark;
}

/**
 * A new log, or one that keeps what the checkpoint it continues from counts.
 * @throws naming the file if it cannot be written, or is not the log that the checkpoint counts
 */
export function openLog(file: string, from?: LogMark): OpenLog {
  const text = from ? markedText(file, from) : `${LOG_COLUMNS.join(',')}\n`;
  writing(file, () => (from ? truncateSync(file, Buffer.byteLength(text)) : writeFileSync(file, text)));
  const written = createHash('sha256').update(text);
  let logRows = from?.logRows ?? 0;
  return {
    write(row) {
      const line = lineOf(row);
      writing(file, () => appendFileSync(file, line));
      written.update(line);
      logRows++;
    },
    mark() {
      writing(file, () => flush(file));
      const logChecksum = written.copy().digest('hex');
      if (sha256(readFileSync(file)) !== logChecksum)
        throw new Error(
          `${file}: holds other rows than were written: another process trains in this folder, or changed it; stop the other one and give the same command again`,
        );
      return { logRows, logChecksum };
    },
  };
}

function writing(file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new Error(`${file}: cannot be written: ${(error as Error).message}`);
  }
}

/** The part of a log that a checkpoint counts. @throws if it is another */
function markedText(file: string, { logRows, logChecksum }: LogMark): string {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const kept = `${text
    .split('\n')
    .slice(0, logRows + 1)
    .join('\n')}\n`;
  if (sha256(kept) !== logChecksum)
    throw new Error(
      `${file}: its first ${logRows} rows are not those its checkpoint counts: it was edited or truncated; remove the run's folder to start anew`,
    );
  return kept;
}

/** Columns of a log by its first line; a log of an earlier version lacks the last ones. */
function columnsOf(file: string, head: string): readonly (typeof LOG_COLUMNS)[number][] {
  const count = head.split(',').length;
  const columns = LOG_COLUMNS.slice(0, count);
  if (head !== columns.join(',') || count < FIRST_COLUMNS)
    throw new Error(`${file}: line 1 does not name the columns of a training log`);
  return columns;
}

/** Reads a finished log. @throws naming file, line and column of what is no number */
export function readLog(file: string): LogRow[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  const columns = columnsOf(file, lines[0]);
  if (lines.pop() !== '') throw new Error(`${file}: its last line is cut`);
  return lines.slice(1).map((line, k) => {
    const cells = line.split(',');
    if (cells.length !== columns.length)
      throw new Error(`${file}: line ${k + 2} has ${cells.length} cells in place of ${columns.length}`);
    return Object.fromEntries(
      columns.flatMap((column, c) => {
        if (cells[c] === '') return [];
        const value = Number(cells[c]);
        if (!Number.isFinite(value))
          throw new Error(`${file}: line ${k + 2}, ${column}: "${cells[c]}" is not a number`);
        return [[column, value]];
      }),
    );
  });
}
