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
 * What is tried for each algorithm: as many combinations for one as for another (MODEL.md §5.6). Three rounds came before
 * (data/tuned/learners-<which>-round.json): the first gave the profile its τ; the second, with the paper's rates, chose 1e-3
 * for all learners, for actors the largest; the third had today's grids and trainings of half the length, and chose 1e-2 for
 * MO-MADDPG, which in trainings of full length is too much. So this one has as many episodes as a run, though fewer updates.
 */
export const grids: Readonly<Record<AlgorithmName, Grid>> = {
  'mo-maddpg': { actorLearningRate: [1e-3, 3e-3, 1e-2] },
  maddpg: { actorLearningRate: [1e-3, 3e-3, 1e-2] },
  madqn: { criticLearningRate: [3e-4, 1e-3, 3e-3] },
  ga: { geneticTournament: [2, 4, 8] },
};

/** All combinations of an algorithm's grid, the last name changing fastest. */
export function trialsOf(algorithm: AlgorithmName): Values[] {
  return Object.entries(grids[algorithm]).reduce<Values[]>(
    (trials, [name, values]) => trials.flatMap((trial) => values.map((value) => ({ ...trial, [name]: value }))),
    [{}],
  );
}

/**
 * How a trial is trained, once on each training seed, and on which seeds its final weights are judged (MODEL.md §5.5: chosen on
 * 3000–3019).
 */
export interface Budget {
  readonly profile: string;
  readonly episodes: number;
  /** Slots between two updates (AMB-23). */
  readonly updateEvery: number;
  readonly trainingSeeds: readonly number[];
  readonly firstSeed: number;
  readonly seeds: number;
}

export const BUDGET: Budget = {
  profile: 'std',
  episodes: 600,
  updateEvery: 5,
  trainingSeeds: [90, 91],
  firstSeed: 3000,
  seeds: 20,
};

export interface Trial {
  readonly values: Values;
  /** Mean R over all, and R on each seed of the choice, a list a training seed. */
  readonly reward: number;
  readonly rewards: readonly (readonly number[])[];
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

/** @throws if the file is not of these algorithms, grids and trainings */
export function readTuning(file = tuningFile()): Tuning {
  const tuning = readJson<Tuning>(file);
  for (const name of algorithmNames)
    if (canonicalJson(tuning.methods?.[name]?.grid ?? null) !== canonicalJson(grids[name]))
      throw new Error(
        `${file}: methods.${name}.grid is not the declared one; twinkit tune-learners makes the file anew`,
      );
  if (canonicalJson(tuning.budget) !== canonicalJson(BUDGET))
    throw new Error(`${file}: budget is not the declared one; twinkit tune-learners makes the file anew`);
  return tuning;
}

/**
 * The tuned values of an algorithm for a config: where its profile trains at the paper's size, for parameters that the
 * config leaves at the profile's value and that were not set by name. Without a file nothing is tuned and the paper's constants
 * stand.
 */
export function chosenFor(
  algorithm: AlgorithmName,
  { profile, parameters }: Config,
  named: readonly string[] = [],
  file = tuningFile(),
): Values {
  if (!TUNED_PROFILES.includes(profile) || !existsSync(file)) return {};
  const usual = makeConfig(profile).parameters;
  const { chosen } = readTuning(file).methods[algorithm];
  const own = Object.entries(chosen) as [ParameterName, number][];
  return Object.fromEntries(own.filter(([name]) => parameters[name] === usual[name] && !named.includes(name)));
}
