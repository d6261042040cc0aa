import { join } from 'node:path';
import { makeConfig } from '../../paper/config';
import type { ParameterName } from '../../paper/parameters';
import { writeJson } from '../../support/files';
import { sum } from '../../support/numeric';
import { projectFile } from '../../support/root';
import { seedsFrom } from '../evaluate';
import { type AlgorithmName, algorithmNames } from './names';
import { evaluateRun, isFinished, readRun } from './run';
import { train } from './train';
import { BUDGET, type Budget, grids, type Trial, type Tuning, trialsOf, tuningFile, type Values } from './tuning';

/** Where the runs of the trials lie, what each costs, and where the result goes. */
export interface TrialsTask {
  readonly budget?: Budget;
  readonly root?: string;
  readonly file?: string;
}

export interface TrialRun {
  readonly algorithm: AlgorithmName;
  readonly values: Values;
  readonly folder: string;
}

const folderOf = (root: string, k: number, algorithm: string, seed: number) =>
  join(root, `trial-${k + 1}`, algorithm, String(seed));

/** All trials of all algorithms, each with the folder of its run: <root>/trial-<k>/<algorithm>/<training seed>. */
export function trialRuns({ budget = BUDGET, root = projectFile('data/runs') }: TrialsTask = {}): TrialRun[] {
  return algorithmNames.flatMap((algorithm) =>
    trialsOf(algorithm).map((values, k) => ({
      algorithm,
      values,
      folder: folderOf(root, k, algorithm, budget.trainingSeed),
    })),
  );
}

/** Trains a trial as any other run, under its own values. @returns false if it was asked to stop before its end */
export function runTrial(
  { algorithm, values, folder }: TrialRun,
  { budget = BUDGET }: TrialsTask = {},
  shouldStop?: () => boolean,
): Promise<boolean> {
  const config = makeConfig(budget.profile, { parameters: { episodes: budget.episodes, ...values } });
  return train({ algorithm, config, seed: budget.trainingSeed, folder, tuned: false, shouldStop });
}

/**
 * Plays the final weights of all trials on the seeds of the choice, takes the best of each algorithm (the first on ties) and
 * writes grid, trials and choice.
 * @throws listing the runs that are not finished, or naming one that was trained with other values
 */
export function gatherTrials(task: TrialsTask = {}): Tuning {
  const { budget = BUDGET, file = tuningFile() } = task;
  const runs = trialRuns(task);
  const missing = runs.filter(({ folder }) => !isFinished(folder));
  if (missing.length > 0)
    throw new Error(`trials not finished: ${missing.map(({ folder }) => folder).join(', ')}; twinkit tune-learners`);
  const method = (algorithm: AlgorithmName) => {
    const trials = runs.filter((run) => run.algorithm === algorithm).map((run) => judge(run, budget));
    const best = trials.reduce((a, b) => (b.reward > a.reward ? b : a));
    return [algorithm, { grid: grids[algorithm], trials, chosen: best.values }];
  };
  const tuning: Tuning = { budget, methods: Object.fromEntries(algorithmNames.map(method)) };
  writeJson(file, tuning);
  return tuning;
}

function judge({ values, folder }: TrialRun, { episodes, firstSeed, seeds }: Budget): Trial {
  const { parameters } = readRun(folder).config;
  for (const [name, value] of Object.entries({ ...values, episodes }) as [ParameterName, number][])
    if (parameters[name] !== value)
      throw new Error(`${folder}: was trained with ${name} ${parameters[name]} in place of ${value}; remove it`);
  const rewards = evaluateRun(folder, seedsFrom(firstSeed, seeds)).map(({ metrics }) => metrics.reward);
  return { values, reward: sum(rewards) / rewards.length, rewards };
}
