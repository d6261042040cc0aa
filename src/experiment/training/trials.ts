import { join } from 'node:path';
import { type Config, makeConfig } from '../../paper/config';
import { writeJson } from '../../support/files';
import { sum } from '../../support/numeric';
import { projectFile } from '../../support/root';
import { seedsFrom } from '../evaluate';
import { configOf } from './algorithms';
import { identityOf, requireSameResult } from './identity';
import { type AlgorithmName, algorithmNames } from './names';
import { evaluateRun, isFinished } from './run';
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
  /** Which of its trials, from 1 on. */
  readonly trial: number;
  readonly values: Values;
  readonly seed: number;
  readonly folder: string;
}

const folderOf = (root: string, trial: number, algorithm: string, seed: number) =>
  join(root, `trial-${trial}`, algorithm, String(seed));

/** The runs of all trials of all algorithms, each with its folder: <root>/trial-<k>/<algorithm>/<training seed>. */
export function trialRuns({ budget = BUDGET, root = projectFile('data/runs') }: TrialsTask = {}): TrialRun[] {
  return algorithmNames.flatMap((algorithm) =>
    trialsOf(algorithm).flatMap((values, k) =>
      budget.trainingSeeds.map((seed) => {
        const trial = k + 1;
        return { algorithm, trial, values, seed, folder: folderOf(root, trial, algorithm, seed) };
      }),
    ),
  );
}

/** Trains a trial as any other run, under its own values. @returns false if it was asked to stop before its end */
export function runTrial(
  { algorithm, values, seed, folder }: TrialRun,
  { budget = BUDGET }: TrialsTask = {},
  shouldStop?: () => boolean,
): Promise<boolean> {
  return train({ algorithm, config: trialConfig(values, budget), seed, folder, tuned: false, shouldStop });
}

const trialConfig = (values: Values, { profile, episodes, updateEvery }: Budget): Config =>
  makeConfig(profile, { parameters: { episodes, ...values }, register: { 'rl.updateEvery': updateEvery } });

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
    const own = runs.filter((run) => run.algorithm === algorithm);
    const trials = trialsOf(algorithm).map((values, k) =>
      judge(
        values,
        own.filter(({ trial }) => trial === k + 1),
        budget,
      ),
    );
    const best = trials.reduce((a, b) => (b.reward > a.reward ? b : a));
    return [algorithm, { grid: grids[algorithm], trials, chosen: best.values }];
  };
  const tuning: Tuning = { budget, methods: Object.fromEntries(algorithmNames.map(method)) };
  writeJson(file, tuning);
  return tuning;
}

function judge(values: Values, runs: readonly TrialRun[], budget: Budget): Trial {
  const rewards = runs.map((run) => {
    const config = configOf(run.algorithm, trialConfig(values, budget), false);
    requireSameResult(run.folder, identityOf(run, config, { modified: [] }));
    return evaluateRun(run.folder, seedsFrom(budget.firstSeed, budget.seeds)).map(({ metrics }) => metrics.reward);
  });
  return { values, reward: sum(rewards.flat()) / (budget.seeds * runs.length), rewards };
}
