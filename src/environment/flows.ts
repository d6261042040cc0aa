/** What became of a choice in its slot. */
export const STATUS = { PENDING: 0, ADMITTED: 1, REFUSED: 2 } as const;

/** Why a choice was refused before it could run: C3 at the destination, C4 on the access or on the backhaul. */
export const REFUSAL = { NONE: 0, COMPUTE: 1, BANDWIDTH: 2, BACKHAUL: 3 } as const;

/** Constraints an admitted flow broke, as bits (C5–C10). */
export const BROKEN = { LATENCY: 1, ENERGY: 2, COST: 4, EXPERIENCE: 8, RELIABILITY: 16, QUALITY: 32 } as const;

export const OBJECTIVE_COUNT = 5;

/** The flows of one slot, one entry per vehicle that initiates. Arrays of V, the first `count` in use. */
export interface Flows {
  count: number;
  readonly vehicle: Int16Array;
  readonly slot: Uint8Array;
  readonly mode: Uint8Array;
  readonly resident: Uint8Array;
  /** Access node (−1: none), edge where a relay starts (−1: none), executing node. */
  readonly access: Int16Array;
  readonly source: Int16Array;
  readonly dst: Int16Array;
  /** Node that sells hosting units to this flow, −1 if none. */
  readonly hosting: Int16Array;
  readonly status: Uint8Array;
  readonly refusal: Uint8Array;
  readonly broken: Uint8Array;
  /** 1 if the flow took part in the slot's game. */
  readonly plays: Uint8Array;
  readonly success: Uint8Array;
  readonly priorityClass: Uint8Array;
  readonly dataMB: Float64Array;
  readonly cyclesG: Float64Array;
  readonly waitS: Float64Array;
  /** Declared valuation α (game) and true valuation α° (welfare, reward). */
  readonly valuation: Float64Array;
  readonly trueValuation: Float64Array;
  /** Resources: contracted units (1 MHz·s), access bandwidth after the free share, backhaul share, hosting units. */
  readonly contractedUnits: Float64Array;
  readonly bandwidthHz: Float64Array;
  readonly backhaulHz: Float64Array;
  readonly hostingUnits: Float64Array;
  readonly uploadS: Float64Array;
  readonly migrationS: Float64Array;
  readonly queueS: Float64Array;
  readonly executionS: Float64Array;
  readonly latencyS: Float64Array;
  readonly vehicleJ: Float64Array;
  readonly edgeJ: Float64Array;
  readonly cloudJ: Float64Array;
  readonly cost: Float64Array;
  readonly quality: Float64Array;
  readonly reliability: Float64Array;
  readonly rating: Float64Array;
  readonly utility: Float64Array;
  /** Signed, scaled contributions (experience, utility, latency, energy, cost) to 𝕆·N_ref: 5 per flow. */
  readonly parts: Float64Array;
  /** The resources above as a list, and what step 7 finds of one number a flow. */
  readonly allocated: readonly Float64Array[];
  readonly results: readonly Float64Array[];
}

export function createFlows(V: number): Flows {
  const f64 = () => new Float64Array(V);
  const i16 = () => new Int16Array(V);
  const u8 = () => new Uint8Array(V);
  const flows = {
    count: 0,
    vehicle: i16(),
    slot: u8(),
    mode: u8(),
    resident: u8(),
    access: i16(),
    source: i16(),
    dst: i16(),
    hosting: i16(),
    status: u8(),
    refusal: u8(),
    broken: u8(),
    plays: u8(),
    success: u8(),
    priorityClass: u8(),
    dataMB: f64(),
    cyclesG: f64(),
    waitS: f64(),
    valuation: f64(),
    trueValuation: f64(),
    contractedUnits: f64(),
    bandwidthHz: f64(),
    backhaulHz: f64(),
    hostingUnits: f64(),
    uploadS: f64(),
    migrationS: f64(),
    queueS: f64(),
    executionS: f64(),
    latencyS: f64(),
    vehicleJ: f64(),
    edgeJ: f64(),
    cloudJ: f64(),
    cost: f64(),
    quality: f64(),
    reliability: f64(),
    rating: f64(),
    utility: f64(),
    parts: new Float64Array(V * OBJECTIVE_COUNT),
  };
  return { ...flows, allocated: ALLOCATED.map((name) => flows[name]), results: RESULTS.map((name) => flows[name]) };
}

const ALLOCATED = ['contractedUnits', 'bandwidthHz', 'backhaulHz', 'hostingUnits'] as const;
const RESULTS = [
  'uploadS',
  'migrationS',
  'queueS',
  'executionS',
  'latencyS',
  'vehicleJ',
  'edgeJ',
  'cloudJ',
  'cost',
  'quality',
  'reliability',
  'rating',
  'utility',
] as const;

/** A refused flow has no results: zeroes what an earlier evaluation or an attempt at allocation left in its entry. */
export function clearResults(flows: Flows, f: number): void {
  for (const column of flows.allocated) column[f] = 0;
  for (const column of flows.results) column[f] = 0;
  flows.parts.fill(0, f * OBJECTIVE_COUNT, (f + 1) * OBJECTIVE_COUNT);
}

/** Names of the set bits of `broken`, for logs and messages. */
export const brokenNames = (bits: number): string[] =>
  Object.entries(BROKEN).flatMap(([name, bit]) => (bits & bit ? [name.toLowerCase()] : []));

/** Name of a refusal. */
export const refusalName = (code: number): string =>
  (Object.entries(REFUSAL).find(([, value]) => value === code)?.[0] ?? 'unknown').toLowerCase();
