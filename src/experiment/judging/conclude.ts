import type { Claim } from '../../paper/claims';
import { digits, intervalText } from '../digits';
import { type Judgement, LEAST_SEEDS, unmeasured, type Verdict } from '../judge';
import { type Finding, familyP, NothingMeasured, sideOf, survives } from './finding';

/** What a predicate found on the runs. */
export interface Evidence {
  readonly findings: readonly Finding[];
  /** What every finding must reach. */
  readonly bound: number;
  /** Said after the finding that decides. */
  readonly remark?: string;
}

/**
 * A verdict from findings that all must reach the bound. One that lies wholly below refutes the claim; where there are
 * several, only if it survives Holm's correction, since among many comparisons some fall below by chance. The finding that
 * refutes, or else the least favourable, is shown.
 */
export function conclude(claim: Claim, { findings, bound, remark }: Evidence): Judgement {
  if (findings.length === 0) throw new NothingMeasured(`the runs have no ${claim.metric} to compare`);
  const sides = findings.map(({ interval }) => sideOf(interval, bound));
  const below = findings.filter((_, k) => sides[k] === 'below');
  const refuting = findings.length === 1 ? below : below.filter((one) => survives(findings, one, bound));
  const unsettled = findings.filter((_, k) => sides[k] !== 'above');
  const shown = leastFavourable([refuting, unsettled, findings].find(({ length }) => length > 0) ?? findings);
  const seeds = Math.min(...findings.map(({ interval }) => interval.count));
  const supported = sides.every((side) => side === 'above');
  const verdict = verdictOf(seeds, supported, refuting.length > 0);
  const remarks = [
    findings.length > 1 ? `${shown.label} (least favourable of ${findings.length} comparisons)` : shown.label,
    remark,
    disagreement(shown, bound),
    refuting.length === 0 ? byChance(below, shown) : undefined,
    seeds < LEAST_SEEDS ? `${seeds} seeds; ${LEAST_SEEDS} are needed` : undefined,
  ];
  return judgementOf(claim, verdict, shown, familyP(findings, shown, bound), remarks, seeds);
}

/** Findings that lie wholly short of the bound, as some do by chance among many. */
function byChance(below: readonly Finding[], shown: Finding): string | undefined {
  if (below.length === 0) return undefined;
  const said = "wholly short, but not after Holm's correction";
  if (below.length === 1 && below[0] === shown) return said;
  return `${said}: ${below.map(findingText).join(', ')}`;
}

/** "latencyS against MADQN at 50: -0.165 [-0.282, -0.062]". */
export const findingText = ({ label, interval }: Finding): string => `${label}: ${intervalText(interval, 3)}`;

const leastFavourable = (findings: readonly Finding[]) =>
  findings.reduce((worst, one) => (one.interval.mean < worst.interval.mean ? one : worst));

function verdictOf(seeds: number, supported: boolean, refuted: boolean): Verdict {
  if (seeds < LEAST_SEEDS) return 'INCONCLUSIVE';
  if (supported) return 'SUPPORTED';
  return refuted ? 'REFUTED' : 'INCONCLUSIVE';
}

/** With few seeds the two intervals may disagree: then a reader must know. */
function disagreement({ interval, student }: Finding, bound: number): string | undefined {
  if (sideOf(interval, bound) === sideOf(student, bound) || student.low === null || student.high === null)
    return undefined;
  return `Student's interval [${digits(student.low)}, ${digits(student.high)}] does not settle it`;
}

/** A verdict on a quantity that must lie within `tolerance` of a value. */
export function concludeWithin(claim: Claim, finding: Finding, centre: number, tolerance: number): Judgement {
  const { low, high, count } = finding.interval;
  const [least, most] = [centre - tolerance, centre + tolerance];
  let verdict: Verdict = 'INCONCLUSIVE';
  if (count >= LEAST_SEEDS && low !== null && high !== null) {
    if (low >= least && high <= most) verdict = 'SUPPORTED';
    if (high < least || low > most) verdict = 'REFUTED';
  }
  const few = count < LEAST_SEEDS ? `${count} seeds; ${LEAST_SEEDS} are needed` : undefined;
  const remarks = [`${finding.label}; must lie in [${digits(least)}, ${digits(most)}]`, few];
  return judgementOf(claim, verdict, finding, null, remarks, count);
}

function judgementOf(
  { id, sways }: Claim,
  verdict: Verdict,
  { label, interval, student }: Finding,
  p: number | null,
  remarks: readonly (string | undefined)[],
  seeds: number,
): Judgement {
  const { mean: effect, low, high } = interval;
  const why = remarks.filter((remark) => remark !== undefined).join('; ');
  return {
    ...{ claim: id, verdict, effect, low, high, seeds, why, sways, p },
    ...{ policy: label, student: { low: student.low, high: student.high } },
  };
}

/** A claim on which nothing was measured. */
export const without = ({ id, sways }: Claim, verdict: Verdict, why: string): Judgement => ({
  ...{ claim: id, verdict, why, sways },
  ...unmeasured,
});
