import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeConfig } from '../../paper/config';
import type { ProfileName } from '../../paper/profiles';
import { projectFile } from '../../support/root';
import { type LogRow, readLog } from '../training/log';
import { runsFolder } from '../training/plan';
import { isRetrained } from '../training/retrain';
import { type Run, readRun } from '../training/run-folder';
import { type AxisPoint, pointsFile, readPoints } from './points';

/** A finished training run and what its final weights reach. */
export interface RunData extends Pick<Run, 'algorithm' | 'seed' | 'config' | 'modified' | 'checksums'> {
  /** What tells its config from the profile's, as its folder says; '' for the profile's own. */
  readonly variant: string;
  /** `<profile>[-<variant>]/<algorithm>/<seed>`. */
  readonly id: string;
  /** Where log, weights and points lie. */
  readonly folder: string;
  /** A row an episode of training. */
  readonly log: readonly LogRow[];
  /** Evaluated episodes; empty until the run is evaluated. */
  readonly points: readonly AxisPoint[];
}

/** All that panels and verdicts read. */
export interface Runs {
  readonly profile: ProfileName;
  readonly runs: readonly RunData[];
  /** Evaluated episodes of the reference policies. */
  readonly references: readonly AxisPoint[];
  /** Equations that were replaced in any of the runs. */
  readonly modified: readonly string[];
}

/** Folder below which the runs of a profile lie. */
export const runsRoot = (profile: ProfileName): string => projectFile(runsFolder(profile));

export const referencesFile = (profile: ProfileName, root = runsRoot(profile)): string =>
  join(root, profile, 'references.json');

/** Whether the folder of that name holds runs of a profile or of one of its variants. */
export const isGroupOf = (profile: ProfileName, name: string): boolean =>
  name === profile || name.startsWith(`${profile}-`);

export interface FoundRun {
  readonly profile: ProfileName;
  readonly id: string;
  readonly variant: string;
  readonly folder: string;
}

/** Folders of a profile's finished runs and of its variants', sorted by variant, algorithm and seed. */
export function findRuns(profile: ProfileName, root = runsRoot(profile)): FoundRun[] {
  const groups = folders(root).filter((name) => isGroupOf(profile, name));
  return groups.flatMap((group) =>
    folders(join(root, group)).flatMap((algorithm) =>
      folders(join(root, group, algorithm))
        .sort((a, b) => Number(a) - Number(b))
        .map((seed) => {
          const id = `${group}/${algorithm}/${seed}`;
          return { profile, id, variant: group.slice(profile.length + 1), folder: join(root, id) };
        })
        .filter(({ folder }) => existsSync(join(folder, 'run.json'))),
    ),
  );
}

const folders = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .sort()
    : [];

/**
 * Reads a finished run with its log and its evaluated points.
 * @throws naming the file that was edited or truncated, or a run that lies among those of another profile
 */
export function readRunData({ profile, id, variant, folder }: FoundRun): RunData {
  const { algorithm, seed, config, modified, checksums } = readRun(folder);
  if (config.profile !== profile)
    throw new Error(`${folder}: is a run of profile ${config.profile} among those of ${profile}; move it out`);
  const points = readPoints(pointsFile(folder), { weights: checksums.weights });
  const log = readLog(join(folder, 'log.csv'));
  return { algorithm, variant, seed, id, folder, config, modified, log, points, checksums };
}

/**
 * Every finished run of a profile, except those that are trained at an x of a sweep: `loadRetrained` has them. No runs is no
 * error: panels and verdicts say what is not there yet.
 * @throws naming the file that was edited or truncated
 */
export async function loadRuns(profile: ProfileName, root = runsRoot(profile)): Promise<Runs> {
  const runs = findRuns(profile, root)
    .filter(({ variant }) => !isRetrained(variant))
    .map(readRunData);
  const references = readPoints(referencesFile(profile, root), { config: makeConfig(profile) });
  return { profile, runs, references, modified: [...new Set(runs.flatMap((run) => run.modified))] };
}
