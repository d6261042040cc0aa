import type { Config } from '../paper/config';

/** What a vehicle may ask for: a service task F, a hand-over H of its twin, a pre-migration P (AMB-29). */
export const REQUEST = { NONE: 0, SERVICE: 1, HANDOVER: 2, PREMIGRATION: 3 } as const;

/** Number of option slots of a vehicle (MODEL.md §5.2). */
export const OPTIONS = 10;
export const DEFER = 0;

/** Everything that changes during an episode, in flat arrays over vehicles (V), nodes (N) or edges (J). SI units unless the name says otherwise. */
export interface State {
  slot: number;
  traceStart: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly headingX: Float64Array;
  readonly headingY: Float64Array;
  readonly speedMps: Float64Array;
  readonly meanSpeedMps: Float64Array;
  /** Shadowing of each vehicle–node link, dB; empty when switched off. */
  readonly shadowDb: Float64Array;
  /** Node that hosts the vehicle's twin, −1 if none. */
  readonly host: Int16Array;
  readonly twinDataMB: Float64Array;
  readonly twinCyclesG: Float64Array;
  readonly request: Uint8Array;
  readonly requestDataMB: Float64Array;
  readonly requestCyclesG: Float64Array;
  readonly waitSlots: Int16Array;
  /** Slots until a flight ends (0: none) and where it lands (−1: it will fail). */
  readonly flightSlots: Int16Array;
  readonly flightDst: Int16Array;
  readonly flightDataMB: Float64Array;
  readonly flightCyclesG: Float64Array;
  readonly lastRating: Float64Array;
  /** The last five ratings of a vehicle's service tasks, newest last, and how many there are (AMB-16). */
  readonly recentRatings: Float64Array;
  readonly recentCount: Uint8Array;
  /** A uniform draw per vehicle and slot, used by the Bernoulli reading of reliability (AMB-17). */
  readonly luck: Float64Array;
  readonly powerW: Float64Array;
  readonly admission: Float64Array;
  readonly price: Float64Array;
  /** Bandwidth held for k more slots at index node·horizon + k − 1, Hz. */
  readonly accessHoldHz: Float64Array;
  readonly backhaulHoldHz: Float64Array;
  /** Moving averages (factor ½) of UX, U, L, E, C, scaled, of the flows that touched a vehicle or node: 5 each, vehicles first. */
  readonly touched: Float64Array;
  readonly success: Float64Array;
  readonly relayCost: Float64Array;
  /** Arrivals per slot at an access node: factor ½ for observations, 0.3 for the option features. */
  readonly arrivals: Float64Array;
  readonly arrivalsSlow: Float64Array;
  /** Last slot's energy by layer (J) and the five parts of 𝕆. */
  readonly lastEnergyJ: Float64Array;
  readonly lastParts: Float64Array;
}

/** Slots for which a hold can last: ⌈L_max/Δ⌉. */
export const holdHorizon = (config: Config): number =>
  Math.ceil(config.parameters.latencyMaxS / config.parameters.slotS);

/** Price that counts as the last one before the first slot: the middle of the band, or the posted price where no game is played. */
const openingPrice = ({ parameters: { priceMin, priceMax }, register }: Config): number =>
  register['game.enabled'] === true ? (priceMin + priceMax) / 2 : (register['baseline.postedPrice'] as number);

/** An empty state with arrays of the config's size. */
export function createState(config: Config): State {
  const { vehicles: V, edges: J, clouds: I, shadowingDb } = config.parameters;
  const N = J + I;
  const horizon = holdHorizon(config);
  const f64 = (length: number) => new Float64Array(length);
  const i16 = (length: number) => new Int16Array(length);
  return {
    slot: 0,
    traceStart: 0,
    x: f64(V),
    y: f64(V),
    headingX: f64(V),
    headingY: f64(V),
    speedMps: f64(V),
    meanSpeedMps: f64(V),
    shadowDb: f64(shadowingDb > 0 ? V * N : 0),
    host: i16(V).fill(-1),
    twinDataMB: f64(V),
    twinCyclesG: f64(V),
    request: new Uint8Array(V),
    requestDataMB: f64(V),
    requestCyclesG: f64(V),
    waitSlots: i16(V),
    flightSlots: i16(V),
    flightDst: i16(V).fill(-1),
    flightDataMB: f64(V),
    flightCyclesG: f64(V),
    lastRating: f64(V),
    recentRatings: f64(5 * V),
    recentCount: new Uint8Array(V),
    luck: f64(V),
    powerW: f64(N),
    admission: f64(N).fill(1),
    price: f64(N).fill(openingPrice(config)),
    accessHoldHz: f64(N * horizon),
    backhaulHoldHz: f64(J * horizon),
    touched: f64(5 * (V + N)),
    success: f64(N),
    relayCost: f64(N),
    arrivals: f64(N),
    arrivalsSlow: f64(N),
    lastEnergyJ: f64(3),
    lastParts: f64(5),
  };
}

/** A deep copy that shares no memory with the original. */
export const copyState = (state: State): State => structuredClone(state);

/** Sum of the holds on pool `index` at the start of the slot, Hz. */
export function heldHz(holds: Float64Array, index: number, horizon: number): number {
  let sum = 0;
  for (let k = index * horizon; k < (index + 1) * horizon; k++) sum += holds[k];
  return sum;
}

/** Holds count down by one slot. */
export function releaseHolds(holds: Float64Array, horizon: number): void {
  for (let start = 0; start < holds.length; start += horizon) {
    holds.copyWithin(start, start + 1, start + horizon);
    holds[start + horizon - 1] = 0;
  }
}
