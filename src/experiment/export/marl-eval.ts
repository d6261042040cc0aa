import { SIDE_BY_SIDE } from '../../agents/learning/rollout';
import { createProgress } from '../../support/progress';
import { EVALUATION_SEED, seedsFrom } from '../evaluate';
import { mean } from '../statistics';
import type { LogRow } from '../training/log';
import { evaluateRun } from '../training/run';
import type { ExportedRun } from './runs';

/** Metrics that every row of a log and every evaluated episode has. */
const METRICS = ['reward', 'msr', 'latencyS', 'costPerAttempt', 'qoe', 'interruptionsPerSlot'] as const;

type Lists = Record<string, number[]>;
type Trial = Record<string, Lists | (Lists & { step_count: number })>;
/** environment → task → algorithm → run → step: the format of marl-eval's raw data. */
export type MarlEval = Record<string, Record<string, Record<string, Record<string, Trial>>>>;

/** The format wants ten times as many episodes as at a logging step, where we give one mean. */
const ABSOLUTE_EPISODES = 10;

/** A logging step is a round of episodes that ran side by side, by its mean; `absolute_metrics` are the final policy's. */
function trialOf({ folder, run, rows }: ExportedRun): Trial {
  const steps: Trial = {};
  for (let first = 0; first < rows.length; first += SIDE_BY_SIDE) {
    const round = rows.slice(first, first + SIDE_BY_SIDE);
    const lists = METRICS.map((name) => [name, [mean(round.map((row) => metricOf(folder, row, name)))]]);
    const stepCount = (first + round.length) * run.config.parameters.episodeSlots;
    steps[`step_${first / SIDE_BY_SIDE}`] = { step_count: stepCount, ...Object.fromEntries(lists) };
  }
  const points = evaluateRun(folder, seedsFrom(EVALUATION_SEED, ABSOLUTE_EPISODES));
  const absolute = METRICS.map((name) => [name, points.map(({ metrics }) => metrics[name])]);
  return { ...steps, absolute_metrics: Object.fromEntries(absolute) };
}

function metricOf(folder: string, row: LogRow, name: (typeof METRICS)[number]): number {
  const value = row[name];
  if (value === undefined) throw new Error(`${folder}: log.csv: episode ${row.episode} has no ${name}`);
  return value;
}

/**
 * Runs as one environment with one task.
 * @throws unless all are of one profile, and every algorithm has as many runs of the same length as the others, which
 * marl-eval needs
 */
export function marlEvalOf(runs: readonly ExportedRun[]): MarlEval {
  requireOneProfile(runs);
  requireEqualSizes(runs);
  const progress = createProgress({ label: 'marl-eval', total: runs.length });
  const algorithms: Record<string, Record<string, Trial>> = {};
  for (const run of runs) {
    const trials = algorithms[nameOf(run)] ?? {};
    algorithms[nameOf(run)] = { ...trials, [`seed_${run.seed}`]: trialOf(run) };
    progress.advance();
  }
  progress.finish();
  return { twinkit: { [runs[0].run.config.profile]: algorithms } };
}

/** Variants of one algorithm are algorithms to marl-eval. */
const nameOf = ({ group, algorithm, run }: ExportedRun): string =>
  algorithm + group.slice(run.config.profile.length).replace('-', ' ');

function requireOneProfile(runs: readonly ExportedRun[]): void {
  const profiles = [...new Set(runs.map(({ run }) => run.config.profile))];
  if (profiles.length > 1)
    throw new Error(
      `export: marl-eval takes one task, and the runs are of ${profiles.join(' and ')}; export each apart`,
    );
}

function requireEqualSizes(runs: readonly ExportedRun[]): void {
  const sizes = new Map<string, number[]>();
  for (const run of runs) sizes.set(nameOf(run), [...(sizes.get(nameOf(run)) ?? []), run.rows.length]);
  const described = [...sizes].map(
    ([name, rows]) => `${name}: ${rows.length} runs of ${[...new Set(rows)].join(' and ')} episodes`,
  );
  const counts = new Set([...sizes.values()].map(({ length }) => length));
  const lengths = new Set([...sizes.values()].flat());
  if (counts.size > 1 || lengths.size > 1)
    throw new Error(
      `export: marl-eval needs as many runs of the same length of every algorithm; there are ${described.join('; ')}`,
    );
}
