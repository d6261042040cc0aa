import { rmSync } from 'node:fs';
import { crossEntropy } from '../agents/cross-entropy';
import { FAR_SIGHTED_START, farSightedWith } from '../agents/far-sighted';
import { LINEAR_WEIGHTS, linearWith } from '../agents/linear';
import type { Policy } from '../agents/policy';
import { type NodeState, type TunablePolicy, type TunedPolicy, tunablePolicies, tunedFile } from '../agents/tuned';
import { createEnvironment } from '../environment/environment';
import { type Config, makeConfig } from '../paper/config';
import { codeHash } from '../support/code-hash';
import { writeJson } from '../support/files';
import { sum } from '../support/numeric';
import type { Progress } from '../support/progress';
import { runEpisode, seedsFrom, TRAINING_SEED } from './evaluate';

const NOISE = 0.3;

interface Tunable {
  readonly make: (config: Config, weights: readonly number[]) => Policy;
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
  readonly samples: number;
  readonly iterations: number;
  readonly elite: number;
  readonly episodes: number;
}

const farSighted = (patient: boolean): Tunable => ({
  make: (config, weights) => farSightedWith(config, weights, patient),
  mean: FAR_SIGHTED_START.map(({ mean }) => mean),
  deviation: FAR_SIGHTED_START.map(({ deviation }) => deviation),
  samples: 16,
  iterations: 12,
  elite: 5,
  episodes: 2,
});

const tunables: Record<TunablePolicy, Tunable> = {
  linear: {
    make: linearWith,
    mean: new Array(LINEAR_WEIGHTS).fill(0),
    deviation: new Array(LINEAR_WEIGHTS).fill(1),
    samples: 48,
    iterations: 60,
    elite: 8,
    episodes: 4,
  },
  'far-sighted': farSighted(false),
  'far-sighted-patient': farSighted(true),
};

/** What a shorter trial changes. */
export interface TuneOptions extends Partial<Omit<TunedPolicy['budget'], 'firstSeed'>> {
  readonly profile?: string;
  /** Where the result goes in place of `tunedFile(policy, nodeState)`. */
  readonly file?: string;
  readonly progress?: Progress;
}

/**
 * Tunes a policy by the cross-entropy method and writes its weights, budget and history. All samples of an iteration play
 * the same episodes, which differ from those of the other iterations. A stopped run goes on where it was.
 * @returns what it wrote
 */
export function tune(policy: TunablePolicy, nodeState: NodeState, options: TuneOptions = {}): TunedPolicy {
  const { make, mean, deviation, ...usual } = tunableNamed(policy);
  const { profile = 'std', file = tunedFile(policy, nodeState), progress, ...changed } = options;
  const budget = { ...usual, ...changed, firstSeed: TRAINING_SEED };
  const config = makeConfig(profile, { register: { 'options.nodeState': nodeState } });
  const environment = createEnvironment(config);
  const checkpoint = `${file}.checkpoint`;
  const fit = crossEntropy({
    label: policy === 'linear' ? `tune ${policy} ${nodeState}` : `tune ${policy}`,
    score(weights, iteration) {
      const first = budget.firstSeed + iteration * budget.episodes;
      const decider = make(config, weights);
      const rewards = seedsFrom(first, budget.episodes).map((seed) => runEpisode(environment, decider, seed).reward);
      return sum(rewards) / rewards.length;
    },
    mean,
    deviation,
    samples: budget.samples,
    elite: budget.elite,
    iterations: budget.iterations,
    seed: budget.firstSeed,
    of: `${config.profile}, ${budget.episodes} episodes, code ${codeHash()}`,
    noise: NOISE,
    checkpoint,
    progress,
  });
  const tuned: TunedPolicy = {
    policy,
    nodeState: policy === 'linear' ? nodeState : null,
    profile: config.profile,
    weights: fit.mean,
    budget,
    history: fit.history,
  };
  writeJson(file, tuned);
  rmSync(checkpoint, { force: true });
  return tuned;
}

function tunableNamed(policy: string): Tunable {
  if (!Object.hasOwn(tunables, policy))
    throw new Error(`policy: ${JSON.stringify(policy)} cannot be tuned; can be: ${tunablePolicies.join(', ')}`);
  return tunables[policy as TunablePolicy];
}
