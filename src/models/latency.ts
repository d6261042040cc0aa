import { requireNonNegative, requirePositive } from '../support/check';
import { MODE, type Mode } from './mode';

const GIGACYCLE = 1e9;
const BITS_PER_MB = 8e6;

/** Share of a task's cycles that a restart takes where execution is charged apart. */
export const RESTART_SHARE = 0.1;

export interface UploadLatencyArguments {
  dataBits: number;
  rateBps: number;
}

export function uploadLatency(a: UploadLatencyArguments): number {
  requireNonNegative('dataBits', a.dataBits);
  requirePositive('rateBps', a.rateBps);
  return a.dataBits / a.rateBps;
}

export interface TaskCyclesArguments {
  cyclesG: number;
  dataMB: number;
}

export function taskCycles(a: TaskCyclesArguments): number {
  requireNonNegative('cyclesG', a.cyclesG);
  requireNonNegative('dataMB', a.dataMB);
  return a.cyclesG;
}

export function taskCyclesDensityPerMB(a: TaskCyclesArguments): number {
  return taskCycles(a) * a.dataMB;
}

export function taskCyclesDensityPerBit(a: TaskCyclesArguments): number {
  return taskCycles(a) * a.dataMB * BITS_PER_MB;
}

export interface ExecutionLatencyArguments {
  cyclesG: number;
  dataMB: number;
  frequencyHz: number;
}

function checkExecution(a: ExecutionLatencyArguments): void {
  requireNonNegative('cyclesG', a.cyclesG);
  requireNonNegative('dataMB', a.dataMB);
  requirePositive('frequencyHz', a.frequencyHz);
}

export function executionLatency(a: ExecutionLatencyArguments): number {
  checkExecution(a);
  return (a.cyclesG * GIGACYCLE) / a.frequencyHz;
}

export function executionLatencyDensityPerMB(a: ExecutionLatencyArguments): number {
  return executionLatency(a) * a.dataMB;
}

export function executionLatencyDensityPerBit(a: ExecutionLatencyArguments): number {
  return executionLatency(a) * a.dataMB * BITS_PER_MB;
}

export interface MigrationLatencyArguments {
  dataBits: number;
  rateBps: number;
  wanDelayS: number;
}

export function migrationLatency(a: MigrationLatencyArguments): number {
  requireNonNegative('dataBits', a.dataBits);
  requirePositive('rateBps', a.rateBps);
  requireNonNegative('wanDelayS', a.wanDelayS);
  return a.dataBits / a.rateBps + a.wanDelayS;
}

export function restartLatency(a: ExecutionLatencyArguments): number {
  checkExecution(a);
  return (a.cyclesG * GIGACYCLE) / a.frequencyHz;
}

export function restartLatencyDensityPerMB(a: ExecutionLatencyArguments): number {
  return restartLatency(a) * a.dataMB;
}

export function restartLatencyDensityPerBit(a: ExecutionLatencyArguments): number {
  return restartLatency(a) * a.dataMB * BITS_PER_MB;
}

export interface UploadChargedArguments {
  mode: Mode;
  resident: boolean;
}

export function uploadCharged(a: UploadChargedArguments): boolean {
  return a.mode !== MODE.RELAY || !a.resident;
}

export function uploadChargedNeverForRelay(a: UploadChargedArguments): boolean {
  return a.mode !== MODE.RELAY;
}

export function uploadChargedAlways(_: UploadChargedArguments): boolean {
  return true;
}

export interface TotalLatencyArguments {
  mode: Mode;
  resident: boolean;
  waitS: number;
  uploadS: number;
  executionS: number;
  migrationS: number;
  queueS: number;
  restartS: number;
}

function checkTerms(a: TotalLatencyArguments): void {
  requireNonNegative('waitS', a.waitS);
  requireNonNegative('uploadS', a.uploadS);
  requireNonNegative('executionS', a.executionS);
  requireNonNegative('migrationS', a.migrationS);
  requireNonNegative('queueS', a.queueS);
  requireNonNegative('restartS', a.restartS);
}

export function totalLatency(a: TotalLatencyArguments): number {
  checkTerms(a);
  const beforeS = a.waitS + a.uploadS;
  if (a.mode === MODE.EDGE) return beforeS + a.queueS + a.executionS;
  if (a.mode === MODE.CLOUD) return beforeS + a.queueS + a.restartS;
  return beforeS + a.migrationS + a.queueS + a.restartS;
}

export function totalLatencyAddExec(a: TotalLatencyArguments): number {
  return totalLatency(a) + (a.mode === MODE.EDGE ? 0 : a.executionS);
}

export function totalLatencyLiteral(a: TotalLatencyArguments): number {
  checkTerms(a);
  const executionS = a.mode === MODE.EDGE ? a.executionS : 0;
  const migrationS = a.mode === MODE.RELAY ? a.migrationS : 0;
  return a.uploadS + executionS + migrationS + a.queueS + a.restartS;
}
