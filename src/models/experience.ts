import { requireDuration, requireNonNegative, requirePositive, requireShare } from '../support/check';
import { sum } from '../support/numeric';

const RUNNING_WINDOW = 5;

export interface LatencyScoreArguments {
  latencyS: number;
  decay: number;
}

export function latencyScore(a: LatencyScoreArguments): number {
  requireDuration('latencyS', a.latencyS);
  requirePositive('decay', a.decay);
  return Math.exp(-a.decay * a.latencyS);
}

export interface QualityScoreArguments {
  quality: number;
  rate: number;
}

export function qualityScore(a: QualityScoreArguments): number {
  requireShare('quality', a.quality);
  requirePositive('rate', a.rate);
  return (1 - Math.exp(-a.rate * a.quality)) / (1 - Math.exp(-a.rate));
}

export interface ReliabilityScoreArguments {
  reliability: number;
  rate: number;
}

export function reliabilityScore(a: ReliabilityScoreArguments): number {
  requireShare('reliability', a.reliability);
  requirePositive('rate', a.rate);
  return (1 - Math.exp(-a.rate * a.reliability)) / (1 - Math.exp(-a.rate));
}

export interface ServiceQualityArguments {
  bandwidthHz: number;
  referenceBandwidthHz: number;
  frequencyHz: number;
  referenceFrequencyHz: number;
  rateBps: number;
  dataBits: number;
  latencyMaxS: number;
}

export function serviceQuality(a: ServiceQualityArguments): number {
  requireNonNegative('bandwidthHz', a.bandwidthHz);
  requirePositive('referenceBandwidthHz', a.referenceBandwidthHz);
  requireNonNegative('frequencyHz', a.frequencyHz);
  requirePositive('referenceFrequencyHz', a.referenceFrequencyHz);
  const bandwidthShare = Math.min(1, a.bandwidthHz / a.referenceBandwidthHz);
  const frequencyShare = Math.min(1, a.frequencyHz / a.referenceFrequencyHz);
  return 0.5 * bandwidthShare + 0.5 * frequencyShare;
}

export function serviceQualityDataFraction(a: ServiceQualityArguments): number {
  requireNonNegative('rateBps', a.rateBps);
  requirePositive('dataBits', a.dataBits);
  requirePositive('latencyMaxS', a.latencyMaxS);
  return Math.min(1, (a.rateBps * a.latencyMaxS) / a.dataBits);
}

export interface ReliabilityArguments {
  tierReliability: number;
  dwellS: number;
  uploadS: number;
  dwellApplies: boolean;
}

export function reliability(a: ReliabilityArguments): number {
  requireShare('tierReliability', a.tierReliability);
  requireDuration('dwellS', a.dwellS);
  requireNonNegative('uploadS', a.uploadS);
  if (!a.dwellApplies || a.dwellS >= a.uploadS) return a.tierReliability;
  return (a.tierReliability * a.dwellS) / a.uploadS;
}

export interface ReliabilityDrawArguments {
  probability: number;
  uniform: number;
}

export function reliabilityBernoulli(a: ReliabilityDrawArguments): 0 | 1 {
  requireShare('probability', a.probability);
  requireShare('uniform', a.uniform);
  return a.uniform < a.probability ? 1 : 0;
}

export interface ExperienceRatingArguments {
  latencyScore: number;
  qualityScore: number;
  reliabilityScore: number;
  weightLatency: number;
  weightQuality: number;
  weightReliability: number;
}

export function experienceRating(a: ExperienceRatingArguments): number {
  requireShare('latencyScore', a.latencyScore);
  requireShare('qualityScore', a.qualityScore);
  requireShare('reliabilityScore', a.reliabilityScore);
  requireShare('weightLatency', a.weightLatency);
  requireShare('weightQuality', a.weightQuality);
  requireShare('weightReliability', a.weightReliability);
  return a.weightLatency * a.latencyScore + a.weightQuality * a.qualityScore + a.weightReliability * a.reliabilityScore;
}

export interface VehicleExperienceArguments {
  migrates: 0 | 1;
  ratings: readonly number[];
}

export function vehicleExperience(a: VehicleExperienceArguments): number {
  if (a.ratings.length === 0) return 0;
  return (a.migrates * sum(a.ratings)) / a.ratings.length;
}

export function vehicleExperienceRunning(a: VehicleExperienceArguments): number {
  return vehicleExperience({ migrates: a.migrates, ratings: a.ratings.slice(-RUNNING_WINDOW) });
}
