import { requireCount, requireNonNegative, requirePositive } from '../support/check';

const OVERLOAD = 0.95;
const PAPER_PRIORITY = { 1: 0.5, 2: 1 } as const;

export interface ErlangCArguments {
  servers: number;
  offeredLoad: number;
}

/**
 * Probability that an arrival finds every server of an M/M/s queue busy.
 * @eq (ErlangC) C(s, a) = B / (1 − (a/s)(1 − B)), B(k) = a B(k−1) / (k + a B(k−1)), B(0) = 1
 * @section III-C
 * @symbols s: servers [1]; a: offeredLoad [1]; returns waitingProbability [1]
 * @reading the probability of waiting behind an M/M/s queue's mean wait; 1 from offeredLoad = servers on
 * @limits offeredLoad = 0 gives 0; offeredLoad ≥ servers gives 1; one server gives the load itself
 * @throws Error if servers is not a whole number ≥ 1 or offeredLoad is negative
 * @example erlangC({ servers: 4, offeredLoad: 2.832102195 }) // => 0.4411876876
 */
export function erlangC(a: ErlangCArguments): number {
  requireCount('servers', a.servers);
  requireNonNegative('offeredLoad', a.offeredLoad);
  return waitingProbability(a.servers, a.offeredLoad);
}

function waitingProbability(servers: number, offeredLoad: number): number {
  if (offeredLoad >= servers) return 1;
  let blocking = 1;
  for (let k = 1; k <= servers; k += 1) blocking = (offeredLoad * blocking) / (k + offeredLoad * blocking);
  return blocking / (1 - (offeredLoad / servers) * (1 - blocking));
}

export interface QueueWaitArguments {
  arrivalsFirst: number;
  arrivalsSecond: number;
  serviceRate: number;
  servers: number;
  priorityClass: 1 | 2;
}

function checkQueue(a: QueueWaitArguments): void {
  requireNonNegative('arrivalsFirst', a.arrivalsFirst);
  requireNonNegative('arrivalsSecond', a.arrivalsSecond);
  requirePositive('serviceRate', a.serviceRate);
  requireCount('servers', a.servers);
  if (a.priorityClass !== 1 && a.priorityClass !== 2) {
    throw new Error(`priorityClass = ${a.priorityClass}: must be 1 or 2`);
  }
}

/**
 * Mean wait of a priority class in a non-preemptive M/M/s queue of two classes.
 * @eq (Lqu) W_1 = C(s, a) / (sμ) / (1 − σ_1); W_2 = C(s, a) / (sμ) / ((1 − σ_1)(1 − σ_2)); σ_1 = λ_1 / (sμ), σ_2 = (λ_1 + λ_2) / (sμ)
 * @section III-C
 * @symbols λ_1: arrivalsFirst [1/s]; λ_2: arrivalsSecond [1/s]; μ: serviceRate [1/s]; s: servers [1];
 *   k: priorityClass [1]; returns queueS [s]
 * @reading corrected: the paper's ρ Λ_q / (μ(sμ − λ)) is in s² and is not the priority formula; here Davis/Cobham
 *   (AMB-09). Overload: each σ is held at 0.95 and C(s, a) is taken at a = 0.95 s
 * @limits no arrivals give 0; W_1 < W_2; one class and one server give λ / (μ(μ − λ)); finite in overload
 * @throws Error if a rate is negative, serviceRate is not above 0, servers is no whole number or the class is not 1 or 2
 * @example queueWait({ arrivalsFirst: 4, arrivalsSecond: 4, serviceRate: 2.824756824, servers: 4, priorityClass: 2 }) // => 0.2070205913
 */
export function queueWait(a: QueueWaitArguments): number {
  checkQueue(a);
  const totalRate = a.servers * a.serviceRate;
  const first = Math.min(a.arrivalsFirst / totalRate, OVERLOAD);
  const both = Math.min((a.arrivalsFirst + a.arrivalsSecond) / totalRate, OVERLOAD);
  const firstS = waitingProbability(a.servers, a.servers * both) / totalRate / (1 - first);
  return a.priorityClass === 1 ? firstS : firstS / (1 - both);
}

/**
 * The printed formula with Λ_q read as an arrival rate, ρ = (0.5, 1): the M/M/1 wait at s = 1 and ρ = 1.
 * @alternative (Lqu) queue.model=paperRate
 * @section III-C
 * @limits no arrivals give 0; one server and class 2 give λ / (μ(μ − λ)); class 1 waits half as long; finite in overload
 * @throws Error as queueWait
 * @example queueWaitPaperRate({ arrivalsFirst: 4, arrivalsSecond: 4, serviceRate: 2.824756824, servers: 4, priorityClass: 2 }) // => 0.8584658265
 */
export function queueWaitPaperRate(a: QueueWaitArguments): number {
  checkQueue(a);
  const totalRate = a.servers * a.serviceRate;
  const arrivals = Math.min(a.arrivalsFirst + a.arrivalsSecond, OVERLOAD * totalRate);
  return (PAPER_PRIORITY[a.priorityClass] * arrivals) / (a.serviceRate * (totalRate - arrivals));
}

/**
 * The printed formula with Λ_q read as the mean number waiting, C(s, a) u / (1 − u): the result is in s², not s.
 * @alternative (Lqu) queue.model=paperCount
 * @section III-C
 * @limits no arrivals give 0; class 1 waits half as long; finite in overload
 * @throws Error as queueWait
 * @example queueWaitPaperCount({ arrivalsFirst: 4, arrivalsSecond: 4, serviceRate: 2.824756824, servers: 4, priorityClass: 2 }) // => 0.1148049163
 */
export function queueWaitPaperCount(a: QueueWaitArguments): number {
  checkQueue(a);
  const totalRate = a.servers * a.serviceRate;
  const arrivals = Math.min(a.arrivalsFirst + a.arrivalsSecond, OVERLOAD * totalRate);
  const load = arrivals / totalRate;
  const waiting = (waitingProbability(a.servers, a.servers * load) * load) / (1 - load);
  return (PAPER_PRIORITY[a.priorityClass] * waiting) / (a.serviceRate * (totalRate - arrivals));
}
