import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Equations, equationsFor } from '../../models';
import type { Config } from '../../paper/config';
import { canonicalJson, sha256 } from '../../support/files';
import { createProgress } from '../../support/progress';
import { configOf, trainerOf } from './algorithms';
import { readCheckpoint, writeCheckpoint } from './checkpoint';
import { type LogRow, openLog } from './log';
import { finishRun, isFinished } from './run';

export interface TrainTask {
  readonly algorithm: string;
  /** The profile's config, before what defines the algorithm is applied. */
  readonly config: Config;
  readonly seed: number;
  /** Folder of the run: log, checkpoint, final weights. */
  readonly folder: string;
  readonly equations?: (config: Config) => Equations;
  /** A checkpoint every so many rounds; 15 unless told. */
  readonly checkpointEvery?: number;
  /** Asked after every round; true stops the run with a checkpoint. */
  readonly shouldStop?: () => boolean;
  readonly onEpisode?: (row: LogRow) => void;
}

/**
 * Trains one algorithm on one seed, or goes on from its checkpoint: same seed, same bytes, interrupted or not.
 * @returns true if the run is finished, false if it was asked to stop before
 */
export async function train(task: TrainTask): Promise<boolean> {
  if (isFinished(task.folder)) return true;
  const { algorithm, folder, seed } = task;
  const config = configOf(algorithm, task.config);
  const equations = (task.equations ?? equationsFor)(config);
  const trainer = trainerOf(algorithm, { config, equations, seed });
  const identity = identityOf(task, config, equations.modified);
  const checkpoint = join(folder, 'checkpoint.bin');
  mkdirSync(folder, { recursive: true });
  let { rounds, logRows } = readCheckpoint(checkpoint, identity, trainer.memory) ?? { rounds: 0, logRows: 0 };
  const write = openLog(join(folder, 'log.csv'), logRows);
  const progress = createProgress({ label: `${algorithm} seed ${seed}`, total: trainer.rounds });
  progress.advance(rounds);
  while (rounds < trainer.rounds) {
    const rows = trainer.playRound();
    for (const row of rows) {
      write(row);
      task.onEpisode?.(row);
    }
    rounds++;
    logRows += rows.length;
    progress.advance(1, `R ${rows[rows.length - 1].reward?.toFixed(1)}`);
    await breathe();
    const stop = task.shouldStop?.() === true && rounds < trainer.rounds;
    if (stop || rounds % (task.checkpointEvery ?? 15) === 0)
      writeCheckpoint(checkpoint, identity, trainer.memory, { rounds, logRows });
    if (stop) return false;
  }
  finishRun({ folder, algorithm, seed, config, weights: trainer.weights(), modified: equations.modified });
  rmSync(checkpoint, { force: true });
  progress.finish();
  return true;
}

/** Lets signals and other callbacks in. */
const breathe = () => new Promise((resolve) => setImmediate(resolve));

/** What a checkpoint must agree on with the run that goes on from it. */
function identityOf(task: TrainTask, config: Config, modified: readonly string[]): string {
  return sha256(canonicalJson({ algorithm: task.algorithm, seed: task.seed, config, modified }));
}
