import { requireNonNegative, requirePositive } from '../support/check';
import { refuse } from './guard';

/**
 * Best response of a follower to a price.
 * @eq (17-demand) β_f* = w max(0, α/θ − 1)     @section III-F
 * @symbols α: valuation, θ: price [$/unit]; w: weight [unit]; returns [unit]
 * @reading corrected: first-order condition of (17); its second derivative −α/w/(1+β/w)² is negative, so it is the only maximum
 * @limits valuation ≤ price gives 0; falls with the price, rises with the valuation
 * @throws Error if an argument is not a finite number above 0
 * @example followerDemand({ valuation: 2.5, weight: 1, price: 0.4 }) // => 5.25
 */
export function followerDemand(x: { valuation: number; weight: number; price: number }): number {
  requirePositive('valuation', x.valuation);
  requirePositive('weight', x.weight);
  requirePositive('price', x.price);
  return x.weight * Math.max(0, x.valuation / x.price - 1);
}

/**
 * Demand of all followers of a seller, each of them active (U1).
 * @eq (17-sum) S(θ) = A/θ − N     @section III-F
 * @symbols A: valuationSum [$]; N: weightSum [unit]; θ: price [$/unit]; returns [unit]
 * @reading corrected: sum of (17-demand) where each α > θ
 * @limits no followers gives 0; equals the sum of (17-demand)
 * @throws Error if price is not above 0, a sum is negative or not finite, or the mean valuation is below the price
 * @example aggregateDemand({ valuationSum: 7.5, weightSum: 3, price: 0.5 }) // => 12
 */
export function aggregateDemand(x: { valuationSum: number; weightSum: number; price: number }): number {
  requirePositive('price', x.price);
  requireNonNegative('valuationSum', x.valuationSum);
  requireNonNegative('weightSum', x.weightSum);
  const units = x.valuationSum / x.price - x.weightSum;
  if (units < 0) refuse('valuationSum', x.valuationSum, `at least price × weightSum = ${x.price * x.weightSum} (U1)`);
  return units;
}
