import { requireFinite, requireNonNegative, requirePositive } from '../support/check';
import { requireBand } from './guard';
import { hostingDemand, hostingSlope, type ResaleCurve } from './hosting';

/** The cloud's own side and the curves of its edges. */
export interface CloudProblem {
  /** A_i, $ */
  readonly valuationSum: number;
  /** N_i, units */
  readonly weightSum: number;
  /** c_i, $/unit */
  readonly unitCost: number;
  readonly curves: readonly ResaleCurve[];
}

/**
 * Units ordered from a cloud, before any ration.
 * @eq (14-demand) D_i(θ_i) = A_i/θ_i − N_i + Σ_j β_j(θ_i)     @section III-F
 * @symbols A_i: valuationSum [$]; N_i: weightSum [unit]; curves: (15-demand) of each edge; θ_i: price [$/unit]; returns [unit]
 * @reading corrected: left side of the constraint in (14)
 * @limits non-increasing in price; 0 without followers and curves
 * @throws Error if price is not a finite number above 0 or the problem gives no finite demand
 * @example cloudDemand({ price: 0.4, problem: { valuationSum: 5.25, weightSum: 2.1, unitCost: 0.04, curves: [] } }) // => 11.025
 */
export function cloudDemand(x: { price: number; problem: CloudProblem }): number {
  requirePositive('price', x.price);
  let units = x.problem.valuationSum / x.price - x.problem.weightSum;
  for (const curve of x.problem.curves) units += hostingDemand({ cloudPrice: x.price, curve });
  requireFinite('demand of the problem', units);
  return units;
}

/**
 * Profit of a cloud with the responses of its whole tree.
 * @eq (14-profit) Π(θ_i) = (θ_i − c_i) D_i(θ_i)     @section III-F
 * @symbols θ_i: price, c_i: unitCost [$/unit]; D_i: (14-demand) [unit]; returns [$]
 * @reading corrected: (14) with the followers' best responses put in
 * @limits price = unitCost gives 0
 * @throws Error if price is not a finite number above 0 or the problem gives no finite demand
 * @example cloudProfit({ price: 0.4, problem: { valuationSum: 5.25, weightSum: 2.1, unitCost: 0.04, curves: [] } }) // => 3.969
 */
export function cloudProfit(x: { price: number; problem: CloudProblem }): number {
  requireNonNegative('unitCost', x.problem.unitCost);
  return (x.price - x.problem.unitCost) * cloudDemand(x);
}

/**
 * Slope of the profit.
 * @eq (14-slope) Π'(θ_i) = A_i c_i/θ_i² − N_i + Σ_j [β_j + (θ_i − c_i) β_j']     @section III-F
 * @symbols A_i: valuationSum [$]; N_i: weightSum [unit]; c_i: unitCost, θ_i: price [$/unit]; β_j: (15-demand), β_j': (15-slope); returns [unit]
 * @reading corrected: derivative of (14-profit) on its smooth pieces
 * @limits 0 at (14-price) without curves; at a kink the value of the flat side
 * @throws Error if price is not a finite number above 0 or the problem gives no finite slope
 * @example cloudProfitSlope({ price: 0.4, problem: { valuationSum: 5.25, weightSum: 2.1, unitCost: 0.04, curves: [] } }) // => -0.7875
 */
export function cloudProfitSlope(x: { price: number; problem: CloudProblem }): number {
  requirePositive('price', x.price);
  const { valuationSum, weightSum, unitCost, curves } = x.problem;
  let slope = (valuationSum * unitCost) / (x.price * x.price) - weightSum;
  for (const curve of curves) {
    const hostingUnits = hostingDemand({ cloudPrice: x.price, curve });
    slope += hostingUnits + (x.price - unitCost) * hostingSlope({ cloudPrice: x.price, hostingUnits, curve });
  }
  requireFinite('slope of the problem', slope);
  return slope;
}

/**
 * Price of a cloud whose sales do not depend on the price except through its direct followers.
 * @eq (14-price) θ_i* = clip(max(√(A c / (N − B)), A / (X + N − B)), θ_min, θ_max)     @section III-F
 * @symbols A: valuationSum [$]; N: weightSum, B: constantUnits (hosting units bought at any price), X: capacityUnits [unit]; c: unitCost; θ_min: priceMin, θ_max: priceMax [$/unit]; returns [$/unit]
 * @reading corrected: closed form (a) of MODEL.md §4.2; B = 0 with direct followers only
 * @limits constantUnits ≥ weightSum makes the profit rise up to priceMax; constantUnits ≥ capacityUnits + weightSum cannot clear and gives priceMax
 * @throws Error if an argument is negative or not finite or the band is empty
 * @example directCloudPrice({ valuationSum: 5.25, weightSum: 2.1, constantUnits: 0, capacityUnits: 30, unitCost: 0.04, priceMin: 0.3, priceMax: 0.5 }) // => 0.316227766017
 */
export function directCloudPrice(x: {
  valuationSum: number;
  weightSum: number;
  constantUnits: number;
  capacityUnits: number;
  unitCost: number;
  priceMin: number;
  priceMax: number;
}): number {
  requireNonNegative('valuationSum', x.valuationSum);
  requireNonNegative('weightSum', x.weightSum);
  requireNonNegative('constantUnits', x.constantUnits);
  requireNonNegative('capacityUnits', x.capacityUnits);
  requireNonNegative('unitCost', x.unitCost);
  requireBand(x.priceMin, x.priceMax);
  const net = x.weightSum - x.constantUnits;
  const own = net > 0 ? Math.sqrt((x.valuationSum * x.unitCost) / net) : Infinity;
  const clearing = x.capacityUnits + net > 0 ? x.valuationSum / (x.capacityUnits + net) : Infinity;
  return Math.min(x.priceMax, Math.max(x.priceMin, own, clearing));
}

/**
 * Price of a cloud that sells only to one edge on its interior piece.
 * @eq (14-cubic) C0 x³ + x = 2/√ᾱ, C0 = c_j + k c_i, θ_i = (x⁻² − c_j)/k     @section III-F
 * @symbols ᾱ: meanValuation, c_j: edgeUnitCost, c_i: cloudUnitCost [$/unit]; k: relayFactor [1]; returns [$/unit]
 * @reading corrected: closed form (b) of MODEL.md §4.2 by Cardano, the second cube root taken as −p/(3u)
 * @limits the cubic is met at the returned price; not clipped to the band
 * @throws Error if an argument is negative or not finite, meanValuation or relayFactor is 0, or both costs are 0
 * @example relayCloudPrice({ meanValuation: 2.5, edgeUnitCost: 0.02, cloudUnitCost: 0.04, relayFactor: 0.5 }) // => 1.357237
 */
export function relayCloudPrice(x: {
  meanValuation: number;
  edgeUnitCost: number;
  cloudUnitCost: number;
  relayFactor: number;
}): number {
  requirePositive('meanValuation', x.meanValuation);
  requirePositive('relayFactor', x.relayFactor);
  requireNonNegative('edgeUnitCost', x.edgeUnitCost);
  requireNonNegative('cloudUnitCost', x.cloudUnitCost);
  const cubic = x.edgeUnitCost + x.relayFactor * x.cloudUnitCost;
  requirePositive('edgeUnitCost + relayFactor × cloudUnitCost', cubic);
  const third = 1 / (3 * cubic);
  const half = 1 / (cubic * Math.sqrt(x.meanValuation));
  const u = Math.cbrt(half + Math.sqrt(half * half + third * third * third));
  const root = u - third / u;
  return (1 / (root * root) - x.edgeUnitCost) / x.relayFactor;
}
