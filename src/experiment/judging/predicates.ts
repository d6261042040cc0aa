import { type Claim, metricsOf } from '../../paper/claims';
import type { Judgement } from '../judge';
import { REWARD_PARTS } from '../metrics';
import type { Runs } from '../runs/load';
import { finalQuantity, LEARNERS, runsOf, sweepOf } from '../runs/rows';
import { baselinesFor, label, PROPOSED, type PredicateJudge } from './common';
import { conclude, concludeWithin } from './conclude';
import { difference, type Finding, level, sideOf, survives } from './finding';
import { gain } from './gains';
import { changesByLessThan, overTraining } from './training';
import { axisOf, collect, valuesAt, valuesOf } from './values';

/**
 * MO-MADDPG against each baseline, at every x of a sweep, in every metric of the claim; and each other baseline against the
 * one that is claimed to be last.
 */
const extreme =
  (sign: 1 | -1): PredicateJudge =>
  (claim, runs) => {
    const axis = axisOf(claim, runs);
    const findings = metricsOf(claim).flatMap((metric) => {
      const baselines = baselinesFor(metric);
      const { last } = claim;
      const pairs = [
        ...baselines.map((name) => [PROPOSED.algorithm, name]),
        ...(last ? baselines.filter((name) => name !== last).map((name) => [name, last]) : []),
      ];
      return pairs.flatMap(([better, worse]): Finding[] => {
        const subject = better === PROPOSED.algorithm ? metric : `${metric} of ${label(better)}`;
        const text = `${subject} against ${label(worse)}`;
        if (axis === undefined) {
          const of = (algorithm: string) => valuesOf(runs, { algorithm }, metric, claim);
          return [difference(text, of(better), of(worse), sign)];
        }
        const xs = sweepOf(runsOf(runs, PROPOSED)[0], axis).map(({ x }) => x);
        return xs.map((x) => {
          const at = (algorithm: string) => valuesAt(runs, { algorithm }, axis, x, metric);
          return difference(`${text} at ${x}`, at(better), at(worse), sign);
        });
      });
    });
    return conclude(claim, { findings, bound: 0 });
  };

/** What changes least with demand for MO-MADDPG and most for the genetic algorithm. */
const overDemand = [
  ['maddpg', 'mo-maddpg'],
  ['madqn', 'mo-maddpg'],
  ['ga', 'maddpg'],
  ['ga', 'madqn'],
] as const;

/** Pairs that an order claims, the larger first; energyGrowth orders the layers of MO-MADDPG. */
const chains: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  reward: [
    ['mo-maddpg', 'maddpg'],
    ['maddpg', 'madqn'],
    ['madqn', 'ga'],
  ],
  normalisedBellmanError: [
    ['maddpg', 'mo-maddpg'],
    ['madqn', 'maddpg'],
  ],
  latencySlope: overDemand,
  msrDecline: overDemand,
};

const order: PredicateJudge = (claim, runs) => {
  const { metric } = claim;
  if (metric === 'energyGrowth') return orderOfLayers(claim, runs);
  const findings = chains[metric].map(([larger, smaller]) =>
    difference(
      `${metric} of ${label(larger)} over that of ${label(smaller)}`,
      valuesOf(runs, { algorithm: larger }, metric, claim),
      valuesOf(runs, { algorithm: smaller }, metric, claim),
      1,
    ),
  );
  return conclude(claim, { findings, bound: 0 });
};

function orderOfLayers(claim: Claim, runs: Runs): Judgement {
  const [vehicle, edge, cloud] = ['vehicle', 'edge', 'cloud'].map((layer) =>
    valuesOf(runs, PROPOSED, `energyGrowth.${layer}`, claim),
  );
  const findings = [
    difference('growth of vehicle over edge', vehicle, edge, 1),
    difference('growth of edge over cloud', edge, cloud, 1),
    level('growth of the cloud', cloud),
  ];
  return conclude(claim, { findings, bound: 0 });
}

const matches: PredicateJudge = (claim, runs) => {
  const found = level(`${claim.metric} of ${label('mo-maddpg')}`, valuesOf(runs, PROPOSED, claim.metric, claim));
  return concludeWithin(claim, found, Number(claim.threshold), claim.tolerance ?? 0);
};

/** Better than every baseline in some objective, and than some baseline in every objective. */
const notDominated: PredicateJudge = (claim, runs) => {
  const values = (algorithm: string, name: string) =>
    collect(runsOf(runs, { algorithm }), (run) => finalQuantity(run, name));
  const against = (baseline: string, name: string) =>
    difference(`${name} against ${label(baseline)}`, values('mo-maddpg', name), values(baseline, name), 1);
  const table = LEARNERS.slice(1).map((baseline) => REWARD_PARTS.map((name) => against(baseline, name)));
  const best = (findings: readonly Finding[]) => {
    const won = findings.filter((one) => sideOf(one.interval, 0) === 'above' && survives(findings, one, 0));
    const end = ({ interval: { low, high } }: Finding) => Number(won.length > 0 ? low : high);
    return (won.length > 0 ? won : findings).reduce((a, b) => (end(b) > end(a) ? b : a));
  };
  // A claim that some comparison of each group is won is as good as its best comparison.
  const byBaseline = table.map(best);
  const byObjective = REWARD_PARTS.map((_, k) => best(table.map((row) => row[k])));
  const judged = conclude(claim, { findings: [...byBaseline, ...byObjective], bound: 0 });
  return {
    ...judged,
    p: null,
    why: `${judged.why}; of each baseline and of each objective the best comparison counts`,
  };
};

/** The predicates that need learners. */
export const predicates = {
  order,
  highest: extreme(1),
  lowest: extreme(-1),
  higherByAtLeast: gain(1),
  lowerByAtLeast: gain(-1),
  nonDecreasing: overTraining(1),
  nonIncreasing: overTraining(-1),
  changesByLessThan,
  matches,
  notDominated,
} as const satisfies Partial<Record<Claim['predicate'], PredicateJudge>>;
