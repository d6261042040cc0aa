import { requireNonNegative, requireSameLength } from '../support/check';
import { sum, weightedSum } from '../support/numeric';

export interface PoolSufficesArguments {
  decisions: readonly number[];
  requirementsHz: readonly number[];
  poolHz: number;
}

export function poolSuffices(a: PoolSufficesArguments): boolean {
  requireSameLength('decisions', a.decisions, 'requirementsHz', a.requirementsHz);
  requireNonNegative('poolHz', a.poolHz);
  return weightedSum(a.decisions, a.requirementsHz) <= a.poolHz;
}

export interface SystemLatencyArguments {
  decisions: readonly number[];
  latenciesS: readonly number[];
}

export function systemLatency(a: SystemLatencyArguments): number {
  requireSameLength('decisions', a.decisions, 'latenciesS', a.latenciesS);
  return weightedSum(a.decisions, a.latenciesS);
}

export interface SystemEnergyArguments {
  decisions: readonly number[];
  energiesJ: readonly number[];
}

export function systemEnergy(a: SystemEnergyArguments): number {
  requireSameLength('decisions', a.decisions, 'energiesJ', a.energiesJ);
  return weightedSum(a.decisions, a.energiesJ);
}

export interface SystemCostArguments {
  decisions: readonly number[];
  costs: readonly number[];
}

export function systemCost(a: SystemCostArguments): number {
  requireSameLength('decisions', a.decisions, 'costs', a.costs);
  return weightedSum(a.decisions, a.costs);
}

export interface SystemExperienceArguments {
  experiences: readonly number[];
}

export function systemExperience(a: SystemExperienceArguments): number {
  return sum(a.experiences);
}
