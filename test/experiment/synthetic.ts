import { facetFigure, policySeries } from '../../src/experiment/figures/sweep';
import type { SweepPoint } from '../../src/experiment/figures/sweep-data';
import type { Figure } from '../../src/experiment/figures/types';

export interface SyntheticSweep {
  policies: readonly string[];
  xs: readonly number[];
  seeds: number;
  /** Value of a metric for a policy (by its place in the list), x and seed. */
  value(policy: number, x: number, seed: number): number;
  metrics: readonly string[];
}

/** Rows in the shape of a real sweep, with numbers that a test can recompute. */
export function syntheticRows({ policies, xs, seeds, value, metrics }: SyntheticSweep): SweepPoint[] {
  return policies.flatMap((policy, index) =>
    xs.flatMap((x) =>
      Array.from({ length: seeds }, (_, seed) => ({
        policy,
        x,
        seed: seed + 1,
        metrics: Object.fromEntries(metrics.map((metric, k) => [metric, k + value(index, x, seed + 1)])),
      })),
    ),
  );
}

/** Numbers that differ between policies and seeds. */
export const plainRows = (metrics: readonly string[], policies: readonly string[] = ['greedy', 'hybrid', 'random']) =>
  syntheticRows({
    policies,
    xs: [0.5, 1, 2],
    seeds: 3,
    metrics,
    value: (policy, x, seed) => 1 + policy / 10 + x / 4 + seed / 100,
  });

export interface SweepFigure {
  rows: readonly SweepPoint[];
  metric: string;
  title?: string;
  xTitle: string;
  yTitle: string;
}

/** One metric over x: a line a policy, as the panels draw them. */
export const sweepFigure = ({ rows, metric, title = '', xTitle, yTitle }: SweepFigure): Figure =>
  facetFigure({ title, xTitle, yTitle, facets: [{ heading: '', series: policySeries(rows, metric) }] });
