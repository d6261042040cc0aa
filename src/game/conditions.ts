import { requireFinite } from '../support/check';
import { edgeMarginalCost, edgePrice } from './edge-response';
import { aggregateDemand } from './follower';
import type { EdgeSeller, Market, Tree } from './market';
import { cloudUtility, edgeUtility, followerUtility } from './utility';

/** One line of Definition 1, evaluated at an outcome. */
export interface ConditionResult {
  /** number in the paper; (19) prints two inequalities */
  equation: '18' | '19' | '19a' | '19b' | '20';
  player: 'cloud' | 'edge' | 'follower';
  /** variable that is changed */
  variable: 'β_j' | 'θ_i' | 'β_v' | 'θ_j';
  /** who really chooses it */
  owner: 'cloud' | 'edge' | 'follower';
  /** largest gain over all players and feasible values, $ */
  gain: number;
  /** no player gains more than 1e-6 $ */
  holds: boolean;
  /** false: the player named cannot make this change, so the line says nothing about an equilibrium */
  testable: boolean;
  why: string;
}

/** Gains up to here are rounding and resolution of the search (MODEL §4.5). */
export const HOLDS_BELOW = 1e-6;

/**
 * What a cloud would gain by another price, its whole tree responding; at most 0 for every price in equilibrium.
 * @eq (18) U_i(θ_i*, BR(θ_i*)) ≥ U_i(θ_i, BR(θ_i)) for all θ_i     @section III-F
 * @symbols θ_i: deviationPrice [$/unit]; U_i(θ_i*, …): utility [$]; tree, market: the players' sums; returns [$], the right side less the left side
 * @reading corrected: the paper lets the cloud deviate in β_j, which the edge chooses (MODEL.md AMB-19)
 * @limits at the equilibrium price the gain is 0; units beyond the capacity are not sold
 * @throws Error if utility is not finite or a price or sum of the tree is out of range
 * @example cloudDeviationGain({ tree: { cloud: { valuationSum: 5.25, weightSum: 2.1, capacityUnits: 30, unitCost: 0.04, lastPrice: 0.4 }, edges: [] }, market: { priceMin: 0.3, priceMax: 0.5, hostingWeight: 0.1 }, deviationPrice: 0.4, utility: 4 }) // => -0.031
 */
export function cloudDeviationGain(x: { tree: Tree; market: Market; deviationPrice: number; utility: number }): number {
  requireFinite('utility', x.utility);
  const { valuationSum, weightSum, capacityUnits, unitCost } = x.tree.cloud;
  const direct = aggregateDemand({ valuationSum, weightSum, price: x.deviationPrice });
  const hosting = hostingOrders(x.tree, x.market, x.deviationPrice);
  const ration = direct + hosting > capacityUnits ? capacityUnits / (direct + hosting) : 1;
  const price = x.deviationPrice;
  return cloudUtility({ price, unitCost, directUnits: ration * direct, hostingUnits: ration * hosting }) - x.utility;
}

function hostingOrders(tree: Tree, market: Market, cloudPrice: number): number {
  const { hostingWeight, priceMin, priceMax } = market;
  let orders = 0;
  for (const { valuationSum, weightSum, capacityUnits, unitCost, relayShare } of tree.edges) {
    if (weightSum === 0 || relayShare === 0) continue;
    const marginalCost = edgeMarginalCost({ unitCost, hostingWeight, relayShare, cloudPrice });
    const price = edgePrice({ valuationSum, weightSum, capacityUnits, marginalCost, priceMin, priceMax });
    const sold = Math.min(capacityUnits, aggregateDemand({ valuationSum, weightSum, price }));
    orders += hostingWeight * relayShare * sold;
  }
  return orders;
}

/**
 * What an edge would gain by another price at the cloud's price, its vehicles responding and its purchase following.
 * @eq (19) U_j(θ_j*, β_j* | θ_i*) ≥ U_j(θ_j, β_j | θ_i*) for all θ_j     @section III-F
 * @symbols θ_j: deviationPrice, θ_i*: cloudPrice [$/unit]; U_j(θ_j*, …): utility [$]; edge, market: the players' sums; returns [$], the right side less the left side
 * @reading corrected: the paper lets the edge deviate in θ_i and β_v, which it does not choose (MODEL.md AMB-19); hosting counts as ordered, before a ration of the cloud
 * @limits at the equilibrium price the gain is 0; units beyond the capacity are not sold
 * @throws Error if utility is not finite or a price or sum of the edge is out of range
 * @example edgeDeviationGain({ edge: { valuationSum: 5.2, weightSum: 2, capacityUnits: 20, unitCost: 0.02, lastPrice: 0.4, relayShare: 0.5 }, market: { priceMin: 0.3, priceMax: 0.5, hostingWeight: 0.1 }, cloudPrice: 0.4, deviationPrice: 0.4, utility: 4 }) // => -0.04
 */
export function edgeDeviationGain(x: {
  edge: EdgeSeller;
  market: Market;
  cloudPrice: number;
  deviationPrice: number;
  utility: number;
}): number {
  requireFinite('utility', x.utility);
  const { valuationSum, weightSum, capacityUnits, unitCost, relayShare } = x.edge;
  const demand = aggregateDemand({ valuationSum, weightSum, price: x.deviationPrice });
  const soldUnits = Math.min(capacityUnits, demand);
  const hostingUnits = x.market.hostingWeight * relayShare * soldUnits;
  const { cloudPrice, deviationPrice: price } = x;
  return edgeUtility({ price, unitCost, soldUnits, cloudPrice, hostingUnits }) - x.utility;
}

/**
 * What a follower would gain by ordering another amount at the posted price.
 * @eq (20) U_v(β_v* | θ*) ≥ U_v(β_v | θ*) for all β_v     @section III-F
 * @symbols β_v*: units, β_v: deviationUnits [unit]; α: valuation, θ*: price [$/unit]; w: weight [unit]; returns [$], the right side less the left side
 * @reading corrected: the paper lets the vehicle deviate in θ_j, which the edge chooses (MODEL.md AMB-19)
 * @limits deviationUnits = units gives 0; negative for every other amount at (17-demand)
 * @throws Error if valuation, weight or price is not above 0 or units are negative
 * @example followerDeviationGain({ valuation: 2.5, weight: 1, price: 0.4, units: 5.25, deviationUnits: 4 }) // => -0.05785887829
 */
export function followerDeviationGain(x: {
  valuation: number;
  weight: number;
  price: number;
  units: number;
  deviationUnits: number;
}): number {
  const { valuation, weight, price } = x;
  const kept = followerUtility({ valuation, weight, price, units: x.units });
  return followerUtility({ valuation, weight, price, units: x.deviationUnits }) - kept;
}
