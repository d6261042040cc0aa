import { requireNonNegative, requirePositive, requireShare } from '../support/check';
import type { EdgeSeller, Market, Seller, Tree } from './market';

/** Throws the one message of this room: field, value, what would be right. */
export function refuse(field: string, value: unknown, expected: string): never {
  throw new Error(`${field} = ${String(value)}: must be ${expected}`);
}

/** Checks a price band and the hosting weight. */
export function requireMarket(market: Market): void {
  requireNonNegative('hostingWeight', market.hostingWeight);
  requireBand(market.priceMin, market.priceMax);
}

export function requireBand(priceMin: number, priceMax: number): void {
  requirePositive('priceMin', priceMin);
  if (!(priceMax >= priceMin && priceMax < Infinity))
    refuse('priceMax', priceMax, `finite and at least priceMin (${priceMin})`);
}

/** Checks a tree and the part of condition U1 that shows in the sums (mean valuation above the highest price). */
export function requireTree(tree: Tree, market: Market): void {
  requireMarket(market);
  requireSeller('cloud', tree.cloud, market);
  for (let j = 0; j < tree.edges.length; j++) requireEdge(j, tree.edges[j], market);
}

function requireEdge(index: number, edge: EdgeSeller, market: Market): void {
  requireSeller(index, edge, market);
  if (edge.relayShare >= 0 && edge.relayShare <= 1) return;
  requireShare(`edges[${index}].relayShare`, edge.relayShare);
}

/** The names are put together only for a message: this runs for every tree that is solved. */
function requireSeller(label: 'cloud' | number, seller: Seller, market: Market): void {
  const { valuationSum, weightSum, capacityUnits, unitCost, lastPrice } = seller;
  const active = weightSum === 0 ? valuationSum === 0 : valuationSum > market.priceMax * weightSum;
  const finite = isAmount(valuationSum) && isAmount(weightSum) && isAmount(capacityUnits) && isAmount(unitCost);
  if (active && finite && lastPrice > 0 && lastPrice < Infinity) return;
  explainSeller(label === 'cloud' ? 'cloud' : `edges[${label}]`, seller, market);
}

function isAmount(value: number): boolean {
  return value >= 0 && value < Infinity;
}

function explainSeller(name: string, seller: Seller, market: Market): never {
  for (const field of ['valuationSum', 'weightSum', 'capacityUnits', 'unitCost'] as const) {
    requireNonNegative(`${name}.${field}`, seller[field]);
  }
  requirePositive(`${name}.lastPrice`, seller.lastPrice);
  const least = `above priceMax × weightSum = ${market.priceMax * seller.weightSum}, or followers may not buy (U1)`;
  return refuse(`${name}.valuationSum`, seller.valuationSum, seller.weightSum === 0 ? '0 without followers' : least);
}
