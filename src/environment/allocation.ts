import { type EdgeSeller, type Market, type Seller, sameTree, solveTree } from '../game';
import type { Config } from '../paper/config';
import { deliver, maxUnits } from './delivery';
import { type Flows, REFUSAL, STATUS } from './flows';
import { qualityTo } from './links';
import type { SlotView } from './options';
import type { Pools } from './pools';
import { holdReserves } from './reserve';
import type { SlotOutcome } from './slot';

export const marketOf = ({ parameters: p }: Config): Market => ({
  priceMin: p.priceMin,
  priceMax: p.priceMax,
  hostingWeight: p.hostingWeight,
});

/** Demand sums of every seller from the flows that passed C3. */
function collectDemand(view: SlotView, outcome: SlotOutcome): void {
  const { config, equations, links } = view;
  const { flows, demand } = outcome;
  const eta = config.parameters.hostingWeight;
  demand.valuationSum.fill(0);
  demand.weightSum.fill(0);
  demand.accessFlows.fill(0);
  demand.cloudRelays.fill(0);
  for (let f = 0; f < flows.count; f++) {
    if (flows.status[f] !== STATUS.PENDING) continue;
    const access = flows.access[f];
    const quality = access < 0 ? Infinity : qualityTo(links, flows.vehicle[f], access);
    if (access >= 0 && !equations.linkEligible({ quality, minimum: config.parameters.minSpectralEfficiency })) {
      refuse(flows, f, REFUSAL.BANDWIDTH);
      continue;
    }
    flows.plays[f] = 1;
    if (access >= 0) {
      demand.valuationSum[access] += flows.valuation[f];
      demand.weightSum[access] += 1;
      demand.accessFlows[access]++;
    }
    if (resold(view, flows, f)) demand.cloudRelays[flows.source[f]]++;
    else if (flows.hosting[f] >= 0) {
      demand.valuationSum[flows.hosting[f]] += eta * flows.valuation[f];
      demand.weightSum[flows.hosting[f]] += eta;
    }
  }
}

/** A fresh relay to a cloud does not buy its hosting itself: its source edge buys it upstream and resells it. */
export const resold = ({ scenario }: Pick<SlotView, 'scenario'>, flows: Flows, f: number): boolean =>
  flows.access[f] >= 0 && flows.source[f] >= 0 && flows.dst[f] >= scenario.edges;

function refuse(flows: Flows, f: number, reason: number): void {
  flows.status[f] = STATUS.REFUSED;
  flows.refusal[f] = reason;
  flows.contractedUnits[f] = 0;
  flows.bandwidthHz[f] = 0;
  flows.hostingUnits[f] = 0;
  flows.backhaulHz[f] = 0;
}

/** A seller's side of the market; a cloud resells nothing and has relay share 0. */
function seller(view: SlotView, outcome: SlotOutcome, n: number, relayShare: number): EdgeSeller {
  const p = view.config.parameters;
  return {
    valuationSum: outcome.demand.valuationSum[n],
    weightSum: outcome.demand.weightSum[n],
    capacityUnits: outcome.offeredUnits[n],
    unitCost: n < p.edges ? p.edgeUnitCost : p.cloudUnitCost,
    lastPrice: view.state.price[n],
    relayShare,
  };
}

/** The trees of the slot, clouds in order, with the edge nodes of each. Source: MODEL.md §4.1. */
export function marketTrees(
  view: SlotView,
  outcome: SlotOutcome,
): { tree: { cloud: Seller; edges: EdgeSeller[] }; edgeNodes: number[] }[] {
  const { scenario } = view;
  const { accessFlows, cloudRelays } = outcome.demand;
  const trees = Array.from({ length: scenario.clouds }, (_, i) => ({
    tree: { cloud: seller(view, outcome, scenario.edges + i, 0), edges: [] as EdgeSeller[] },
    edgeNodes: [] as number[],
  }));
  for (let j = 0; j < scenario.edges; j++) {
    const relayShare = accessFlows[j] > 0 ? cloudRelays[j] / accessFlows[j] : 0;
    const { tree, edgeNodes } = trees[scenario.upstream[j] - scenario.edges];
    tree.edges.push(seller(view, outcome, j, relayShare));
    edgeNodes.push(j);
  }
  return trees;
}

function play(view: SlotView, outcome: SlotOutcome, known: SlotOutcome | undefined): void {
  const { scenario } = view;
  const market = marketOf(view.config);
  marketTrees(view, outcome).forEach(({ tree, edgeNodes }, i) => {
    const solved = known?.games[i];
    const equilibrium = solved && sameTree(solved.tree, tree) ? solved.equilibrium : solveTree(tree, market);
    outcome.games[i] = { tree, equilibrium };
    const cloud = scenario.edges + i;
    outcome.price[cloud] = equilibrium.cloud.price;
    outcome.ration[cloud] = equilibrium.cloud.ration;
    outcome.soldUnits[cloud] = equilibrium.cloud.soldUnits;
    edgeNodes.forEach((j, k) => {
      outcome.price[j] = equilibrium.edges[k].price;
      outcome.ration[j] = equilibrium.edges[k].ration;
      outcome.soldUnits[j] = equilibrium.edges[k].soldUnits;
      outcome.resaleUnits[j] = equilibrium.edges[k].hostingUnits;
    });
  });
}

/** Contracted β of every pending flow at the equilibrium prices. */
function contract(view: SlotView, outcome: SlotOutcome): void {
  const { flows, demand } = outcome;
  const eta = view.config.parameters.hostingWeight;
  const order = (f: number, n: number, weight: number) =>
    weight * Math.max(0, flows.valuation[f] / outcome.price[n] - 1) * outcome.ration[n];
  for (let f = 0; f < flows.count; f++) {
    if (flows.status[f] !== STATUS.PENDING) continue;
    const access = flows.access[f];
    flows.contractedUnits[f] = access >= 0 ? order(f, access, 1) : 0;
    if (resold(view, flows, f))
      flows.hostingUnits[f] = outcome.resaleUnits[flows.source[f]] / demand.cloudRelays[flows.source[f]];
    else flows.hostingUnits[f] = flows.hosting[f] >= 0 ? order(f, flows.hosting[f], eta) : 0;
  }
}

/** Without the game: one posted price, the offered pool in equal parts up to b_max, hosting never rationed (MODEL.md §4.7). */
function post(view: SlotView, outcome: SlotOutcome): void {
  const { config } = view;
  const { flows, demand } = outcome;
  const posted = config.register['baseline.postedPrice'] as number;
  outcome.price.fill(posted);
  outcome.soldUnits.fill(0);
  for (let f = 0; f < flows.count; f++) {
    if (flows.status[f] !== STATUS.PENDING) continue;
    const access = flows.access[f];
    flows.contractedUnits[f] =
      access >= 0 ? Math.min(maxUnits(config, access), outcome.offeredUnits[access] / demand.accessFlows[access]) : 0;
    if (access >= 0) outcome.soldUnits[access] += flows.contractedUnits[f];
    const bought = config.parameters.hostingWeight * Math.max(0, flows.valuation[f] / posted - 1);
    flows.hostingUnits[f] = flows.hosting[f] >= 0 && !resold(view, flows, f) ? bought : 0;
    if (flows.hostingUnits[f] > 0) outcome.soldUnits[flows.hosting[f]] += flows.hostingUnits[f];
  }
  for (let f = 0; f < flows.count; f++) {
    if (flows.status[f] !== STATUS.PENDING || !resold(view, flows, f)) continue;
    const j = flows.source[f];
    const share = (config.parameters.hostingWeight * outcome.soldUnits[j]) / demand.accessFlows[j];
    flows.hostingUnits[f] = share;
    outcome.soldUnits[flows.hosting[f]] += share;
  }
}

/** C4 on access and backhaul: below b_min a flow is refused; the backhaul is shared equally by a source's remaining relays. */
function constrain(view: SlotView, pools: Pools, outcome: SlotOutcome): void {
  const { config, equations } = view;
  const { flows, relays, wanRelays } = outcome;
  const { minBandwidthHz } = config.parameters;
  relays.fill(0);
  wanRelays.fill(0);
  for (let f = 0; f < flows.count; f++) {
    if (flows.status[f] !== STATUS.PENDING) continue;
    const n = flows.access[f];
    const suffices =
      n < 0 ||
      equations.bandwidthWithinPool({
        allocatedHz: 0,
        poolHz: pools.accessHz[n] * (1 + 1e-9),
        bandwidthHz: flows.bandwidthHz[f],
        minBandwidthHz,
      });
    if (!suffices) refuse(flows, f, REFUSAL.BANDWIDTH);
    else if (flows.source[f] >= 0) (usesBackhaulSpectrum(view, flows.dst[f]) ? relays : wanRelays)[flows.source[f]]++;
  }
  for (let f = 0; f < flows.count; f++) {
    if (flows.status[f] !== STATUS.PENDING) continue;
    const j = flows.source[f];
    const wanted = j >= 0 && usesBackhaulSpectrum(view, flows.dst[f]);
    const share = wanted ? pools.backhaulHz[j] / relays[j] : 0;
    if (wanted && share < minBandwidthHz) refuse(flows, f, REFUSAL.BACKHAUL);
    else {
      flows.backhaulHz[f] = share;
      flows.status[f] = STATUS.ADMITTED;
    }
  }
}

/** False where AMB-08 gives the relay a fixed rate in place of a share of the 60 MHz pool. */
export function usesBackhaulSpectrum(
  { config, scenario }: Pick<SlotView, 'config' | 'scenario'>,
  dst: number,
): boolean {
  const reading = config.register['radio.systemBandwidth60'];
  return reading === 'backhaulPool' || (reading === 'wan50Mbps' && dst < scenario.edges);
}

/** Step 6 of the slot (MODEL.md §5.1): game, contracts, a cloud's reserve (AMB-36), free share, C4. */
export function allocate(view: SlotView, pools: Pools, outcome: SlotOutcome, known?: SlotOutcome): void {
  collectDemand(view, outcome);
  outcome.ration.fill(1);
  outcome.resaleUnits.fill(0);
  if (view.config.register['game.enabled'] === true) {
    play(view, outcome, known);
    contract(view, outcome);
  } else post(view, outcome);
  holdReserves(outcome);
  deliver(view, outcome);
  constrain(view, pools, outcome);
}
