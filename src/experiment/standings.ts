import { makeConfig } from '../paper/config';
import { policyStyle } from './figures/style';
import { quantity } from './runs/derived';
import type { Runs } from './runs/load';
import { LINEAR_BROADCAST } from './runs/references';
import { finalValues, LEARNERS, referenceRows, runsOf } from './runs/rows';
import { type Interval, tInterval } from './statistics';

const METRICS = {
  reward: ['R', 2],
  msr: ['success', 3],
  latencyS: ['latency s', 2],
  energyJ: ['energy J', 1],
  costPerAttempt: ['cost $', 2],
  qoe: ['QoE', 3],
  interruptionsPerSlot: ['interruptions a slot', 2],
} as const;
type Metric = keyof typeof METRICS;
const metrics = Object.keys(METRICS) as Metric[];

/** What a policy reaches without noise at the default point. */
export interface Standing {
  readonly policy: string;
  /** Training seeds, the unit of a learner's intervals; null where it is the evaluation episode: the policy does not learn. */
  readonly runs: number | null;
  /** Mean with Student's 95 % interval, in the metric's unit; a metric that was not measured is missing. */
  readonly reached: Readonly<Partial<Record<Metric, Interval>>>;
  /** R minus that of the far-sighted reference on the same episodes; null for that reference or without it. */
  readonly above: Interval | null;
}

const BAR = 'far-sighted';
const LEVEL = 0.95;
const interval = (values: readonly number[]) => tInterval({ values, level: LEVEL });

/** Learners by variant, the profile's own first, then the reference policies; those that are not evaluated are left out. */
export function standings(runs: Runs): Standing[] {
  const variants = [...new Set(['', ...runs.runs.map(({ variant }) => variant)])];
  const config = makeConfig(runs.profile);
  const episodes = referenceRows(runs, 'none').map((point) => ({
    ...point,
    at: (name: string) => quantity(name, point.metrics, config),
  }));
  const bar = new Map(
    episodes.filter(({ policy }) => policy === BAR).map(({ seed, at }) => [seed, at('reward') as number]),
  );
  const level = bar.size === 0 ? undefined : interval([...bar.values()]).mean;

  const learners = variants.flatMap((variant) =>
    LEARNERS.flatMap((algorithm): Standing[] => {
      const values = (name: string) => [...finalValues(runs, { algorithm, variant }, name).values()];
      const rewards = values('reward');
      if (rewards.length === 0) return [];
      return [
        {
          policy: [policyStyle(algorithm).label, variant].filter(Boolean).join(', '),
          runs: runsOf(runs, { algorithm, variant }).length,
          reached: reachedBy(values),
          above: level === undefined ? null : interval(rewards.map((value) => value - level)),
        },
      ];
    }),
  );
  const references = [...new Set(episodes.map(({ policy }) => policy))].map((policy): Standing => {
    const own = episodes.filter((episode) => episode.policy === policy);
    const values = (name: string) => own.map(({ at }) => at(name)).filter((value) => value !== undefined);
    const pairs = own.flatMap(({ seed, at }) => {
      const [mine, theirs] = [at('reward'), bar.get(seed)];
      return mine === undefined || theirs === undefined ? [] : [mine - theirs];
    });
    const above = policy === BAR || pairs.length === 0 ? null : interval(pairs);
    return { policy: nameOf(policy), runs: null, reached: reachedBy(values), above };
  });
  return [...learners, ...references];
}

const reachedBy = (values: (name: string) => readonly number[]): Standing['reached'] =>
  Object.fromEntries(
    metrics.flatMap((name) => {
      const own = values(name);
      return own.length === 0 ? [] : [[name, interval(own)]];
    }),
  );

const OWN_NAMES: Readonly<Record<string, string>> = {
  'far-sighted-patient': 'far-sighted, all may wait',
  [LINEAR_BROADCAST]: 'linear, broadcast',
};
const nameOf = (policy: string) => OWN_NAMES[policy] ?? policyStyle(policy).label;

const text = ({ mean, high }: Interval, digits: number) =>
  high === null ? mean.toFixed(digits) : `${mean.toFixed(digits)} ± ${(high - mean).toFixed(digits)}`;

/** The standings as rows for `table`: mean ± half-width. */
export function standingRows(runs: Runs): Record<string, string>[] {
  return standings(runs).map(({ policy, runs: count, reached, above }) => ({
    policy,
    runs: count === null ? '–' : String(count),
    ...Object.fromEntries(
      metrics.flatMap((name) => {
        const [title, digits] = METRICS[name];
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
