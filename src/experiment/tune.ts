import { existsSync, rmSync } from 'node:fs';
import { crossEntropy } from '../agents/cross-entropy';
import { FAR_SIGHTED_START, farSightedWith } from '../agents/far-sighted';
import { LINEAR_WEIGHTS, linearWith } from '../agents/linear';
import type { Policy } from '../agents/policy';
import { type NodeState, type TunablePolicy, type TunedPolicy, tunablePolicies, tunedFile } from '../agents/tuned';
import { createEnvironment } from '../environment/environment';
import { type Config, makeConfig } from '../paper/config';
import { writeJson } from '../support/files';
import { runEpisode } from './evaluate';

/** Training seeds start here; no evaluation ever uses them (MODEL.md §5.5). */
export const TRAINING_SEED = 100_000;

interface Tunable {
  readonly make: (config: Config, weights: readonly number[]) => Policy;
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
  readonly samples: number;
  readonly iterations: number;
  readonly elite: number;
  readonly episodes: number;
}

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
  'far-sighted': {
    make: farSightedWith,
    mean: FAR_SIGHTED_START.map(({ mean }) => mean),
    deviation: FAR_SIGHTED_START.map(({ deviation }) => deviation),
    samples: 16,
    iterations: 12,
    elite: 5,
    episodes: 2,
  },
};

/**
 * Tunes a policy on the profile `std` by the cross-entropy method and writes its weights, budget and history. All samples
 * of an iteration play the same episodes, other ones than the last iteration's. A stopped run goes on where it was.
 * @returns what it wrote to `tunedFile(policy, nodeState)`
 */
export function tune(policy: TunablePolicy, nodeState: NodeState = 'viaGcn'): TunedPolicy {
  const { make, mean, deviation, samples, iterations, elite, episodes } = tunableNamed(policy);
  const config = makeConfig('std', { register: { 'options.nodeState': nodeState } });
  const environment = createEnvironment(config);
  const file = tunedFile(policy, nodeState);
  const checkpoint = `${file}.checkpoint`;
  const score = (weights: readonly number[], iteration: number): number => {
    const decide = make(config, weights);
    let sum = 0;
    for (let k = 0; k < episodes; k++)
      sum += runEpisode(environment, decide, TRAINING_SEED + iteration * episodes + k).reward;
    return sum / episodes;
  };
  const fit = crossEntropy({
    label: policy === 'linear' ? `tune ${policy} ${nodeState}` : `tune ${policy}`,
    score,
    mean,
    deviation,
    samples,
    elite,
    iterations,
    seed: TRAINING_SEED,
    deviationFloor: 0.03,
    checkpoint,
  });
  const tuned: TunedPolicy = {
    policy,
    nodeState: policy === 'linear' ? nodeState : null,
    profile: config.profile,
    weights: fit.mean,
    budget: { samples, iterations, elite, episodes, firstSeed: TRAINING_SEED },
    history: fit.history,
  };
  writeJson(file, tuned);
  if (existsSync(checkpoint)) rmSync(checkpoint);
  return tuned;
}

function tunableNamed(policy: string): Tunable {
  if (!Object.hasOwn(tunables, policy))
    throw new Error(`policy: ${JSON.stringify(policy)} cannot be tuned; can be: ${tunablePolicies.join(', ')}`);
  return tunables[policy as TunablePolicy];
}
