import type { Follower, GameInstance } from '../game';
import { marketOf, marketTrees, resold } from './allocation';
import type { SlotView } from './options';
import type { SlotOutcome } from './slot';

/**
 * The games of a slot with every follower named, one per cloud: what `exploitability` and the notebooks look at.
 * Source: MODEL.md §4.1. Call it on the outcome of the slot's own state, before the next step.
 */
export function gameInstances(view: SlotView, outcome: SlotOutcome): GameInstance[] {
  const market = marketOf(view.config);
  const followers = followersByNode(view, outcome);
  return marketTrees(view, outcome).map(({ tree, edgeNodes }, i) => ({
    market,
    cloud: { ...tree.cloud, followers: followers[view.scenario.edges + i] },
    edges: tree.edges.map((edge, k) => ({ ...edge, followers: followers[edgeNodes[k]] })),
  }));
}

/** Prices that the slot charged, cloud first, then the tree's edges; aligned with `gameInstances`. */
export const chargedPrices = (view: SlotView, outcome: SlotOutcome): number[][] =>
  marketTrees(view, outcome).map(({ edgeNodes }, i) =>
    [view.scenario.edges + i, ...edgeNodes].map((n) => outcome.price[n]),
  );

function followersByNode(view: SlotView, { flows }: SlotOutcome): Follower[][] {
  const byNode: Follower[][] = Array.from({ length: view.scenario.nodes }, () => []);
  const { hostingWeight } = view.config.parameters;
  for (let f = 0; f < flows.count; f++) {
    if (!flows.plays[f]) continue;
    const valuation = flows.valuation[f];
    if (flows.access[f] >= 0) byNode[flows.access[f]].push({ valuation, weight: 1 });
    if (flows.hosting[f] >= 0 && !resold(view, flows, f))
      byNode[flows.hosting[f]].push({ valuation, weight: hostingWeight });
  }
  return byNode;
}
