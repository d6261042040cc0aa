import { createProgress } from '../../support/progress';
import { type Axis, configAt, requireSeeds, type Sweep, type SweepPoint, sweptValues } from '../evaluate';
import { evaluateRun, readRun } from './run';

export interface RunSweep extends Pick<Sweep, 'values' | 'seeds' | 'equations' | 'known' | 'progress'> {
  /** Folder of the finished run. */
  readonly folder: string;
  readonly axis: Axis;
  /** Called with the points of every x that was played; a caller may store them. */
  readonly onPoints?: (points: readonly SweepPoint[]) => void;
}

/**
 * A trained policy at every x of an axis on every seed, without training it again (zero-shot). Rows in the order x, seed.
 * @throws for a run of a retrained sweep, whose other points are of other runs; and as `sweep` does
 */
export function sweepRun(task: RunSweep): SweepPoint[] {
  const { config, algorithm } = readRun(task.folder);
  if (task.axis !== 'none' && config.register['sweep.protocol'] === 'retrain')
    throw new Error(
      `${task.folder}: was trained for one x of a sweep (sweep.protocol "retrain"); the other points are of other runs: twinkit panels --protocol retrain`,
    );
  const values = sweptValues(task);
  requireSeeds(task.seeds);
  const progress = task.progress ?? createProgress({ label: `${algorithm} ${task.axis}`, total: values.length });
  const rows = values.flatMap((x) => {
    const known = (task.known ?? []).filter((point) => point.policy === algorithm && point.x === x);
    const kept = task.seeds.flatMap((seed) => known.find((point) => point.seed === seed) ?? []);
    progress.advance();
    if (kept.length === task.seeds.length) return kept;
    const world = configAt(config, task.axis, x);
    // As a whole: the last bits of an episode depend on how many are played side by side.
    const points = evaluateRun(task.folder, task.seeds, world, task.equations?.(world), x);
    task.onPoints?.(points);
    return points;
  });
  progress.finish();
  return rows;
}
