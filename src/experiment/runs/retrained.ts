import { join } from 'node:path';
import { makeConfig } from '../../paper/config';
import type { ProfileName } from '../../paper/profiles';
import { type RetrainedRun, retrainedRuns } from '../training/plan';
import { type Protocol, standsAt } from '../training/retrain';
import { isFinished } from '../training/run-folder';
import { loadRuns, type RunData, type Runs, readRunData, runsRoot } from './load';
import type { AxisPoint } from './points';

/** A planned run with its points on the axis of its sweep; none as long as it is not trained and evaluated. */
interface Trained extends RetrainedRun {
  readonly points: readonly AxisPoint[];
  readonly modified: readonly string[];
}

/**
 * The runs of a profile with sweeps of retrained policies (AMB-40): a point at x is of the policy that was trained at x.
 * Learning curves, final weights and the points at the profile's own x are of its own runs. A sweep that nobody began (axis,
 * algorithm, training seed) has no points; ablations are not retrained and left out.
 * @throws naming the runs that a begun sweep lacks, or a run that was trained elsewhere, and the command that makes them
 */
export async function loadRetrained(profile: ProfileName, root = runsRoot(profile)): Promise<Runs> {
  const { runs, ...rest } = await loadRuns(profile, root);
  const begun = begunSweeps(profile, root);
  const own = runs.filter(({ variant, points }) => variant === '' && points.length > 0);
  const alone = begun.find((run) => !own.some((one) => isSame(one, run)));
  if (alone) {
    const { id, algorithm, seed } = alone;
    const command = makes(profile, [{ algorithm, seed }]);
    throw new Error(`${root}: ${id} needs the profile's own run of ${algorithm}, seed ${seed}, evaluated; ${command}`);
  }
  const sweepsOf = (run: RunData) => begun.filter((one) => isSame(one, run));
  return {
    ...rest,
    modified: [...new Set([...rest.modified, ...begun.flatMap(({ modified }) => modified)])],
    runs: own.map((run) => withSweeps(run, sweepsOf(run))),
  };
}

type Trainee = Pick<RunData, 'algorithm' | 'seed'>;
const isSame = (a: Trainee, b: Trainee): boolean => a.algorithm === b.algorithm && a.seed === b.seed;

/** All runs of the sweeps of which there is one. @throws if there is none, or a sweep is not whole */
function begunSweeps(profile: ProfileName, root: string): Trained[] {
  const planned = retrainedRuns(profile).map((run) => trainedOf(profile, root, run));
  const sweepOf = ({ axis, algorithm, seed }: Trained) => `${axis} ${algorithm} ${seed}`;
  const names = new Set(planned.filter(({ points }) => points.length > 0).map(sweepOf));
  if (names.size === 0)
    throw new Error(`${root}: no retrained run of ${profile} is there and evaluated; ${makes(profile, planned)}`);
  const begun = planned.filter((run) => names.has(sweepOf(run)));
  const missing = begun.filter(({ points }) => points.length === 0);
  if (missing.length > 0) {
    const ids = missing.slice(0, 5).map(({ id }) => id);
    const more = missing.length > ids.length ? ` and ${missing.length - ids.length} more` : '';
    throw new Error(
      `${root}: retrained runs are missing or not evaluated: ${ids.join(', ')}${more}; ${makes(profile, missing)}`,
    );
  }
  return begun;
}

function trainedOf(profile: ProfileName, root: string, run: RetrainedRun): Trained {
  const { id, variant, axis, x } = run;
  const folder = join(root, id);
  if (!isFinished(folder)) return { ...run, points: [], modified: [] };
  const { config, points, modified } = readRunData({ profile, id, variant, folder });
  if (config.register['sweep.protocol'] !== 'retrain' || !standsAt(config, axis, x))
    throw new Error(`${folder}: was not trained at ${axis} ${x} with sweep.protocol "retrain"; remove it`);
  return { ...run, modified, points: points.map((point) => ({ ...point, axis, x })) };
}

/** The command that makes runs, as narrow as its choices allow. */
function makes(profile: ProfileName, runs: readonly Partial<RetrainedRun>[]): string {
  const only = (choice: string, name: 'axis' | 'algorithm' | 'seed') =>
    new Set(runs.map((run) => run[name])).size === 1 && runs[0][name] !== undefined
      ? ` ${choice}=${runs[0][name]}`
      : '';
  const protocol = runs[0].axis === undefined ? '' : ' PROTOCOL=retrain';
  return `make train PROFILE=${profile}${protocol}${only('AXIS', 'axis')}${only('ALGORITHM', 'algorithm')}${only('SEED', 'seed')}`;
}

/** A run with the points of retrained ones in place of its own, except at its own world. */
function withSweeps(run: RunData, retrained: readonly Trained[]): RunData {
  const { profile, parameters, register } = run.config;
  const standing = makeConfig(profile);
  const axes = new Set(retrained.map(({ axis }) => axis));
  const kept = run.points.filter(({ axis, x }) => axis === 'none' || (axes.has(axis) && standsAt(standing, axis, x)));
  const config = makeConfig(profile, { parameters, register: { ...register, 'sweep.protocol': 'retrain' } });
  return { ...run, config, points: [...kept, ...retrained.flatMap(({ points }) => points)] };
}

/** How the sweeps of these runs were made. @throws naming two runs of different protocols */
export function protocolOf({ runs }: Runs): Protocol {
  const of = ({ config }: RunData) => config.register['sweep.protocol'] as Protocol;
  const other = runs.find((run) => of(run) !== of(runs[0]));
  if (other)
    throw new Error(
      `runs: ${runs[0].id} has sweep.protocol "${of(runs[0])}" and ${other.id} "${of(other)}"; panels and verdicts take runs of one protocol, as loadRuns or loadRetrained gives them`,
    );
  return runs.length > 0 ? of(runs[0]) : 'zeroShot';
}
