import type { Equations } from '../models';
import type { Config } from '../paper/config';
import { dbToRatio } from '../support/numeric';
import type { Rng } from '../support/rng';
import { displacement, length3, type Scenario } from './scenario';
import type { State } from './state';

/** Radio and geometry of the present positions: which servers a vehicle can reach, how well and for how long. */
export interface Links {
  readonly nearest: Int16Array;
  /** The next edge ahead, −1 if there is none. */
  readonly next: Int16Array;
  readonly nextCovers: Uint8Array;
  /** Clouds by link quality, best first: I per vehicle. */
  readonly cloudsByQuality: Int16Array;
  readonly nearestCloud: Int16Array;
  /** Linear gain and quality ℓ (bit/s/Hz) of vehicle v to node n at v·N + n, filled for nearest, next and clouds. */
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

/** Standing vehicles are given this speed where a dwell time needs one, m/s. */
const SLOWEST = 0.1;

export function createLinks(config: Config, equations: Equations): Links {
  const { vehicles: V, edges, clouds, noiseDbmPerHz, vehicleNoiseFigureDb, backhaulNoiseFigureDb } = config.parameters;
  const N = edges + clouds;
  return {
    nearest: new Int16Array(V),
    next: new Int16Array(V),
    nextCovers: new Uint8Array(V),
    cloudsByQuality: new Int16Array(V * clouds),
    nearestCloud: new Int16Array(V),
    gain: new Float64Array(V * N),
    quality: new Float64Array(V * N),
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
export function dwellS(config: Config, scenario: Scenario, state: State, v: number, n: number): number {
  const r = config.parameters.coverageM;
  const slant = slantM(scenario, state, v, n);
  if (slant > r) return 0;
  const past = pastM(scenario, state, v, n);
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

/** Recomputes every link from the present positions and hosts. */
export function updateLinks(config: Config, scenario: Scenario, equations: Equations, state: State, links: Links): void {
  const p = config.parameters;
  const { edges: J, clouds: I, nodes: N } = scenario;
  const measure = (v: number, n: number, distanceM: number) => {
    const clear = equations.pathGain({
      distanceM,
      lossAt1mDb: p.vehicleLossAt1mDb,
      lossExponent: p.vehicleLossExponent,
      antennaGainDb: n < J ? p.edgeAntennaGainDb : p.cloudAntennaGainDb,
    });
    const gain = p.shadowingDb > 0 ? clear * dbToRatio(state.shadowDb[v * N + n]) : clear;
    links.gain[v * N + n] = gain;
    links.quality[v * N + n] = equations.linkQuality({
      txPowerW: p.vehicleTxPowerW,
      gain,
      noiseDensityWPerHz: links.accessNoise,
      referenceBandwidthHz: p.referenceBandwidthHz,
    });
  };
  for (let v = 0; v < p.vehicles; v++) {
    let nearest = 0;
    let nearestM = Infinity;
    for (let j = 0; j < J; j++) {
      const distanceM = slantM(scenario, state, v, j);
      if (distanceM < nearestM) [nearest, nearestM] = [j, distanceM];
    }
    const next = nextAhead(scenario, state, v, nearest);
    links.nearest[v] = nearest;
    links.next[v] = next;
    links.offsetM[v] = pastM(scenario, state, v, nearest);
    links.dwellNearestS[v] = dwellS(config, scenario, state, v, nearest);
    measure(v, nearest, nearestM);
    if (next >= 0) measure(v, next, slantM(scenario, state, v, next));
    links.nextCovers[v] = next >= 0 && covers(config, scenario, state, v, next) ? 1 : 0;
    links.dwellNextS[v] = next >= 0 ? dwellS(config, scenario, state, v, next) : 0;
    let cloudM = Infinity;
    for (let i = J; i < N; i++) {
      const distanceM = slantM(scenario, state, v, i);
      if (distanceM < cloudM) [links.nearestCloud[v], cloudM] = [i, distanceM];
      measure(v, i, distanceM);
      insertByQuality(links, v, i, i - J, J, I, N);
    }
    const host = state.host[v];
    links.dwellHostS[v] = host < 0 || host >= J ? Infinity : dwellS(config, scenario, state, v, host);
  }
}

/** Inserts cloud i among the first `count` of v's list, best quality first, lower index on a tie. */
function insertByQuality(links: Links, v: number, i: number, count: number, J: number, I: number, N: number): void {
  const base = v * I;
  let k = count;
  for (; k > 0 && links.quality[v * N + links.cloudsByQuality[base + k - 1]] < links.quality[v * N + i]; k--)
    links.cloudsByQuality[base + k] = links.cloudsByQuality[base + k - 1];
  links.cloudsByQuality[base + k] = i;
}

/** Draws or advances the shadowing of every link: log-normal, correlated over `shadowingDecorrelationM` of travel. */
export function updateShadowing(config: Config, state: State, rng: Rng, first: boolean): void {
  const { shadowingDb, shadowingDecorrelationM, vehicles, slotS } = config.parameters;
  const N = state.shadowDb.length / vehicles;
  if (N === 0) return;
  for (let v = 0; v < vehicles; v++) {
    const memory = first ? 0 : Math.exp((-state.speedMps[v] * slotS) / shadowingDecorrelationM);
    for (let k = v * N; k < (v + 1) * N; k++)
      state.shadowDb[k] = memory * state.shadowDb[k] + Math.sqrt(1 - memory * memory) * shadowingDb * rng.normal();
  }
}
