import { requireCount, requireNonNegative, requirePositive } from '../support/check';

const OVERLOAD = 0.95;
const PAPER_PRIORITY = [0.5, 1] as const;

export interface ErlangCArguments {
  servers: number;
  offeredLoad: number;
}

export function erlangC(a: ErlangCArguments): number {
  requireCount('servers', a.servers);
  requireNonNegative('offeredLoad', a.offeredLoad);
  return waitingProbability(a.servers, a.offeredLoad);
}

function waitingProbability(servers: number, offeredLoad: number): number {
  if (offeredLoad >= servers) return 1;
  let blocking = 1;
  for (let k = 1; k <= servers; k += 1) {
    blocking = (offeredLoad * blocking) / (k + offeredLoad * blocking);
  }
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

export function queueWait(a: QueueWaitArguments): number {
  checkQueue(a);
  const totalRate = a.servers * a.serviceRate;
  const first = Math.min(a.arrivalsFirst / totalRate, OVERLOAD);
  const both = Math.min((a.arrivalsFirst + a.arrivalsSecond) / totalRate, OVERLOAD);
  const waiting = waitingProbability(a.servers, a.servers * both);
  const firstS = waiting / totalRate / (1 - first);
  return a.priorityClass === 1 ? firstS : firstS / (1 - both);
}

export function queueWaitPaperRate(a: QueueWaitArguments): number {
  checkQueue(a);
  const totalRate = a.servers * a.serviceRate;
  const arrivals = Math.min(a.arrivalsFirst + a.arrivalsSecond, OVERLOAD * totalRate);
  const priority = PAPER_PRIORITY[a.priorityClass - 1] as number;
  return (priority * arrivals) / (a.serviceRate * (totalRate - arrivals));
}

export function queueWaitPaperCount(a: QueueWaitArguments): number {
  checkQueue(a);
  const totalRate = a.servers * a.serviceRate;
  const arrivals = Math.min(a.arrivalsFirst + a.arrivalsSecond, OVERLOAD * totalRate);
  const load = arrivals / totalRate;
  const waiting = (waitingProbability(a.servers, a.servers * load) * load) / (1 - load);
  const priority = PAPER_PRIORITY[a.priorityClass - 1] as number;
  return (priority * waiting) / (a.serviceRate * (totalRate - arrivals));
}
