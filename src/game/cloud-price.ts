import {
  type CloudProblem,
  cloudDemand,
  cloudProfit,
  cloudProfitSlope,
  directCloudPrice,
  relayCloudPrice,
} from './cloud-response';
import { hostingDemand, hostingSlope, type ResaleCurve, resaleCurve } from './hosting';
import type { EdgeSeller, Market, Tree } from './market';
import { bisect } from './search';

/** Stage 1: the price of a cloud that foresees its tree, and whether MODEL §4.3 proves it the only one. */
export interface CloudDecision {
  price: number;
  uniquenessCertified: boolean;
  problem: CloudProblem;
}

/** Solves stage 1 by a closed form where there is one, else by bisection, else (U2 fails) piece by piece. */
export function decideCloudPrice(tree: Tree, market: Market): CloudDecision {
  const problem = cloudProblem(tree, market);
  const low = Math.min(market.priceMax, Math.max(market.priceMin, tree.cloud.unitCost));
  const concave = monopolyPricesStayBelowCap(tree.edges, market);
  const price = bestPrice(problem, tree.cloud.capacityUnits, low, market.priceMax, concave);
  return { price, problem, uniquenessCertified: concave && isStrictMaximum(problem, price) };
}

/** The cloud's side of a tree, edges that never buy left out. */
export function cloudProblem(tree: Tree, market: Market): CloudProblem {
  const curves: ResaleCurve[] = [];
  for (const edge of tree.edges) {
    const curve = resaleCurve(edge, market);
    if (curve !== undefined) curves.push(curve);
  }
  const { valuationSum, weightSum, unitCost } = tree.cloud;
  return { valuationSum, weightSum, unitCost, curves };
}

function bestPrice(problem: CloudProblem, capacityUnits: number, low: number, high: number, concave: boolean): number {
  let constantUnits = 0;
  let varying = 0;
  for (const curve of problem.curves) {
    if (isFlat(curve, low, high)) constantUnits += hostingDemand({ cloudPrice: high, curve });
    else varying++;
  }
  if (varying === 0) {
    const { valuationSum, weightSum, unitCost } = problem;
    return directCloudPrice({
      valuationSum,
      weightSum,
      constantUnits,
      capacityUnits,
      unitCost,
      priceMin: low,
      priceMax: high,
    });
  }
  if (!concave) return bestOverPieces(problem, clearingPrice(problem, capacityUnits, low, high), high);
  const own = isSingleRelay(problem) ? singleRelayPrice(problem, low, high) : stationaryPrice(problem, low, high);
  return clearingPrice(problem, capacityUnits, own, high);
}

/** True if an edge buys the same at every price of the band. */
function isFlat(curve: ResaleCurve, low: number, high: number): boolean {
  return hostingDemand({ cloudPrice: low, curve }) === hostingDemand({ cloudPrice: high, curve });
}

function isSingleRelay(problem: CloudProblem): boolean {
  const only = problem.curves.length === 1 && problem.weightSum === 0;
  return only && problem.curves[0].unitCost + problem.unitCost > 0;
}

/** Closed form (b); on the flat piece left of the interior one profit rises, so the piece's start is the least. */
function singleRelayPrice(problem: CloudProblem, low: number, high: number): number {
  const curve = problem.curves[0];
  const price = relayCloudPrice({
    meanValuation: curve.valuationSum / curve.weightSum,
    edgeUnitCost: curve.unitCost,
    cloudUnitCost: problem.unitCost,
    relayFactor: curve.relayFactor,
  });
  return Math.min(high, Math.max(low, price, priceForUnits(curve, curve.mostUnits)));
}

/** Cloud price at which an edge's unclipped sales are `units`: inverse of (15-demand). */
function priceForUnits(curve: ResaleCurve, units: number): number {
  const total = units + curve.weightSum;
  return ((curve.valuationSum * curve.weightSum) / (total * total) - curve.unitCost) / curve.relayFactor;
}

function stationaryPrice(problem: CloudProblem, low: number, high: number): number {
  if (cloudProfitSlope({ price: high, problem }) >= 0) return high;
  if (cloudProfitSlope({ price: low, problem }) <= 0) return low;
  return bisect(low, high, (price) => cloudProfitSlope({ price, problem }));
}

/** The least price of [low, high] at which the cloud can deliver; high if none can. */
function clearingPrice(problem: CloudProblem, capacityUnits: number, low: number, high: number): number {
  if (cloudDemand({ price: low, problem }) <= capacityUnits) return low;
  return bisect(low, high, (price) => cloudDemand({ price, problem }) - capacityUnits);
}

/**
 * Between the prices at which some edge falls to its least sales the profit is concave (MODEL §4.3; leaving the largest
 * sales bends it down, not up), so the best of the pieces' maxima is the global one. The lower of two equal ones is taken.
 */
function bestOverPieces(problem: CloudProblem, low: number, high: number): number {
  const kinks = [low, high];
  for (const curve of problem.curves) {
    const kink = priceForUnits(curve, curve.leastUnits);
    if (kink > low && kink < high) kinks.push(kink);
  }
  kinks.sort((a, b) => a - b);
  let best = low;
  for (let piece = 1; piece < kinks.length; piece++) {
    const price = bisect(kinks[piece - 1], kinks[piece], (at) => cloudProfitSlope({ price: at, problem }));
    if (cloudProfit({ price, problem }) > cloudProfit({ price: best, problem })) best = price;
  }
  return best;
}

/** Condition U2: no edge's monopoly price reaches the cap for any admissible cloud price. */
function monopolyPricesStayBelowCap(edges: readonly EdgeSeller[], market: Market): boolean {
  const { priceMax, hostingWeight } = market;
  for (const { valuationSum, weightSum, unitCost, relayShare } of edges) {
    const highestCost = unitCost + hostingWeight * relayShare * priceMax;
    if (valuationSum * highestCost > priceMax * priceMax * weightSum) return false;
  }
  return true;
}

/** Condition U3, or a profit that is not level at the price; without buyers the last price stays. */
function isStrictMaximum(problem: CloudProblem, price: number): boolean {
  if (problem.unitCost > 0 && problem.weightSum > 0) return true;
  if (problem.weightSum === 0 && problem.curves.length === 0) return true;
  for (const curve of problem.curves) {
    const hostingUnits = hostingDemand({ cloudPrice: price, curve });
    if (hostingSlope({ cloudPrice: price, hostingUnits, curve }) < 0) return true;
  }
  return cloudProfitSlope({ price, problem }) !== 0;
}
