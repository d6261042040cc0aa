import seedrandom, { type State } from 'seedrandom';

/** All that decides what a generator draws next; plain JSON. */
export interface RngState {
  readonly alea: State.Alea;
  /** The second normal of the last Box–Muller pair, or null when none waits. */
  readonly spareNormal: number | null;
}

export interface Rng {
  /** Uniform on [0, 1), 32 bits. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Uniform on {0, …, n − 1}. */
  integer(n: number): number;
  save(): RngState;
  restore(saved: RngState): void;
}

/**
 * A named stream of random numbers. Streams of one seed do not influence each other, so a change
 * in how often one part of a program draws leaves the draws of the others as they were.
 *
 * @param seed non-negative safe integer, else an error
 * @param stream name of the stream, not empty, for example 'environment'
 */
export function createRng(seed: number, stream: string): Rng {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RangeError(`seed: ${seed} is not a non-negative integer below 2^53`);
  }
  if (stream === '')
    throw new RangeError('stream: the name is empty; give each use of random numbers a name of its own');
  let alea = seedrandom.alea(`${stream}/${seed}`, { state: true });
  let spareNormal: number | null = null;

  return {
    uniform: () => alea(),
    normal() {
      if (spareNormal !== null) {
        const waiting = spareNormal;
        spareNormal = null;
        return waiting;
      }
      const radius = Math.sqrt(-2 * Math.log(1 - alea()));
      const angle = 2 * Math.PI * alea();
      spareNormal = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
    integer(n) {
      if (!Number.isInteger(n) || n < 1 || n > 2 ** 32) {
        throw new RangeError(`integer(n): n = ${n} is not a whole number from 1 to 2^32`);
      }
      return Math.floor(alea() * n);
    },
    save: () => ({ alea: alea.state(), spareNormal }),
    restore(saved) {
      checkState(saved);
      alea = seedrandom.alea('', { state: saved.alea });
      spareNormal = saved.spareNormal;
    },
  };
}

function checkState(saved: RngState): void {
  const words = [saved?.alea?.c, saved?.alea?.s0, saved?.alea?.s1, saved?.alea?.s2];
  const spare = saved?.spareNormal;
  if (!words.every(Number.isFinite) || !(spare === null || Number.isFinite(spare))) {
    throw new TypeError(
      'random state: needs finite alea.c, alea.s0, alea.s1, alea.s2 and a finite or null spareNormal',
    );
  }
}
