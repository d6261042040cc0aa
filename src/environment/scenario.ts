import type { Equations } from '../models';
import type { Config } from '../paper/config';
import { crossingsPerSide } from '../paper/consistency';
import type { Rng } from '../support/rng';
import { CLOUD_SLOTS, createNearby, type Nearby } from './nearby';
import { loadTrace, type Trace } from './trace';

/**
 * Where servers stand and how they are joined. Nodes are numbered edges first (0 … J−1), then clouds (J … J+I−1).
 * Distances in metres; `offsetM` is the height of an edge server's mast or the lateral distance of a cloud gateway.
 * Source: MODEL.md §2.2 (road, gateways), §4.1 (upstream cloud), §5.1 (distances).
 */
export interface Scenario {
  readonly kind: 'ring' | 'openRoad' | 'grid' | 'trace';
  readonly edges: number;
  readonly clouds: number;
  readonly nodes: number;
  /** Side of the world for wrapping (ring) or clipping; metres. */
  readonly sizeM: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly offsetM: Float64Array;
  /** Cloud node from which an edge buys hosting: its nearest gateway. */
  readonly upstream: Int16Array;
  /** The two neighbours of an edge, left then right (2 per edge); the edge itself where there is none. */
  readonly neighbours: Int16Array;
  /** Backhaul distance and gain of edge j to node n, at index j·nodes + n. */
  readonly backhaulM: Float64Array;
  readonly backhaulGain: Float64Array;
  /** Clouds by backhaul distance from edge j, nearest first, lower index on a tie: CLOUD_SLOTS per edge, −1 where there are fewer. */
  readonly relayClouds: Int16Array;
  readonly nearby: Nearby;
  readonly trace: Trace | undefined;
}

/** Euclidean length; `Math.hypot` rounds differently between engines. */
export const length3 = (x: number, y: number, z: number): number => Math.sqrt(x * x + y * y + z * z);

interface Site {
  x: number;
  y: number;
}

/** Shortest signed way from `a` to `b` along one axis; a ring closes on itself. */
export function displacement(scenario: Pick<Scenario, 'kind' | 'sizeM'>, a: number, b: number): number {
  const way = b - a;
  if (scenario.kind !== 'ring') return way;
  const half = scenario.sizeM / 2;
  if (way > half) return way - scenario.sizeM;
  return way <= -half ? way + scenario.sizeM : way;
}

/** Sites of `count` servers among `candidates`: the first nearest to the centre, each next one farthest from those chosen (Gonzalez 1985). */
export function farthestPointSelection(candidates: readonly Site[], count: number): Site[] {
  const centre = {
    x: candidates.reduce((sum, site) => sum + site.x, 0) / candidates.length,
    y: candidates.reduce((sum, site) => sum + site.y, 0) / candidates.length,
  };
  const squared = (a: Site, b: Site) => (a.x - b.x) ** 2 + (a.y - b.y) ** 2;
  let next = candidates.reduce((best, site) => (squared(site, centre) < squared(best, centre) ? site : best));
  const chosen = [next];
  const gap = candidates.map((site) => squared(site, next));
  while (chosen.length < count) {
    next = candidates[gap.indexOf(Math.max(...gap))];
    chosen.push(next);
    candidates.forEach((site, index) => {
      gap[index] = Math.min(gap[index], squared(site, next));
    });
  }
  return chosen;
}

function roadSites(config: Config): { edges: Site[]; clouds: Site[] } {
  const { edges, clouds, roadM, edgeSpacingM, edgeOffsetM } = config.parameters;
  const along = (x: number) => ({ x, y: 0 });
  return {
    edges: Array.from({ length: edges }, (_, j) => along(edgeOffsetM + edgeSpacingM * j)),
    clouds: Array.from({ length: clouds }, (_, i) => along(((i + 0.5) * roadM) / clouds)),
  };
}

/** Crossings of a square street grid whose side is a quarter of the road's length, rounded to whole blocks. */
export function gridCrossings(config: Config): { perSide: number; blockM: number; sites: Site[] } {
  const blockM = config.parameters.edgeSpacingM;
  const perSide = crossingsPerSide(config.parameters);
  const sites = Array.from({ length: perSide * perSide }, (_, k) => ({
    x: (k % perSide) * blockM,
    y: Math.floor(k / perSide) * blockM,
  }));
  return { perSide, blockM, sites };
}

function planeSites(config: Config, candidates: readonly Site[]): { edges: Site[]; clouds: Site[] } {
  const edges = farthestPointSelection(candidates, config.parameters.edges);
  return { edges, clouds: farthestPointSelection(edges, config.parameters.clouds) };
}

function sitesOf(config: Config, trace: Trace | undefined): { edges: Site[]; clouds: Site[] } {
  if (trace) {
    const seen = trace.xM.flatMap((row, slot) => Array.from(row, (x, v) => ({ x, y: trace.yM[slot][v] })));
    return planeSites(config, seen);
  }
  if (config.register['geo.road'] === 'grid') return planeSites(config, gridCrossings(config).sites);
  return roadSites(config);
}

/**
 * Builds the fixed part of the world from a config.
 * @throws if a trace is asked for and its vehicles are fewer than `vehicles`.
 */
export function createScenario(config: Config, equations: Equations): Scenario {
  const p = config.parameters;
  const kind = config.register['geo.road'] as Scenario['kind'];
  const trace = kind === 'trace' ? loadTrace() : undefined;
  if (trace && trace.vehicles < p.vehicles)
    throw new Error(
      `parameters.vehicles: ${p.vehicles} asked for, but the trace holds ${trace.vehicles}; use at most ${trace.vehicles}`,
    );
  if (trace && trace.slots < p.episodeSlots + 2)
    throw new Error(
      `parameters.episodeSlots: ${p.episodeSlots} asked for, but the trace lasts ${trace.slots} slots; use at most ${trace.slots - 2}`,
    );
  const sites = sitesOf(config, trace);
  const nodes = p.edges + p.clouds;
  const all = [...sites.edges, ...sites.clouds];
  const base = { kind, sizeM: kind === 'grid' ? (gridCrossings(config).perSide - 1) * p.edgeSpacingM : p.roadM };
  const backhaulM = new Float64Array(p.edges * nodes);
  const backhaulGain = new Float64Array(p.edges * nodes);
  for (let j = 0; j < p.edges; j++)
    for (let n = 0; n < nodes; n++) {
      if (n === j) continue;
      const dx = displacement(base, all[j].x, all[n].x);
      const distanceM = length3(dx, all[n].y - all[j].y, n < p.edges ? 0 : p.gatewayOffsetM);
      backhaulM[j * nodes + n] = distanceM;
      backhaulGain[j * nodes + n] = equations.pathGain({
        distanceM,
        lossAt1mDb: p.backhaulLossAt1mDb,
        lossExponent: p.backhaulLossExponent,
        antennaGainDb: p.backhaulAntennaGainDb,
      });
    }
  const nearestIn = (j: number, from: number, to: number, skip = -1) => {
    let best = -1;
    for (let n = from; n < to; n++)
      if (n !== j && n !== skip && (best < 0 || backhaulM[j * nodes + n] < backhaulM[j * nodes + best])) best = n;
    return best < 0 ? j : best;
  };
  const neighbours = new Int16Array(2 * p.edges);
  for (let j = 0; j < p.edges; j++) {
    const onPlane = kind === 'grid' || kind === 'trace';
    const besides = (n: number) => (kind === 'openRoad' && (n < 0 || n >= p.edges) ? j : (n + p.edges) % p.edges);
    const first = onPlane ? nearestIn(j, 0, p.edges) : besides(j - 1);
    neighbours[2 * j] = first;
    neighbours[2 * j + 1] = onPlane ? nearestIn(j, 0, p.edges, first) : besides(j + 1);
  }
  const counts = { edges: p.edges, clouds: p.clouds, nodes };
  const x = Float64Array.from(all, (site) => site.x);
  return {
    ...base,
    ...counts,
    x,
    y: Float64Array.from(all, (site) => site.y),
    offsetM: Float64Array.from(all, (_, n) => (n < p.edges ? p.edgeHeightM : p.gatewayOffsetM)),
    upstream: Int16Array.from({ length: p.edges }, (_, j) => nearestIn(j, p.edges, nodes)),
    neighbours,
    backhaulM,
    backhaulGain,
    relayClouds: relayClouds(counts, backhaulM),
    nearby: createNearby(config, { ...base, ...counts, x }),
    trace,
  };
}

function relayClouds({ edges, nodes }: Pick<Scenario, 'edges' | 'nodes'>, backhaulM: Float64Array): Int16Array {
  const listed = new Int16Array(edges * CLOUD_SLOTS).fill(-1);
  for (let j = 0; j < edges; j++) {
    const distance = (i: number) => backhaulM[j * nodes + i];
    const clouds = Array.from({ length: nodes - edges }, (_, i) => edges + i).sort((a, b) => distance(a) - distance(b));
    listed.set(clouds.slice(0, CLOUD_SLOTS), j * CLOUD_SLOTS);
  }
  return listed;
}

/** A value of the paper's range under `dist.task` (AMB-49): uniform, fixed at the midpoint, or log-normal with σ_ln = 0.4 clipped to the range. */
export function drawInRange(kind: unknown, low: number, high: number, rng: Rng): number {
  const u = rng.uniform();
  if (kind === 'fixed') return (low + high) / 2;
  if (kind === 'uniform') return low + (high - low) * u;
  const sigma = 0.4;
  const value = Math.exp(Math.log((low + high) / 2) - (sigma * sigma) / 2 + sigma * rng.normal());
  return Math.min(high, Math.max(low, value));
}
