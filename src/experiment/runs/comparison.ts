import {
  bootstrapInterval,
  interquartileMean,
  type Pair,
  pairedDifference,
  probabilityOfImprovement,
  tInterval,
} from '../statistics';
import { quantity } from './derived';
import type { RunData, Runs } from './load';
import { finalValues, LEARNERS, runsOf } from './rows';

/** An algorithm's final weights in one quantity, beside the proposed algorithm's. */
export interface ComparisonRow {
  readonly algorithm: string;
  readonly seeds: number;
  /** Mean over training seeds, with Student's 95 % interval. */
  readonly mean: number;
  readonly low: number | null;
  readonly high: number | null;
  /** Interquartile mean over all evaluation episodes; its interval resamples whole training seeds. */
  readonly iqm: number;
  readonly iqmLow: number | null;
  readonly iqmHigh: number | null;
  /** MO-MADDPG minus this one over paired training seeds, percentile interval; null for MO-MADDPG itself. */
  readonly difference: number | null;
  readonly differenceLow: number | null;
  readonly differenceHigh: number | null;
  /** Of the paired t test. */
  readonly p: number | null;
  /** Share of pairs of training seeds in which MO-MADDPG has the larger value. */
  readonly larger: number | null;
}

const LEVEL = 0.95;
const none = { difference: null, differenceLow: null, differenceHigh: null, p: null, larger: null };

/** All learners in one quantity, the proposed one first; those that are not evaluated yet are left out. */
export function comparison(runs: Runs, name: string, variant = ''): ComparisonRow[] {
  const proposed = finalValues(runs, { algorithm: LEARNERS[0], variant }, name);
  return LEARNERS.flatMap((algorithm): ComparisonRow[] => {
    const own = finalValues(runs, { algorithm, variant }, name);
    if (own.size === 0) return [];
    const { mean, low, high, count } = tInterval({ values: [...own.values()], level: LEVEL });
    const episodes = runsOf(runs, { algorithm, variant }).map((run) => episodesOf(run, name));
    const iqm = bootstrapInterval({
      strata: [episodes.filter(({ length }) => length > 0)],
      statistic: ([drawn]) => interquartileMean(drawn.flat()),
    });
    const row = { algorithm, seeds: count, mean, low, high, iqm: iqm.mean, iqmLow: iqm.low, iqmHigh: iqm.high };
    return [{ ...row, ...(algorithm === LEARNERS[0] ? none : against(proposed, own)) }];
  });
}

const episodesOf = ({ points, config }: RunData, name: string): number[] =>
  points
    .filter(({ axis }) => axis === 'none')
    .map(({ metrics }) => quantity(name, metrics, config))
    .filter((value) => value !== undefined);

/** Values of the training seeds that both have, in the order of b: common random numbers. */
export const pairSeeds = (a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): Pair[] =>
  [...b].flatMap(([seed, value]) => {
    const own = a.get(seed);
    return own === undefined ? [] : [{ a: own, b: value }];
  });

function against(proposed: ReadonlyMap<number, number>, own: ReadonlyMap<number, number>) {
  const pairs = pairSeeds(proposed, own);
  if (pairs.length === 0) return none;
  const { interval, p } = pairedDifference(pairs);
  return {
    ...{ difference: interval.mean, differenceLow: interval.low, differenceHigh: interval.high, p },
    larger: probabilityOfImprovement([...proposed.values()], [...own.values()]),
  };
}
