import { requireNonNegative, requirePositive } from '../support/check';

const GIGACYCLE = 1e9;
const BITS_PER_MB = 8e6;
const RESTART_SHARE = 0.1;

export interface TaskCyclesArguments {
  cyclesG: number;
  dataMB: number;
}

/**
 * Cycles a task takes in all: what the energy equations are given as cyclesG.
 * @eq (Omega) Ω is the total
 * @section III-B
 * @symbols Ω: cyclesG [Gcycle]; D: dataMB [MB]; returns cyclesG [Gcycle]
 * @reading four uses in the paper take Ω as total cycles, L_ex alone as a density (AMB-07)
 * @limits independent of dataMB
 * @throws Error if an argument is negative or not finite
 * @example taskCycles({ cyclesG: 1.1, dataMB: 30 }) // => 1.1
 */
export function taskCycles(a: TaskCyclesArguments): number {
  requireNonNegative('cyclesG', a.cyclesG);
  requireNonNegative('dataMB', a.dataMB);
  return a.cyclesG;
}

/**
 * Cycles of a task if Ω is Gcycles for every megabyte. The executing node then works with all its servers.
 * @alternative (Omega) task.omega=densityPerMB
 * @section III-C
 * @limits proportional to dataMB; equals taskCycles at 1 MB
 * @throws Error as taskCycles
 * @example taskCyclesDensityPerMB({ cyclesG: 1.1, dataMB: 30 }) // => 33
 */
export function taskCyclesDensityPerMB(a: TaskCyclesArguments): number {
  return taskCycles(a) * a.dataMB;
}

/**
 * Cycles of a task if Ω is Gcycles for every bit, the units of L_ex taken at their word.
 * @alternative (Omega) task.omega=densityPerBit
 * @section III-C
 * @limits 8 million times taskCyclesDensityPerMB
 * @throws Error as taskCycles
 * @example taskCyclesDensityPerBit({ cyclesG: 1.1, dataMB: 30 }) // => 264000000
 */
export function taskCyclesDensityPerBit(a: TaskCyclesArguments): number {
  return taskCycles(a) * a.dataMB * BITS_PER_MB;
}

export interface ExecutionLatencyArguments extends TaskCyclesArguments {
  frequencyHz: number;
}

function runningTime(totalCyclesG: number, a: ExecutionLatencyArguments): number {
  requirePositive('frequencyHz', a.frequencyHz);
  return (totalCyclesG * GIGACYCLE) / a.frequencyHz;
}

/**
 * Time to execute a task at the source edge.
 * @eq (Lex) L_ex = Ω / f
 * @section III-C
 * @symbols Ω: cyclesG [Gcycle]; D: dataMB [MB]; f: frequencyHz [Hz]; returns executionS [s]
 * @reading corrected: the paper prints Ω D / f, which with total cycles is cycles · bit / (cycles/s) (AMB-07)
 * @limits cyclesG = 0 gives 0; inverse in frequencyHz; independent of dataMB
 * @throws Error if cyclesG or dataMB is negative or frequencyHz is not above 0
 * @example executionLatency({ cyclesG: 1.1, dataMB: 30, frequencyHz: 3.107232506e9 }) // => 0.3540127744
 */
export function executionLatency(a: ExecutionLatencyArguments): number {
  return runningTime(taskCycles(a), a);
}

/**
 * Ω D / f as printed, D in megabytes.
 * @alternative (Lex) task.omega=densityPerMB
 * @section III-C
 * @limits proportional to dataMB; equals executionLatency at 1 MB
 * @throws Error as executionLatency
 * @example executionLatencyDensityPerMB({ cyclesG: 1.1, dataMB: 30, frequencyHz: 3.107232506e9 }) // => 10.62038323
 */
export function executionLatencyDensityPerMB(a: ExecutionLatencyArguments): number {
  return runningTime(taskCyclesDensityPerMB(a), a);
}

/**
 * Ω D / f as printed, D in bits: nearly three years for a typical task.
 * @alternative (Lex) task.omega=densityPerBit
 * @section III-C
 * @limits 8 million times executionLatencyDensityPerMB
 * @throws Error as executionLatency
 * @example executionLatencyDensityPerBit({ cyclesG: 1.1, dataMB: 30, frequencyHz: 3.107232506e9 }) // => 84963065.84
 */
export function executionLatencyDensityPerBit(a: ExecutionLatencyArguments): number {
  return runningTime(taskCyclesDensityPerBit(a), a);
}

/**
 * Time to restart and run a task at the destination.
 * @eq (Lrd) L_rd = Ω / f_i
 * @section III-C
 * @symbols Ω: cyclesG [Gcycle]; D: dataMB [MB]; f_i: frequencyHz [Hz]; returns restartS [s]
 * @reading the paper gives no execution latency at i; restarting is the run there, so a task runs exactly once (AMB-10)
 * @limits cyclesG = 0 gives 0; inverse in frequencyHz
 * @throws Error as executionLatency
 * @example restartLatency({ cyclesG: 1.1, dataMB: 30, frequencyHz: 5e9 }) // => 0.22
 */
export function restartLatency(a: ExecutionLatencyArguments): number {
  return runningTime(taskCycles(a), a);
}

/**
 * The restart if Ω is a density for every megabyte.
 * @alternative (Lrd) task.omega=densityPerMB
 * @section III-C
 * @limits proportional to dataMB
 * @throws Error as executionLatency
 * @example restartLatencyDensityPerMB({ cyclesG: 1.1, dataMB: 30, frequencyHz: 5e9 }) // => 6.6
 */
export function restartLatencyDensityPerMB(a: ExecutionLatencyArguments): number {
  return runningTime(taskCyclesDensityPerMB(a), a);
}

/**
 * The restart if Ω is a density for every bit.
 * @alternative (Lrd) task.omega=densityPerBit
 * @section III-C
 * @limits 8 million times restartLatencyDensityPerMB
 * @throws Error as executionLatency
 * @example restartLatencyDensityPerBit({ cyclesG: 1.1, dataMB: 30, frequencyHz: 5e9 }) // => 52800000
 */
export function restartLatencyDensityPerBit(a: ExecutionLatencyArguments): number {
  return runningTime(taskCyclesDensityPerBit(a), a);
}

type Restart = (a: ExecutionLatencyArguments) => number;

/** A restart that only reloads the twin, a tenth of running it, whatever Ω means. */
export function reloadOnly(restart: Restart): Restart {
  return (a) => RESTART_SHARE * restart(a);
}

/**
 * The restart where the destination's execution is charged apart: a tenth of Ω / f.
 * @alternative (Lrd) latency.destinationExec=addExec
 * @section III-C
 * @limits a tenth of restartLatency
 * @throws Error as executionLatency
 * @example restartLatencyAddExec({ cyclesG: 1.1, dataMB: 30, frequencyHz: 5e9 }) // => 0.022
 */
export const restartLatencyAddExec: Restart = reloadOnly(restartLatency);
