import { type Claim, metricsOf } from '../../paper/claims';
import { canonicalJson } from '../../support/files';
import { digits } from '../digits';
import type { Judgement } from '../judge';
import type { RunData, Runs } from '../runs/load';
import { referenceRows, runsOf, sweepOf } from '../runs/rows';
import { mean } from '../statistics';
import { baselinesFor, label, PROPOSED, type PredicateJudge } from './common';
import { conclude, findingText, without } from './conclude';
import { difference, type Finding, NothingMeasured, relative } from './finding';
import { axisOf, type SeedValues, valuesAt, valuesOf } from './values';

/** A gain in per cent over the worst or the best baseline. */
export const gain =
  (sign: 1 | -1): PredicateJudge =>
  (claim, runs) => {
    const { threshold, tolerance = 0, baseline } = claim;
    const key = switchedOff[baseline];
    if (key) return ablation(claim, runs, key, sign);
    const bound = Number(threshold) - tolerance;
    const findings = metricsOf(claim).flatMap((metric) => {
      const own = valuesOf(runs, PROPOSED, metric, claim);
      const { values: against, name } = baselineOf(claim, runs, metric, sign);
      const text = `${metric} against ${name}`;
      if (metric === 'reward') return rewardForms(runs, text, own, against);
      return [relative(text, own, against, sign)];
    });
    const remarks = [
      levels(claim, runs, sign),
      findings.length > 1 ? `each: ${findings.map(findingText).join(', ')}` : undefined,
      tolerance > 0 ? matching(findings[0], claim) : undefined,
    ];
    return conclude(claim, { findings, bound, remark: remarks.filter(Boolean).join('; ') });
  };

/** What stands behind the percentage: the two means, and for a rate the difference in percentage points. */
function levels(claim: Claim, runs: Runs, sign: 1 | -1): string {
  const compared = [valuesOf(runs, PROPOSED, claim.metric, claim), baselineOf(claim, runs, claim.metric, sign).values];
  const [own, against] = compared.map((values) => mean([...values.values()]));
  const points = claim.metric === 'msr' ? `, ${digits(100 * (own - against))} percentage points` : '';
  return `${digits(own)} against ${digits(against)}${points}`;
}

interface Baseline {
  readonly name: string;
  readonly values: SeedValues;
}

/** What the percentage is taken of: the worst or the best baseline, or the mean of all for each training seed (AMB-51). */
function baselineOf(claim: Claim, runs: Runs, metric: string, sign: 1 | -1): Baseline {
  const valuesFrom = (algorithm: string) => valuesOf(runs, { algorithm }, metric, claim);
  if (runs.runs.every(({ config }) => config.register['claim.baseline'] !== 'mean')) {
    const other = chosen(claim, runs, metric, sign);
    return { name: `${label(other)}, the ${claim.baseline} baseline`, values: valuesFrom(other) };
  }
  const all = baselinesFor(metric).map(valuesFrom);
  const seeds = [...all[0].keys()].filter((seed) => all.every((values) => values.has(seed)));
  if (seeds.length === 0) throw new NothingMeasured(`no training seed has ${metric} of every baseline`);
  const values = new Map(seeds.map((seed) => [seed, mean(all.map((own) => own.get(seed) as number))]));
  return { name: 'the mean of the baselines', values };
}

/** The worst or best baseline by its mean over training seeds; with sign −1 less is better. */
function chosen(claim: Claim, runs: Runs, metric: string, sign: 1 | -1): string {
  const wanted = claim.baseline === 'worst' ? -sign : sign;
  const score = (name: string) => {
    const values = [...valuesOf(runs, { algorithm: name }, metric, claim).values()];
    if (values.length === 0) throw new NothingMeasured(`no run of ${label(name)} has ${metric}`);
    return wanted * mean(values);
  };
  return baselinesFor(metric).reduce((best, name) => (score(name) > score(best) ? name : best));
}

/**
 * The plain percentage, where its base is above zero, and that with the random policy as zero (MODEL.md §6.3).
 * @throws NothingMeasured without episodes of the random policy: the claim is as good as its less favourable form
 */
function rewardForms(runs: Runs, text: string, own: SeedValues, against: SeedValues): Finding[] {
  const random = referenceRows(runs, 'none').filter(({ policy }) => policy === 'random');
  const plain = mean([...against.values()]) > 0 ? [relative(text, own, against, 1)] : [];
  if (random.length === 0)
    throw new NothingMeasured(
      `no episodes of the random policy; twinkit points --references --profile ${runs.profile}`,
    );
  const zero = mean(random.map(({ metrics }) => metrics.reward));
  const shifted = (values: SeedValues) => new Map([...values].map(([seed, value]) => [seed, value - zero]));
  return [...plain, relative(`${text}, with random as zero`, shifted(own), shifted(against), 1)];
}

function matching({ interval: { low, high } }: Finding, { threshold, tolerance = 0 }: Claim): string | undefined {
  const number = Number(threshold);
  if (low === null || high === null) return undefined;
  if (low >= number - tolerance && high <= number + tolerance) return 'matches the number';
  return low >= number ? 'at least the number' : undefined;
}

type PartKey = 'game.enabled' | 'gcn.enabled';

/** Baselines that are MO-MADDPG without a part, and the reading that switches it. */
export const switchedOff: Partial<Record<Claim['baseline'], PartKey>> = {
  gameOff: 'game.enabled',
  gcnOff: 'gcn.enabled',
};

/** MO-MADDPG against itself without one of its parts. */
function ablation(claim: Claim, runs: Runs, key: PartKey, sign: 1 | -1): Judgement {
  const pair = ablatedPair(runs, key);
  if (pair === undefined) return without(claim, 'not judged yet', `there are no runs with ${key} off yet`);
  const [on, off] = [pair.on, pair.off].map((variant) => ({ ...PROPOSED, variant }));
  const text = `${claim.metric} against ${key} off${pair.on && `, both ${pair.on}`}`;
  const axis = axisOf(claim, runs);
  if (axis === undefined) {
    const [whole, less] = [on, off].map((of) => valuesOf(runs, of, claim.metric, claim));
    return conclude(claim, { findings: [difference(text, whole, less, sign)], bound: 0 });
  }
  const [first] = runsOf(runs, on);
  const crowded = sweepOf(first, axis)
    .map(({ x }) => x)
    .filter((x) => x > first.config.parameters.vehicles);
  const findings = crowded.map((x) => {
    const [whole, less] = [on, off].map((of) => valuesAt(runs, of, axis, x, claim.metric));
    return difference(`${text} at ${x}`, whole, less, sign);
  });
  return conclude(claim, { findings, bound: 0 });
}

/**
 * Two variants of MO-MADDPG that differ in one reading and in nothing else: with it on, the profile's own runs if they are such,
 * and with it off.
 */
export function ablatedPair(runs: Runs, key: PartKey): { readonly on: string; readonly off: string } | undefined {
  const own = runs.runs.filter(({ algorithm }) => algorithm === PROPOSED.algorithm);
  const switchedOn = ({ config }: RunData) =>
    canonicalJson({ ...config, register: { ...config.register, [key]: true } });
  for (const on of own.filter(({ config }) => config.register[key] === true)) {
    const wanted = switchedOn(on);
    const off = own.find((run) => run.config.register[key] === false && switchedOn(run) === wanted);
    if (off) return { on: on.variant, off: off.variant };
  }
  return undefined;
}
