import { requireNonNegative, requirePositive } from '../support/check';
import { sum } from '../support/numeric';

export interface BinaryDecisionArguments {
  decision: number;
}

export function binaryDecision(a: BinaryDecisionArguments): boolean {
  return a.decision === 0 || a.decision === 1;
}

export interface SingleAssociationArguments {
  decisions: readonly number[];
  initiated: boolean;
}

export function singleAssociation(a: SingleAssociationArguments): boolean {
  return sum(a.decisions) === (a.initiated ? 1 : 0);
}

export interface ComputeWithinCapacityArguments {
  hostedCyclesG: number;
  inboundCyclesG: number;
  newCyclesG: number;
  capacityCyclesG: number;
}

function checkCycles(a: ComputeWithinCapacityArguments): void {
  requireNonNegative('hostedCyclesG', a.hostedCyclesG);
  requireNonNegative('inboundCyclesG', a.inboundCyclesG);
  requireNonNegative('newCyclesG', a.newCyclesG);
  requireNonNegative('capacityCyclesG', a.capacityCyclesG);
}

export function computeWithinCapacity(a: ComputeWithinCapacityArguments): boolean {
  checkCycles(a);
  return a.hostedCyclesG + a.inboundCyclesG + a.newCyclesG <= a.capacityCyclesG;
}

export function computeWithinCapacityPerTask(a: ComputeWithinCapacityArguments): boolean {
  checkCycles(a);
  return a.newCyclesG <= a.capacityCyclesG;
}

export interface BandwidthWithinPoolArguments {
  allocatedHz: number;
  poolHz: number;
  bandwidthHz: number;
  minBandwidthHz: number;
}

export function bandwidthWithinPool(a: BandwidthWithinPoolArguments): boolean {
  requireNonNegative('allocatedHz', a.allocatedHz);
  requireNonNegative('poolHz', a.poolHz);
  requireNonNegative('bandwidthHz', a.bandwidthHz);
  requireNonNegative('minBandwidthHz', a.minBandwidthHz);
  return a.bandwidthHz >= a.minBandwidthHz && a.allocatedHz + a.bandwidthHz <= a.poolHz;
}

export function latencyWithin(a: { latencyS: number; latencyMaxS: number }): boolean {
  requireNonNegative('latencyS', a.latencyS);
  requirePositive('latencyMaxS', a.latencyMaxS);
  return a.latencyS <= a.latencyMaxS;
}

export function energyWithin(a: { energyJ: number; energyMaxJ: number }): boolean {
  requireNonNegative('energyJ', a.energyJ);
  requirePositive('energyMaxJ', a.energyMaxJ);
  return a.energyJ <= a.energyMaxJ;
}

export function costWithin(a: { cost: number; costMax: number }): boolean {
  requireNonNegative('cost', a.cost);
  requirePositive('costMax', a.costMax);
  return a.cost <= a.costMax;
}

export function experienceWithin(a: { experience: number; experienceMin: number }): boolean {
  requireNonNegative('experience', a.experience);
  requireNonNegative('experienceMin', a.experienceMin);
  return a.experience >= a.experienceMin;
}

export function reliabilityWithin(a: { reliability: number; reliabilityMin: number }): boolean {
  requireNonNegative('reliability', a.reliability);
  requireNonNegative('reliabilityMin', a.reliabilityMin);
  return a.reliability >= a.reliabilityMin;
}

export function qualityWithin(a: { quality: number; qualityMin: number }): boolean {
  requireNonNegative('quality', a.quality);
  requireNonNegative('qualityMin', a.qualityMin);
  return a.quality >= a.qualityMin;
}
