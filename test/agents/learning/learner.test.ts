import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-node';
import { actionsOf } from '../../../src/agents/learning/act';
import { readDecisions } from '../../../src/agents/learning/batch';
import { rawControls } from '../../../src/agents/learning/controls';
import { dense, gatherRows, linear, relu, rowPlusOptions } from '../../../src/agents/learning/layers';
import { createReplay, type Replay, sampleRows } from '../../../src/agents/learning/replay';
import { creditOf, storeSlot } from '../../../src/agents/learning/session';
import { look } from '../../../src/agents/learning/view';
import { madqnAgent } from '../../../src/agents/madqn';
import { moMaddpgAgent, updateMoMaddpg } from '../../../src/agents/mo-maddpg';
import { createRng } from '../../../src/support/rng';
import { requireEmbedding } from './embedding';
import { prepared, snapshot } from './prepared';

describe('layers', () => {
  it('have the gradients of finite differences', () => {
    const rng = createRng(2, 'layers');
    const random = (...shape: number[]) =>
      tf.tensor(
        Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => 2 * rng.uniform() - 1),
        shape,
      );
    const index = tf.tensor1d([0, 2, 2, 1, 0, 0], 'int32');
    const network = (row: tf.Tensor, options: tf.Tensor, table: tf.Tensor, w: tf.Tensor, b: tf.Tensor) =>
      tf.sum(
        tf.square(dense(relu(tf.add(rowPlusOptions(row, linear(options, w)), gatherRows(table, index))), w, b)),
      ) as tf.Scalar;
    const inputs = [random(2, 4), random(6, 4), random(3, 4), random(4, 4), random(4)];
    const gradients = tf.grads(network as (...tensors: tf.Tensor[]) => tf.Scalar)(inputs);
    inputs.forEach((input, which) => {
      const values = input.dataSync().slice();
      for (let k = 0; k < values.length; k++) {
        const at = (delta: number) => {
          const moved = values.slice();
          moved[k] += delta;
          const changed = inputs.map((other, j) => (j === which ? tf.tensor(moved, other.shape) : other));
          return network(...(changed as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor])).dataSync()[0];
        };
        const slope = (at(5e-3) - at(-5e-3)) / 1e-2;
        const found = gradients[which].dataSync()[k];
        assert.ok(
          Math.abs(found - slope) < 0.02 * Math.max(1, Math.abs(slope)),
          `input ${which}[${k}]: ${found}, ${slope}`,
        );
      }
    });
  });
});

describe('embedding', () => {
  for (const selfWeight of [false, true])
    it(`is (1) twice over the whole graph, at the rows looked at, ${selfWeight ? 'with' : 'without'} self weights`, () =>
      assert.equal(requireEmbedding({ 'gcn.selfWeight': selfWeight }), 2));
});

describe('replay', () => {
  it('closed rows point to the same vehicle’s next decision in the same episode, k slots later', () => {
    const { replay } = prepared();
    let closed = 0;
    for (let row = 0; row < replay.rowCount; row++) {
      const next = replay.rowNext[row];
      if (next < 0) continue;
      closed++;
      assert.equal(replay.rowVehicle[next], replay.rowVehicle[row]);
      const slotsBetween = (replay.rowSlot[next] - replay.rowSlot[row]) / 2; // two episodes side by side
      assert.equal(slotsBetween, replay.rowAge[row]);
      assert.equal(Math.floor(replay.rowSlot[row] / 80), Math.floor(replay.rowSlot[next] / 80));
    }
    assert.ok(closed > 100, String(closed));
  });

  it('draws uniformly over closed rows', () => {
    const { replay, rng } = prepared({}, 20);
    const closed = Array.from({ length: replay.rowCount }, (_, row) => row).filter((row) => replay.rowNext[row] >= 0);
    const counts = new Map<number, number>();
    const draws = 200 * closed.length;
    for (const row of sampleRows(replay, draws, rng)) counts.set(row, (counts.get(row) ?? 0) + 1);
    const chi = closed.reduce((sum, row) => sum + ((counts.get(row) ?? 0) - 200) ** 2 / 200, 0);
    assert.equal(counts.size, closed.length);
    assert.ok(
      Math.abs(chi - closed.length) < 5 * Math.sqrt(2 * closed.length),
      `chi² ${chi} for ${closed.length} rows`,
    );
  });

  it('never draws a decision whose slot is overwritten, in a ring that has gone round', () => {
    const { replay, rng } = prepared({}, 120);
    assert.ok(replay.slotCount > replay.slots);
    for (const row of sampleRows(replay, 5000, rng)) {
      assert.ok(replay.rowSlot[row] >= replay.slotCount - replay.slots);
      assert.equal(replay.rowVehicle[replay.rowNext[row]], replay.rowVehicle[row]);
      assert.ok(replay.rowSlot[replay.rowNext[row]] > replay.rowSlot[row]);
    }
  });

  it('refuses to draw from an empty buffer', () => {
    const { world, settings, rng } = prepared({}, 1);
    assert.throws(() => sampleRows(createReplay(world, 10, 5, settings), 1, rng), /holds no complete decision/);
  });

  it('decodes what was written, to 16 bits', () => {
    const { world, settings, seats, learner, replay } = prepared();
    const { view, session } = seats[0];
    look(view, world);
    const before = replay.rowCount;
    const raw = { scores: new Float32Array(view.count * 10), controls: new Float32Array(0) };
    const [action] = actionsOf(world, [view], raw);
    seats[0].environment.evaluate(action, seats[0].outcome);
    storeSlot(replay, session, view, action, creditOf(view, action, seats[0].outcome, seats[0].scratch, false), 0.95);
    assert.ok(view.count > 0);
    const rows = new Int32Array(settings.batch).fill(before % replay.rows);
    readDecisions(replay, rows, learner.arrays.now, true);
    const { now } = learner.arrays;
    for (let k = 0; k < 220; k++) assert.ok(Math.abs(now.options[k] - view.options[k]) < 1e-3, `option feature ${k}`);
    for (let k = 0; k < 32; k++) assert.ok(Math.abs(now.state[k] - view.vehicle[k]) < 1e-3);
    for (let k = 0; k < view.aggregated.length; k++)
      assert.ok(Math.abs(now.graph.aggregated[k] - view.aggregated[k]) < 2e-3);
    const [options, state, aggregated] = [now.options, now.state, now.graph.aggregated].map((part) => part.slice());
    for (const part of [view.options, view.vehicle, view.aggregated]) part.fill(0.5); // as the next slot will
    readDecisions(replay, rows, now, true);
    assert.deepEqual([now.options, now.state, now.graph.aggregated], [options, state, aggregated]);
  });
});

describe('update of MO-MADDPG', () => {
  it('targets start equal, then follow by τ; only what is trained changes', () => {
    const { learner, replay, rng, settings } = prepared();
    const before = snapshot(learner);
    for (const [name, values] of Object.entries(before)) assert.deepEqual(learner.targets[name as 'gcn'], values);
    updateMoMaddpg(learner, replay, rng, 0.05, false);
    for (const name of ['gcn', 'vehicleActor', 'vehicleCritic'] as const) {
      const now = learner.networks[name].values;
      assert.notDeepEqual(now, before[name], name);
      const expected = before[name].map((old: number, k: number) =>
        Math.fround(old + settings.softUpdate * (now[k] - old)),
      );
      assert.deepEqual(learner.targets[name], expected, name);
    }
    for (const name of ['edgeActor', 'edgeCritic', 'cloudActor', 'cloudCritic'] as const)
      assert.deepEqual(learner.networks[name].values, before[name], name);
    updateMoMaddpg(learner, replay, rng, 0.05, true);
    for (const name of Object.keys(before))
      assert.notDeepEqual(learner.networks[name as 'gcn'].values, before[name], name);
  });

  it('lowers the loss on what it sees again, and leaves no tensor behind', () => {
    const { learner, replay, rng } = prepared({}, 30);
    const loss = () => {
      const { losses } = updateMoMaddpg(learner, replay, rng, 0.01, true);
      return losses.reduce((sum, value) => sum + value, 0);
    };
    const first = Array.from({ length: 10 }, loss);
    const tensors = tf.memory().numTensors;
    for (let k = 0; k < 150; k++) loss();
    assert.equal(tf.memory().numTensors, tensors);
    const last = Array.from({ length: 10 }, loss);
    const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
    assert.ok(sum(last) < 0.7 * sum(first), `${sum(first)} to ${sum(last)}`);
  });

  it('same seed, same weights; other seed, other weights', () => {
    const weights = (seed: number) => {
      const { learner, replay } = prepared({}, 25);
      const rng = createRng(seed, 'replay');
      for (let k = 0; k < 3; k++) updateMoMaddpg(learner, replay, rng, 0.05, true);
      return snapshot(learner);
    };
    const first = weights(1);
    assert.deepEqual(weights(1), first);
    assert.notDeepEqual(weights(2).vehicleActor, first.vehicleActor);
  });

  it('runs without GCN and with one head, the inputs being shorter', () => {
    const { learner, replay, rng } = prepared(
      { 'gcn.enabled': false, 'critic.heads': 'single', 'game.enabled': false },
      25,
    );
    const report = updateMoMaddpg(learner, replay, rng, 0.05, true);
    assert.equal(report.losses.length, 1);
    assert.equal(learner.networks.vehicleCritic.shapes.output[1], 1);
  });

  it('has the widths and layers that the config names', () => {
    const { learner, replay, rng } = prepared({ 'rl.networks': '16/24-12-6/8-20' }, 25);
    const { gcn, vehicleActor, vehicleCritic, edgeCritic } = learner.networks;
    assert.deepEqual(gcn.shapes.second, [8, 20]);
    assert.deepEqual(Object.keys(vehicleActor.shapes), ['row', 'rowBias', 'option', 'output', 'outputBias']);
    assert.deepEqual(
      [vehicleActor.shapes.row, vehicleActor.shapes.output],
      [
        [32 + 20, 16],
        [16, 1],
      ],
    );
    assert.deepEqual(
      [vehicleCritic.shapes.hidden, vehicleCritic.shapes.hidden2],
      [
        [24, 12],
        [12, 6],
      ],
    );
    assert.deepEqual(
      [edgeCritic.shapes.third, edgeCritic.shapes.output],
      [
        [12, 6],
        [6, 5],
      ],
    );
    const before = snapshot(learner);
    updateMoMaddpg(learner, replay, rng, 0.05, true);
    for (const [name, values] of Object.entries(before)) {
      const changed = learner.networks[name as 'gcn'].values.filter((value, k) => value !== values[k]).length;
      assert.ok(changed > values.length / 3, `${name}: ${changed} of ${values.length}`);
    }
  });

  it('stops at a number that is not finite, before any weight changes', () => {
    const { learner, replay, rng } = prepared({}, 25);
    const before = snapshot(learner);
    (replay as { rowReward: Replay['rowReward'] }).rowReward.fill(Number.NaN);
    assert.throws(() => updateMoMaddpg(learner, replay, rng, 0.05, false), /targets \(26\): entry 0 is NaN/);
    assert.deepEqual(snapshot(learner), before);
  });

  it('plays no action that is not finite, of MO-MADDPG or MADQN', () => {
    const { world, settings, seats } = prepared({}, 12);
    const { view } = seats[0];
    look(view, world);
    for (const [create, network, message] of [
      [moMaddpgAgent, 'vehicleActor', /actions of the actors: entry 0 is NaN/],
      [moMaddpgAgent, 'edgeActor', /actions of the actors: entry 0 is NaN/],
      [madqnAgent, 'vehicleValue', /values of the actions: entry 0 is NaN/],
    ] as const) {
      const agent = create(world, settings, createRng(1, 'networks'));
      agent.networks[network].values.fill(Number.NaN);
      assert.throws(() => agent.act([view], 'online'), message);
    }
  });
});

describe('actions', () => {
  it('controls map to power, admission and offer and back', () => {
    const { world, seats } = prepared({}, 2);
    look(seats[0].view, world);
    const { view } = seats[0];
    const controls = Float32Array.from({ length: world.servers * 3 }, (_, k) => [-1, 0, 1, 0.5][k % 4]);
    const [action] = actionsOf(world, [view], { scores: new Float32Array(view.count * 10), controls });
    assert.deepEqual([action.power[0], action.admission[0], action.offer[0]], [0, 0.75, 1]);
    for (const [k, raw] of rawControls(world, action).entries()) assert.ok(Math.abs(raw - controls[k]) < 1e-6);
  });

  it('the best feasible option is executed without exploration', () => {
    const { world, seats } = prepared({}, 12);
    const { view } = seats[0];
    look(view, world);
    assert.ok(view.count > 0);
    const scores = Float32Array.from({ length: view.count * 10 }, (_, k) => k % 10);
    const [action] = actionsOf(world, [view], { scores, controls: new Float32Array(0) });
    for (let k = 0; k < view.count; k++) {
      const v = view.deciders[k];
      const feasible = [...view.environment.options.dst.subarray(v * 10, v * 10 + 10)].flatMap((n, o) =>
        n >= 0 ? [o] : [],
      );
      assert.equal(action.option[v], Math.max(...feasible));
    }
  });
});
