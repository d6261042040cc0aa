import { makeConfig } from '../../paper/config';
import type { RegisterKey } from '../../paper/register';
import { canonicalJson } from '../../support/files';
import { sum } from '../../support/numeric';
import { createProgress, type Progress } from '../../support/progress';
import { configAt } from '../evaluate';
import { algorithmOf } from '../training/algorithms';
import { variants } from '../training/plan';
import { evaluateRun } from '../training/run';
import { type Run, readRun } from '../training/run-folder';
import type { FoundRun } from './load';
import {
  type AxisPoint,
  asKept,
  filled,
  keptWhole,
  type PlannedPoints,
  plannedPoints,
  pointsFile,
  retrainedPlan,
  variantPoints,
} from './points';

export interface PointsTask {
  /** Folder of a finished run. */
  readonly folder: string;
  /** What to evaluate; all that panels and verdicts need unless told. */
  readonly plan?: readonly PlannedPoints[];
  readonly progress?: Progress;
}

/** Readings by which the variants of a profile differ from it (MODEL.md §5.6, ablations). */
const VARIED = Object.values(variants).flatMap(({ register = {} }) => Object.keys(register) as RegisterKey[]);

/** Where a run is evaluated: on every axis, a variant only where claims compare it, a retrained run in its own world. */
export function planOf({ algorithm, config }: Run): PlannedPoints[] {
  if (config.register['sweep.protocol'] === 'retrain') return retrainedPlan(config);
  const own = { ...makeConfig(config.profile).register, ...algorithmOf(algorithm).register };
  const varied = VARIED.some((key) => config.register[key] !== own[key]);
  return varied ? variantPoints(config) : plannedPoints(config);
}

/** Plays a run's final weights at the planned points, without training and without noise. */
export function playPoints({ folder, plan, progress }: PointsTask): AxisPoint[] {
  const run = readRun(folder);
  const { config } = run;
  return (plan ?? planOf(run)).flatMap(({ axis, values, seeds }) =>
    values.flatMap((x) => {
      const options = { recordExploitability: axis === 'none' };
      const points = evaluateRun(folder, seeds, configAt(config, axis, x), undefined, x, options);
      progress?.advance();
      return points.map((point) => ({ ...point, axis }));
    }),
  );
}

/**
 * The points of a run: those of its file; what it has not for these weights is played now and kept there.
 * @param label of a bar over what is played; none unless told
 */
export function pointsOfRun({ folder, label }: { folder: string; label?: string }): AxisPoint[] {
  const run = readRun(folder);
  return filled(pointsFile(folder), { weights: run.checksums.weights }, planOf(run), (missing) => {
    const total = sum(missing.map(({ values }) => values.length));
    const progress = label === undefined ? undefined : createProgress({ label, total });
    return { progress, play: (at) => playPoints({ folder, plan: [at], progress }) };
  });
}

/**
 * Plays one point of every n-th run again, another one in each, and compares all its episodes with those kept.
 * @returns how many points were played
 * @throws naming run, axis and x where they differ, and a file that lacks a planned point
 */
export function remakeSample(found: readonly FoundRun[], every: number): number {
  const chosen = found.filter((_, k) => k % every === 0);
  const progress = createProgress({ label: 'a point of each run again', total: Math.max(1, chosen.length) });
  chosen.forEach(({ id, folder }, k) => {
    const run = readRun(folder);
    const planned = planOf(run);
    const kept = keptWhole(pointsFile(folder), { weights: run.checksums.weights }, planned);
    const plan = planned.flatMap(({ axis, values, seeds }) => values.map((x) => ({ axis, values: [x], seeds })));
    const point = plan[(7 * k) % plan.length];
    const again = playPoints({ folder, plan: [point], progress }).map(asKept);
    const before = kept.filter(({ axis, x }) => axis === point.axis && x === point.values[0]);
    if (canonicalJson(again) !== canonicalJson(before))
      throw new Error(`${id}: ${point.axis} at ${point.values[0]}: other numbers than ${pointsFile(folder)} keeps`);
  });
  progress.finish();
  return chosen.length;
}
