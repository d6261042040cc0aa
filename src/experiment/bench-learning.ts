import { execFileSync } from 'node:child_process';
import * as tf from '@tensorflow/tfjs-node';
import type { LearningAgent } from '../agents/learning/agent';
import { readDecisions } from '../agents/learning/batch';
import { createReplay, type Replay, sampleRows } from '../agents/learning/replay';
import { createSeats, type Seat } from '../agents/learning/rollout';
import { creditOf, storeSlot } from '../agents/learning/session';
import { settingsFrom } from '../agents/learning/settings';
import { look } from '../agents/learning/view';
import { createMoMaddpg, moMaddpgAgent, updateMoMaddpg } from '../agents/mo-maddpg';
import { makeConfig } from '../paper/config';
import { isDeterministic } from '../support/deterministic';
import { createProgress } from '../support/progress';
import { createRng, type Rng } from '../support/rng';
import { projectFile } from '../support/root';
import { median } from './statistics';

/** Cost of learning at 100 vehicles with batches of 128, medians of one process on one core. */
export interface LearningBench {
  /** Whether TensorFlow runs with the settings of tools/deterministic.env. */
  readonly deterministic: boolean;
  /** An update of vehicles and GCN, and of all tiers, ms; drawing and decoding its batch is in it. */
  readonly updateMs: number;
  readonly updateAllMs: number;
  /** Drawing and decoding a batch, ms. */
  readonly batchMs: number;
  /** One slot of one of four episodes side by side, ms: choosing all agents' actions; looking at the state before. */
  readonly actMs: number;
  readonly lookMs: number;
  /** A slot of the environment with difference and node credit, µs. */
  readonly slotUs: number;
  readonly replayBytes: number;
  /** What is held after so many updates of all tiers: tensors, and memory of the process, MB. */
  readonly held: readonly Held[];
  /** The same update of vehicles and GCN in PyTorch, eager, ms. */
  readonly torchMs?: number;
}

interface Held {
  readonly updates: number;
  readonly tensors: number;
  readonly residentMB: number;
}

/** Milliseconds that work takes, kept in `into`. */
function timed<T>(into: number[], work: () => T): T {
  const start = process.hrtime.bigint();
  const result = work();
  into.push(Number(process.hrtime.bigint() - start) / 1e6);
  return result;
}

interface Costs {
  readonly look: number[];
  readonly act: number[];
  readonly slot: number[];
}

/** Lines 9–17 of Algorithm 1 for a slot, timed piece by piece. */
function playSlot(agent: LearningAgent, seats: readonly Seat[], replay: Replay, rng: Rng, costs: Costs): void {
  const { world, settings } = agent;
  const views = seats.map(({ view }) => view);
  timed(costs.look, () => {
    for (const view of views) look(view, world);
  });
  const actions = timed(costs.act, () => agent.act(views, 'online', { share: 0.5, uniform: false, rng }));
  seats.forEach(({ environment, view, session, outcome, scratch }, k) => {
    timed(costs.slot, () => {
      environment.evaluate(actions[k], outcome);
      const credit = creditOf(view, actions[k], outcome, scratch, true);
      storeSlot(replay, session, view, actions[k], credit, settings.discount);
      environment.step(actions[k], outcome);
    });
  });
}

const bytesOf = (replay: Replay): number =>
  Object.values(replay).reduce((sum, value) => sum + (ArrayBuffer.isView(value) ? value.byteLength : 0), 0);

export interface BenchOptions {
  /** How many updates of each kind are timed, after as many to warm up: V8 compiles for the first two hundred or so. */
  readonly updates?: number;
  /** Slots that four episodes play side by side to fill the replay. */
  readonly slots?: number;
  /** After which updates tensors and memory are counted, in rising order; none unless told. */
  readonly heldAfter?: readonly number[];
  /** A Python with PyTorch that runs tools/bench_torch.py beside. */
  readonly python?: string;
}

/** Measures learning on profile std. */
export function benchLearning({
  updates = 200,
  slots = 100,
  heldAfter = [],
  python,
}: BenchOptions = {}): LearningBench {
  const config = makeConfig('std');
  const settings = settingsFrom(config);
  const { seats, world } = createSeats(config, undefined);
  const agent = moMaddpgAgent(world, settings, createRng(0, 'networks'));
  const replay = createReplay(world, slots * seats.length, settings.rowsPerSlot, settings);
  const rng = createRng(0, 'explore');
  const costs: Costs = { look: [], act: [], slot: [] };
  seats.forEach(({ environment }, k) => {
    environment.reset(k);
  });
  for (let t = 0; t < slots; t++) playSlot(agent, seats, replay, rng, costs);
  const learner = createMoMaddpg(world, settings, createRng(0, 'networks'));
  const update = (withNodes: boolean) => updateMoMaddpg(learner, replay, rng, 0.05, withNodes);
  const batch = () => {
    const rows = sampleRows(replay, settings.batch, rng);
    readDecisions(replay, rows, learner.arrays.now, true);
    readDecisions(
      replay,
      rows.map((row) => replay.rowNext[row]),
      learner.arrays.next,
      true,
    );
  };
  return {
    deterministic: isDeterministic(),
    updateMs: repeated(updates, () => update(false)),
    ...(python ? { torchMs: torchUpdateMs(python, world.features, settings.selfWeight) } : {}),
    updateAllMs: repeated(updates, () => update(true)),
    batchMs: repeated(updates, batch),
    actMs: median(costs.act) / seats.length,
    lookMs: median(costs.look) / seats.length,
    slotUs: 1e3 * median(costs.slot),
    replayBytes: bytesOf(replay) / (slots * seats.length),
    held: hold(heldAfter, () => update(true)),
  };
}

/** Updates on and on, and counts what is held where told. */
function hold(after: readonly number[], update: () => void): Held[] {
  const total = Math.max(0, ...after);
  const progress = total > 0 ? createProgress({ label: 'updates', total }) : undefined;
  const held: Held[] = [];
  for (let updates = 1; updates <= total; updates++) {
    update();
    progress?.advance();
    if (after.includes(updates))
      held.push({ updates, tensors: tf.memory().numTensors, residentMB: process.memoryUsage.rss() / 1e6 });
  }
  return held;
}

function repeated(times: number, work: () => void): number {
  const costs: number[] = [];
  for (let k = 0; k < times; k++) work();
  for (let k = 0; k < times; k++) timed(costs, work);
  return median(costs);
}

function torchUpdateMs(python: string, features: number, selfWeight: boolean): number {
  const file = projectFile('tools', 'bench_torch.py');
  const gcn = [`${features}`, selfWeight ? 'own' : 'plain'];
  return JSON.parse(execFileSync(python, ['-W', 'ignore', file, ...gcn], { encoding: 'utf8' })).updateMs;
}

/** The lines that `make bench` prints. */
export function learningTable(bench: LearningBench): string {
  const { updateMs, updateAllMs, batchMs, actMs, lookMs, slotUs, replayBytes, held, torchMs } = bench;
  const mode = bench.deterministic ? 'deterministic' : 'fast, bits differ between machines';
  const torch = torchMs === undefined ? 'TORCH_PYTHON=<python with torch> measures it' : `${torchMs.toFixed(1)} ms`;
  const share = (ms: number) => (ms / (torchMs ?? 0)).toFixed(2);
  const ratio =
    torchMs === undefined
      ? ''
      : `, where its batch lies ready; ours ${share(updateMs)} of it, ${share(updateMs - batchMs)} without the batch`;
  const holds = held.map(
    ({ updates, tensors, residentMB }) =>
      `  held after ${`${updates} updates`.padEnd(21)}${tensors} tensors, ${residentMB.toFixed(0)} MB in the process`,
  );
  return [
    `learning at 100 vehicles, batch 128 (${mode}); medians`,
    `  update, vehicles and GCN        ${updateMs.toFixed(1)} ms, of which its batch ${batchMs.toFixed(1)} ms`,
    `  the same in PyTorch, eager      ${torch}${ratio}`,
    `  update, all tiers               ${updateAllMs.toFixed(1)} ms`,
    `  acting, all agents of a slot    ${actMs.toFixed(2)} ms, and ${lookMs.toFixed(2)} ms to look (four episodes side by side)`,
    `  environment slot with credits   ${slotUs.toFixed(0)} µs`,
    `  replay                          ${(replayBytes / 1e3).toFixed(2)} kB a slot`,
    ...holds,
  ].join('\n');
}
