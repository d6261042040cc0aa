import type { EdgeWithFollowers, Follower, GameInstance, Market } from '../../src/game';
import { createRng, type Rng } from '../../src/support/rng';

export const market: Market = { priceMin: 0.3, priceMax: 0.5, hostingWeight: 0.1 };

export const access = (...valuations: number[]): Follower[] =>
  valuations.map((valuation) => ({ valuation, weight: 1 }));

export function edge(capacityUnits: number, relayShare: number, valuations: number[]): EdgeWithFollowers {
  return { followers: access(...valuations), capacityUnits, unitCost: 0.02, lastPrice: 0.4, relayShare };
}

export function instance(
  capacityUnits: number,
  followers: Follower[],
  edges: EdgeWithFollowers[],
  band: Market = market,
): GameInstance {
  return { market: band, cloud: { followers, capacityUnits, unitCost: 0.04, lastPrice: 0.4 }, edges };
}

/** The worked example of MODEL §4.6; edge 1's capacity and the relocation can be varied. */
export function goldInstance(firstCapacity = 15, relocation = true): GameInstance {
  const followers = [...access(2, 3), ...(relocation ? [{ valuation: 2.5, weight: 0.1 }] : [])];
  return instance(30, followers, [edge(firstCapacity, 1 / 3, [2, 2.5, 3]), edge(20, 0.5, [2.4, 2.8])]);
}

/** A tree of 0–4 edges over all regimes, valuations within the model's clip range [1.5, 3.5]. */
export function randomInstance(rng: Rng, band: Market = market): GameInstance {
  const between = (low: number, high: number) => low + (high - low) * rng.uniform();
  const buyers = (most: number): Follower[] =>
    Array.from({ length: rng.integer(most + 1) }, () => ({
      valuation: between(1.5, 3.5),
      weight: rng.uniform() < 0.75 ? 1 : 0.1,
    }));
  const seller = (most: number, largest: number) => ({
    followers: buyers(most),
    capacityUnits: rng.uniform() < 0.05 ? 0 : between(0.5, largest),
    lastPrice: between(0.3, 0.5),
  });
  return {
    market: band,
    cloud: { ...seller(6, 40), unitCost: between(0.01, 0.12) },
    edges: Array.from({ length: rng.integer(5) }, () => ({
      ...seller(5, 40),
      unitCost: between(0, 0.02),
      relayShare: rng.uniform() < 0.2 ? 0 : rng.uniform(),
    })),
  };
}

export function randomInstances(count: number, name: string, band: Market = market): GameInstance[] {
  const rng = createRng(7, name);
  return Array.from({ length: count }, () => randomInstance(rng, band));
}

/** Equal to `digits` significant digits of the expected value. */
export function agrees(actual: number, expected: number, relative: number): boolean {
  return Math.abs(actual - expected) <= relative * Math.max(Math.abs(expected), Number.MIN_VALUE);
}
