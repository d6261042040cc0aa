import { createProgress } from '../../support/progress';
import { type Axis, axisValues, configAt, type Sweep, type SweepPoint } from '../evaluate';
import { evaluateRun, readRun } from './run';

export interface RunSweep extends Pick<Sweep, 'values' | 'seeds' | 'equations' | 'known' | 'progress'> {
  /** Folder of the finished run. */
  readonly folder: string;
  readonly axis: Axis;
  /** Called with the new points of every x; a caller may store them. */
  readonly onPoints?: (points: readonly SweepPoint[]) => void;
}

/**
 * A trained policy at every x of an axis on every seed, without training it again (zero-shot). Rows in the order x, seed.
 * @throws for a run of a retrained sweep, whose other points are of other runs
 */
export function sweepRun(task: RunSweep): SweepPoint[] {
  const { config, algorithm } = readRun(task.folder);
  if (task.axis !== 'none' && config.register['sweep.protocol'] === 'retrain')
    throw new Error(
      `${task.folder}: was trained for one x of a sweep (sweep.protocol "retrain"); the other points are of other runs: twinkit panels --protocol retrain`,
    );
  const values = task.values ?? axisValues[task.axis];
  const progress = task.progress ?? createProgress({ label: `${algorithm} ${task.axis}`, total: values.length });
  const rows = values.flatMap((x) => {
    const known = (task.known ?? []).filter((point) => point.policy === algorithm && point.x === x);
    const missing = task.seeds.filter((seed) => !known.some((point) => point.seed === seed));
    const world = configAt(config, task.axis, x);
    const added = missing.length > 0 ? evaluateRun(task.folder, missing, world, task.equations?.(world), x) : [];
    if (added.length > 0) task.onPoints?.(added);
    progress.advance();
    const all = [...known, ...added];
    return task.seeds.map((seed) => all.find((point) => point.seed === seed) as SweepPoint);
  });
  progress.finish();
  return rows;
}
