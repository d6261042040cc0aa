import { performance } from 'node:perf_hooks';

export interface ProgressOptions {
  readonly label: string;
  /** Steps in all, a whole number from 1. */
  readonly total: number;
  /** Where to show it; standard error unless told. Standard output is left to results. */
  readonly stream?: { isTTY?: boolean; write(text: string): unknown };
  /** Milliseconds that only grow; for tests. */
  readonly now?: () => number;
}

export interface Progress {
  /** Counts steps as done, one unless told; a note replaces the last one. */
  advance(steps?: number, note?: string): void;
  /** Shows the end. Further calls do nothing. */
  finish(note?: string): void;
}

const redrawMs = 100;
const barWidth = 24;

/**
 * Shows how far a long task is: in a terminal one line with a bar and the time left, in a notebook one line
 * that updates itself, else (logs, CI) one line every 10 %.
 */
export function createProgress({
  label,
  total,
  stream = process.stderr,
  now = () => performance.now(),
}: ProgressOptions): Progress {
  if (!Number.isSafeInteger(total) || total < 1) {
    throw new RangeError(`total: ${total} is not a whole number from 1; give the number of steps of ${label}`);
  }
  const oneLine = inNotebook() || stream.isTTY === true;
  const start = now();
  let [done, note, shownAt, shownTenth, shownLength, finished] = [0, '', Number.NEGATIVE_INFINITY, 0, 0, false];

  const text = () => {
    const share = done / total;
    const bar = '█'.repeat(Math.round(share * barWidth)).padEnd(barWidth, '░');
    const left = done < total && done > 0 ? `, ${duration(((now() - start) / done) * (total - done))} left` : '';
    return `${label} ${oneLine ? `${bar} ` : ''}${Math.floor(share * 100)} % (${done}/${total}${left})${note && ` ${note}`}`;
  };
  const redraw = () => {
    const line = text();
    stream.write(`\r${line.padEnd(shownLength)}`);
    shownLength = line.length;
    shownAt = now();
  };
  const writeTenth = () => {
    const tenth = Math.floor((10 * done) / total);
    if (tenth > shownTenth) stream.write(`${text()}\n`);
    shownTenth = tenth;
  };

  return {
    advance(steps = 1, newNote = note) {
      if (finished) return;
      done = Math.min(total, done + steps);
      note = newNote;
      if (!oneLine) writeTenth();
      else if (done === total || now() - shownAt >= redrawMs) redraw();
    },
    finish(newNote = note) {
      if (finished) return;
      finished = true;
      note = newNote;
      if (oneLine) {
        redraw();
        stream.write('\n');
      } else if (shownTenth < 10) stream.write(`${text()}\n`);
    },
  };
}

/** True in a notebook kernel: told by TWINKIT_NOTEBOOK=1, or by the variable that Jupyter sets for its kernels. */
function inNotebook(): boolean {
  return process.env.TWINKIT_NOTEBOOK === '1' || process.env.JPY_PARENT_PID !== undefined;
}

function duration(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 100) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 100 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}
