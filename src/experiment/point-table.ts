import type { SweepPoint } from './evaluate';
import { tInterval } from './statistics';

/** The metrics a table of points shows. */
export const POINT_METRICS = [
  'reward',
  'msr',
  'latencyS',
  'energyJ',
  'costPerAttempt',
  'qoe',
  'interruptionsPerSlot',
] as const;
export type PointMetric = (typeof POINT_METRICS)[number];

/** Means with 95 % intervals of the main metrics, tab-separated, a line a policy and x. */
export function pointTable(rows: readonly SweepPoint[]): string {
  const groups = new Map<string, SweepPoint[]>();
  for (const row of rows) {
    const key = `${row.policy}\t${row.x}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const lines = [...groups].map(([key, group]) => {
    const cells = POINT_METRICS.map((column) => {
      const values = group.map(({ metrics }) => metrics[column]).filter((value) => value !== undefined);
      return values.length === 0 ? 'none' : formatInterval(values);
    });
    return [key, ...cells].join('\t');
  });
  return [['policy', 'x', ...POINT_METRICS].join('\t'), ...lines].join('\n');
}

function formatInterval(values: readonly number[]): string {
  const { mean, high } = tInterval({ values, level: 0.95 });
  return high === null ? mean.toFixed(3) : `${mean.toFixed(3)} ±${(high - mean).toFixed(3)}`;
}
