import type { SweepPoint } from '../evaluate';
import { type Interval, tInterval } from '../statistics';

export type { SweepPoint } from '../evaluate';

/** Mean over the seeds at one x with its 95 % t-interval. */
export interface SummaryPoint {
  x: number;
  interval: Interval;
}

const level = 0.95;

/** Policies in order of first appearance. */
export function policiesOf(rows: readonly SweepPoint[]): string[] {
  return [...new Set(rows.map(({ policy }) => policy))];
}

/** Whether a policy has a metric in any of its rows; true for an unknown policy, which `summarise` refuses. */
export function hasMetric(rows: readonly SweepPoint[], policy: string, metric: string): boolean {
  const own = rows.filter((row) => row.policy === policy);
  return own.length === 0 || own.some((row) => metric in row.metrics);
}

function requireRows(rows: readonly SweepPoint[], policy: string, metric: string): SweepPoint[] {
  const own = rows.filter((row) => row.policy === policy);
  if (own.length === 0) {
    throw new RangeError(`no rows of policy "${policy}"; the rows hold ${policiesOf(rows).join(', ') || 'nothing'}`);
  }
  const measured = own.filter((row) => metric in row.metrics);
  if (measured.length === 0) {
    const known = [...new Set(own.flatMap((row) => Object.keys(row.metrics)))].sort();
    throw new RangeError(`policy "${policy}" has no metric "${metric}"; its rows hold ${known.join(', ')}`);
  }
  return measured;
}

function requireSound(row: SweepPoint, metric: string, seen: Set<string>): void {
  const value = row.metrics[metric];
  const place = `policy "${row.policy}", x ${row.x}, seed ${row.seed}`;
  if (!Number.isFinite(value)) {
    throw new RangeError(`${place}: ${metric} is ${value}; give a finite number, or leave the metric out of the row`);
  }
  if (!Number.isFinite(row.x)) throw new RangeError(`${place}: x must be finite`);
  const key = `${row.x}/${row.seed}`;
  if (seen.has(key)) throw new RangeError(`${place} occurs twice; each seed counts once at each x`);
  seen.add(key);
}

/**
 * The sweep of one policy: for each x, in rising order, the mean of a metric over the seeds that have it.
 * @throws RangeError when the policy or the metric is missing, a value is not finite, or a seed occurs twice
 */
export function summarise(rows: readonly SweepPoint[], policy: string, metric: string): SummaryPoint[] {
  const seen = new Set<string>();
  const byX = new Map<number, { seed: number; value: number }[]>();
  for (const row of requireRows(rows, policy, metric)) {
    requireSound(row, metric, seen);
    const runs = byX.get(row.x) ?? [];
    runs.push({ seed: row.seed, value: row.metrics[metric] });
    byX.set(row.x, runs);
  }
  return [...byX]
    .sort(([p], [q]) => p - q)
    .map(([x, runs]) => {
      const values = runs.sort((p, q) => p.seed - q.seed).map(({ value }) => value);
      return { x, interval: tInterval({ values, level }) };
    });
}
