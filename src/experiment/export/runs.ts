import { basename, dirname, join, resolve } from 'node:path';
import type { ProfileName } from '../../paper/profiles';
import { findRuns } from '../runs/load';
import { type LogRow, readLog } from '../training/log';
import { isRetrained } from '../training/retrain';
import { type Run, readRun } from '../training/run';

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
  const finished = findRuns(profile).filter(({ variant }) => !isRetrained(variant));
  if (finished.length === 0)
    throw new Error(`export: ${profile} has no finished run; train it first: make train PROFILE=${profile}`);
  return finished.map(({ id, folder }) => exported(folder, id.split('/')[0]));
}

/** Runs by their folders. @throws naming the folder that holds no finished run, or one whose run another has already */
export function runsOfFolders(folders: readonly string[]): ExportedRun[] {
  const seen = new Map<string, string>();
  return folders.map((folder) => {
    const run = exported(folder, groupOf(folder));
    const name = `${run.group}, ${run.algorithm}, seed ${run.seed}`;
    const other = seen.get(name);
    if (other) throw new Error(`export: ${folder} and ${other} would both be ${name}; export them apart`);
    seen.set(name, folder);
    return run;
  });
}

/** Profile and variant as the folder's place below the runs says, or the profile of a run that lies elsewhere. */
function groupOf(folder: string): string {
  const { profile } = readRun(folder).config;
  const above = basename(dirname(dirname(resolve(folder))));
  return above === profile || above.startsWith(`${profile}-`) ? above : profile;
}
