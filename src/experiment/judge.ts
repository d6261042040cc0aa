import { type Claim, metricsOf } from '../paper/claims';
import { modifiedMark } from './figures/modified';
import { policiesOf, type SweepPoint } from './figures/sweep-data';
import { type Finding, survives } from './judging/finding';
import { spearman, tInterval } from './statistics';

export type Verdict = 'SUPPORTED' | 'REFUTED' | 'INCONCLUSIVE' | 'NOT-TESTABLE' | 'not judged yet';

/** What became of a claim. `effect` is the least favourable policy's; null where nothing was measured. */
export interface Judgement {
  readonly claim: string;
  readonly verdict: Verdict;
  readonly effect: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly seeds: number;
  /** The policy or comparison whose effect this is; '' where there is none. */
  readonly policy: string;
  readonly why: string;
  /** Student's interval, which stands beside the one that decides; null where that one is Student's, or there is none. */
  readonly student: { readonly low: number | null; readonly high: number | null } | null;
  /** Two-sided p value of the effect against the claim's bound, by Holm's rule for all comparisons of the claim. */
  readonly p: number | null;
  /** Register keys that may change the verdict. */
  readonly sways: readonly string[];
}

export interface JudgeOptions {
  /** Equations that were replaced, as `equations.modified`: such a run says nothing about the paper. */
  readonly modified?: readonly string[];
}

/** Fewer seeds settle nothing; MODEL.md §5.7. */
export const LEAST_SEEDS = 5;
const LEVEL = 0.95;

export const unmeasured = {
  effect: null,
  low: null,
  high: null,
  seeds: 0,
  policy: '',
  student: null,
  p: null,
} as const;

/**
 * The verdict on a claim from evaluated points: rows of the sweep of its panel, or any rows for a bound on all slots.
 * Claims that need learners stay "not judged yet". A claim about every policy is supported if the interval of each lies
 * on the claimed side, refuted if the interval of one lies wholly on the other side, after Holm's correction for all.
 * @throws RangeError if the rows do not hold the claim's metric
 */
export function judgeClaim(claim: Claim, rows: readonly SweepPoint[], { modified = [] }: JudgeOptions = {}): Judgement {
  const { id, needs, sways } = claim;
  if (needs === 'nothing')
    return { claim: id, verdict: 'NOT-TESTABLE', ...unmeasured, why: 'the paper gives nothing to measure', sways };
  if (needs === 'learners')
    return { claim: id, verdict: 'not judged yet', ...unmeasured, why: 'needs the learners', sways };
  const measured = claim.predicate === 'atMost' ? judgeBound(claim, rows) : judgeTrend(claim, rows);
  return onModified(measured, modified);
}

/** A verdict that rests on replaced equations: none on the paper. */
export function onModified(judgement: Judgement, modified: readonly string[]): Judgement {
  if (modified.length === 0) return judgement;
  const why = `${modifiedMark(modified)}: another model than the paper's, so no verdict on the paper`;
  return { ...judgement, verdict: 'NOT-TESTABLE', why };
}

interface Effect extends Finding {
  readonly policy: string;
  readonly metric: string;
}

/** The verdict on a trend from the sweep of every policy it speaks of. */
export function judgeTrend(claim: Claim, rows: readonly SweepPoint[]): Judgement {
  if (claim.predicate !== 'nonDecreasing' && claim.predicate !== 'nonIncreasing')
    throw new RangeError(`${claim.id}: the predicate ${claim.predicate} comes with the learners`);
  const sign = claim.predicate === 'nonDecreasing' ? 1 : -1;
  const effects = metricsOf(claim).flatMap((metric) =>
    policiesOf(rows).map((policy) => trendOf(claim, rows, metric, policy)),
  );
  if (effects.length === 0) throw new RangeError(`${claim.id}: no rows; give the sweep of panel ${claim.panel}`);
  const threshold = claim.threshold ?? 0;
  const within = ({ interval: { low, high } }: Effect) =>
    Math.min(sign * (low ?? -sign), sign * (high ?? -sign)) >= threshold;
  const beyond = ({ interval: { low, high } }: Effect) =>
    Math.max(sign * (low ?? sign), sign * (high ?? sign)) < threshold;
  const refutes = (one: Effect) => beyond(one) && survives(effects, one, sign * threshold);
  const seeds = Math.min(...effects.map(({ interval }) => interval.count));
  const refuting = effects.filter(refutes);
  const sides = { supported: effects.every(within), refuted: refuting.length > 0 };
  const shown = (refuting.length > 0 ? refuting : effects).reduce((worst, one) =>
    sign * one.interval.mean < sign * worst.interval.mean ? one : worst,
  );
  const { policy, metric } = shown;
  const { mean, low, high } = shown.interval;
  const alike = effects.length > 1 && effects.every((one) => one.interval.mean === mean);
  const among = alike ? `the same for all ${effects.length}` : `least favourable of ${effects.length}: ${policy}`;
  const why = `rank correlation of ${metric} with x, ${effects.length === 1 ? `of ${policy}` : among}`;
  const rest = { student: null, p: null, sways: claim.sways };
  return { claim: claim.id, verdict: verdictOf(seeds, sides), effect: mean, low, high, seeds, policy, why, ...rest };
}

function verdictOf(seeds: number, { supported, refuted }: { supported: boolean; refuted: boolean }): Verdict {
  if (seeds < LEAST_SEEDS) return 'INCONCLUSIVE';
  if (supported) return 'SUPPORTED';
  return refuted ? 'REFUTED' : 'INCONCLUSIVE';
}

/** Mean over the seeds of the rank correlation, with its interval kept in [−1, 1]. */
function trendOf(claim: Claim, rows: readonly SweepPoint[], metric: string, policy: string): Effect {
  const bySeed = new Map<number, { x: number; y: number }[]>();
  for (const row of rows) {
    const y = row.metrics[metric];
    if (row.policy !== policy || y === undefined) continue;
    bySeed.set(row.seed, [...(bySeed.get(row.seed) ?? []), { x: row.x, y }]);
  }
  const values = [...bySeed.values()].filter((points) => points.length > 2).map(spearman);
  if (values.length === 0)
    throw new RangeError(`${claim.id}: policy "${policy}" has ${metric} at fewer than three x of every seed`);
  const student = tInterval({ values, level: LEVEL });
  const { mean, low, high, count } = student;
  const interval = { mean, count, low: low && Math.max(-1, low), high: high && Math.min(1, high) };
  return { policy, metric, label: policy, interval, student };
}

/** A bound on every row has no sampling interval: the largest value is the effect. */
export function judgeBound(claim: Claim, rows: readonly SweepPoint[]): Judgement {
  const { id, metric, threshold } = claim;
  const measured = rows.filter((row) => metric in row.metrics);
  if (measured.length === 0) throw new RangeError(`${id}: no row holds "${metric}"`);
  const worst = measured.reduce((a, b) => (b.metrics[metric] > a.metrics[metric] ? b : a));
  const effect = worst.metrics[metric];
  const seeds = new Set(measured.map(({ seed }) => seed)).size;
  const supported = effect <= (threshold ?? 0);
  const why = `largest ${metric} of ${measured.length} episodes`;
  const verdict = verdictOf(seeds, { supported, refuted: !supported });
  const rest = { student: null, p: null, sways: claim.sways };
  return { claim: id, verdict, effect, low: null, high: null, seeds, policy: worst.policy, why, ...rest };
}
