import type { Config } from '../paper/config';
import { displacement, type Scenario } from './scenario';

/** Clouds offered in a mode: the paper has three; of more, the three nearest to the vehicle. */
export const CLOUD_SLOTS = 3;

/**
 * Servers that can matter at a place, by stretch of road, in ascending order: so that a vehicle need not look at all of
 * them, and its cost does not grow with the world. On a plane there is one stretch with every server.
 */
export interface Nearby {
  readonly stretchM: number;
  /** Edges of which one is the nearest, edges that may cover the place, clouds among which the nearest three are. */
  readonly nearest: readonly Int16Array[];
  readonly covering: readonly Int16Array[];
  readonly clouds: readonly Int16Array[];
}

/** Index of the stretch at x. */
export const stretchAt = ({ stretchM, nearest }: Nearby, x: number): number =>
  Math.max(0, Math.min(nearest.length - 1, Math.floor(x / stretchM)));

type Sites = Pick<Scenario, 'kind' | 'sizeM' | 'edges' | 'clouds' | 'nodes' | 'x'>;

/** Half the usual spacing of edge servers. */
const STRETCH_M = 250;
/** Guards against rounding at the border of a stretch, m. */
const MARGIN_M = 1e-6;

export function createNearby(config: Config, sites: Sites): Nearby {
  const edges = Int16Array.from({ length: sites.edges }, (_, j) => j);
  const clouds = Int16Array.from({ length: sites.clouds }, (_, i) => sites.edges + i);
  if (sites.kind === 'grid' || sites.kind === 'trace')
    return { stretchM: Infinity, nearest: [edges], covering: [edges], clouds: [clouds] };
  const count = Math.max(1, Math.ceil(sites.sizeM / STRETCH_M));
  const stretchM = sites.sizeM / count;
  const nearby = { stretchM, nearest: [] as Int16Array[], covering: [] as Int16Array[], clouds: [] as Int16Array[] };
  for (let k = 0; k < count; k++) {
    const centre = (k + 0.5) * stretchM;
    const awayM = (n: number) => Math.abs(displacement(sites, centre, sites.x[n]));
    const slack = stretchM / 2 + MARGIN_M;
    nearby.nearest.push(within(edges, awayM, ranked(edges, awayM, 1) + 2 * slack));
    nearby.covering.push(within(edges, awayM, config.parameters.coverageM + slack));
    nearby.clouds.push(within(clouds, awayM, ranked(clouds, awayM, CLOUD_SLOTS) + 2 * slack));
  }
  return nearby;
}

/** The `rank`-th smallest distance, or the largest if there are fewer. */
function ranked(nodes: Int16Array, awayM: (n: number) => number, rank: number): number {
  const distances = Float64Array.from(nodes, awayM).sort();
  return distances[Math.min(rank, distances.length) - 1];
}

const within = (nodes: Int16Array, awayM: (n: number) => number, limitM: number): Int16Array =>
  nodes.filter((n) => awayM(n) <= limitM);
