import type { LearningAgent } from '../../agents/learning/agent';
import type { LearnerSettings } from '../../agents/learning/settings';
import type { World } from '../../agents/learning/world';
import { madqnAgent } from '../../agents/madqn';
import { moMaddpgAgent } from '../../agents/mo-maddpg';
import type { Policy } from '../../agents/policy';
import { type Config, makeConfig } from '../../paper/config';
import { withoutIdleKeys } from '../../paper/consistency-learning';
import type { Overrides } from '../../paper/profiles';
import type { Rng } from '../../support/rng';
import { geneticPolicy, geneticTrainer } from './generations';
import { type AlgorithmName, algorithmNames } from './names';
import { learnerTrainer } from './rounds';
import type { Setup, Trainer, Vector } from './trainer';
import { chosenFor } from './tuning';

interface Defined {
  /** What the algorithm lacks or has, as register values on top of the profile. */
  readonly register: NonNullable<Overrides['register']>;
}

/** An algorithm that learns networks. */
export interface Learner extends Defined {
  readonly create: (world: World, settings: LearnerSettings, rng: Rng) => LearningAgent;
}

/** An algorithm that searches for a rule of every vehicle; `weights` are those of the finished run. */
export interface Search extends Defined {
  readonly begin: (setup: Setup) => Trainer;
  readonly policy: (config: Config, weights: readonly Vector[]) => Policy;
}

export type Algorithm = Learner | Search;

/** Neither GCN nor several heads nor the game: links' features and a posted price in their place. */
const plain = { 'gcn.enabled': false, 'critic.heads': 'single', 'game.enabled': false } as const;

/** The learners of section V by name (MODEL.md §5.6). */
export const algorithms = {
  'mo-maddpg': { register: {}, create: moMaddpgAgent },
  maddpg: { register: plain, create: moMaddpgAgent },
  madqn: { register: plain, create: madqnAgent },
  ga: { register: plain, begin: geneticTrainer, policy: geneticPolicy },
} as const satisfies Record<AlgorithmName, Algorithm>;

/** @throws listing the names if there is no algorithm of that name */
export function algorithmOf(name: string): Algorithm {
  if (!Object.hasOwn(algorithms, name))
    throw new Error(`algorithm: ${JSON.stringify(name)} is not known; known are ${algorithmNames.join(', ')}`);
  return algorithms[name as AlgorithmName];
}

/** A training from its start. */
export function trainerOf(name: string, setup: Setup): Trainer {
  const algorithm = algorithmOf(name);
  return 'create' in algorithm ? learnerTrainer(setup, algorithm.create) : algorithm.begin(setup);
}

/**
 * The config under which an algorithm trains: the given one with what defines the algorithm, less what that leaves idle, and
 * with the values its tuning chose for parameters other than those that were set by name.
 */
export function configOf(name: string, config: Config, tuned = true, named: readonly string[] = []): Config {
  const { profile, parameters, register } = config;
  const defined = withoutIdleKeys({ ...register, ...algorithmOf(name).register });
  const chosen = tuned ? chosenFor(name as AlgorithmName, config, named) : {};
  return makeConfig(profile, { parameters: { ...parameters, ...chosen }, register: defined });
}
