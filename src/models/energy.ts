import { requireNonNegative, requirePositive } from '../support/check';
import { power } from '../support/numeric';

const GIGACYCLE = 1e9;

export interface CpuFrequencyArguments {
  powerW: number;
  kappa: number;
}

/**
 * Clock of a server core at a computing power.
 * @eq (SIM-W) f = (P_c / κ)^(1/3)
 * @section V
 * @symbols P_c: powerW [W]; κ: kappa [W·s³]; returns frequencyHz [Hz]
 * @reading the simulation section gives computing power in watts; P = κ f³ turns it into a clock, the range being the
 *   range of the clock control (AMB-26)
 * @limits powerW = 0 gives 0; eight times the power doubles the clock
 * @throws Error if powerW is negative or kappa is not above 0
 * @example cpuFrequency({ powerW: 30, kappa: 1e-27 }) // => 3107232505.954
 */
export function cpuFrequency(a: CpuFrequencyArguments): number {
  requireNonNegative('powerW', a.powerW);
  requirePositive('kappa', a.kappa);
  return power(a.powerW / a.kappa, 1 / 3);
}

export interface UploadEnergyArguments {
  txPowerW: number;
  uploadS: number;
}

/**
 * Energy a vehicle spends on its upload.
 * @eq (9) E_v = P_v L_tr
 * @section III-C
 * @symbols P_v: txPowerW [W]; L_tr: uploadS [s]; returns uploadJ [J]
 * @reading P_v D_v / R is P_v L_tr; the printed indices of the two cases are mixed up
 * @limits uploadS = 0 gives 0; proportional to both
 * @throws Error if an argument is negative or not finite
 * @example uploadEnergy({ txPowerW: 0.2, uploadS: 7.300823556 }) // => 1.460164711
 */
export function uploadEnergy(a: UploadEnergyArguments): number {
  requireNonNegative('txPowerW', a.txPowerW);
  requireNonNegative('uploadS', a.uploadS);
  return a.txPowerW * a.uploadS;
}

/** cyclesG is the task's total, as taskCycles gives it. */
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

/**
 * Energy of executing a task at the source edge.
 * @eq (Eex) E_ex = κ f² Ω
 * @section III-C
 * @symbols κ: kappa [W·s³]; f: frequencyHz [Hz]; Ω: cyclesG [Gcycle]; P_c: powerW [W]; returns executionJ [J]
 * @reading corrected: the printed κ f² is the energy of one cycle; the cycles are missing (AMB-13)
 * @limits cyclesG = 0 gives 0; twice the clock takes four times the energy; equals powerW times the running time
 * @throws Error if cyclesG or powerW is negative or kappa or frequencyHz is not above 0
 * @example executionEnergy({ kappa: 1e-27, frequencyHz: 3.107232506e9, cyclesG: 1.1, powerW: 30 }) // => 10.62038323
 */
export function executionEnergy(a: ExecutionEnergyArguments): number {
  checkExecution(a);
  return a.kappa * a.frequencyHz * a.frequencyHz * a.cyclesG * GIGACYCLE;
}

/**
 * Execution energy as power times running time: the same number as long as P = κ f³.
 * @alternative (Eex) energy.exec=powerTime
 * @alternative (10) energy.exec=powerTime
 * @section III-C
 * @limits cyclesG = 0 gives 0; equals executionEnergy when powerW = κ f³
 * @throws Error as executionEnergy
 * @example executionEnergyPowerTime({ kappa: 1e-27, frequencyHz: 3.107232506e9, cyclesG: 1.1, powerW: 30 }) // => 10.62038323
 */
export function executionEnergyPowerTime(a: ExecutionEnergyArguments): number {
  checkExecution(a);
  return (a.powerW * a.cyclesG * GIGACYCLE) / a.frequencyHz;
}

/**
 * κ f² as printed: the energy of a single cycle, a few nanojoules, against a limit of 60 J.
 * @alternative (Eex) energy.exec=literal
 * @alternative (10) energy.exec=literal
 * @section III-C
 * @limits independent of cyclesG
 * @throws Error as executionEnergy
 * @example executionEnergyLiteral({ kappa: 1e-27, frequencyHz: 3.107232506e9, cyclesG: 1.1, powerW: 30 }) // => 9.654893846e-9
 */
export function executionEnergyLiteral(a: ExecutionEnergyArguments): number {
  checkExecution(a);
  return a.kappa * a.frequencyHz * a.frequencyHz;
}

/**
 * Energy of executing a task at the destination edge or cloud.
 * @eq (10) E_ex,i = κ_i f_i² Ω
 * @section III-C
 * @symbols κ_i: kappa [W·s³]; f_i: frequencyHz [Hz]; Ω: cyclesG [Gcycle]; P_c: powerW [W];
 *   returns destinationExecutionJ [J]
 * @reading corrected like E_ex: cycles added, one flow at a time instead of the inner sums that count twice (AMB-13)
 * @limits cyclesG = 0 gives 0; twice the clock takes four times the energy
 * @throws Error as executionEnergy
 * @example destinationExecutionEnergy({ kappa: 1e-27, frequencyHz: 5e9, cyclesG: 1.1, powerW: 125 }) // => 27.5
 */
export function destinationExecutionEnergy(a: ExecutionEnergyArguments): number {
  return executionEnergy(a);
}

export interface MigrationEnergyArguments {
  txPowerW: number;
  migrationS: number;
}

/**
 * Energy the source edge spends on moving a twin.
 * @eq (Eji) E_ji = P_j L_mig
 * @section III-C
 * @symbols P_j: txPowerW [W]; L_mig: migrationS [s]; returns migrationJ [J]
 * @reading P_j D_v / R_ji is P_j L_mig; the sum over i in the paper has one term, the destination
 * @limits migrationS = 0 gives 0; proportional to both
 * @throws Error if an argument is negative or not finite
 * @example migrationEnergy({ txPowerW: 1, migrationS: 0.4252311481 }) // => 0.4252311481
 */
export function migrationEnergy(a: MigrationEnergyArguments): number {
  requireNonNegative('txPowerW', a.txPowerW);
  requireNonNegative('migrationS', a.migrationS);
  return a.txPowerW * a.migrationS;
}
