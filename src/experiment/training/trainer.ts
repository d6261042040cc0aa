import type { Equations } from '../../models';
import type { Config } from '../../paper/config';
import { TRAINING_SEED } from '../evaluate';
import type { LogRow } from './log';

/** What a training starts from. */
export interface Setup {
  readonly config: Config;
  readonly equations: Equations;
  readonly seed: number;
}

/** An array that a checkpoint holds, and its entries in use: a ring that is not full yet is not stored whole. */
export interface Part {
  readonly name: string;
  readonly array: ArrayBufferView & { readonly length: number };
  readonly used: number;
}

/** A named vector of the final weights. */
export interface Vector {
  readonly name: string;
  readonly values: Float32Array;
}

/** Everything of a training that must outlast an interruption. `restore` comes before its arrays are filled. */
export interface Memory {
  /** All that is no array, as plain JSON. */
  save(): unknown;
  restore(saved: never): void;
  /** The arrays as they are now, in a fixed order. */
  parts(): Part[];
}

/** A training as the loop sees it: rounds of episodes (Algorithm 1, or generations of a search). */
export interface Trainer {
  readonly rounds: number;
  /** Plays the next round. @returns a log row an episode */
  playRound(): LogRow[];
  readonly memory: Memory;
  /** What the finished run keeps. */
  weights(): Vector[];
}

/** Episode e of run s plays seed 100,000 + 10,000 s + e. */
const SEEDS_PER_RUN = 10_000;
export const trainingSeed = (run: number, episode: number): number => TRAINING_SEED + SEEDS_PER_RUN * run + episode;
