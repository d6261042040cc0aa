import { requireFinite, requireNonNegative, requirePositive } from '../support/check';
import { sum } from '../support/numeric';

/**
 * What a follower's units are worth to it, before payment.
 * @eq (17-benefit) B_f = w α ln(1 + β/w)     @section III-F
 * @symbols w: weight [unit]; α: valuation [$/unit]; β: units [unit]; returns [$]
 * @reading corrected: the paper gives no utility; logarithm, w = 1 for access and η_r for hosting (MODEL.md EQ-17)
 * @limits units = 0 gives 0; increasing and concave in units
 * @throws Error if valuation or weight is not above 0 or units is negative
 * @example followerBenefit({ valuation: 2, weight: 1, units: 3.8 }) // => 3.137231836
 */
export function followerBenefit(x: { valuation: number; weight: number; units: number }): number {
  requirePositive('valuation', x.valuation);
  requirePositive('weight', x.weight);
  requireNonNegative('units', x.units);
  return x.weight * x.valuation * Math.log(1 + x.units / x.weight);
}

/**
 * Utility of a follower (a vehicle's access or a relocation).
 * @eq (17) U_f = w α ln(1 + β/w) − θ β     @section III-F
 * @symbols w: weight [unit]; α: valuation [$/unit]; β: units [unit]; θ: price [$/unit]; returns [$]
 * @reading corrected: the paper gives no form (MODEL.md EQ-17)
 * @limits units = 0 gives 0; strictly concave in units; falls with the price
 * @throws Error if valuation, weight or price is not above 0 or units is negative
 * @example followerUtility({ valuation: 3, weight: 1, units: 6.2, price: 0.416666666667 }) // => 3.33890974473
 */
export function followerUtility(x: { valuation: number; weight: number; units: number; price: number }): number {
  requirePositive('price', x.price);
  return followerBenefit(x) - x.price * x.units;
}

/**
 * Utility of an edge as the seller of access units.
 * @eq (16) U_j = (θ_j − c_j) S_j − θ_i β_j     @section III-F
 * @symbols θ_j: price; c_j: unitCost; θ_i: cloudPrice [$/unit]; S_j: soldUnits, β_j: hostingUnits [unit]; returns [$]
 * @reading corrected: θ_c of the paper is the price of the edge's upstream cloud (MODEL.md EQ-16)
 * @limits hostingUnits = 0 leaves (price − unitCost) soldUnits; nothing sold and nothing bought gives 0
 * @throws Error if a price is not above 0 or another argument is negative
 * @example edgeUtility({ price: 0.416666666667, unitCost: 0.02, soldUnits: 15, cloudPrice: 0.437165286716, hostingUnits: 0.5 }) // => 5.73141735665
 */
export function edgeUtility(x: {
  price: number;
  unitCost: number;
  soldUnits: number;
  cloudPrice: number;
  hostingUnits: number;
}): number {
  requirePositive('price', x.price);
  requirePositive('cloudPrice', x.cloudPrice);
  requireNonNegative('unitCost', x.unitCost);
  requireNonNegative('soldUnits', x.soldUnits);
  requireNonNegative('hostingUnits', x.hostingUnits);
  return (x.price - x.unitCost) * x.soldUnits - x.cloudPrice * x.hostingUnits;
}

/**
 * The same edge as a buyer of hosting units: each bought unit lets it sell 1/k access units at its own price.
 * @eq (15) U_j(β_j) = (θ_j − c_j) β_j / k_j − θ_i β_j     @section III-F
 * @symbols β_j: hostingUnits [unit]; k_j = η_r m_j: relayFactor; θ_j: price, c_j: unitCost, θ_i: cloudPrice [$/unit]; returns [$]
 * @reading corrected: the paper prints the constraints only; the objective is (16) with S_j = β_j / k_j (MODEL.md §4.1)
 * @limits hostingUnits = 0 gives 0; equals (16) where S_j = β_j / k_j
 * @throws Error if relayFactor or a price is not above 0 or another argument is negative
 * @example edgePurchaseUtility({ hostingUnits: 0.5, relayFactor: 0.0333333333333, price: 0.416666666667, unitCost: 0.02, cloudPrice: 0.437165286716 }) // => 5.73141735665
 */
export function edgePurchaseUtility(x: {
  hostingUnits: number;
  relayFactor: number;
  price: number;
  unitCost: number;
  cloudPrice: number;
}): number {
  requirePositive('relayFactor', x.relayFactor);
  requirePositive('price', x.price);
  requirePositive('cloudPrice', x.cloudPrice);
  requireNonNegative('unitCost', x.unitCost);
  requireNonNegative('hostingUnits', x.hostingUnits);
  return ((x.price - x.unitCost) * x.hostingUnits) / x.relayFactor - x.cloudPrice * x.hostingUnits;
}

/**
 * Utility of a cloud.
 * @eq (14) U_i = (θ_i − c_i) (S_i + Σ_j β_j)     @section III-F
 * @symbols θ_i: price, c_i: unitCost [$/unit]; S_i: directUnits, Σβ_j: hostingUnits [unit]; returns [$]
 * @reading corrected: the paper gives no form; the leader chooses θ_i only, the followers choose β (MODEL.md EQ-14)
 * @limits price = unitCost gives 0; linear in the units
 * @throws Error if price is not above 0 or another argument is negative
 * @example cloudUtility({ price: 0.437165286716, unitCost: 0.04, directUnits: 9.90918773623, hostingUnits: 1.18812674568 }) // => 4.407468088
 */
export function cloudUtility(x: {
  price: number;
  unitCost: number;
  directUnits: number;
  hostingUnits: number;
}): number {
  requirePositive('price', x.price);
  requireNonNegative('unitCost', x.unitCost);
  requireNonNegative('directUnits', x.directUnits);
  requireNonNegative('hostingUnits', x.hostingUnits);
  return (x.price - x.unitCost) * (x.directUnits + x.hostingUnits);
}

/**
 * System utility.
 * @eq (U) U = Σ_v U_v + Σ_j U_j + Σ_i U_i     @section III-F
 * @symbols followers, edges, clouds: utility of each of them; returns [$]
 * @reading literal
 * @limits no players gives 0; equals the welfare (U-welfare), since each payment is paid by one player and earned by another
 * @throws Error if a sum is not finite
 * @example systemUtility({ followers: [1.5, 2.25], edges: [5.5], clouds: [4] }) // => 13.25
 */
export function systemUtility(x: {
  followers: readonly number[];
  edges: readonly number[];
  clouds: readonly number[];
}): number {
  return total('followers', x.followers) + total('edges', x.edges) + total('clouds', x.clouds);
}

/**
 * Welfare: benefits less production costs, without any price.
 * @eq (U-welfare) W = Σ_f B_f − Σ_n c_n Q_n     @section III-F
 * @symbols benefits: B_f of (17-benefit) [$]; costs: production cost of each seller, c_j S_j or c_i (S_i + Σβ_j) [$]; returns [$]
 * @reading added: follows from (14)–(17) by cancelling the payments (MODEL.md §4.1)
 * @limits no players gives 0; independent of prices at given units
 * @throws Error if a sum is not finite
 * @example welfare({ benefits: [3.2, 4.5], costs: [0.3, 0.45] }) // => 6.95
 */
export function welfare(x: { benefits: readonly number[]; costs: readonly number[] }): number {
  return total('benefits', x.benefits) - total('costs', x.costs);
}

function total(field: string, values: readonly number[]): number {
  const value = sum(values);
  requireFinite(`Σ ${field}`, value);
  return value;
}
