import { type Command, Option } from 'commander';
import { findRuns, referencesFile } from '../experiment/runs/load';
import { makeConfig } from '../paper/config';
import { useDeterministicSettings } from '../support/deterministic';
import { createProgress } from '../support/progress';
import { notEmpty, profileOption, wholeNumber } from './options';

interface PointsOptions {
  profile: string;
  run?: string;
  references?: boolean;
  remake?: number;
}

/** Evaluated points: what panels and verdicts are made from. */
export function addPointsCommand(root: Command): void {
  root
    .command('points')
    .description('play the finished runs and the reference policies at the points of every panel; keeps what is there')
    .addOption(profileOption('std'))
    .addOption(new Option('--run <folder>', 'this run alone').argParser(notEmpty).conflicts(['profile', 'remake']))
    .addOption(new Option('--references', 'the reference policies alone').conflicts(['run', 'remake']))
    .option('--remake <n>', 'play one kept point of every n-th run again and compare', wholeNumber(1))
    .action(run);
}

/** TensorFlow is loaded only here, after its settings are in place. */
async function run({ profile: name, run: only, references, remake }: PointsOptions): Promise<void> {
  const { profile } = makeConfig(name);
  useDeterministicSettings();
  const { pointsOfRun, remakeSample } = await import('../experiment/runs/evaluate-run.js');
  const { pointsOfReferences, remakeReferences } = await import('../experiment/runs/references.js');
  if (only) {
    pointsOfRun({ folder: only, label: `points of ${only}` });
    return;
  }
  if (references) {
    pointsOfReferences(profile, referencesFile(profile));
    return;
  }
  const found = findRuns(profile);
  if (remake !== undefined) {
    const points = remakeSample(found, remake);
    const episodes = remakeReferences(profile, referencesFile(profile));
    const what = `${points} points of runs and ${episodes} episodes of reference policies`;
    process.stdout.write(`${what} played again, the same to 10 digits\n`);
    return;
  }
  const progress = createProgress({ label: `points of ${found.length} runs`, total: Math.max(1, found.length) });
  for (const { folder } of found) {
    pointsOfRun({ folder });
    progress.advance();
  }
  progress.finish();
  pointsOfReferences(profile, referencesFile(profile));
}
