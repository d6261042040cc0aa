import { type Axis, axisValuesIn, EVALUATION_SEED, seedsFrom } from '../../../src/experiment/evaluate';
import type { Metrics } from '../../../src/experiment/metrics';
import type { RunData, Runs } from '../../../src/experiment/runs/load';
import type { AxisPoint } from '../../../src/experiment/runs/points';
import type { LogRow } from '../../../src/experiment/training/log';
import { type Config, makeConfig } from '../../../src/paper/config';
import type { Overrides } from '../../../src/paper/profiles';

/** What a synthetic algorithm reaches: metrics at an axis and x for a training seed. */
export type Reach = (at: { axis: Axis; x: number; seed: number }) => Metrics;
/** What it logs: a row at a share of the training in [0, 1] for a training seed. */
export type Progress = (at: { share: number; seed: number }) => LogRow;

export interface SyntheticAlgorithm {
  readonly reach: Reach;
  readonly progress?: Progress;
  readonly variant?: string;
  readonly register?: Overrides['register'];
  readonly seeds?: number;
}

const AXES: readonly Axis[] = ['none', 'dataMB', 'resources', 'requestProb', 'vehicles', 'postedPrice'];
export const EPISODES = 120;

/** Runs in memory with a known answer: what is planted here must be what panels and verdicts say. */
export function syntheticRuns(
  algorithms: readonly (readonly [name: string, SyntheticAlgorithm])[],
  { seeds = 5, references = [] as readonly AxisPoint[], modified = [] as readonly string[] } = {},
): Runs {
  const runs = algorithms.flatMap(([algorithm, one]) =>
    seedsFrom(0, one.seeds ?? seeds).map((seed) => runOf(algorithm, one, seed, modified)),
  );
  return { profile: 'std', runs, references, modified };
}

function runOf(algorithm: string, one: SyntheticAlgorithm, seed: number, modified: readonly string[]): RunData {
  const { variant = '', register, reach, progress } = one;
  const config = makeConfig('std', { register });
  return {
    ...{ algorithm, variant, seed, config, modified, folder: '' },
    id: `std${variant && `-${variant}`}/${algorithm}/${seed}`,
    log: Array.from({ length: EPISODES }, (_, episode) => ({
      episode,
      ...progress?.({ share: episode / (EPISODES - 1), seed }),
    })),
    points: AXES.flatMap((axis) => pointsOf(config, axis, algorithm, (x) => reach({ axis, x, seed }))),
    checksums: { log: '', weights: '' },
  };
}

/** Two evaluation episodes around the planted value, at equal distance. */
function pointsOf(config: Config, axis: Axis, policy: string, at: (x: number) => Metrics): AxisPoint[] {
  return axisValuesIn(config, axis).flatMap((x) =>
    [-1, 1].map((side, k) => ({
      ...{ axis, policy, x, seed: EVALUATION_SEED + k },
      metrics: Object.fromEntries(Object.entries(at(x)).map(([name, value]) => [name, value + side * 0.01])),
    })),
  );
}

/** Reference episodes with the same metrics everywhere. */
export const flatReferences = (
  policies: Readonly<Record<string, Metrics>>,
  axes: readonly Axis[] = AXES,
): AxisPoint[] =>
  Object.entries(policies).flatMap(([policy, metrics]) =>
    axes.flatMap((axis) =>
      axisValuesIn(makeConfig('std'), axis).flatMap((x) =>
        [0, 1].map((k) => ({ axis, policy, x, seed: EVALUATION_SEED + k, metrics })),
      ),
    ),
  );
