import { type ConditionResult, HOLDS_BELOW } from './conditions';
import { type GameInstance, type GameOutcome, treeOf } from './instance';

/**
 * Definition 1 as printed: each line changes a variable that its player does not choose.
 * The largest gain of each, over capacities and the price band, is evaluated nevertheless.
 * @alternative (18) se.definition=literal
 * @alternative (19) se.definition=literal
 * @alternative (20) se.definition=literal
 * @section III-F
 * @reading U_i(β*, θ*) ≥ U_i(β_j, θ_i*); U_j(β*, θ*) ≥ U_j(β_j*, θ_i) and ≥ U_j(β_v, θ_j*); U_v(β*, θ*) ≥ U_v(β_v*, θ_j) (AMB-19)
 * @limits with prices at the floor and full capacity every line holds; else some line fails at the true equilibrium
 * @throws Error if a follower of the instance might not buy at the highest price (U1)
 * @example literalConditions({ cloud: { capacityUnits: 30, unitCost: 0.04, lastPrice: 0.4, followers: [] }, edges: [], market: { priceMin: 0.3, priceMax: 0.5, hostingWeight: 0.1 } }, { cloud: { price: 0.4, ration: 1, soldUnits: 0, multiplier: 0, regime: 'idle', demands: [], followerUtilities: [], utility: 0 }, edges: [], systemUtility: 0, welfare: 0, uniquenessCertified: true }).length // => 4
 */
export function literalConditions(instance: GameInstance, outcome: GameOutcome): ConditionResult[] {
  const tree = treeOf(instance);
  const { market } = instance;
  const cloudPrice = outcome.cloud.price;
  let upstream = 0;
  let resale = 0;
  let orders = 0;
  outcome.edges.forEach((edge, j) => {
    const { capacityUnits, unitCost, relayShare } = tree.edges[j];
    const marginalCost = unitCost + market.hostingWeight * relayShare * cloudPrice;
    orders += edge.hostingUnits;
    upstream = Math.max(upstream, (cloudPrice - market.priceMin) * edge.hostingUnits);
    const canResell = edge.demands.length > 0;
    if (canResell) resale = Math.max(resale, (edge.price - marginalCost) * (capacityUnits - edge.soldUnits));
  });
  const spare = instance.cloud.capacityUnits - outcome.cloud.soldUnits;
  const push = orders > 0 ? Math.max(0, (cloudPrice - instance.cloud.unitCost) * spare) : 0;
  const bargain = Math.max(0, ...[outcome.cloud, ...outcome.edges].map((seller) => discount(seller, market.priceMin)));
  return [
    line('18', 'cloud', 'β_j', 'edge', push),
    line('19a', 'edge', 'θ_i', 'cloud', upstream),
    line('19b', 'edge', 'β_v', 'follower', resale),
    line('20', 'follower', 'θ_j', 'edge', bargain),
  ];
}

function discount(seller: { price: number; demands: readonly number[] }, priceMin: number): number {
  return Math.max(0, ...seller.demands.map((units) => (seller.price - priceMin) * units));
}

function line(
  equation: ConditionResult['equation'],
  player: ConditionResult['player'],
  variable: ConditionResult['variable'],
  owner: ConditionResult['owner'],
  gain: number,
): ConditionResult {
  const why = `(${equation}) changes ${variable}, which the ${owner} chooses, not the ${player}`;
  return { equation, player, variable, owner, gain, holds: gain <= HOLDS_BELOW, testable: false, why };
}
