import { requirePositive } from '../support/check';
import { sum } from '../support/numeric';
import { respondToCloudPrice, solveTree } from './equilibrium';
import { followerDemand } from './follower';
import { refuse } from './guard';
import type { EdgeOutcome, EdgeSeller, Market, Seller, SellerOutcome, Tree, TreeEquilibrium } from './market';
import { cloudUtility, edgeUtility, followerBenefit, followerUtility, systemUtility, welfare } from './utility';

/** A vehicle's access (weight 1) or hosting units for a relocation (weight η_r). */
export interface Follower {
  /** α, $/unit; above the highest price */
  readonly valuation: number;
  /** w, units */
  readonly weight: number;
}

type Rest<S extends Seller> = Omit<S, 'valuationSum' | 'weightSum'>;
export type SellerWithFollowers = Rest<Seller> & { readonly followers: readonly Follower[] };
export type EdgeWithFollowers = Rest<EdgeSeller> & { readonly followers: readonly Follower[] };

/** One tree with every follower named; followers out of radio reach (ℓ < ℓ_min) are left out by the caller. */
export interface GameInstance {
  readonly cloud: SellerWithFollowers;
  readonly edges: readonly EdgeWithFollowers[];
  readonly market: Market;
}

export interface FollowersOutcome {
  /** β of each follower after the ration, units */
  demands: number[];
  /** utility of each follower, $ */
  followerUtilities: number[];
  /** the seller's own utility, $ */
  utility: number;
}

export interface GameOutcome {
  cloud: SellerOutcome & FollowersOutcome;
  edges: (EdgeOutcome & FollowersOutcome)[];
  /** Σ of all utilities, $ */
  systemUtility: number;
  /** benefits less production costs, $; equal to systemUtility */
  welfare: number;
  uniquenessCertified: boolean;
}

/** Equilibrium of an instance: prices, every demand, every utility. Error if a valuation does not exceed priceMax (U1). */
export function solveGame(instance: GameInstance): GameOutcome {
  return outcomeOf(instance, solveTree(treeOf(instance), instance.market));
}

/** The instance's outcome when the cloud posts this price [$/unit] instead of its best one. */
export function playCloudPrice(instance: GameInstance, cloudPrice: number): GameOutcome {
  return outcomeOf(instance, respondToCloudPrice(treeOf(instance), instance.market, cloudPrice));
}

/** The sums by which solveTree sees an instance. */
export function treeOf(instance: GameInstance): Tree {
  const { cloud, edges, market } = instance;
  requireFollowers('cloud', cloud.followers, market);
  edges.forEach((edge, j) => {
    requireFollowers(`edges[${j}]`, edge.followers, market);
  });
  return {
    cloud: summed(cloud),
    edges: edges.map(summed),
  };
}

/** Deals an equilibrium's units out to the followers and books every utility [$]. */
export function outcomeOf(instance: GameInstance, equilibrium: TreeEquilibrium): GameOutcome {
  const { price } = equilibrium.cloud;
  const edges = instance.edges.map((edge, j) => {
    const outcome = equilibrium.edges[j];
    const { hostingUnits } = outcome;
    const deal = serve(edge.followers, outcome);
    const purchase = { unitCost: edge.unitCost, soldUnits: sum(deal.demands), cloudPrice: price, hostingUnits };
    return { ...outcome, ...deal, utility: edgeUtility({ price: outcome.price, ...purchase }) };
  });
  const deal = serve(instance.cloud.followers, equilibrium.cloud);
  const hostingUnits = sum(edges.map((edge) => edge.hostingUnits));
  const sales = { directUnits: sum(deal.demands), hostingUnits };
  const utility = cloudUtility({ price, unitCost: instance.cloud.unitCost, ...sales });
  return book(instance, { ...equilibrium.cloud, ...deal, utility }, edges, equilibrium.uniquenessCertified);
}

function serve(followers: readonly Follower[], seller: SellerOutcome): Omit<FollowersOutcome, 'utility'> {
  const { price, ration } = seller;
  const demands = followers.map((follower) => ration * followerDemand({ ...follower, price }));
  const followerUtilities = followers.map((follower, f) => followerUtility({ ...follower, units: demands[f], price }));
  return { demands, followerUtilities };
}

function book(
  instance: GameInstance,
  cloud: GameOutcome['cloud'],
  edges: GameOutcome['edges'],
  uniquenessCertified: boolean,
): GameOutcome {
  const followers = [...cloud.followerUtilities, ...edges.flatMap((edge) => edge.followerUtilities)];
  const utilities = { followers, edges: edges.map((edge) => edge.utility), clouds: [cloud.utility] };
  const hostingUnits = sum(edges.map((edge) => edge.hostingUnits));
  const costs = [instance.cloud.unitCost * (sum(cloud.demands) + hostingUnits)];
  const benefits = benefitsOf(instance.cloud.followers, cloud.demands);
  edges.forEach((edge, j) => {
    costs.push(instance.edges[j].unitCost * sum(edge.demands));
    benefits.push(...benefitsOf(instance.edges[j].followers, edge.demands));
  });
  const totals = { systemUtility: systemUtility(utilities), welfare: welfare({ benefits, costs }) };
  return { cloud, edges, ...totals, uniquenessCertified };
}

function benefitsOf(followers: readonly Follower[], demands: readonly number[]): number[] {
  return followers.map((follower, f) => followerBenefit({ ...follower, units: demands[f] }));
}

function summed<S extends { readonly followers: readonly Follower[] }>({ followers, ...rest }: S) {
  const valuationSum = sum(followers.map((follower) => follower.weight * follower.valuation));
  const weightSum = sum(followers.map((follower) => follower.weight));
  return { ...rest, valuationSum, weightSum };
}

function requireFollowers(seller: string, followers: readonly Follower[], market: Market): void {
  followers.forEach(({ valuation, weight }, f) => {
    const name = `${seller}.followers[${f}]`;
    requirePositive(`${name}.weight`, weight);
    requirePositive(`${name}.valuation`, valuation);
    if (valuation > market.priceMax) return;
    refuse(`${name}.valuation`, valuation, `above priceMax (${market.priceMax}), or it may not buy (U1)`);
  });
}
