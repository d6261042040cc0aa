import { type Config, makeConfig } from '../../paper/config';
import type { Axis, SweepPoint } from '../evaluate';
import type { Metrics } from '../metrics';
import { mean, trailingMean } from '../statistics';
import { algorithmNames } from '../training/names';
import { quantity } from './derived';
import type { RunData, Runs } from './load';

/** The algorithms that the paper compares, the proposed one first; MODEL.md §5.6. */
export const LEARNERS = algorithmNames;

/** Episodes of the trailing mean of training curves; MODEL.md §5.7. */
export const SMOOTHING = 50;

export interface RunsOf {
  readonly algorithm: string;
  /** '' unless told: the profile's own config. */
  readonly variant?: string;
}

/** The runs of an algorithm in one variant, by training seed. */
export const runsOf = ({ runs }: Runs, { algorithm, variant = '' }: RunsOf): RunData[] =>
  runs.filter((run) => run.algorithm === algorithm && run.variant === variant).sort((a, b) => a.seed - b.seed);

/** The readings under which runs of a profile were made; the profile's own where there are none. */
export const configOfRuns = ({ profile, runs }: Pick<Runs, 'profile' | 'runs'>): Config =>
  runs.find((run) => run.config.profile === profile)?.config ?? makeConfig(profile);

/** Learners of which there is no run. */
export const missingLearners = (runs: Runs, variant = ''): string[] =>
  LEARNERS.filter((algorithm) => runsOf(runs, { algorithm, variant }).length === 0);

/** Each metric's mean over the episodes that have it. */
export function meanMetrics(all: readonly Metrics[]): Metrics {
  const names = [...new Set(all.flatMap((metrics) => Object.keys(metrics)))];
  return Object.fromEntries(
    names.map((name) => [name, mean(all.map((metrics) => metrics[name]).filter((value) => value !== undefined))]),
  );
}

/** What a run's final weights reach at one x of a sweep: means over the evaluation episodes. */
export interface RunAt {
  readonly x: number;
  readonly metrics: Metrics;
}

const sweeps = new WeakMap<RunData, Map<Axis, readonly RunAt[]>>();

/** A run's sweep along an axis, in rising x; empty before its evaluation. */
export function sweepOf(run: RunData, axis: Axis): readonly RunAt[] {
  const known = sweeps.get(run) ?? new Map<Axis, readonly RunAt[]>();
  sweeps.set(run, known);
  const found = known.get(axis);
  if (found) return found;
  const groups = new Map<number, Metrics[]>();
  for (const point of run.points)
    if (point.axis === axis) groups.set(point.x, [...(groups.get(point.x) ?? []), point.metrics]);
  const means = [...groups].map(([x, metrics]) => ({ x, metrics: meanMetrics(metrics) })).sort((p, q) => p.x - q.x);
  known.set(axis, means);
  return means;
}

/**
 * Points of the trained policies with the training seed as the unit: at every x the mean over the evaluation episodes.
 * Rows as `summarise` takes them: policy is the algorithm, seed the training seed.
 */
export function trainedRows(runs: Runs, axis: Axis, variant = ''): SweepPoint[] {
  return LEARNERS.flatMap((algorithm) =>
    runsOf(runs, { algorithm, variant }).flatMap((run) =>
      sweepOf(run, axis).map(({ x, metrics }) => ({ policy: algorithm, x, seed: run.seed, metrics })),
    ),
  );
}

/** Points of the reference policies on an axis; the evaluation seed is their unit. */
export const referenceRows = ({ references }: Runs, axis: Axis): SweepPoint[] =>
  references.filter((point) => point.axis === axis);

/** What a run reaches without noise: each metric's mean over the evaluation episodes; undefined before its evaluation. */
export const finalMetrics = (run: RunData): Metrics | undefined => sweepOf(run, 'none')[0]?.metrics;

/** A quantity of the final weights, measured or derived. */
export function finalQuantity(run: RunData, name: string): number | undefined {
  const metrics = finalMetrics(run);
  return metrics && quantity(name, metrics, run.config);
}

/** A quantity of the final weights by training seed; runs without it are left out. */
export function finalValues(runs: Runs, of: RunsOf, name: string): Map<number, number> {
  return new Map(
    runsOf(runs, of).flatMap((run) => {
      const value = finalQuantity(run, name);
      return value === undefined ? [] : [[run.seed, value] as const];
    }),
  );
}

/** A curve of training, smoothed: its value after each episode; episodes without the quantity are skipped. */
export function curveOf(run: RunData, name: string): { x: number; y: number }[] {
  const values = run.log.flatMap((row) => {
    const y = quantity(name, row as Metrics, run.config);
    return y === undefined || row.episode === undefined ? [] : [{ x: row.episode, y }];
  });
  const smoothed = trailingMean(
    values.map(({ y }) => y),
    SMOOTHING,
  );
  return values.map(({ x }, k) => ({ x, y: smoothed[k] }));
}

/** Curves of all learners as rows: x is the episode, seed the training seed. @param every keeps every so many episodes */
export function curveRows(runs: Runs, names: readonly string[], { variant = '', every = 1 } = {}): SweepPoint[] {
  return LEARNERS.flatMap((algorithm) =>
    runsOf(runs, { algorithm, variant }).flatMap((run) => {
      const at = new Map<number, Metrics>();
      for (const name of names) for (const { x, y } of curveOf(run, name)) at.set(x, { ...at.get(x), [name]: y });
      return [...at]
        .filter(([x]) => (x + 1) % every === 0 || x === 0)
        .map(([x, metrics]) => ({ policy: algorithm, x, seed: run.seed, metrics }));
    }),
  );
}

/** Variants of which there are runs, the profile's own ('') first. */
export const variantsIn = ({ runs }: Runs): string[] => [...new Set(['', ...runs.map(({ variant }) => variant)])];

/** What there is: a row an algorithm and variant. */
export function runTable(runs: Runs) {
  return variantsIn(runs).flatMap((variant) =>
    LEARNERS.flatMap((algorithm) => {
      const own = runsOf(runs, { algorithm, variant });
      if (own.length === 0)
        return variant === ''
          ? [{ algorithm, variant, seeds: 0, episodes: 0, evaluated: 0, state: 'not there yet' }]
          : [];
      const evaluated = own.filter(({ points }) => points.length > 0).length;
      const planned = own[0].config.register['stats.seeds'] as number;
      const found = own.length < planned ? `${own.length} of ${planned} runs` : 'complete';
      const state = evaluated === own.length ? found : 'not evaluated yet';
      return [{ algorithm, variant, seeds: own.length, episodes: own[0].log.length, evaluated, state }];
    }),
  );
}
