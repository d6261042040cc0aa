import { requireNonNegative } from '../support/check';
import { MODE, type Mode } from './mode';

export interface TotalEnergyArguments {
  mode: Mode;
  uploadJ: number;
  executionJ: number;
  migrationJ: number;
  destinationExecutionJ: number;
}

/**
 * Energy of one migration.
 * @eq (Etot) v→j: E = E_v + E_ex; v→i: E = E_v + E_ex,i; v→j→i: E = E_v + E_ji + E_ex,i
 * @section III-C
 * @symbols χ: mode [1]; E_v: uploadJ [J]; E_ex: executionJ [J]; E_ji: migrationJ [J];
 *   E_ex,i: destinationExecutionJ [J]; returns energyJ [J]
 * @reading the paper calls it power and leaves E_ex without its mode; gated like the latency (AMB-14)
 * @limits all terms 0 gives 0; a term the mode does not use has no effect
 * @throws Error if a term is negative or not finite
 * @example totalEnergy({ mode: 1, uploadJ: 1.460164711, executionJ: 10.62038323, migrationJ: 0, destinationExecutionJ: 0 }) // => 12.08054794
 */
export function totalEnergy(a: TotalEnergyArguments): number {
  requireNonNegative('uploadJ', a.uploadJ);
  requireNonNegative('executionJ', a.executionJ);
  requireNonNegative('migrationJ', a.migrationJ);
  requireNonNegative('destinationExecutionJ', a.destinationExecutionJ);
  if (a.mode === MODE.EDGE) return a.uploadJ + a.executionJ;
  return a.uploadJ + (a.mode === MODE.RELAY ? a.migrationJ : 0) + a.destinationExecutionJ;
}

/** executionJ is that of the executing node, wherever it stands. */
export interface EnergyByLayerArguments {
  mode: Mode;
  destinationIsCloud: boolean;
  uploadJ: number;
  executionJ: number;
  migrationJ: number;
}

export interface EnergyByLayer {
  vehicleJ: number;
  edgeJ: number;
  cloudJ: number;
}

function splitByLayer(a: EnergyByLayerArguments, migrationAtCloud: boolean): EnergyByLayer {
  requireNonNegative('uploadJ', a.uploadJ);
  requireNonNegative('executionJ', a.executionJ);
  requireNonNegative('migrationJ', a.migrationJ);
  const migrationJ = a.mode === MODE.RELAY ? a.migrationJ : 0;
  const executedAtCloud = a.mode === MODE.CLOUD || (a.mode === MODE.RELAY && a.destinationIsCloud);
  return {
    vehicleJ: a.uploadJ,
    edgeJ: (migrationAtCloud ? 0 : migrationJ) + (executedAtCloud ? 0 : a.executionJ),
    cloudJ: (migrationAtCloud ? migrationJ : 0) + (executedAtCloud ? a.executionJ : 0),
  };
}

/**
 * Energy of one migration by the layer that spends it.
 * @eq (layers) vehicle: E_v; edge: E_ji + execution at an edge; cloud: execution at a cloud
 * @section V
 * @symbols χ: mode [1]; destinationIsCloud: destinationIsCloud [1]; E_v: uploadJ [J]; E_ex: executionJ [J];
 *   E_ji: migrationJ [J]; returns energyByLayer [J]
 * @reading the figures by layer need an attribution the paper does not give; the sender of a hop pays it (AMB-14)
 * @limits the layers add up to the total; nothing at a cloud unless the destination is one
 * @throws Error if a term is negative or not finite
 * @example energyByLayer({ mode: 3, destinationIsCloud: true, uploadJ: 1.46, executionJ: 27.5, migrationJ: 0.43 }) // => { vehicleJ: 1.46, edgeJ: 0.43, cloudJ: 27.5 }
 */
export function energyByLayer(a: EnergyByLayerArguments): EnergyByLayer {
  return splitByLayer(a, false);
}

/**
 * The same, E_ji attributed to the layer of the destination.
 * @alternative (layers) energy.layerAttribution=destination
 * @section V
 * @limits the layers add up to the total; equals energyByLayer unless a cloud is relayed to
 * @throws Error as energyByLayer
 * @example energyByLayerDestination({ mode: 3, destinationIsCloud: true, uploadJ: 1.46, executionJ: 27.5, migrationJ: 0.43 }) // => { vehicleJ: 1.46, edgeJ: 0, cloudJ: 27.93 }
 */
export function energyByLayerDestination(a: EnergyByLayerArguments): EnergyByLayer {
  return splitByLayer(a, a.destinationIsCloud);
}
