import type { Equations } from '../models';
import type { Config } from '../paper/config';
import { dbToRatio } from '../support/numeric';
import { CLOUD_SLOTS, stretchAt } from './nearby';
import { displacement, length3, type Scenario } from './scenario';
import type { State } from './state';

/** Radio and geometry of the present positions: which servers a vehicle can reach, how well and for how long. */
export interface Links {
  readonly nearest: Int16Array;
  /** The next edge ahead, −1 if there is none. */
  readonly next: Int16Array;
  readonly nextCovers: Uint8Array;
  readonly nearestCloud: Int16Array;
  /** Clouds listed for a vehicle: its nearest ones, CLOUD_SLOTS at most. */
  readonly cloudCount: number;
  /** Nodes a vehicle has links to, ENTRIES each: nearest edge, next edge (−1: none), listed clouds by quality, best first. */
  readonly node: Int16Array;
  /** Linear gain and quality ℓ (bit/s/Hz) of these links. Read them by `gainTo` and `qualityTo`. */
  readonly gain: Float64Array;
  readonly quality: Float64Array;
  /** Signed distance past the nearest edge along travel, m. */
  readonly offsetM: Float64Array;
  readonly dwellNearestS: Float64Array;
  readonly dwellNextS: Float64Array;
  /** Dwell at the host edge (0 if it does not cover the vehicle, Infinity for a cloud or no host). */
  readonly dwellHostS: Float64Array;
  /** Linear noise densities N0·F of access and backhaul links, W/Hz. */
  readonly accessNoise: number;
  readonly backhaulNoise: number;
}

const ENTRIES = 2 + CLOUD_SLOTS;

/** Standing vehicles are given this speed where a dwell time needs one, m/s. */
const SLOWEST = 0.1;

export function createLinks(config: Config, equations: Equations): Links {
  const { vehicles: V, clouds, noiseDbmPerHz, vehicleNoiseFigureDb, backhaulNoiseFigureDb } = config.parameters;
  return {
    nearest: new Int16Array(V),
    next: new Int16Array(V),
    nextCovers: new Uint8Array(V),
    nearestCloud: new Int16Array(V),
    cloudCount: Math.min(CLOUD_SLOTS, clouds),
    node: new Int16Array(V * ENTRIES).fill(-1),
    gain: new Float64Array(V * ENTRIES),
    quality: new Float64Array(V * ENTRIES),
    offsetM: new Float64Array(V),
    dwellNearestS: new Float64Array(V),
    dwellNextS: new Float64Array(V),
    dwellHostS: new Float64Array(V),
    accessNoise: equations.noiseDensity({ noiseDbmPerHz, noiseFigureDb: vehicleNoiseFigureDb }),
    backhaulNoise: equations.noiseDensity({ noiseDbmPerHz, noiseFigureDb: backhaulNoiseFigureDb }),
  };
}

/** Slant distance of vehicle v to node n, m (MODEL.md §5.1). */
export function slantM(scenario: Scenario, state: State, v: number, n: number): number {
  const dx = displacement(scenario, state.x[v], scenario.x[n]);
  return length3(dx, scenario.y[n] - state.y[v], scenario.offsetM[n]);
}

/** Signed distance past node n along the vehicle's travel, m. */
function pastM(scenario: Scenario, state: State, v: number, n: number): number {
  const dx = displacement(scenario, scenario.x[n], state.x[v]);
  return dx * state.headingX[v] + (state.y[v] - scenario.y[n]) * state.headingY[v];
}

/**
 * Seconds until the vehicle leaves the coverage of edge n on a straight way; 0 if it is not covered.
 * Source: MODEL.md §5.1: (√(r_cov² − h²) − offset)/speed; off the road's line the chord shortens by the lateral distance.
 */
export const dwellS = (config: Config, scenario: Scenario, state: State, v: number, n: number): number =>
  staysS(config, state, v, slantM(scenario, state, v, n), pastM(scenario, state, v, n));

/** The dwell from what is known of the place: slant to the edge and way past it, m. */
function staysS(config: Config, state: State, v: number, slant: number, past: number): number {
  const r = config.parameters.coverageM;
  if (slant > r) return 0;
  const lateralSquared = Math.max(0, slant * slant - past * past);
  return Math.max(0, Math.sqrt(Math.max(0, r * r - lateralSquared)) - past) / Math.max(state.speedMps[v], SLOWEST);
}

/** Whether edge n covers vehicle v: slant ≤ r_cov. */
export const covers = (config: Config, scenario: Scenario, state: State, v: number, n: number): boolean =>
  slantM(scenario, state, v, n) <= config.parameters.coverageM;

/** The next edge ahead of v: on a road the neighbour in the direction of travel, on a plane the nearest one that lies ahead. */
function nextAhead(scenario: Scenario, state: State, v: number, nearest: number): number {
  if (scenario.edges < 2) return -1;
  if (scenario.kind === 'ring' || scenario.kind === 'openRoad') {
    const step = state.headingX[v] > 0 ? 1 : -1;
    const j = nearest + step;
    if (scenario.kind === 'openRoad') return j < 0 || j >= scenario.edges ? -1 : j;
    return (j + scenario.edges) % scenario.edges;
  }
  let best = -1;
  let bestM = Infinity;
  for (let j = 0; j < scenario.edges; j++) {
    if (j === nearest || pastM(scenario, state, v, j) >= 0) continue;
    const distanceM = slantM(scenario, state, v, j);
    if (distanceM < bestM) [best, bestM] = [j, distanceM];
  }
  return best;
}

/** The k-th cloud of v by link quality, k < links.cloudCount. */
export const cloudAt = (links: Links, v: number, k: number): number => links.node[v * ENTRIES + 2 + k];

/** Index of the link from v to node n, which must be its nearest or next edge or one of its listed clouds. */
function entryOf(links: Links, v: number, n: number): number {
  const end = (v + 1) * ENTRIES;
  for (let entry = v * ENTRIES; entry < end; entry++) if (links.node[entry] === n) return entry;
  throw new Error(
    `vehicle ${v} has no link to node ${n}; it has to ${links.node.subarray(v * ENTRIES, end).join(', ')}`,
  );
}

/** Linear gain of the link from v to its edge or cloud n. */
export const gainTo = (links: Links, v: number, n: number): number => links.gain[entryOf(links, v, n)];

/** Quality ℓ of the link from v to its edge or cloud n, bit/s/Hz. */
export const qualityTo = (links: Links, v: number, n: number): number => links.quality[entryOf(links, v, n)];

interface Radio {
  readonly config: Config;
  readonly scenario: Scenario;
  readonly equations: Equations;
  readonly state: State;
  readonly links: Links;
}

/** Recomputes every link from the present positions and hosts. */
export function updateLinks(
  config: Config,
  scenario: Scenario,
  equations: Equations,
  state: State,
  links: Links,
): void {
  const radio = { config, scenario, equations, state, links };
  for (let v = 0; v < config.parameters.vehicles; v++) {
    linkEdges(radio, v);
    linkClouds(radio, v);
    links.dwellHostS[v] = hostDwellS(radio, v, state.host[v]);
  }
}

function hostDwellS({ config, scenario, state, links }: Radio, v: number, host: number): number {
  if (host < 0 || host >= scenario.edges) return Infinity;
  return host === links.nearest[v] ? links.dwellNearestS[v] : dwellS(config, scenario, state, v, host);
}

function linkEdges(radio: Radio, v: number): void {
  const { config, scenario, state, links } = radio;
  const candidates = scenario.nearby.nearest[stretchAt(scenario.nearby, state.x[v])];
  let nearest = 0;
  let nearestM = Infinity;
  for (let k = 0; k < candidates.length; k++) {
    const distanceM = slantM(scenario, state, v, candidates[k]);
    if (distanceM < nearestM) [nearest, nearestM] = [candidates[k], distanceM];
  }
  const next = nextAhead(scenario, state, v, nearest);
  links.nearest[v] = nearest;
  links.next[v] = next;
  links.offsetM[v] = pastM(scenario, state, v, nearest);
  links.dwellNearestS[v] = staysS(config, state, v, nearestM, links.offsetM[v]);
  measure(radio, v, v * ENTRIES, nearest, nearestM);
  links.node[v * ENTRIES + 1] = next;
  links.nextCovers[v] = 0;
  links.dwellNextS[v] = 0;
  if (next < 0) return;
  const nextM = slantM(scenario, state, v, next);
  measure(radio, v, v * ENTRIES + 1, next, nextM);
  links.nextCovers[v] = nextM <= config.parameters.coverageM ? 1 : 0;
  links.dwellNextS[v] = staysS(config, state, v, nextM, pastM(scenario, state, v, next));
}

/** Finds the nearest clouds, lower index on a tie, and lists them by quality. */
function linkClouds(radio: Radio, v: number): void {
  const { scenario, state, links } = radio;
  const candidates = scenario.nearby.clouds[stretchAt(scenario.nearby, state.x[v])];
  const first = v * ENTRIES + 2;
  const { cloudCount } = links;
  const distances = [Infinity, Infinity, Infinity];
  for (let c = 0; c < candidates.length; c++) {
    const distanceM = slantM(scenario, state, v, candidates[c]);
    let k = Math.min(c, cloudCount);
    for (; k > 0 && distances[k - 1] > distanceM; k--) {
      if (k === cloudCount) continue;
      distances[k] = distances[k - 1];
      links.node[first + k] = links.node[first + k - 1];
    }
    if (k === cloudCount) continue;
    distances[k] = distanceM;
    links.node[first + k] = candidates[c];
  }
  links.nearestCloud[v] = links.node[first];
  for (let k = 0; k < cloudCount; k++) {
    measure(radio, v, first + k, links.node[first + k], distances[k]);
    raise(links, first, k);
  }
}

/** Moves the k-th listed cloud before those of lower quality, or of the same and a higher index. */
function raise({ node, gain, quality }: Links, first: number, k: number): void {
  for (let entry = first + k; entry > first; entry--) {
    const above = entry - 1;
    const keeps = quality[above] > quality[entry] || (quality[above] === quality[entry] && node[above] < node[entry]);
    if (keeps) return;
    for (const column of [node, gain, quality]) [column[above], column[entry]] = [column[entry], column[above]];
  }
}

/** Gain and quality of the link from v to node n at `distanceM`, stored as `entry`. */
function measure(
  { config, scenario, equations, state, links }: Radio,
  v: number,
  entry: number,
  n: number,
  distanceM: number,
): void {
  const p = config.parameters;
  const clear = equations.pathGain({
    distanceM,
    lossAt1mDb: p.vehicleLossAt1mDb,
    lossExponent: p.vehicleLossExponent,
    antennaGainDb: n < scenario.edges ? p.edgeAntennaGainDb : p.cloudAntennaGainDb,
  });
  const gain = p.shadowingDb > 0 ? clear * dbToRatio(state.shadowDb[v * scenario.nodes + n]) : clear;
  links.node[entry] = n;
  links.gain[entry] = gain;
  links.quality[entry] = equations.linkQuality({
    txPowerW: p.vehicleTxPowerW,
    gain,
    noiseDensityWPerHz: links.accessNoise,
    referenceBandwidthHz: p.referenceBandwidthHz,
  });
}
