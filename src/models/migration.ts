import { requireNonNegative, requireOneOf } from '../support/check';
import { sum } from '../support/numeric';
import { MODE, type Mode, type ModeOrNone } from './mode';

const MODES = Object.values(MODE);

export interface ModeIndicatorArguments {
  mode: Mode;
  chosen: ModeOrNone;
}

/**
 * The migration indicator χ of one of the three modes.
 * @eq (2) χ(mode) = 1 if the vehicle chose this mode, else 0
 * @section III-B
 * @symbols mode: mode [1]; chosen: chosen [1]; returns decision [1]
 * @reading corrected: the second superscript is v→i, and a relay may end at an edge or a cloud (AMB-03)
 * @limits chosen = 0 (deferred) gives 0 for every mode
 * @throws Error if mode or chosen is none of MODE
 * @example modeIndicator({ mode: 2, chosen: 2 }) // => 1
 */
export function modeIndicator(a: ModeIndicatorArguments): 0 | 1 {
  requireOneOf('mode', a.mode, MODES);
  requireOneOf('chosen', a.chosen, MODES);
  return a.chosen === a.mode ? 1 : 0;
}

export interface ExclusiveModeArguments {
  toEdge: number;
  toCloud: number;
  relay: number;
  initiated: boolean;
}

/**
 * One mode for a vehicle that initiates, none for one that defers or has no request.
 * @eq (2b) χ(v→j) + χ(v→i) + χ(v→j→i) = 1 if initiated, else 0
 * @section III-B
 * @symbols χ(v→j): toEdge [1]; χ(v→i): toCloud [1]; χ(v→j→i): relay [1]; initiated: initiated [1]; returns holds [1]
 * @reading the printed = 1 contradicts the ≤ 1 of (3) and (12) for a vehicle that does not initiate (AMB-04)
 * @limits two modes at once never hold
 * @throws nothing
 * @example exclusiveMode({ toEdge: 0, toCloud: 0, relay: 0, initiated: false }) // => true
 */
export function exclusiveMode(a: ExclusiveModeArguments): boolean {
  return a.toEdge + a.toCloud + a.relay === (a.initiated ? 1 : 0);
}

/**
 * (2b) as printed: every vehicle migrates in every slot.
 * @alternative (2b) modes.allowDefer=false
 * @section III-B
 * @limits no mode never holds
 * @throws nothing
 * @example exclusiveModeAlways({ toEdge: 0, toCloud: 0, relay: 0, initiated: false }) // => false
 */
export function exclusiveModeAlways(a: ExclusiveModeArguments): boolean {
  return a.toEdge + a.toCloud + a.relay === 1;
}

export interface OneServerAtMostArguments {
  decisions: readonly number[];
}

/**
 * A vehicle is associated with one server at most.
 * @eq (3) Σ_j Σ_i χ_vji ≤ 1 for each vehicle
 * @section III-B
 * @symbols χ: decisions [1] (one for each server); returns holds [1]
 * @reading the printed "for all j, i" is vacuous, both indices are summed over
 * @limits no association holds; two do not
 * @throws nothing
 * @example oneServerAtMost({ decisions: [0, 1, 0] }) // => true
 */
export function oneServerAtMost(a: OneServerAtMostArguments): boolean {
  return sum(a.decisions) <= 1;
}

export interface MigrationCostArguments {
  dataMB: number;
  cyclesG: number;
  price: number;
}

function checkCost(a: MigrationCostArguments): void {
  requireNonNegative('dataMB', a.dataMB);
  requireNonNegative('cyclesG', a.cyclesG);
  requireNonNegative('price', a.price);
}

/**
 * What a vehicle pays for a migration.
 * @eq (C) C = D θ
 * @section III-D
 * @symbols D: dataMB [MB]; Ω: cyclesG [Gcycle]; θ: price [$/MB]; returns cost [$]
 * @reading corrected: the paper prints Ω θ, but its prices are dollars for a megabyte of the twin moved (AMB-15)
 * @limits price = 0 gives 0; proportional to dataMB; independent of cyclesG
 * @throws Error if an argument is negative or not finite
 * @example migrationCost({ dataMB: 30, cyclesG: 1.1, price: 0.36 }) // => 10.8
 */
export function migrationCost(a: MigrationCostArguments): number {
  checkCost(a);
  return a.dataMB * a.price;
}

/**
 * Ω θ as printed: cents, whatever the size of the twin.
 * @alternative (C) cost.base=cyclesPrice
 * @section III-D
 * @limits price = 0 gives 0; independent of dataMB
 * @throws Error as migrationCost
 * @example migrationCostLiteral({ dataMB: 30, cyclesG: 1.1, price: 0.36 }) // => 0.396
 */
export function migrationCostLiteral(a: MigrationCostArguments): number {
  checkCost(a);
  return a.cyclesG * a.price;
}
