import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-node';
import { readDecisions } from '../../../src/agents/learning/batch';
import { createReplay } from '../../../src/agents/learning/replay';
import { createSeats } from '../../../src/agents/learning/rollout';
import { creditOf, storeSlot } from '../../../src/agents/learning/session';
import { settingsFrom } from '../../../src/agents/learning/settings';
import { look } from '../../../src/agents/learning/view';
import { createMadqn } from '../../../src/agents/madqn';
import { bellmanTargets, createMoMaddpg, moMaddpgAgent, updateMoMaddpg } from '../../../src/agents/mo-maddpg';
import { choiceOfVector } from '../../../src/environment/action-vector';
import { makeConfig } from '../../../src/paper/config';
import { createRng } from '../../../src/support/rng';

const LITERAL = { 'action.form': 'literal' };

/** A literal agent after an episode of uniform vectors. */
function played() {
  const config = makeConfig('tiny', { parameters: { batchSize: 16 }, register: LITERAL });
  const settings = settingsFrom(config);
  const { seats, world } = createSeats(config, undefined, 1);
  const agent = moMaddpgAgent(world, settings, createRng(5, 'networks'));
  const learner = createMoMaddpg(world, settings, createRng(5, 'networks'));
  const replay = createReplay(world, 40, 20, settings);
  const [{ environment, view, session, outcome, scratch }] = seats;
  const exploring = { share: 0, uniform: true, rng: createRng(1, 'explore') };
  environment.reset(3);
  for (let t = 0; t < 40; t++) {
    look(view, world);
    const [action] = agent.act([view], 'online', exploring);
    environment.evaluate(action, outcome);
    storeSlot(replay, session, view, action, creditOf(view, action, outcome, scratch, true), settings.discount);
    environment.step(action);
  }
  look(view, world);
  return { settings, world, agent, learner, replay, view, exploring };
}

describe('vehicles that act by the printed vector (AMB-54)', () => {
  const scene = played();
  const { settings, agent, learner, replay, view, exploring, world } = scene;

  it('stores the vectors it played, spread over [−1, 1]', () => {
    const vectors = replay.rowVector.subarray(0, replay.rowCount * 6);
    assert.ok(replay.rowCount > 50 && vectors.every((a) => a >= -1 && a <= 1 && a !== 0));
    const mean = vectors.reduce((sum, a) => sum + a / vectors.length, 0);
    const square = vectors.reduce((sum, a) => sum + (a * a) / vectors.length, 0);
    assert.ok(Math.abs(mean) < 0.1 && Math.abs(square - 1 / 3) < 0.05, `${mean}, ${square}`);
  });

  it('executes what its vectors say, without noise twice the same, with noise not', () => {
    assert.ok(view.count > 1, String(view.count));
    const still = agent.act([view], 'online')[0] as { vectors?: Float32Array } & ReturnType<typeof agent.act>[0];
    const vectors = still.vectors as Float32Array;
    for (const v of view.deciders.subarray(0, view.count)) {
      const choice = choiceOfVector(view.environment, v, vectors, 6 * v);
      assert.deepEqual([still.option[v], still.qos[v]], [choice.option, choice.qos]);
    }
    assert.deepEqual(agent.act([view], 'online')[0], still);
    const noisy = agent.act([view], 'online', { ...exploring, uniform: false })[0] as typeof still;
    assert.notDeepEqual(noisy.vectors, vectors);
  });

  it('y = R + γ^k Q′(s′, μ′(s′)): a critic that says 2 everywhere adds 2 γ^k', () => {
    const rows = Int32Array.from({ length: settings.batch }, () => 0);
    const closed = Array.from({ length: replay.rowCount }, (_, row) => row).filter((row) => replay.rowNext[row] >= 0);
    rows.forEach((_, b) => {
      rows[b] = closed[b];
    });
    const probe = createMoMaddpg(world, settings, createRng(5, 'networks'));
    const next = rows.map((row) => replay.rowNext[row]);
    readDecisions(replay, next, probe.arrays.next, true);
    probe.targets.vehicleCritic.fill(0);
    probe.targets.vehicleCritic.fill(2, -5);
    const target = bellmanTargets(probe, replay, rows);
    for (const [b, row] of rows.entries())
      for (let h = 0; h < 5; h++) {
        const expected = replay.rowReward[5 * row + h] + 2 * Math.exp(replay.rowAge[row] * Math.log(settings.discount));
        assert.ok(Math.abs(target[5 * b + h] - expected) < 1e-5, `${target[5 * b + h]}, expected ${expected}`);
      }
  });

  it('learns a critic of what it sees again, moves its actor and leaves no tensor behind', () => {
    const rng = createRng(2, 'replay');
    const before = learner.networks.vehicleActor.values.slice();
    const loss = () => updateMoMaddpg(learner, replay, rng, 0.05, false).losses.reduce((sum, value) => sum + value, 0);
    const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
    const first = sum(Array.from({ length: 5 }, loss));
    const tensors = tf.memory().numTensors;
    for (let k = 0; k < 100; k++) loss();
    assert.equal(tf.memory().numTensors, tensors);
    const last = sum(Array.from({ length: 5 }, loss));
    assert.ok(last < 0.8 * first, `${first} to ${last}`);
    assert.notDeepEqual(learner.networks.vehicleActor.values, before);
  });

  it('MADQN refuses it: it chooses among options', () => {
    assert.throws(
      () => createMadqn(world, settings, createRng(1, 'networks')),
      /action\.form: "literal" has continuous/,
    );
  });
});
