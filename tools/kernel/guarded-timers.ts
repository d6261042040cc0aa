import timers from 'node:timers';
import timersPromises from 'node:timers/promises';
import { promisify } from 'node:util';

/**
 * Timers for the code of cells. After an interrupt nothing that was scheduled before it runs any more, so a training
 * loop that awaits between its steps stops as well. A callback runs as a microtask, where V8 can end it safely.
 */
type Callback = (...values: unknown[]) => void;

let generation = 0;

export const rawSetImmediate = timers.setImmediate;
const raw = {
  setTimeout: timers.setTimeout,
  setInterval: timers.setInterval,
  setImmediate: timers.setImmediate,
  promises: { ...timersPromises },
};

export function cancelScheduled(): void {
  generation += 1;
}

export function rawSleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => raw.setTimeout(resolve, milliseconds));
}

function guarded(callback: Callback): Callback {
  const born = generation;
  return (...values) => {
    if (born === generation) queueMicrotask(() => callback(...values));
  };
}

async function unlessInterrupted<T>(promise: Promise<T>): Promise<T> {
  const born = generation;
  const value = await promise;
  return born === generation ? value : new Promise<T>(() => {});
}

const promises = {
  setTimeout: (...values: unknown[]) => unlessInterrupted(Reflect.apply(raw.promises.setTimeout, undefined, values)),
  setImmediate: (...values: unknown[]) =>
    unlessInterrupted(Reflect.apply(raw.promises.setImmediate, undefined, values)),
};

function interval(callback: Callback, milliseconds?: number, ...values: unknown[]): NodeJS.Timeout {
  const born = generation;
  const handle = raw.setInterval(() => {
    if (born !== generation) clearInterval(handle);
    else queueMicrotask(() => callback(...values));
  }, milliseconds);
  return handle;
}

export function guardTimers(): void {
  const replaced = {
    setTimeout: Object.assign(
      (callback: Callback, milliseconds?: number, ...values: unknown[]) =>
        raw.setTimeout(guarded(callback), milliseconds, ...values),
      { [promisify.custom]: promises.setTimeout },
    ),
    setInterval: interval,
    setImmediate: Object.assign(
      (callback: Callback, ...values: unknown[]) => raw.setImmediate(guarded(callback), ...values),
      { [promisify.custom]: promises.setImmediate },
    ),
  };
  Object.assign(globalThis, replaced);
  Object.assign(timers, replaced);
  Object.assign(timersPromises, promises);
}
