import { type Config, makeConfig } from '../../paper/config';
import type { Overrides, ProfileName } from '../../paper/profiles';
import { codeHash } from '../../support/code-hash';
import { projectFile } from '../../support/root';
import { didYouMean } from '../../support/suggest';
import type { Axis } from '../evaluate';
import { type AlgorithmName, algorithmNames } from './names';
import { leftOut, type Part, variantWithout } from './parts';
import { retrainedConfig, retrainedPoints } from './retrain';

/*
 * Which runs a profile has. The Snakefile, the command line and the notebooks all read it here.
 */

interface Variant extends Overrides {
  readonly algorithms: readonly AlgorithmName[];
}

const without = {
  gcn: { 'gcn.enabled': false },
  game: { 'game.enabled': false },
  heads: { 'critic.heads': 'single' },
} as const satisfies Record<Part, Overrides['register']>;

/**
 * A setting without parts of MO-MADDPG. Without all three it is MADDPG, with what tuning chose for MO-MADDPG: the eight
 * cells of the factorial differ in nothing but their parts.
 */
const ablationsOf = (name: string, { register, ...setting }: Omit<Variant, 'algorithms'>): Record<string, Variant> =>
  Object.fromEntries(
    leftOut
      .filter((parts) => parts.length > 0)
      .map((parts) => {
        const changed = Object.assign({}, register, ...parts.map((part) => without[part]));
        return [variantWithout(name, parts), { ...setting, register: changed, algorithms: ['mo-maddpg'] }];
      }),
  );

/** How the learners were trained before AMB-66 and AMB-67: the bonus of hand-overs booked, rates that stay as they are. */
const before = {
  'rl.handoverCredit': 'booked',
  'rl.learningRates': 'constant',
} as const satisfies Overrides['register'];

const announced = { 'options.nodeState': 'broadcast' } as const satisfies Overrides['register'];

/** Servers are told what a refusal costs the one who waits (AMB-65). */
const told = { 'rl.nodeRefusals': 'waiting' } as const satisfies Overrides['register'];

/** Servers learn five times slower. */
const slow = { nodeActorLearningRate: 2e-5 } as const satisfies Overrides['parameters'];

/** 12,000 updates in place of 30,000: a run takes half the time, and is of as many as the trials of tuning (AMB-23). */
const fewer = { 'rl.updateEvery': 5 } as const satisfies Overrides['register'];

/**
 * Servers announce their state, and vehicles read how they are set. So servers move slowly: else they come to refuse half of
 * what is asked while vehicles still learn, and stay there. To be told what that costs is not enough (the variants after it).
 */
const broadcast = { register: { ...announced, ...told }, parameters: slow } as const satisfies Omit<
  Variant,
  'algorithms'
>;

/** The profile as it is. */
export const DEFAULT_VARIANT = 'default';

/** Register values and parameters that tell runs of one profile apart. */
export const variants: Readonly<Record<string, Variant>> = {
  [DEFAULT_VARIANT]: { algorithms: algorithmNames },
  broadcast: { ...broadcast, algorithms: algorithmNames },
  'broadcast-default-nodes': { register: announced, algorithms: ['mo-maddpg'] },
  'broadcast-slow-nodes': { register: announced, parameters: slow, algorithms: ['mo-maddpg'] },
  'broadcast-told-nodes': { register: { ...announced, ...told }, algorithms: ['mo-maddpg'] },
  'fixed-nodes': { register: { 'agents.nodeActors': 'fixed' }, algorithms: ['mo-maddpg'] },
  'slow-nodes': { parameters: slow, algorithms: ['mo-maddpg'] },
  'fewer-updates': { register: fewer, algorithms: ['mo-maddpg', 'maddpg', 'madqn'] },
  booked: { register: before, algorithms: ['mo-maddpg'] },
  ...ablationsOf('', {}),
  ...ablationsOf('broadcast', broadcast), // MODEL.md §5.6
};

const variantsOf: Record<ProfileName, readonly string[]> = {
  tiny: [DEFAULT_VARIANT],
  quick: [DEFAULT_VARIANT],
  std: Object.keys(variants),
  paper: [DEFAULT_VARIANT, 'broadcast'],
};

/** Profiles whose runs are kept in data/runs; those of the others are trained where they are needed, into build/. */
const COMMITTED: readonly string[] = ['std', 'paper'] satisfies ProfileName[];

export const isCommitted = (profile: string): boolean => COMMITTED.includes(profile);

export interface PlannedRun {
  /** `<profile>[-<variant>]/<algorithm>/<seed>`, the folder of the run below `runsFolder`. */
  readonly id: string;
  readonly variant: string;
  readonly algorithm: AlgorithmName;
  readonly seed: number;
}

/** A run of a policy that is trained at an x of a sweep (AMB-40). */
export interface RetrainedRun extends PlannedRun {
  readonly axis: Axis;
  readonly x: number;
}

/**
 * Every run of a profile: variant × algorithm × training seed.
 * @param seeds how many training seeds, from 0 on; as many as the profile has unless told
 */
export const plannedRuns = (profile: ProfileName, seeds?: number): PlannedRun[] =>
  variantsOf[profile].flatMap((variant) => runsOfVariant(profile, variant, variants[variant].algorithms, seeds));

/** Runs that a profile has besides where its sweeps are to be of retrained policies: x × algorithm × training seed. */
export const retrainedRuns = (profile: ProfileName, seeds?: number): RetrainedRun[] =>
  retrainedPoints(profile).flatMap(({ variant, axis, x }) =>
    runsOfVariant(profile, variant, algorithmNames, seeds).map((run) => ({ ...run, axis, x })),
  );

function runsOfVariant(
  profile: ProfileName,
  variant: string,
  algorithms: readonly AlgorithmName[],
  count = makeConfig(profile).register['stats.seeds'] as number,
): PlannedRun[] {
  const seeds = Array.from({ length: count }, (_, seed) => seed);
  return algorithms.flatMap((algorithm) =>
    seeds.map((seed) => ({ id: runId(profile, variant, algorithm, seed), variant, algorithm, seed })),
  );
}

export const runId = (profile: string, variant: string, algorithm: string, seed: number): string =>
  `${variant === DEFAULT_VARIANT ? profile : `${profile}-${variant}`}/${algorithm}/${seed}`;

/**
 * Folder of a profile's runs, relative to the project's. Runs that are not committed lie under the version of the code
 * that trained them, so that those of other code are never taken for present ones.
 */
export const runsFolder = (profile: string): string =>
  isCommitted(profile) ? 'data/runs' : `build/${profile}/runs/${codeHash()}`;

/** Name under which `verify` knows the training of a profile, as if it were a notebook. */
export const TRAINING = 'training';

/** Checksums and means of a profile's finished runs, as `verify` compares them. */
export const trainingResultsFile = (profile: string): string => projectFile(runsFolder(profile), `${TRAINING}.json`);

/** The folder in which a planned run lies or will lie. */
export const folderOf = (profile: ProfileName, { id }: Pick<PlannedRun, 'id'>): string =>
  projectFile(runsFolder(profile), id);

/** The config of a variant, before what defines the algorithm. @throws saying what lists the variants, or naming the algorithms that have it */
export function variantConfig(config: Config, variant: string, algorithm: string): Config {
  const retrained = retrainedConfig(config, variant);
  if (retrained) return retrained;
  const found = Object.hasOwn(variants, variant) ? variants[variant] : undefined;
  if (!found) {
    const names = [...Object.keys(variants), ...retrainedPoints(config.profile).map((point) => point.variant)];
    throw new Error(`variant: "${variant}" is not known${didYouMean(variant, names, 'twinkit runs --profile std')}`);
  }
  if (
    !(found.algorithms as readonly string[]).includes(algorithm) &&
    (algorithmNames as readonly string[]).includes(algorithm)
  )
    throw new Error(`variant: ${algorithm} has no "${variant}"; it is one of ${found.algorithms.join(', ')}`);
  const { profile, parameters, register } = config;
  return makeConfig(profile, {
    parameters: { ...parameters, ...found.parameters },
    register: { ...register, ...found.register },
  });
}
