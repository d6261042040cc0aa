import { type Claim, claims } from '../paper/claims';
import { digits } from './digits';
import type { Judgement } from './judge';

/** A claim as a row: what the paper says and how it is tested. */
export interface ClaimRow {
  readonly claim: string;
  readonly place: string;
  readonly 'the paper says': string;
  readonly 'tested as': string;
}

/** A verdict as a row. */
export interface VerdictRow {
  readonly claim: string;
  readonly verdict: string;
  readonly effect: number | null;
  readonly '95 % interval': string;
  readonly seeds: number | null;
  /** Two-sided p value against the claim's bound by Holm's rule over all claims, where it is asked for. */
  readonly 'p (Holm, all claims)'?: string;
  readonly why: string;
  /** Readings that may change the verdict, by register key. */
  readonly 'depends on': string;
}

/** A claim by its id. @throws RangeError naming all ids when there is none */
export function claimOf(id: string): Claim {
  const found = claims.find((claim) => claim.id === id);
  if (found) return found;
  throw new RangeError(`claim "${id}" is not known; known are ${claims.map((claim) => claim.id).join(', ')}`);
}

/** Rows for `table`; default: all claims. */
export function claimRows(ids: readonly string[] = claims.map(({ id }) => id)): ClaimRow[] {
  return ids.map(claimOf).map(({ id, place, words, statement, note }) => ({
    claim: id,
    place,
    'the paper says': words,
    'tested as': note ? `${statement} (${note})` : statement,
  }));
}

/** Verdicts as rows for `table`; with the p values of `adjustedP` a column more. */
export function verdictRows(judgements: readonly Judgement[], p?: ReadonlyMap<string, number>): VerdictRow[] {
  return judgements.map(({ claim, verdict, effect, low, high, seeds, why, sways }) => ({
    claim,
    verdict,
    effect: effect === null ? null : Number(digits(effect)),
    '95 % interval': low === null || high === null ? '–' : `[${digits(low)}, ${digits(high)}]`,
    seeds: seeds === 0 ? null : seeds,
    ...(p ? { 'p (Holm, all claims)': p.get(claim)?.toPrecision(2) ?? '–' } : {}),
    why,
    'depends on': sways.join(', '),
  }));
}

/** How many claims have each verdict, in the order of first appearance. */
export function verdictCounts(judgements: readonly Judgement[]): { verdict: string; claims: number }[] {
  const counts = new Map<string, number>();
  for (const { verdict } of judgements) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  return [...counts].map(([verdict, count]) => ({ verdict, claims: count }));
}
