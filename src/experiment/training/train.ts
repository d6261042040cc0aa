import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { LearningAgent, UpdateReport } from '../../agents/learning/agent';
import { createReplay, type Replay } from '../../agents/learning/replay';
import { createSeats, type Seat, SIDE_BY_SIDE } from '../../agents/learning/rollout';
import { creditOf, endEpisode, storeSlot } from '../../agents/learning/session';
import { NODES_LEARN_FROM, settingsFrom, warmingUp } from '../../agents/learning/settings';
import { look } from '../../agents/learning/view';
import { type Equations, equationsFor } from '../../models';
import type { Config } from '../../paper/config';
import { canonicalJson, sha256 } from '../../support/files';
import { createProgress } from '../../support/progress';
import { createRng, type Rng } from '../../support/rng';
import { TRAINING_SEED } from '../evaluate';
import { createMeter } from '../metrics';
import { algorithmOf, configOf } from './algorithms';
import { type Progressed, readCheckpoint, writeCheckpoint } from './checkpoint';
import { type LogRow, logRow, openLog, updateColumns } from './log';
import { finishRun, isFinished } from './run';

/** Decisions a slot for which the replay has room; more overwrite the oldest sooner. */
const ROWS_PER_SLOT = 20;

export interface TrainTask {
  readonly algorithm: string;
  /** The profile's config, before what defines the algorithm is applied. */
  readonly config: Config;
  readonly seed: number;
  /** Folder of the run: log, checkpoint, final weights. */
  readonly folder: string;
  readonly equations?: (config: Config) => Equations;
  /** A checkpoint every so many rounds of four episodes; 15 unless told. */
  readonly checkpointEvery?: number;
  /** Asked after every round; true stops the run with a checkpoint. */
  readonly shouldStop?: () => boolean;
  readonly onEpisode?: (row: LogRow) => void;
}

/** Episode e of run s plays seed 100,000 + 10,000 s + e. */
const SEEDS_PER_RUN = 10_000;

/**
 * Trains one algorithm on one seed, or goes on from its checkpoint: same seed, same bytes, interrupted or not.
 * @returns true if the run is finished, false if it was asked to stop before
 */
export async function train(task: TrainTask): Promise<boolean> {
  if (isFinished(task.folder)) return true;
  const config = configOf(task.algorithm, task.config);
  const settings = settingsFrom(config);
  const equations = (task.equations ?? equationsFor)(config);
  const { seats, world } = createSeats(config, equations); // lines 5–6
  const agent = algorithmOf(task.algorithm).create(world, settings, createRng(task.seed, 'networks'));
  const replay = createReplay(world, settings.slots, ROWS_PER_SLOT, settings.selfWeight); // line 3
  const streams = { replay: createRng(task.seed, 'replay'), explore: createRng(task.seed, 'explore') };
  const identity = identityOf(task, config, equations.modified);
  const checkpoint = join(task.folder, 'checkpoint.bin');
  mkdirSync(task.folder, { recursive: true });
  const start = readCheckpoint(checkpoint, identity, agent, replay);
  if (start) for (const [name, rng] of Object.entries(streams)) rng.restore(start.streams[name]);
  const training = {
    task,
    config,
    agent,
    replay,
    seats,
    streams,
    rounds: start?.rounds ?? 0,
    slots: start?.slots ?? 0,
    updates: start?.updates ?? 0,
  };
  const write = openLog(join(task.folder, 'log.csv'), start?.logRows ?? 0);
  const rounds = Math.ceil(config.parameters.episodes / SIDE_BY_SIDE);
  const progress = createProgress({ label: `${task.algorithm} seed ${task.seed}`, total: rounds });
  progress.advance(training.rounds);
  while (training.rounds < rounds) {
    const rows = playRound(training);
    for (const row of rows) {
      write(row);
      task.onEpisode?.(row);
    }
    progress.advance(1, `R ${rows[rows.length - 1].reward?.toFixed(1)}`);
    await breathe();
    const stop = task.shouldStop?.() === true && training.rounds < rounds;
    if (stop || training.rounds % (task.checkpointEvery ?? 15) === 0)
      writeCheckpoint(checkpoint, identity, agent, replay, progressOf(training));
    if (stop) return false;
  }
  finishRun({
    folder: task.folder,
    algorithm: task.algorithm,
    seed: task.seed,
    config,
    agent,
    modified: equations.modified,
  });
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

interface Training {
  readonly task: TrainTask;
  readonly config: Config;
  readonly agent: LearningAgent;
  readonly replay: Replay;
  readonly seats: readonly Seat[];
  readonly streams: { readonly replay: Rng; readonly explore: Rng };
  rounds: number;
  slots: number;
  updates: number;
}

const progressOf = ({ rounds, slots, updates, streams }: Training): Progressed => ({
  rounds,
  slots,
  updates,
  streams: { replay: streams.replay.save(), explore: streams.explore.save() },
  logRows: rounds * SIDE_BY_SIDE,
});

/** Four episodes side by side (Algorithm 1, lines 7–29). @returns a log row for each */
function playRound(training: Training): LogRow[] {
  const { task, config, agent, replay, seats } = training;
  const first = training.rounds * SIDE_BY_SIDE;
  const seeds = seats.map((_, k) => TRAINING_SEED + SEEDS_PER_RUN * task.seed + first + k);
  const meters = seats.map(() => createMeter());
  const reports: UpdateReport[] = [];
  seats.forEach(({ environment }, k) => {
    environment.reset(seeds[k]); // line 8
  });
  for (let t = 0; t < config.parameters.episodeSlots; t++) {
    playSlot(training, meters);
    reports.push(...learn(training));
  }
  for (const { session } of seats) endEpisode(session, replay, agent.settings);
  training.rounds++;
  const columns = updateColumns(reports);
  return meters.map((meter, k) => logRow(first + k, seeds[k], meter.finish(), columns));
}

/** Lines 9–17 for all seats: look, choose, credit, store, step. */
function playSlot(training: Training, meters: readonly ReturnType<typeof createMeter>[]): void {
  const { agent, replay, seats, streams } = training;
  const { settings, world } = agent;
  const share = training.slots / settings.horizon;
  const ofNodes = settings.learnsNodes && share >= NODES_LEARN_FROM;
  for (const { view } of seats) look(view, world);
  const uniform = warmingUp(replay.decisionCount, share);
  const actions = agent.act(
    seats.map(({ view }) => view),
    'online',
    { share, uniform, rng: streams.explore },
  );
  seats.forEach(({ environment, view, session, outcome, scratch }, k) => {
    environment.evaluate(actions[k], outcome);
    const credit = creditOf(view, actions[k], outcome, scratch, ofNodes);
    storeSlot(replay, session, view, actions[k], credit, settings.discount); // line 16
    meters[k].record(environment, environment.step(actions[k])); // lines 14–15
    training.slots++;
  });
}

/** Lines 18–27 on schedule: one update every `rl.updateEvery` slots, once the uniform decisions are in. */
function learn(training: Training): UpdateReport[] {
  const { agent, replay, streams } = training;
  const due = Math.floor(training.slots / agent.settings.updateEvery);
  const share = training.slots / agent.settings.horizon;
  const reports: UpdateReport[] = [];
  for (; training.updates < due; training.updates++)
    if (!warmingUp(replay.decisionCount, share)) reports.push(agent.update(replay, streams.replay, share));
  return reports;
}
