import { encodeHalf } from '../../../src/agents/learning/half';
import type { Parameters } from '../../../src/agents/learning/parameters';
import { createReplay, type Replay } from '../../../src/agents/learning/replay';
import { type LearnerSettings, settingsFrom } from '../../../src/agents/learning/settings';
import type { World } from '../../../src/agents/learning/world';
import { createMoMaddpg, type MoMaddpg } from '../../../src/agents/mo-maddpg';
import { makeConfig } from '../../../src/paper/config';
import { createRng, type Rng } from '../../../src/support/rng';
import { integers, numbers } from '../../support/golden-numbers';

/* The learner and the replay of data/golden/torch/update.py: its numbers, drawn from the same generator. */

const SLOTS = 4;
const ROWS = 8;
const OPTIONS = 10;

export const scriptedWorld: World = {
  vehicles: 3,
  edges: 2,
  clouds: 1,
  servers: 3,
  nodes: 6,
  features: 4,
  serverLinks: [
    [0, 1],
    [0, 2],
    [1, 2],
  ],
  serverDegree: Int32Array.of(2, 2, 2),
  inverseRoots: Float32Array.from({ length: 7 }, (_, degree) => 1 / Math.sqrt(degree)),
};

export const scriptedSettings: LearnerSettings = {
  ...settingsFrom(makeConfig('tiny')),
  gcn: true,
  multiHead: true,
  selfWeight: true,
  learnsNodes: true,
  weights: [0.1, 0.3, 0.2, 0.25, 0.15],
  discount: 0.9,
  softUpdate: 0.25,
  criticRate: 0.02,
  actorRate: 0.01,
  nodeActorRate: 0.01,
  batch: 6,
  actorHidden: [4, 4],
  criticHidden: [5, 5],
  slots: SLOTS,
};

/** A learner whose weights, targets and moments are drawn, as after seven updates. */
export function scriptedLearner(settings = scriptedSettings): MoMaddpg {
  const learner = createMoMaddpg(scriptedWorld, settings, createRng(0, 'networks'));
  for (const [k, [name, network]] of Object.entries<Parameters>({ ...learner.networks }).entries()) {
    const at = 200 + 10 * k;
    const { length } = network.values;
    network.values.set(numbers(at, length, 0.5));
    learner.targets[name as 'gcn'].set(numbers(at + 1, length, 0.5));
    network.moment.set(numbers(at + 2, length, 1 / 1024));
    network.variance.set(numbers(at + 3, length, 1 / 64).map((value) => value ** 2 + 1e-6));
    network.steps = 7;
  }
  return learner;
}

/** Four slots and eight decisions. */
export function scriptedReplay(): Replay {
  const replay = createReplay(scriptedWorld, SLOTS, ROWS / SLOTS, scriptedSettings);
  const half = (to: Uint16Array, seed: number) => encodeHalf(to, 0, numbers(seed, to.length), to.length);
  const counted = (count: number, seed: number, scale: number) => numbers(seed, count, scale).map(Math.abs);
  half(replay.graph, 101);
  half(replay.ownGraph, 102);
  replay.links.set(integers(103, replay.links.length, 8));
  half(replay.server, 104);
  half(replay.serverOptions, 120);
  replay.joint.set(counted(replay.joint.length, 105, 1));
  replay.demand.set(counted(replay.demand.length, 106, 4));
  replay.control.set(numbers(107, replay.control.length));
  replay.nodeReward.set(numbers(108, replay.nodeReward.length));
  half(replay.rowState, 109);
  half(replay.rowOptions, 132);
  replay.rowFlags.set(integers(118, replay.rowFlags.length, 1024));
  replay.rowReward.set(numbers(111, replay.rowReward.length));
  replay.rowChoice.set(integers(112, ROWS, OPTIONS));
  replay.rowMask.set(integers(113, ROWS, 1024).map((mask, row) => mask | 1 | (1 << replay.rowChoice[row])));
  const feasible = (k: number) =>
    k % OPTIONS > 0 && replay.rowMask[Math.floor(k / OPTIONS)] & (1 << (k % OPTIONS)) ? 1 : 0;
  replay.rowSource.set(integers(114, ROWS, scriptedWorld.edges));
  replay.rowDst.set(integers(115, ROWS * OPTIONS, 3).map((dst, k) => (feasible(k) ? dst : -1)));
  replay.rowResident.set(integers(116, ROWS, 2));
  replay.rowSlot.set([0, 0, 1, 1, 2, 2, 3, 3]);
  replay.rowVehicle.set([0, 1, 0, 2, 1, 0, 2, 1]);
  replay.rowNext.set([2, 4, 5, 6, 7, -1, -1, -1]);
  replay.rowAge.set([1, 2, 1, 2, 1, 1, 1, 1]);
  replay.slotCount = SLOTS;
  replay.rowCount = ROWS;
  return replay;
}

/** A stream that gives the numbers it was told, in order. */
export function scriptedRng(drawn: readonly number[]): Rng {
  let at = 0;
  return { ...createRng(0, 'scripted'), integer: () => drawn[at++] };
}

/** Decisions 0, 1, 2, 3, 4, 0, then for each an edge and the cloud. */
export const scriptedDraws = [0, 1, 2, 3, 4, 0, ...[1, 0, 0, 1, 1, 0].flatMap((edge) => [edge, 0])];
