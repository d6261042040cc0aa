import assert from 'node:assert/strict';
import { actionsOf } from '../../src/agents/learning/act';
import { readDecisions } from '../../src/agents/learning/batch';
import { type Replay, sampleRows } from '../../src/agents/learning/replay';
import { look } from '../../src/agents/learning/view';
import {
  createMadqn,
  doubleTargets,
  greedy,
  type Madqn,
  madqnAgent,
  NODE_ACTIONS,
  nodeActionOf,
  updateMadqn,
} from '../../src/agents/madqn';
import { checkAction } from '../../src/environment/action';
import { createRng } from '../../src/support/rng';
import { filledReplay } from './learning/filled';

const PLAIN = { 'gcn.enabled': false, 'critic.heads': 'single', 'game.enabled': false } as const;

function prepared(slots = 30) {
  const filled = filledReplay(PLAIN, slots);
  return { ...filled, learner: createMadqn(filled.world, filled.settings, createRng(5, 'networks')) };
}

/** A network's weights as plain matrices, by name. */
function matrices({ networks }: Madqn, name: keyof Madqn['networks'], values = networks[name].values) {
  let at = 0;
  const entries = Object.entries(networks[name].shapes).map(([key, shape]) => {
    const [rows, columns] = shape.length === 1 ? [1, shape[0]] : shape;
    const matrix = Array.from({ length: rows }, (_, r) =>
      Array.from(values.subarray(at + r * columns, at + (r + 1) * columns)),
    );
    at += rows * columns;
    return [key, matrix];
  });
  return Object.fromEntries(entries) as Record<string, number[][]>;
}

const times = (x: ArrayLike<number>, w: number[][]) =>
  w[0].map((_, c) => w.reduce((sum, row, r) => sum + x[r] * row[c], 0));
const plus = (...terms: number[][]) => terms[0].map((_, c) => terms.reduce((sum, term) => sum + term[c], 0));
const relu = (x: number[]) => x.map((value) => Math.max(0, value));

/** Q(s, o) by the formula of MODEL.md §5.5 in plain arithmetic. */
function qOf(w: Record<string, number[][]>, state: ArrayLike<number>, option: ArrayLike<number>): number {
  const first = relu(plus(times(state, w.row), w.rowBias[0], times(option, w.option)));
  const second = relu(plus(times(first, w.hidden), w.hiddenBias[0]));
  return plus(times(second, w.output), w.outputBias[0])[0];
}

/** Decodes rows and those that follow them into the learner's arrays. */
function readBatch(learner: Madqn, replay: Replay, rows: Int32Array) {
  readDecisions(replay, rows, learner.arrays.now, false);
  readDecisions(
    replay,
    rows.map((row) => replay.rowNext[row]),
    learner.arrays.next,
    false,
  );
  return learner.arrays;
}

const optionsOf = (values: (o: number) => number) => Array.from({ length: 10 }, (_, o) => values(o));

describe('MADQN', () => {
  it('chooses by the trained network and values by the target: y = R + γ^k Q′(s′, argmax Q(s′, ·))', () => {
    const { learner, replay, settings } = prepared();
    const noise = createRng(9, 'noise');
    for (let k = 0; k < learner.targets.vehicleValue.length; k++)
      learner.targets.vehicleValue[k] += 0.3 * (noise.uniform() - 0.5);
    const rows = sampleRows(replay, settings.batch, createRng(1, 'draw'));
    const { next } = readBatch(learner, replay, rows);
    const target = doubleTargets(learner, replay, rows);
    const online = matrices(learner, 'vehicleValue');
    const slow = matrices(learner, 'vehicleValue', learner.targets.vehicleValue);
    let differ = 0;
    for (let b = 0; b < settings.batch; b++) {
      const state = next.state.subarray(b * 32, (b + 1) * 32);
      const option = (o: number) => next.options.subarray((b * 10 + o) * 22, (b * 10 + o + 1) * 22);
      const feasible = (o: number) => (next.mask[b] & (1 << o)) !== 0;
      const of = (w: Record<string, number[][]>) =>
        optionsOf((o) => (feasible(o) ? qOf(w, state, option(o)) : Number.NEGATIVE_INFINITY));
      const [q, q2] = [of(online), of(slow)];
      const best = q.indexOf(Math.max(...q));
      if (q2[best] < Math.max(...q2)) differ++;
      let expected = 0;
      for (let k = 0; k < 5; k++) expected += settings.weights[k] * replay.rowReward[rows[b] * 5 + k];
      expected += settings.discount ** replay.rowAge[rows[b]] * q2[best];
      assert.ok(Math.abs(target[b] - expected) < 1e-4, `row ${b}: ${target[b]}, ${expected}`);
    }
    assert.ok(differ > 0, 'trained and target network always agree: the test says nothing');
  });

  it('a step of Adam on the squared TD error moves weights against its slope', () => {
    const { learner, replay, settings } = prepared();
    const rows = sampleRows(replay, settings.batch, createRng(4, 'draw'));
    const { now } = readBatch(learner, replay, rows);
    const target = doubleTargets(learner, replay, rows);
    const before = learner.networks.vehicleValue.values.slice();
    const chosen = Array.from({ length: settings.batch }, (_, b) => b * 10 + now.choice[b]);
    const state = now.state.slice();
    const option = now.options.slice();
    const loss = (values: Float32Array) => {
      const w = matrices(learner, 'vehicleValue', values);
      const errors = chosen.map((o, b) => {
        const q = qOf(w, state.subarray(b * 32, b * 32 + 32), option.subarray(o * 22, o * 22 + 22));
        return (q - target[b]) ** 2 / settings.batch;
      });
      return errors.reduce((sum, error) => sum + error, 0);
    };
    const report = updateMadqn(learner, replay, createRng(4, 'draw'), false);
    assert.ok(Math.abs(report.losses[0] - loss(before)) < 1e-4 * loss(before));
    const after = learner.networks.vehicleValue.values;
    for (let k = 7; k < before.length; k += 1499) {
      const moved = (delta: number) => loss(before.map((value, j) => (j === k ? value + delta : value)));
      const slope = (moved(0.01) - moved(-0.01)) / 0.02;
      const step = after[k] - before[k];
      // Adam's first step is the learning rate against the sign of the slope
      if (Math.abs(slope) > 1e-3)
        assert.ok(
          Math.abs(step + Math.sign(slope) * settings.criticRate) < 1e-5,
          `weight ${k}: ${step}, slope ${slope}`,
        );
    }
  });

  it('targets follow by τ; networks of nodes are left alone until nodes learn', () => {
    const { learner, replay, rng, settings } = prepared();
    const before = Object.fromEntries(
      Object.entries(learner.networks).map(([name, { values }]) => [name, values.slice()]),
    );
    updateMadqn(learner, replay, rng, false);
    const now = learner.networks.vehicleValue.values;
    const expected = before.vehicleValue.map((old, k) => Math.fround(old + settings.softUpdate * (now[k] - old)));
    assert.deepEqual(learner.targets.vehicleValue, expected);
    assert.deepEqual(learner.networks.edgeValue.values, before.edgeValue);
    updateMadqn(learner, replay, rng, true);
    assert.notDeepEqual(learner.networks.edgeValue.values, before.edgeValue);
    assert.notDeepEqual(learner.networks.cloudValue.values, before.cloudValue);
  });

  it('nodes learn which of their actions is credited', () => {
    const { learner, replay, rng, seats, world, settings } = prepared();
    for (let n = 0; n < replay.slots * world.servers; n++) {
      const action = NODE_ACTIONS[rng.integer(NODE_ACTIONS.length)];
      replay.control.set(action, n * 3);
      replay.nodeReward[n * 5] = (action[0] + action[1]) / settings.weights[0]; // full power, h = 1, φ = ½ is best
      replay.nodeReward[n * 5 + 1] = -action[2] / settings.weights[1];
      replay.nodeReward.fill(0, n * 5 + 2, n * 5 + 5);
    }
    for (let k = 0; k < 150; k++) updateMadqn(learner, replay, rng, true);
    const [action] = actionsOf(world, [seats[0].view], greedy(learner, 'online', [seats[0].view], true));
    assert.deepEqual([...action.power, ...action.admission], new Array(2 * world.servers).fill(1));
    assert.ok(action.offer.every((offer) => offer < 0.51));
  });

  it('learns the values of what it sees again', () => {
    const { learner, replay, rng } = prepared();
    const loss = () => updateMadqn(learner, replay, rng, true).losses[0];
    const mean = (count: number) => Array.from({ length: count }, loss).reduce((sum, value) => sum + value, 0) / count;
    const first = mean(10);
    for (let k = 0; k < 150; k++) loss();
    const last = mean(10);
    assert.ok(last < 0.7 * first, `${first} to ${last}`);
  });

  it('acts greedily among feasible options and the twelve node actions, at random with ε = 1', () => {
    const { learner, world, seats, settings } = prepared(12);
    const { view } = seats[0];
    look(view, world);
    assert.ok(view.count > 0);
    const [action] = actionsOf(world, [view], greedy(learner, 'online', [view], true));
    checkAction(view.environment.options, view.environment.state, action);
    const w = matrices(learner, 'vehicleValue');
    for (let k = 0; k < view.count; k++) {
      const v = view.deciders[k];
      const values = optionsOf((o) =>
        view.environment.options.dst[v * 10 + o] >= 0
          ? qOf(
              w,
              view.vehicle.subarray(k * 32, k * 32 + 32),
              view.options.subarray((k * 10 + o) * 22, (k * 10 + o + 1) * 22),
            )
          : Number.NEGATIVE_INFINITY,
      );
      assert.equal(action.option[v], values.indexOf(Math.max(...values)));
    }
    for (let n = 0; n < world.servers; n++) {
      assert.ok([0, 0.5, 1].includes(action.power[n]));
      assert.ok([0.75, 1].includes(action.admission[n]));
      assert.ok([0.5, 1].some((offer) => Math.abs(offer - action.offer[n]) < 1e-6));
    }
    const agent = madqnAgent(world, settings, createRng(5, 'networks'));
    const rng = createRng(8, 'explore');
    const powers = new Set<number>();
    for (let t = 0; t < 20; t++) {
      const [drawn] = agent.act([view], 'online', { share: 0.25, uniform: false, rng });
      for (const power of drawn.power) powers.add(power);
    }
    assert.deepEqual([...powers].sort(), [0, 0.5, 1]);
    const [early] = agent.act([view], 'online', { share: 0.1, uniform: false, rng });
    assert.deepEqual([...early.power], new Array(world.servers).fill(0.5));
  });

  it('refuses readings of continuous actions', () => {
    const { world, settings } = prepared(1);
    const create = (more: object) => () => createMadqn(world, { ...settings, ...more }, createRng(5, 'networks'));
    assert.throws(create({ exploration: 'ornsteinUhlenbeck' }), /rl\.exploration: "ornsteinUhlenbeck" is noise on/);
    assert.throws(create({ literal: true }), /action\.form: "literal" has continuous actions/);
  });

  it('node actions are told apart after storage in 32 bits', () => {
    assert.equal(NODE_ACTIONS.length, 12);
    for (const [k, action] of NODE_ACTIONS.entries()) assert.equal(nodeActionOf(Float32Array.from(action), 0), k);
    assert.deepEqual(NODE_ACTIONS[nodeActionOf(Float32Array.of(0, 1, 1), 0)], [0, 1, 1]); // the default of a node
  });
});
