import { makeConfig } from '../paper/config';
import { policyStyle } from './figures/style';
import { POINT_METRICS, type PointMetric } from './point-table';
import { quantity } from './runs/derived';
import type { Runs } from './runs/load';
import { LINEAR_BROADCAST } from './runs/references';
import { finalValues, LEARNERS, referenceRows, runsOf, variantsIn } from './runs/rows';
import { type Interval, mean, tInterval } from './statistics';

/** Heading and decimals. */
const SHOWN: Readonly<Record<PointMetric, readonly [string, number]>> = {
  reward: ['R', 2],
  msr: ['success', 3],
  latencyS: ['latency s', 2],
  energyJ: ['energy J', 1],
  costPerAttempt: ['cost $', 2],
  qoe: ['QoE', 3],
  interruptionsPerSlot: ['interruptions a slot', 2],
};

/** What a policy reaches without noise at the default point. */
export interface Standing {
  readonly policy: string;
  /** Training seeds, the unit of a learner's intervals; null where it is the evaluation episode: the policy does not learn. */
  readonly runs: number | null;
  /** Mean with Student's 95 % interval, in the metric's unit; a metric that was not measured is missing. */
  readonly reached: Readonly<Partial<Record<PointMetric, Interval>>>;
  /** R minus that of the far-sighted reference on the same episodes; null for that reference or without it. */
  readonly above: Interval | null;
}

const BAR = 'far-sighted';
const LEVEL = 0.95;
const interval = (values: readonly number[]) => tInterval({ values, level: LEVEL });

/** Learners by variant, the profile's own first, then the reference policies; those that are not evaluated are left out. */
export function standings(runs: Runs): Standing[] {
  const episodes = episodesOfReferences(runs);
  const bar = new Map(
    episodes.flatMap(({ policy, seed, at }): [number, number][] => {
      const reward = at('reward');
      return policy !== BAR || reward === undefined ? [] : [[seed, reward]];
    }),
  );
  return [...learnersAbove(bar, runs), ...referencesAbove(bar, episodes)];
}

/** An evaluation episode of a reference policy with its quantities by name. */
interface Episode {
  readonly policy: string;
  readonly seed: number;
  readonly at: (name: string) => number | undefined;
}

function episodesOfReferences(runs: Runs): Episode[] {
  const config = makeConfig(runs.profile);
  return referenceRows(runs, 'none').map(({ policy, seed, metrics }) => ({
    ...{ policy, seed },
    at: (name) => quantity(name, metrics, config),
  }));
}

/** A learner's training seeds have all played the same episodes, so its mean is compared with the mean over them. */
function learnersAbove(bar: ReadonlyMap<number, number>, runs: Runs): Standing[] {
  const level = bar.size === 0 ? undefined : mean([...bar.values()]);
  return variantsIn(runs).flatMap((variant) =>
    LEARNERS.flatMap((algorithm) => {
      const values = (name: string) => [...finalValues(runs, { algorithm, variant }, name).values()];
      const rewards = values('reward');
      if (rewards.length === 0) return [];
      const policy = [policyStyle(algorithm).label, variant].filter(Boolean).join(', ');
      const above = level === undefined ? null : interval(rewards.map((value) => value - level));
      return [{ policy, runs: runsOf(runs, { algorithm, variant }).length, reached: reachedBy(values), above }];
    }),
  );
}

function referencesAbove(bar: ReadonlyMap<number, number>, episodes: readonly Episode[]): Standing[] {
  return [...new Set(episodes.map(({ policy }) => policy))].map((policy) => {
    const own = episodes.filter((episode) => episode.policy === policy);
    const values = (name: string) => own.map(({ at }) => at(name)).filter((value) => value !== undefined);
    const differences = own.flatMap(({ seed, at }) => {
      const [mine, theirs] = [at('reward'), bar.get(seed)];
      return mine === undefined || theirs === undefined ? [] : [mine - theirs];
    });
    const above = policy === BAR || differences.length === 0 ? null : interval(differences);
    return { policy: nameOf(policy), runs: null, reached: reachedBy(values), above };
  });
}

const reachedBy = (values: (name: string) => readonly number[]): Standing['reached'] =>
  Object.fromEntries(
    POINT_METRICS.flatMap((name) => {
      const own = values(name);
      return own.length === 0 ? [] : [[name, interval(own)]];
    }),
  );

const nameOf = (policy: string) => (policy === LINEAR_BROADCAST ? 'linear, broadcast' : policyStyle(policy).label);

const text = ({ mean: middle, high }: Interval, digits: number) =>
  high === null ? middle.toFixed(digits) : `${middle.toFixed(digits)} ± ${(high - middle).toFixed(digits)}`;

/** The standings as rows for `table`: mean ± half-width. */
export function standingRows(runs: Runs): Record<string, string>[] {
  return standings(runs).map(({ policy, runs: count, reached, above }) => ({
    policy,
    runs: count === null ? '–' : String(count),
    ...Object.fromEntries(
      POINT_METRICS.flatMap((name) => {
        const [title, digits] = SHOWN[name];
        const own = reached[name];
        const cells = [[title, own ? text(own, digits) : '–']];
        return name === 'reward' ? [...cells, ['above far-sighted', above ? text(above, 2) : '–']] : cells;
      }),
    ),
  }));
}

/** The standings as a Markdown table. @throws RangeError without a run and a reference */
export function standingsTable(runs: Runs): string {
  const rows = standingRows(runs);
  if (rows.length === 0) throw new RangeError('standings: no run and no reference policy is evaluated');
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const heads = Object.keys(rows[0]);
  return [line(heads), `|${heads.map(() => '---|').join('')}`, ...rows.map((row) => line(Object.values(row)))].join(
    '\n',
  );
}
