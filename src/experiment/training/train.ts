import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { requireFinite } from '../../agents/learning/view';
import { type Equations, equationsFor } from '../../models';
import type { Config } from '../../paper/config';
import { codeHash } from '../../support/code-hash';
import { removeHalves } from '../../support/files';
import { createProgress } from '../../support/progress';
import { configOf, trainerOf } from './algorithms';
import { readCheckpoint, writeCheckpoint } from './checkpoint';
import { identityOf, requireSameResult } from './identity';
import { type LogRow, openLog } from './log';
import { finishRun, isFinished } from './run';
import type { Trainer } from './trainer';

export interface TrainTask {
  readonly algorithm: string;
  /** The profile's config, before what defines the algorithm is applied. */
  readonly config: Config;
  readonly seed: number;
  /** Folder of the run: log, checkpoint, final weights. */
  readonly folder: string;
  /** Whether the values chosen by tuning are taken where there are any; true unless told. */
  readonly tuned?: boolean;
  /** Parameters that were set on purpose: what tuning chose does not replace them. */
  readonly named?: readonly string[];
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
  const { algorithm, folder, seed } = task;
  const config = configOf(algorithm, task.config, task.tuned, task.named);
  const equations = (task.equations ?? equationsFor)(config);
  const identity = identityOf(task, config, equations);
  const checkpoint = join(folder, 'checkpoint.bin');
  if (isFinished(folder)) {
    requireSameResult(folder, identity);
    rmSync(checkpoint, { force: true }); // where the process was killed before it could
    return true;
  }
  if (!identity.deterministic) process.stderr.write(MACHINE_BOUND);
  const trainer = trainerOf(algorithm, { config, equations, seed });
  const ofCheckpoint = { ...identity, code: codeHash() };
  mkdirSync(folder, { recursive: true });
  removeHalves(checkpoint);
  const start = readCheckpoint(checkpoint, ofCheckpoint, trainer.memory);
  let rounds = start?.rounds ?? 0;
  const log = openLog(join(folder, 'log.csv'), start);
  const progress = createProgress({ label: `${algorithm} seed ${seed}`, total: trainer.rounds });
  progress.advance(rounds);
  while (rounds < trainer.rounds) {
    const rows = trainer.playRound();
    for (const row of rows) {
      log.write(row);
      task.onEpisode?.(row);
    }
    rounds++;
    progress.advance(1, `R ${rows[rows.length - 1].reward?.toFixed(1)}`);
    await breathe();
    const stop = task.shouldStop?.() === true && rounds < trainer.rounds;
    if (stop || rounds % (task.checkpointEvery ?? 15) === 0) {
      requireFiniteWeights(trainer, rounds);
      writeCheckpoint(checkpoint, ofCheckpoint, trainer.memory, { rounds, ...log.mark() });
    }
    if (stop) return false;
  }
  requireFiniteWeights(trainer, rounds);
  log.mark();
  finishRun({ folder, algorithm, seed, config, weights: trainer.weights(), equations });
  rmSync(checkpoint, { force: true });
  progress.finish();
  return true;
}

const MACHINE_BOUND =
  'twinkit: without the settings of tools/deterministic.env the weights depend on the machine; run.json says so\n';

/** Weights that are not finite replace no checkpoint and end no run. @throws naming the round, the network and the place */
function requireFiniteWeights(trainer: Trainer, rounds: number): void {
  for (const { name, values } of trainer.weights())
    requireFinite(`after round ${rounds} of ${trainer.rounds}, weights of ${name}`, values);
}

/** Lets signals and other callbacks in. */
const breathe = () => new Promise((resolve) => setImmediate(resolve));
