import { type Claim, claims } from '../../paper/claims';
import { claimOf } from '../claims-table';
import type { Axis } from '../evaluate';
import { policyStyle } from '../figures/style';
import { type Judgement, judgeBound, judgeTrend, onModified } from '../judge';
import type { Runs } from '../runs/load';
import { protocolOf } from '../runs/retrained';
import { LEARNERS, referenceRows, runsOf, trainedRows } from '../runs/rows';
import { holm } from '../statistics';
import { baselinesFor } from './common';
import { without } from './conclude';
import { NothingMeasured } from './finding';
import { predicates } from './predicates';
import { axisOf } from './values';

/** Metrics of the training itself, which need no evaluation of the final weights. */
const OF_TRAINING = ['loss', 'normalisedBellmanError', 'episodesTo95Percent', 'msrGain'];

/**
 * The verdict on a claim of the paper from trained runs (MODEL.md §5.8). What has no runs yet stays "not judged yet"; what
 * rests on replaced equations is NOT-TESTABLE, whatever the numbers say; what rests on retrained sweeps says so (AMB-40).
 * @param claim a row of the claims table or its id
 * @throws RangeError for an id that is not known, Error if runs were swept by different protocols
 */
export function judge(
  claim: Claim | string,
  runs: Runs,
  { modified = [] }: { modified?: readonly string[] } = {},
): Judgement {
  const row = typeof claim === 'string' ? claimOf(claim) : claim;
  const retrained = protocolOf(runs) === 'retrain';
  const found = attempt(row, runs);
  const judged = retrained ? { ...found, why: `sweep.protocol=retrain: ${found.why}` } : found;
  if (row.metric === 'none' || judged.verdict === 'not judged yet') return judged;
  return onModified(judged, [...new Set([...runs.modified, ...modified])]);
}

/** Every claim in the order of the table. */
export const judgeAll = (runs: Runs, options: { modified?: readonly string[] } = {}): Judgement[] =>
  claims.map((claim) => judge(claim, runs, options));

function attempt(claim: Claim, runs: Runs): Judgement {
  try {
    return judgeRow(claim, runs);
  } catch (error) {
    if (error instanceof NothingMeasured) return without(claim, 'not judged yet', error.message);
    throw error;
  }
}

function judgeRow(claim: Claim, runs: Runs): Judgement {
  if (claim.predicate === 'notTestable') return without(claim, 'NOT-TESTABLE', 'the paper gives nothing to measure');
  if (claim.predicate === 'atMost') return judgeLargest(claim, runs);
  const trend = isTrend(claim);
  const axis = axisOf(claim, runs);
  const open = notThereYet(claim, runs);
  if (open && trend && axis && claim.needs === 'references') return judgeStandIns(claim, runs, axis, open);
  if (open) return without(claim, 'not judged yet', open);
  if (trend && axis) return judgeTrend(claim, trendRows(claim, runs, axis));
  const judged = predicates[claim.predicate](claim, runs);
  if (claim.id !== '2b-25-raw') return judged;
  const why = `losses of different targets rank definitions, not policies (${judged.why})`;
  return { ...judged, verdict: 'NOT-TESTABLE', why };
}

const isTrend = ({ predicate }: Pick<Claim, 'predicate'>): boolean =>
  predicate === 'nonDecreasing' || predicate === 'nonIncreasing';

function trendRows(claim: Claim, runs: Runs, axis: Axis) {
  const rows = trainedRows(runs, axis).filter(({ policy }) => speaksOf(claim, policy));
  const measured = new Set(rows.filter(({ metrics }) => claim.metric in metrics).map(({ x }) => x));
  if (measured.size > 2) return rows;
  throw new NothingMeasured(`the runs have ${claim.metric} at ${measured.size} values of ${axis}; a trend needs three`);
}

/** A trend that every policy should show, on the reference policies as long as the algorithms are not there. */
function judgeStandIns(claim: Claim, runs: Runs, axis: Axis, open: string): Judgement {
  const rows = referenceRows(runs, axis);
  if (rows.length === 0) return without(claim, 'not judged yet', open);
  const judged = judgeTrend(claim, rows);
  return { ...judged, why: `on the reference policies, since ${open}: ${judged.why}` };
}

const speaksOf = ({ subject }: Claim, policy: string) => {
  if (subject === 'MO-MADDPG') return policy === 'mo-maddpg';
  return subject !== 'MADDPG, MADQN' || policy === 'maddpg' || policy === 'madqn';
};

/** A bound on every episode of every policy that was searched for it. */
function judgeLargest(claim: Claim, runs: Runs): Judgement {
  const rows = [...runs.references, ...runs.runs.flatMap(({ points }) => points)];
  const searched = rows.filter(({ metrics }) => claim.metric in metrics);
  return searched.length > 0
    ? judgeBound(claim, searched)
    : without(claim, 'not judged yet', `no episode with ${claim.metric} yet`);
}

/** The algorithms without which a claim says nothing. */
function needed({ subject, baseline, predicate, metric }: Claim): readonly string[] {
  if (subject === 'GA') return ['ga'];
  if (subject === 'MADDPG, MADQN') return ['maddpg', 'madqn'];
  if (subject === 'MO-MADDPG' && isTrend({ predicate })) return ['mo-maddpg'];
  if (predicate === 'matches' || metric === 'energyGrowth' || baseline === 'gameOff' || baseline === 'gcnOff')
    return ['mo-maddpg'];
  if (subject === 'learners') return LEARNERS;
  return ['mo-maddpg', ...baselinesFor(metric)];
}

function notThereYet(claim: Claim, runs: Runs): string | undefined {
  const own = needed(claim).map((algorithm) => ({ algorithm, found: runsOf(runs, { algorithm }) }));
  const names = (list: typeof own) => list.map(({ algorithm }) => policyStyle(algorithm).label).join(', ');
  const missing = own.filter(({ found }) => found.length === 0);
  if (missing.length > 0) return `there are no runs of ${names(missing)} yet`;
  const ofTraining = OF_TRAINING.includes(claim.metric) || ['learners', 'GA'].includes(claim.subject);
  const open = own.filter(({ found }) => found.some(({ points }) => points.length === 0));
  return !ofTraining && open.length > 0 ? `runs of ${names(open)} are not evaluated yet` : undefined;
}

/**
 * Holm's p values over all testable claims that have one, by claim: with some fifty a few would fall below 0.05 by chance.
 * A p value says whether the effect differs from the claim's bound, in either direction.
 */
export function adjustedP(judgements: readonly Judgement[]): Map<string, number> {
  const known = judgements.flatMap(({ claim, verdict, p }) =>
    p === null || verdict === 'NOT-TESTABLE' ? [] : [{ claim, p }],
  );
  const adjusted = holm(known.map(({ p }) => p));
  return new Map(known.map(({ claim }, k) => [claim, adjusted[k]]));
}
