import { requireNonNegative, requirePositive } from '../support/check';
import { MODE, type Mode } from './mode';

export interface UploadLatencyArguments {
  dataBits: number;
  rateBps: number;
}

/**
 * Time to send a twin over the access hop.
 * @eq (5) L_tr = D / R
 * @section III-B
 * @symbols D: dataBits [bit]; R: rateBps [bit/s]; returns uploadS [s]
 * @reading the paper has no case for v→j→i; which flows are charged is uploadCharged's business (AMB-06)
 * @limits dataBits = 0 gives 0; proportional to dataBits, inverse in rateBps
 * @throws Error if dataBits is negative or rateBps is not above 0
 * @example uploadLatency({ dataBits: 240e6, rateBps: 32873003.73 }) // => 7.300823556
 */
export function uploadLatency(a: UploadLatencyArguments): number {
  requireNonNegative('dataBits', a.dataBits);
  requirePositive('rateBps', a.rateBps);
  return a.dataBits / a.rateBps;
}

export interface UploadChargedArguments {
  mode: Mode;
  resident: boolean;
}

/**
 * Whether a flow uploads over the access hop: a twin that already stands at its source edge does not.
 * @eq (5-gate) charged unless v→j→i with a resident twin
 * @section III-B
 * @symbols χ: mode [1]; resident: resident [1]; returns charged [1]
 * @reading (5) covers v→j and v→i only; a fresh relay has to reach its source edge first, so it is charged too (AMB-06)
 * @limits always true for v→j and v→i
 * @throws nothing
 * @example uploadCharged({ mode: 3, resident: true }) // => false
 */
export function uploadCharged(a: UploadChargedArguments): boolean {
  return a.mode !== MODE.RELAY || !a.resident;
}

/**
 * (5) as printed: no relay is ever charged its upload.
 * @alternative (5-gate) latency.relayUpload=never
 * @section III-B
 * @limits false for v→j→i, fresh or resident
 * @throws nothing
 * @example uploadChargedNeverForRelay({ mode: 3, resident: false }) // => false
 */
export function uploadChargedNeverForRelay(a: UploadChargedArguments): boolean {
  return a.mode !== MODE.RELAY;
}

/**
 * Every flow is charged an upload, resident twins too.
 * @alternative (5-gate) latency.relayUpload=always
 * @section III-B
 * @limits true for a resident twin
 * @throws nothing
 * @example uploadChargedAlways({ mode: 3, resident: true }) // => true
 */
export function uploadChargedAlways(_: UploadChargedArguments): boolean {
  return true;
}

export interface MigrationLatencyArguments {
  dataBits: number;
  rateBps: number;
  wanDelayS: number;
}

/**
 * Time to move a twin from its source edge to the destination.
 * @eq (6) L_mig = D / R_ji + τ_wan
 * @section III-C
 * @symbols D: dataBits [bit]; R_ji: rateBps [bit/s]; τ_wan: wanDelayS [s]; returns migrationS [s]
 * @reading as printed; the propagation delay τ_wan is 0 by default
 * @limits dataBits = 0 gives wanDelayS; inverse in rateBps
 * @throws Error if dataBits or wanDelayS is negative or rateBps is not above 0
 * @example migrationLatency({ dataBits: 240e6, rateBps: 564398918.2, wanDelayS: 0 }) // => 0.4252311481
 */
export function migrationLatency(a: MigrationLatencyArguments): number {
  requireNonNegative('dataBits', a.dataBits);
  requirePositive('rateBps', a.rateBps);
  requireNonNegative('wanDelayS', a.wanDelayS);
  return a.dataBits / a.rateBps + a.wanDelayS;
}
