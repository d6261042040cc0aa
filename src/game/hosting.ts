import { requireNonNegative, requirePositive } from '../support/check';
import { aggregateDemand } from './follower';
import type { EdgeSeller, Market } from './market';

/** What a cloud needs to know of one edge to foresee the hosting units it will buy. */
export interface ResaleCurve {
  /** k = η_r m */
  readonly relayFactor: number;
  /** c_j, $/unit */
  readonly unitCost: number;
  /** A_j, $ */
  readonly valuationSum: number;
  /** N_j, units */
  readonly weightSum: number;
  /** access units sold at the lower end, min(X_j, S_j(θ_max)) */
  readonly leastUnits: number;
  /** access units sold at the upper end, min(X_j, S_j(θ_min)) */
  readonly mostUnits: number;
}

/** The curve of an edge that has demand, capacity and relays; undefined for an edge that never buys. */
export function resaleCurve(edge: EdgeSeller, market: Market): ResaleCurve | undefined {
  const relayFactor = market.hostingWeight * edge.relayShare;
  if (edge.weightSum === 0 || edge.capacityUnits === 0 || relayFactor === 0) return undefined;
  const { valuationSum, weightSum, unitCost, capacityUnits } = edge;
  const leastUnits = Math.min(capacityUnits, aggregateDemand({ valuationSum, weightSum, price: market.priceMax }));
  const mostUnits = Math.min(capacityUnits, aggregateDemand({ valuationSum, weightSum, price: market.priceMin }));
  return { relayFactor, unitCost, valuationSum, weightSum, leastUnits, mostUnits };
}

/**
 * Hosting units an edge buys at a cloud price, its own price and its vehicles having responded.
 * @eq (15-demand) β_j(θ_i) = k min(most, max(least, √(A N / (c_j + k θ_i)) − N))     @section III-F
 * @symbols k: relayFactor [1]; A: valuationSum [$]; N: weightSum, least: leastUnits, most: mostUnits [unit]; c_j: unitCost, θ_i: cloudPrice [$/unit]; returns [unit]
 * @reading corrected: derived demand by backward induction (MODEL.md §4.2)
 * @limits never below relayFactor × leastUnits nor above relayFactor × mostUnits; non-increasing in cloudPrice
 * @throws Error if cloudPrice is not a finite number above 0 or the curve gives no finite units
 * @example hostingDemand({ cloudPrice: 0.437165286716, curve: { relayFactor: 0.05, unitCost: 0.02, valuationSum: 5.2, weightSum: 2, leastUnits: 8.4, mostUnits: 15.3333333333 } }) // => 0.688126745675
 */
export function hostingDemand(x: { cloudPrice: number; curve: ResaleCurve }): number {
  requirePositive('cloudPrice', x.cloudPrice);
  const { relayFactor, unitCost, valuationSum, weightSum, leastUnits, mostUnits } = x.curve;
  const interior = Math.sqrt((valuationSum * weightSum) / (unitCost + relayFactor * x.cloudPrice)) - weightSum;
  const units = relayFactor * Math.min(mostUnits, Math.max(leastUnits, interior));
  requireNonNegative('hosting units of the curve', units);
  return units;
}

/**
 * Slope of the derived demand.
 * @eq (15-slope) β_j'(θ_i) = −½ k² √(A N) (c_j + k θ_i)^(−3/2) inside, 0 on the flat pieces     @section III-F
 * @symbols k, A, N, c_j, θ_i as in (15-demand); hostingUnits: β_j(θ_i) [unit]; returns [unit²/$]
 * @reading corrected: derivative of (15-demand), written as −½ k (β_j + k N) / (c_j + k θ_i)
 * @limits 0 where hostingUnits lies on either bound; never positive
 * @throws Error if cloudPrice is not a finite number above 0 or hostingUnits is negative or not finite
 * @example hostingSlope({ cloudPrice: 0.437165286716, hostingUnits: 0.688126745674, curve: { relayFactor: 0.05, unitCost: 0.02, valuationSum: 5.2, weightSum: 2, leastUnits: 8.4, mostUnits: 15.3333333333 } }) // => -0.470711553728
 */
export function hostingSlope(x: { cloudPrice: number; hostingUnits: number; curve: ResaleCurve }): number {
  requirePositive('cloudPrice', x.cloudPrice);
  const { relayFactor, unitCost, weightSum, leastUnits, mostUnits } = x.curve;
  requireNonNegative('hostingUnits', x.hostingUnits);
  if (x.hostingUnits <= relayFactor * leastUnits || x.hostingUnits >= relayFactor * mostUnits) return 0;
  return (-0.5 * relayFactor * (x.hostingUnits + relayFactor * weightSum)) / (unitCost + relayFactor * x.cloudPrice);
}
