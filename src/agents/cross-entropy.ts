import { existsSync } from 'node:fs';
import { canonicalJson, readJson, sha256, writeJson } from '../support/files';
import { createProgress, type Progress } from '../support/progress';
import { createRng, type RngState } from '../support/rng';

export interface CrossEntropy {
  /** What is maximised, for the progress line and to tell checkpoints of different tasks apart. */
  readonly label: string;
  /** What the scores depend on besides: it tells checkpoints apart too. */
  readonly of?: string;
  /** The iteration lets all samples of an iteration meet the same random numbers. */
  readonly score: (candidate: readonly number[], iteration: number) => number;
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
  readonly samples: number;
  /** How many of the best samples shape the next iteration. */
  readonly elite: number;
  readonly iterations: number;
  readonly seed: number;
  /**
   * Deviation added to every fit, as a share of the first one: this much at first, none from four fifths of the
   * iterations on. It keeps a search in many dimensions from closing early (Szita, Lőrincz 2006).
   */
  readonly noise: number;
  /** The state is kept in this file after every iteration; a call with the same task goes on from it. */
  readonly checkpoint?: string;
  /** In place of a line on standard error. */
  readonly progress?: Progress;
}

/** Scores of one iteration: mean of all samples, mean of the elite, the best. */
export interface IterationScores {
  readonly mean: number;
  readonly elite: number;
  readonly best: number;
}

export interface Fit {
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
  readonly history: readonly IterationScores[];
}

interface Checkpoint extends Fit {
  readonly task: string;
  readonly rng: RngState;
}

/**
 * Cross-entropy method: samples from independent normals, keeps the elite, refits mean and deviation to it, repeats.
 * The same task gives the same result, also when it was stopped and went on from its checkpoint.
 * @returns the last fit and the scores of all iterations
 * @throws Error naming the field when the task makes no sense, a score is not finite, or the checkpoint is another task's
 */
export function crossEntropy(task: CrossEntropy): Fit {
  checkTask(task);
  const rng = createRng(task.seed, 'cross-entropy');
  const progress = task.progress ?? createProgress({ label: task.label, total: task.iterations });
  const saved = readCheckpoint(task);
  let fit: Fit = saved ?? { mean: task.mean, deviation: task.deviation, history: [] };
  if (saved) rng.restore(saved.rng);
  progress.advance(fit.history.length);
  while (fit.history.length < task.iterations) {
    fit = iterate(task, fit, () => rng.normal());
    const { mean, deviation, history } = fit;
    if (task.checkpoint)
      writeJson(task.checkpoint, {
        task: identity(task),
        mean,
        deviation,
        history,
        rng: rng.save(),
      } satisfies Checkpoint);
    progress.advance(1, `elite ${(history.at(-1) as IterationScores).elite.toFixed(2)}`);
  }
  progress.finish();
  return { mean: fit.mean, deviation: fit.deviation, history: fit.history };
}

/** Noise has gone after this share of the iterations. */
const NOISY_SHARE = 0.8;

function iterate(task: CrossEntropy, { mean, deviation, history }: Fit, normal: () => number): Fit {
  const candidates = Array.from({ length: task.samples }, () => mean.map((m, i) => m + deviation[i] * normal()));
  const ranked = candidates
    .map((candidate) => ({ candidate, score: finiteScore(task, candidate, history.length) }))
    .sort((a, b) => b.score - a.score);
  const elite = ranked.slice(0, task.elite);
  const fitted = mean.map((_, i) => average(elite.map(({ candidate }) => candidate[i])));
  const spread = fitted.map((m, i) => Math.sqrt(average(elite.map(({ candidate }) => (candidate[i] - m) ** 2))));
  const share = task.noise * Math.max(0, 1 - (history.length + 1) / (NOISY_SHARE * task.iterations));
  const scores = {
    mean: average(ranked.map(({ score }) => score)),
    elite: average(elite.map(({ score }) => score)),
    best: ranked[0].score,
  };
  return {
    mean: fitted,
    deviation: spread.map((s, i) => Math.sqrt(s * s + (share * task.deviation[i]) ** 2)),
    history: [...history, scores],
  };
}

const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function finiteScore(task: CrossEntropy, candidate: readonly number[], iteration: number): number {
  const score = task.score(candidate, iteration);
  if (!Number.isFinite(score))
    throw new Error(`${task.label}: score in iteration ${iteration} is ${score}, not finite`);
  return score;
}

function checkTask({ mean, deviation, samples, elite, iterations, noise }: CrossEntropy): void {
  const refuse = (field: string, value: unknown, right: string) => {
    throw new Error(`cross-entropy: ${field} = ${value}: must be ${right}`);
  };
  if (mean.length === 0 || !mean.every(Number.isFinite)) refuse('mean', `[${mean}]`, 'a list of finite numbers');
  if (deviation.length !== mean.length || !deviation.every((d) => d > 0 && Number.isFinite(d)))
    refuse('deviation', `[${deviation}]`, `${mean.length} positive numbers`);
  if (!(Number.isInteger(samples) && samples >= 2)) refuse('samples', samples, 'a whole number from 2 on');
  if (!(Number.isInteger(elite) && elite >= 1 && elite <= samples)) refuse('elite', elite, `from 1 to ${samples}`);
  if (!(Number.isInteger(iterations) && iterations >= 1)) refuse('iterations', iterations, 'a whole number from 1 on');
  if (!(noise >= 0 && noise <= 1)) refuse('noise', noise, 'from 0 to 1');
}

/** Tells tasks apart. */
function identity({ label, of, mean, deviation, samples, elite, iterations, seed, noise }: CrossEntropy): string {
  return sha256(canonicalJson({ label, of, mean, deviation, samples, elite, iterations, seed, noise }));
}

function readCheckpoint(task: CrossEntropy): Checkpoint | undefined {
  if (!task.checkpoint || !existsSync(task.checkpoint)) return undefined;
  const saved = readJson<Checkpoint>(task.checkpoint);
  if (saved.task !== identity(task))
    throw new Error(`${task.checkpoint}: belongs to another task than ${task.label}; delete it or name another file`);
  return saved;
}
