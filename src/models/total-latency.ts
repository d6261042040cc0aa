import { requireNonNegative } from '../support/check';
import type { UploadChargedArguments } from './latency';
import { MODE } from './mode';

/** The same flow object serves uploadCharged and the total; uploadS is 0 where no upload is charged. */
export interface TotalLatencyArguments extends UploadChargedArguments {
  waitS: number;
  uploadS: number;
  executionS: number;
  migrationS: number;
  queueS: number;
  restartS: number;
}

type Total = (a: TotalLatencyArguments) => number;

function checkTerms(a: TotalLatencyArguments): void {
  requireNonNegative('waitS', a.waitS);
  requireNonNegative('uploadS', a.uploadS);
  requireNonNegative('executionS', a.executionS);
  requireNonNegative('migrationS', a.migrationS);
  requireNonNegative('queueS', a.queueS);
  requireNonNegative('restartS', a.restartS);
}

/**
 * Latency of a task from its request to the end of its run.
 * @eq (Ltot) v→j: L = wait + L_tr + W(j) + L_ex; v→i: L = wait + L_tr + W(i) + L_rd; v→j→i: L = wait + L_tr + L_mig + W(i) + L_rd
 * @section III-C
 * @symbols χ: mode [1]; resident: resident [1]; w: waitS [s]; L_tr: uploadS [s]; L_ex: executionS [s];
 *   L_mig: migrationS [s]; L_qu: queueS [s]; L_rd: restartS [s]; returns latencyS [s]
 * @reading corrected: each mode pays the terms it uses, and the wait before initiation counts (AMB-11)
 * @limits all terms 0 gives 0; a term the mode does not use has no effect
 * @throws Error if a term is negative or not finite
 * @example totalLatency({ mode: 1, resident: false, waitS: 0, uploadS: 7.300823556, executionS: 0.3540127744, migrationS: 0, queueS: 0.06044472362, restartS: 0 }) // => 7.715281054
 */
export function totalLatency(a: TotalLatencyArguments): number {
  checkTerms(a);
  const reachedS = a.waitS + a.uploadS + (a.mode === MODE.RELAY ? a.migrationS : 0);
  return reachedS + a.queueS + (a.mode === MODE.EDGE ? a.executionS : a.restartS);
}

/**
 * The five terms added as printed: restart and queue are charged to v→j too, and no wait is counted.
 * @alternative (Ltot) latency.gating=literalSum
 * @section III-C
 * @limits independent of waitS; for v→j it exceeds totalLatency by restartS when waitS = 0
 * @throws Error as totalLatency
 * @example totalLatencyLiteral({ mode: 1, resident: false, waitS: 2, uploadS: 7.300823556, executionS: 0.3540127744, migrationS: 0, queueS: 0.06044472362, restartS: 0.3540127744 }) // => 8.069293828
 */
export function totalLatencyLiteral(a: TotalLatencyArguments): number {
  checkTerms(a);
  const executionS = a.mode === MODE.EDGE ? a.executionS : 0;
  const migrationS = a.mode === MODE.RELAY ? a.migrationS : 0;
  return a.uploadS + executionS + migrationS + a.queueS + a.restartS;
}

/** A total that charges the execution at the destination besides its restart. */
export function executedAtDestination(total: Total): Total {
  return (a) => total(a) + (a.mode === MODE.EDGE ? 0 : a.executionS);
}

/**
 * The total where v→i and v→j→i pay execution at the destination besides a short restart; executionS is then that of
 * the executing node.
 * @alternative (Ltot) latency.destinationExec=addExec
 * @section III-C
 * @limits equals totalLatency for v→j
 * @throws Error as totalLatency
 * @example totalLatencyAddExec({ mode: 2, resident: false, waitS: 0, uploadS: 7.294765534, executionS: 0.22, migrationS: 0, queueS: 0.0086870885, restartS: 0.022 }) // => 7.545452623
 */
export const totalLatencyAddExec: Total = executedAtDestination(totalLatency);
