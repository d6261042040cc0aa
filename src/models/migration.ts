import { requireNonNegative } from '../support/check';
import { sum } from '../support/numeric';
import type { Mode, ModeOrNone } from './mode';

export interface ModeIndicatorArguments {
  mode: Mode;
  chosen: ModeOrNone;
}

export function modeIndicator(a: ModeIndicatorArguments): 0 | 1 {
  return a.chosen === a.mode ? 1 : 0;
}

export interface ExclusiveModeArguments {
  toEdge: number;
  toCloud: number;
  relay: number;
  initiated: boolean;
}

export function exclusiveMode(a: ExclusiveModeArguments): boolean {
  return a.toEdge + a.toCloud + a.relay === (a.initiated ? 1 : 0);
}

export function exclusiveModeAlways(a: ExclusiveModeArguments): boolean {
  return a.toEdge + a.toCloud + a.relay === 1;
}

export interface AssociationArguments {
  decisions: readonly number[];
}

export function oneServerAtMost(a: AssociationArguments): boolean {
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

export function migrationCost(a: MigrationCostArguments): number {
  checkCost(a);
  return a.dataMB * a.price;
}

export function migrationCostLiteral(a: MigrationCostArguments): number {
  checkCost(a);
  return a.cyclesG * a.price;
}
