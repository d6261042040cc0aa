/**
 * What the game needs to know of a slot. Money in $, resources in units: one unit is 1 MHz of access bandwidth for 1 s.
 * Followers with valuation α and weight w enter by two sums, because all of them stay active (condition U1).
 */
export interface Seller {
  /** A = Σ w α of the followers, $ */
  readonly valuationSum: number;
  /** N = Σ w of the followers, units */
  readonly weightSum: number;
  /** X, offered capacity, units */
  readonly capacityUnits: number;
  /** c, $/unit */
  readonly unitCost: number;
  /** price of the previous slot, kept by a seller without demand, $/unit */
  readonly lastPrice: number;
}

export interface EdgeSeller extends Seller {
  /** m: fresh relays to any cloud over access flows at this edge, in [0, 1] */
  readonly relayShare: number;
}

/** A cloud (first leader) and the edges that buy hosting units from it. */
export interface Tree {
  readonly cloud: Seller;
  readonly edges: readonly EdgeSeller[];
}

const sameSeller = (a: Seller, b: Seller): boolean =>
  a.valuationSum === b.valuationSum &&
  a.weightSum === b.weightSum &&
  a.capacityUnits === b.capacityUnits &&
  a.unitCost === b.unitCost &&
  a.lastPrice === b.lastPrice;

/** Whether two trees pose the same game in the same market. */
export const sameTree = (a: Tree, b: Tree): boolean =>
  sameSeller(a.cloud, b.cloud) &&
  a.edges.length === b.edges.length &&
  a.edges.every((edge, k) => sameSeller(edge, b.edges[k]) && edge.relayShare === b.edges[k].relayShare);

export interface Market {
  /** θ_min, $/unit */
  readonly priceMin: number;
  /** θ_max, $/unit */
  readonly priceMax: number;
  /** η_r: hosting units per relayed or relocated access unit */
  readonly hostingWeight: number;
}

/** What sets the price: nobody buys, nothing offered, band's lower end, own optimum, band's upper end, full capacity, ration. */
export type Regime = 'idle' | 'closed' | 'floor' | 'interior' | 'cap' | 'clearing' | 'rationed';

export interface SellerOutcome {
  /** $/unit */
  price: number;
  /** share of each order that is delivered: 1, or X/S where even the highest price cannot clear, 0 at X = 0 */
  ration: number;
  /** delivered units */
  soldUnits: number;
  /** λ = d utility / dX, $/unit */
  multiplier: number;
  regime: Regime;
}

export interface EdgeOutcome extends SellerOutcome {
  /** β_j bought upstream, after the cloud's ration, units */
  hostingUnits: number;
}

export interface TreeEquilibrium {
  cloud: SellerOutcome;
  edges: EdgeOutcome[];
  /** true where MODEL's sufficient conditions U1–U3 hold; false: the best of all local optima was taken */
  uniquenessCertified: boolean;
}
