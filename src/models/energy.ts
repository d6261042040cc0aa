import { requireNonNegative, requirePositive } from '../support/check';
import { power } from '../support/numeric';
import { MODE, type Mode } from './mode';

const GIGACYCLE = 1e9;

export interface CpuFrequencyArguments {
  powerW: number;
  kappa: number;
}

export function cpuFrequency(a: CpuFrequencyArguments): number {
  requireNonNegative('powerW', a.powerW);
  requirePositive('kappa', a.kappa);
  return power(a.powerW / a.kappa, 1 / 3);
}

export interface UploadEnergyArguments {
  txPowerW: number;
  uploadS: number;
}

export function uploadEnergy(a: UploadEnergyArguments): number {
  requireNonNegative('txPowerW', a.txPowerW);
  requireNonNegative('uploadS', a.uploadS);
  return a.txPowerW * a.uploadS;
}

export interface ExecutionEnergyArguments {
  kappa: number;
  frequencyHz: number;
  cyclesG: number;
  powerW: number;
}

function checkExecution(a: ExecutionEnergyArguments): void {
  requirePositive('kappa', a.kappa);
  requirePositive('frequencyHz', a.frequencyHz);
  requireNonNegative('cyclesG', a.cyclesG);
  requireNonNegative('powerW', a.powerW);
}

export function executionEnergy(a: ExecutionEnergyArguments): number {
  checkExecution(a);
  return a.kappa * a.frequencyHz * a.frequencyHz * a.cyclesG * GIGACYCLE;
}

export function executionEnergyPowerTime(a: ExecutionEnergyArguments): number {
  checkExecution(a);
  return (a.powerW * a.cyclesG * GIGACYCLE) / a.frequencyHz;
}

export function executionEnergyLiteral(a: ExecutionEnergyArguments): number {
  checkExecution(a);
  return a.kappa * a.frequencyHz * a.frequencyHz;
}

export function destinationExecutionEnergy(a: ExecutionEnergyArguments): number {
  return executionEnergy(a);
}

export interface MigrationEnergyArguments {
  txPowerW: number;
  migrationS: number;
}

export function migrationEnergy(a: MigrationEnergyArguments): number {
  requireNonNegative('txPowerW', a.txPowerW);
  requireNonNegative('migrationS', a.migrationS);
  return a.txPowerW * a.migrationS;
}

export interface TotalEnergyArguments {
  mode: Mode;
  uploadJ: number;
  executionJ: number;
  migrationJ: number;
  destinationExecutionJ: number;
}

export function totalEnergy(a: TotalEnergyArguments): number {
  requireNonNegative('uploadJ', a.uploadJ);
  requireNonNegative('executionJ', a.executionJ);
  requireNonNegative('migrationJ', a.migrationJ);
  requireNonNegative('destinationExecutionJ', a.destinationExecutionJ);
  if (a.mode === MODE.EDGE) return a.uploadJ + a.executionJ;
  if (a.mode === MODE.CLOUD) return a.uploadJ + a.destinationExecutionJ;
  return a.uploadJ + a.migrationJ + a.destinationExecutionJ;
}

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

function splitByLayer(a: EnergyByLayerArguments, migrationToCloud: boolean): EnergyByLayer {
  requireNonNegative('uploadJ', a.uploadJ);
  requireNonNegative('executionJ', a.executionJ);
  requireNonNegative('migrationJ', a.migrationJ);
  const migrationJ = a.mode === MODE.RELAY ? a.migrationJ : 0;
  const atCloud = a.mode === MODE.CLOUD || (a.mode === MODE.RELAY && a.destinationIsCloud);
  return {
    vehicleJ: a.uploadJ,
    edgeJ: (migrationToCloud ? 0 : migrationJ) + (atCloud ? 0 : a.executionJ),
    cloudJ: (migrationToCloud ? migrationJ : 0) + (atCloud ? a.executionJ : 0),
  };
}

export function energyByLayer(a: EnergyByLayerArguments): EnergyByLayer {
  return splitByLayer(a, false);
}

export function energyByLayerDestination(a: EnergyByLayerArguments): EnergyByLayer {
  return splitByLayer(a, a.destinationIsCloud);
}
