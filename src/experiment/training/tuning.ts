import { existsSync } from 'node:fs';
import { type Config, makeConfig } from '../../paper/config';
import type { ParameterName } from '../../paper/parameters';
import { canonicalJson, readJson } from '../../support/files';
import { projectFile } from '../../support/root';
import { type AlgorithmName, algorithmNames } from './names';

/** Values of parameters by name. */
export type Values = Readonly<Partial<Record<ParameterName, number>>>;
type Grid = Readonly<Partial<Record<ParameterName, readonly number[]>>>;

/**
 * What is tried for each algorithm: as many combinations for one as for another (MODEL.md §5.6), the paper's first. A first
 * round of four combinations each (data/tuned/learners-first-round.json) gave the profile its τ.
 */
export const grids: Readonly<Record<AlgorithmName, Grid>> = {
  'mo-maddpg': { actorLearningRate: [1e-4, 3e-4, 1e-3] },
  maddpg: { actorLearningRate: [1e-4, 3e-4, 1e-3] },
  madqn: { criticLearningRate: [1e-3, 3e-4, 1e-4] },
  ga: { geneticTournament: [2, 4, 8] },
};

/** All combinations of an algorithm's grid, the last name changing fastest. */
export function trialsOf(algorithm: AlgorithmName): Values[] {
  return Object.entries(grids[algorithm]).reduce<Values[]>(
    (trials, [name, values]) => trials.flatMap((trial) => values.map((value) => ({ ...trial, [name]: value }))),
    [{}],
  );
}

/** How a trial is trained, and on which seeds its final weights are judged (MODEL.md §5.5: chosen on 3000–3019). */
export interface Budget {
  readonly profile: string;
  readonly episodes: number;
  readonly trainingSeed: number;
  readonly firstSeed: number;
  readonly seeds: number;
}

export const BUDGET: Budget = { profile: 'std', episodes: 300, trainingSeed: 90, firstSeed: 3000, seeds: 20 };

export interface Trial {
  readonly values: Values;
  /** Mean R over the seeds of the choice, and R on each. */
  readonly reward: number;
  readonly rewards: readonly number[];
}

/** What was tuned, over which grid, with how many trials, and what was chosen. */
export interface Tuning {
  readonly budget: Budget;
  readonly methods: Readonly<
    Record<AlgorithmName, { readonly grid: Grid; readonly trials: readonly Trial[]; readonly chosen: Values }>
  >;
}

export const tuningFile = (): string => projectFile('data/tuned/learners.json');

/** Profiles that train at the paper's size; the small ones have constants of their own. */
const TUNED_PROFILES: readonly string[] = ['std', 'paper'];

/** @throws if the file is not of these algorithms and grids */
export function readTuning(file = tuningFile()): Tuning {
  const tuning = readJson<Tuning>(file);
  for (const name of algorithmNames)
    if (canonicalJson(tuning.methods?.[name]?.grid ?? null) !== canonicalJson(grids[name]))
      throw new Error(
        `${file}: methods.${name}.grid is not the declared one; twinkit tune-learners makes the file anew`,
      );
  return tuning;
}

/**
 * The tuned values of an algorithm for a config: where its profile trains at the paper's size, for parameters that the
 * config leaves at the profile's value. Without a file nothing is tuned and the paper's constants stand.
 */
export function chosenFor(algorithm: AlgorithmName, { profile, parameters }: Config, file = tuningFile()): Values {
  if (!TUNED_PROFILES.includes(profile) || !existsSync(file)) return {};
  const usual = makeConfig(profile).parameters;
  const { chosen } = readTuning(file).methods[algorithm];
  const own = Object.entries(chosen) as [ParameterName, number][];
  return Object.fromEntries(own.filter(([name]) => parameters[name] === usual[name]));
}
