import { requireNonNegative, requirePositive, requireShare } from '../support/check';
import { requireBand } from './guard';

/**
 * What one more access unit costs an edge, its upstream hosting included.
 * @eq (16-cost) c̃_j = c_j + η_r m_j θ_i     @section III-F
 * @symbols c_j: unitCost, θ_i: cloudPrice [$/unit]; η_r: hostingWeight, m_j: relayShare [1]; returns [$/unit]
 * @reading added: resale of hosting units (MODEL.md §4.2)
 * @limits relayShare = 0 gives unitCost
 * @throws Error if an argument is negative or not finite, cloudPrice is 0 or relayShare exceeds 1
 * @example edgeMarginalCost({ unitCost: 0.02, hostingWeight: 0.1, relayShare: 0.5, cloudPrice: 0.437165286716 }) // => 0.0418582643358
 */
export function edgeMarginalCost(x: {
  unitCost: number;
  hostingWeight: number;
  relayShare: number;
  cloudPrice: number;
}): number {
  requireNonNegative('unitCost', x.unitCost);
  requireNonNegative('hostingWeight', x.hostingWeight);
  requireShare('relayShare', x.relayShare);
  requirePositive('cloudPrice', x.cloudPrice);
  return x.unitCost + x.hostingWeight * x.relayShare * x.cloudPrice;
}

/**
 * Price a seller would set without capacity and band.
 * @eq (16-monopoly) θ^m = √(A c̃ / N)     @section III-F
 * @symbols A: valuationSum [$]; N: weightSum [unit]; c̃: marginalCost [$/unit]; returns [$/unit]
 * @reading corrected: root of d[(θ−c̃)(A/θ−N)]/dθ = A c̃/θ² − N (MODEL.md §4.2)
 * @limits marginalCost = 0 gives 0; at marginalCost = A/N it is A/N, where demand ends
 * @throws Error if an argument is negative or not finite or weightSum is 0
 * @example monopolyPrice({ valuationSum: 5.2, weightSum: 2, marginalCost: 0.0418582643358 }) // => 0.329896176506
 */
export function monopolyPrice(x: { valuationSum: number; weightSum: number; marginalCost: number }): number {
  requireNonNegative('valuationSum', x.valuationSum);
  requirePositive('weightSum', x.weightSum);
  requireNonNegative('marginalCost', x.marginalCost);
  return Math.sqrt((x.valuationSum * x.marginalCost) / x.weightSum);
}

/**
 * Price at which demand equals capacity.
 * @eq (16-capacity) θ^cap = A / (X + N)     @section III-F
 * @symbols A: valuationSum [$]; N: weightSum, X: capacityUnits [unit]; returns [$/unit]
 * @reading corrected: A/θ − N = X, the constraint of (16) with equality
 * @limits capacityUnits = 0 gives the mean valuation A/N; → 0 as capacityUnits → ∞
 * @throws Error if an argument is negative or not finite or weightSum is 0
 * @example capacityPrice({ valuationSum: 7.5, weightSum: 3, capacityUnits: 15 }) // => 0.416666666667
 */
export function capacityPrice(x: { valuationSum: number; weightSum: number; capacityUnits: number }): number {
  requireNonNegative('valuationSum', x.valuationSum);
  requirePositive('weightSum', x.weightSum);
  requireNonNegative('capacityUnits', x.capacityUnits);
  return x.valuationSum / (x.capacityUnits + x.weightSum);
}

export interface SellerProblem {
  /** A, $ */
  valuationSum: number;
  /** N, units */
  weightSum: number;
  /** X, units */
  capacityUnits: number;
  /** c̃, $/unit */
  marginalCost: number;
  /** θ_min, $/unit */
  priceMin: number;
  /** θ_max, $/unit */
  priceMax: number;
}

/**
 * Best price of an edge.
 * @eq (16-price) θ_j* = clip(max(θ^m, θ^cap), θ_min, θ_max)     @section III-F
 * @symbols θ^m: (16-monopoly); θ^cap: (16-capacity); A, N, X, c̃ as there; θ_min: priceMin, θ_max: priceMax [$/unit]; returns [$/unit]
 * @reading corrected: Karush–Kuhn–Tucker point of (16) (MODEL.md §4.2)
 * @limits large capacity and no cost give priceMin; capacityUnits = 0 gives priceMax; non-decreasing in marginalCost, non-increasing in capacityUnits
 * @throws Error if an argument is negative or not finite, weightSum is 0 or the band is empty
 * @example edgePrice({ valuationSum: 2.9, weightSum: 1, capacityUnits: 10, marginalCost: 0.02, priceMin: 0.3, priceMax: 0.5 }) // => 0.3
 */
export function edgePrice(x: SellerProblem): number {
  requireBand(x.priceMin, x.priceMax);
  const wanted = Math.max(monopolyPrice(x), capacityPrice(x));
  return Math.min(x.priceMax, Math.max(x.priceMin, wanted));
}

/**
 * What one more unit of capacity would earn an edge.
 * @eq (16-multiplier) λ_j = (θ^cap)² N/A − c̃ where capacity sets the price, θ_max − c̃ where rationed, else 0     @section III-F
 * @symbols θ^cap: (16-capacity); N: weightSum [unit]; A: valuationSum [$]; c̃: marginalCost, θ_max: priceMax [$/unit]; returns [$/unit]
 * @reading added: λ_j = dU_j/dX_j, the multiplier of the capacity in (16) (MODEL.md §4.2)
 * @limits 0 if θ^cap ≤ max(θ_min, θ^m); positive where capacity binds and the highest price exceeds the marginal cost
 * @throws Error if an argument is negative or not finite, weightSum is 0 or the band is empty
 * @example edgeMultiplier({ valuationSum: 7.5, weightSum: 3, capacityUnits: 15, marginalCost: 0.0345721762239, priceMin: 0.3, priceMax: 0.5 }) // => 0.0348722682205
 */
export function edgeMultiplier(x: SellerProblem): number {
  requireBand(x.priceMin, x.priceMax);
  const clearing = capacityPrice(x);
  if (clearing > x.priceMax) return x.priceMax - x.marginalCost;
  if (clearing <= Math.max(x.priceMin, monopolyPrice(x))) return 0;
  return (clearing * clearing * x.weightSum) / x.valuationSum - x.marginalCost;
}
