import type { Claim } from '../../paper/claims';
import { policyStyle } from '../figures/style';
import type { Judgement } from '../judge';
import type { Runs } from '../runs/load';
import { LEARNERS } from '../runs/rows';

/** Judges claims of one kind on runs that are all there. */
export type PredicateJudge = (claim: Claim, runs: Runs) => Judgement;

export const PROPOSED = { algorithm: 'mo-maddpg' };
export const label = (name: string) => policyStyle(name).label;

/** A genetic algorithm has no loss, and nothing converges by its generations' loss. */
const hasMetric = (algorithm: string, metric: string) =>
  algorithm !== 'ga' || !['loss', 'normalisedBellmanError'].includes(metric);

/** The paper's baselines that have the metric. */
export const baselinesFor = (metric: string): string[] => LEARNERS.slice(1).filter((name) => hasMetric(name, metric));
