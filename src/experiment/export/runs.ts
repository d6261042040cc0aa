import { join } from 'node:path';
import type { ProfileName } from '../../paper/profiles';
import { type LogRow, readLog } from '../training/log';
import { folderOf, plannedRuns } from '../training/plan';
import { isFinished, type Run, readRun } from '../training/run';

/** A finished run as it is exported. */
export interface ExportedRun {
  readonly folder: string;
  /** Profile with the variant, and algorithm: what runs of one kind share. */
  readonly group: string;
  readonly algorithm: string;
  readonly seed: number;
  readonly run: Run;
  readonly rows: readonly LogRow[];
}

const exported = (folder: string, group: string): ExportedRun => {
  const run = readRun(folder);
  return { folder, group, algorithm: run.algorithm, seed: run.seed, run, rows: readLog(join(folder, 'log.csv')) };
};

/** The finished runs of a profile. @throws if there is none */
export function runsOfProfile(profile: ProfileName): ExportedRun[] {
  const finished = plannedRuns(profile).filter((run) => isFinished(folderOf(profile, run)));
  if (finished.length === 0)
    throw new Error(`export: ${profile} has no finished run; train it first: make train PROFILE=${profile}`);
  return finished.map((run) => exported(folderOf(profile, run), run.id.split('/')[0]));
}

/** Runs by their folders. @throws naming the folder that holds no finished run */
export const runsOfFolders = (folders: readonly string[]): ExportedRun[] =>
  folders.map((folder) => {
    const { profile } = readRun(folder).config;
    return exported(folder, profile);
  });
