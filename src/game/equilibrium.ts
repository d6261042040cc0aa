import { requirePositive } from '../support/check';
import { cloudProblem, decideCloudPrice } from './cloud-price';
import { type CloudProblem, cloudDemand, cloudProfitSlope } from './cloud-response';
import { capacityPrice, edgeMarginalCost, edgeMultiplier, edgePrice } from './edge-response';
import { aggregateDemand } from './follower';
import { requireTree } from './guard';
import { hostingDemand, hostingSlope } from './hosting';
import type { EdgeOutcome, EdgeSeller, Market, Regime, Seller, SellerOutcome, Tree, TreeEquilibrium } from './market';

/** Demand within this relative distance of the capacity counts as clearing it. */
const CLEARING_TOLERANCE = 1e-9;

/**
 * Stackelberg equilibrium of one cloud tree by backward induction (MODEL §4.2).
 * Money in $, resources in units of 1 MHz·s. Throws an Error that names field and value on bad input.
 */
export function solveTree(tree: Tree, market: Market): TreeEquilibrium {
  requireTree(tree, market);
  const { price, problem, uniquenessCertified } = decideCloudPrice(tree, market);
  return respond(tree, market, problem, price, uniquenessCertified);
}

/** The same tree when the cloud posts `cloudPrice` [$/unit]: edges and followers respond, the cloud does not optimise. */
export function respondToCloudPrice(tree: Tree, market: Market, cloudPrice: number): TreeEquilibrium {
  requireTree(tree, market);
  requirePositive('cloudPrice', cloudPrice);
  return respond(tree, market, cloudProblem(tree, market), cloudPrice, false);
}

function respond(
  tree: Tree,
  market: Market,
  problem: CloudProblem,
  price: number,
  uniquenessCertified: boolean,
): TreeEquilibrium {
  const cloud = cloudOutcome(tree.cloud, market, problem, price);
  const edges: EdgeOutcome[] = [];
  for (const edge of tree.edges) edges.push(edgeOutcome(edge, market, cloud));
  return { cloud, edges, uniquenessCertified };
}

function cloudOutcome(cloud: Seller, market: Market, problem: CloudProblem, price: number): SellerOutcome {
  if (problem.weightSum === 0 && problem.curves.length === 0) {
    return { price: cloud.lastPrice, ration: 1, soldUnits: 0, multiplier: 0, regime: 'idle' };
  }
  const { capacityUnits } = cloud;
  if (capacityUnits === 0) {
    const multiplier = market.priceMax - cloud.unitCost;
    return { price: market.priceMax, ration: 0, soldUnits: 0, multiplier, regime: 'closed' };
  }
  const demand = cloudDemand({ price, problem });
  if (demand > capacityUnits * (1 + CLEARING_TOLERANCE)) {
    const multiplier = price - cloud.unitCost;
    return { price, ration: capacityUnits / demand, soldUnits: capacityUnits, multiplier, regime: 'rationed' };
  }
  const multiplier = demand < capacityUnits * (1 - CLEARING_TOLERANCE) ? 0 : clearingMultiplier(problem, price);
  const regime = regimeAt(price, market, multiplier > 0);
  return { price, ration: 1, soldUnits: Math.min(demand, capacityUnits), multiplier, regime };
}

/** λ_i = dΠ/dX along the clearing price, Π'/D'; 0 where the cloud would not sell more anyway. */
function clearingMultiplier(problem: CloudProblem, price: number): number {
  const profitSlope = cloudProfitSlope({ price, problem });
  let demandSlope = -problem.valuationSum / (price * price);
  for (const curve of problem.curves) {
    const hostingUnits = hostingDemand({ cloudPrice: price, curve });
    demandSlope += hostingSlope({ cloudPrice: price, hostingUnits, curve });
  }
  return profitSlope < 0 && demandSlope < 0 ? profitSlope / demandSlope : 0;
}

function regimeAt(price: number, market: Market, capacityBinds: boolean): Regime {
  if (capacityBinds) return 'clearing';
  if (price >= market.priceMax) return 'cap';
  return price <= market.priceMin ? 'floor' : 'interior';
}

function edgeOutcome(edge: EdgeSeller, market: Market, cloud: SellerOutcome): EdgeOutcome {
  const { valuationSum, weightSum, capacityUnits, unitCost, relayShare } = edge;
  if (weightSum === 0) {
    return { price: edge.lastPrice, ration: 1, soldUnits: 0, multiplier: 0, regime: 'idle', hostingUnits: 0 };
  }
  const { hostingWeight, priceMin, priceMax } = market;
  const marginalCost = edgeMarginalCost({ unitCost, hostingWeight, relayShare, cloudPrice: cloud.price });
  if (capacityUnits === 0) {
    const multiplier = priceMax - marginalCost;
    return { price: priceMax, ration: 0, soldUnits: 0, multiplier, regime: 'closed', hostingUnits: 0 };
  }
  const problem = { valuationSum, weightSum, capacityUnits, marginalCost, priceMin, priceMax };
  const price = edgePrice(problem);
  const multiplier = edgeMultiplier(problem);
  const demand = aggregateDemand({ valuationSum, weightSum, price });
  const rationed = capacityPrice(problem) > priceMax;
  const soldUnits = Math.min(demand, capacityUnits);
  const ration = rationed ? soldUnits / demand : 1;
  const regime = rationed ? 'rationed' : regimeAt(price, market, multiplier > 0);
  const hostingUnits = hostingWeight * relayShare * soldUnits * cloud.ration;
  return { price, ration, soldUnits, multiplier, regime, hostingUnits };
}
