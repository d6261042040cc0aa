import type { LearningAgent, UpdateReport } from '../../agents/learning/agent';
import { coversVehicles, createReplay, type Replay } from '../../agents/learning/replay';
import { createSeats, type Seat, SIDE_BY_SIDE } from '../../agents/learning/rollout';
import { creditOf, endEpisode, storeSlot } from '../../agents/learning/session';
import { NODES_LEARN_FROM, settingsFrom, warmingUp } from '../../agents/learning/settings';
import { look } from '../../agents/learning/view';
import { createRng, type Rng, type RngState } from '../../support/rng';
import { createMeter, REWARD_PARTS } from '../metrics';
import type { Learner } from './algorithms';
import { type LogRow, logRow, updateColumns } from './log';
import { type Memory, type Part, type Setup, type Trainer, trainingSeed } from './trainer';

interface Training {
  readonly setup: Setup;
  readonly agent: LearningAgent;
  readonly replay: Replay;
  readonly seats: readonly Seat[];
  readonly streams: { readonly replay: Rng; readonly explore: Rng };
  rounds: number;
  slots: number;
  updates: number;
  drawable: boolean;
}

/** Trains the networks of a learner: four episodes a round, updates on schedule. */
export function learnerTrainer(setup: Setup, create: Learner['create']): Trainer {
  const { config, equations, seed } = setup;
  const settings = settingsFrom(config);
  const { seats, world } = createSeats(config, equations); // lines 5–6
  const agent = create(world, settings, createRng(seed, 'networks'));
  const replay = createReplay(world, settings.slots, settings.rowsPerSlot, settings); // line 3
  const streams = { replay: createRng(seed, 'replay'), explore: createRng(seed, 'explore') };
  const training: Training = { setup, agent, replay, seats, streams, rounds: 0, slots: 0, updates: 0, drawable: false };
  return {
    rounds: Math.ceil(config.parameters.episodes / SIDE_BY_SIDE),
    playRound: () => playRound(training),
    memory: memoryOf(training),
    weights: () => [
      ...Object.entries(agent.networks).map(([name, { values }]) => ({ name, values })),
      ...Object.entries(agent.targets).map(([name, values]) => ({ name: `${name}.target`, values })),
    ],
  };
}

/** What of a training is no array. */
interface Saved {
  readonly rounds: number;
  readonly slots: number;
  readonly updates: number;
  readonly streams: Readonly<Record<string, RngState>>;
  /** Steps that the optimiser of each network has made. */
  readonly steps: Readonly<Record<string, number>>;
  /** Slots, rows and decisions that the replay was given. */
  readonly counts: readonly [number, number, number];
}

function memoryOf(training: Training): Memory {
  const { agent, replay, streams } = training;
  return {
    save: (): Saved => ({
      rounds: training.rounds,
      slots: training.slots,
      updates: training.updates,
      streams: { replay: streams.replay.save(), explore: streams.explore.save() },
      steps: Object.fromEntries(Object.entries(agent.networks).map(([name, { steps }]) => [name, steps])),
      counts: [replay.slotCount, replay.rowCount, replay.decisionCount],
    }),
    restore({ rounds, slots, updates, streams: saved, steps, counts }: Saved) {
      Object.assign(training, { rounds, slots, updates });
      for (const [name, rng] of Object.entries(streams)) rng.restore(saved[name]);
      for (const [name, network] of Object.entries(agent.networks)) network.steps = steps[name];
      [replay.slotCount, replay.rowCount, replay.decisionCount] = counts;
    },
    parts: () => [...agentParts(agent), ...replayParts(replay)],
  };
}

/** Weights, moments, targets and memory of an agent. */
function agentParts({ networks, targets, memory }: LearningAgent): Part[] {
  const whole = (name: string, array: Float32Array | Float64Array): Part => ({ name, array, used: array.length });
  return [
    ...Object.entries(networks).flatMap(([name, { values, moment, variance }]) => [
      whole(`${name}.values`, values),
      whole(`${name}.moment`, moment),
      whole(`${name}.variance`, variance),
    ]),
    ...Object.entries(targets).map(([name, values]) => whole(`${name}.target`, values)),
    ...Object.entries(memory).map(([name, values]) => whole(`memory.${name}`, values)),
  ];
}

function replayParts(replay: Replay): Part[] {
  return Object.entries(replay).flatMap(([name, value]) => {
    if (!ArrayBuffer.isView(value)) return [];
    const array = value as Part['array'];
    const ofRows = name.startsWith('row');
    const [length, count] = ofRows ? [replay.rows, replay.rowCount] : [replay.slots, replay.slotCount];
    const width = length > 0 ? array.length / length : 0;
    return [{ name: `replay.${name}`, array, used: Math.min(count, length) * width }];
  });
}

/** Four episodes side by side, the last ones as many as are left (Algorithm 1, lines 7–29). @returns a log row for each */
function playRound(training: Training): LogRow[] {
  const { setup, agent, replay } = training;
  const { episodes: planned, episodeSlots } = setup.config.parameters;
  const first = training.rounds * SIDE_BY_SIDE;
  const seats = training.seats.slice(0, planned - first);
  const seeds = seats.map((_, k) => trainingSeed(setup.seed, first + k));
  const meters = seats.map(() => createMeter());
  const reports: UpdateReport[] = [];
  seats.forEach(({ environment }, k) => {
    environment.reset(seeds[k]); // line 8
  });
  for (let t = 0; t < episodeSlots; t++) {
    saying(`episodes ${first} to ${first + seats.length - 1}, slot ${t}`, () => {
      playSlot(training, seats, meters);
      reports.push(...learn(training));
    });
  }
  for (const { session } of seats) endEpisode(session, replay, agent.settings);
  training.rounds++;
  const columns = updateColumns(reports);
  const episodes = meters.map((meter) => meter.finish());
  for (const metrics of episodes) agent.refine?.(REWARD_PARTS.map((name) => metrics[name])); // line 28
  return episodes.map((metrics, k) => logRow(first + k, seeds[k], metrics, columns));
}

/** Does a piece of work. @throws its error, with where it happened */
function saying(where: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw new Error(`${where}: ${(error as Error).message}`, { cause: error });
  }
}

/** Lines 9–17 for all seats: look, choose, credit, store, step. */
function playSlot(training: Training, seats: readonly Seat[], meters: readonly ReturnType<typeof createMeter>[]): void {
  const { agent, replay, streams } = training;
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
    meters[k].record(environment, environment.step(actions[k], outcome)); // lines 14–15
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
    if (!warmingUp(replay.decisionCount, share) && canDraw(training))
      reports.push(agent.update(replay, streams.replay, share));
  return reports;
}

/** Where every vehicle draws a mini-batch of its own (AMB-45), each must have decided before. */
function canDraw(training: Training): boolean {
  training.drawable ||= !training.agent.settings.independent || coversVehicles(training.replay);
  return training.drawable;
}
