import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-node';
import { softmax } from '../../src/agents/learning/act';
import { continuousLoss, scoreSlope } from '../../src/agents/learning/actors';
import { readDecisions } from '../../src/agents/learning/batch';
import { policyGradient } from '../../src/agents/learning/equations';
import { readOut } from '../../src/agents/learning/layers';
import { score } from '../../src/agents/learning/networks';
import { nodeActorSteps, readNodes } from '../../src/agents/learning/nodes';
import { sampleRows } from '../../src/agents/learning/replay';
import { actorRow, allCriticOptions, allOptions, criticRow, embedBatch, trained } from '../../src/agents/learning/rows';
import { settingsFrom } from '../../src/agents/learning/settings';
import { teamsBy } from '../../src/agents/learning/teams';
import { actorStep, type MoMaddpg, updateMoMaddpg } from '../../src/agents/mo-maddpg';
import { makeConfig } from '../../src/paper/config';
import { createRng } from '../../src/support/rng';
import { prepared, snapshot } from '../agents/learning/prepared';
import { type Checks, near, type Register } from './scenes';

/** A learner with a batch, its actor moved off the small weights it starts from, and what its critic says of the batch. */
function withBatch(register: Register) {
  const { learner, replay, rng } = prepared(register);
  const { vehicleActor, edgeActor } = learner.networks;
  for (const { values } of [vehicleActor, edgeActor])
    for (let k = 0; k < values.length; k++) values[k] += 0.1 * rng.normal();
  const rows = sampleRows(replay, learner.settings.batch, rng);
  readDecisions(replay, rows, learner.arrays.now, true);
  readNodes(learner, replay, rows, rng);
  const { now } = learner.arrays;
  const teams = teamsBy(learner.networks, trained(learner));
  const embedding = tf.tidy(() => embedBatch(learner, undefined) as tf.Tensor2D);
  const [critic] = readOut(() => [
    score(teams('vehicleCritic'), { row: criticRow(now, embedding), ...allCriticOptions(now, embedding) }),
  ]);
  return { learner, embedding, critic };
}

/** Batch mean of Σ π Σ ω Q where the critic's values stay: the actor's objective as a function of the GCN. */
function objective(learner: MoMaddpg, critic: Float32Array): number {
  const { now } = learner.arrays;
  const [scores] = readOut(() => {
    const z = embedBatch(learner, undefined);
    const actors = teamsBy(learner.networks, trained(learner))('vehicleActor');
    return [score(actors, { row: actorRow(learner, now, z), ...allOptions(now, z) })];
  });
  let sum = 0;
  for (let b = 0; b < now.batch; b++)
    softmax(scores, 10 * b, now.mask[b], new Float64Array(10)).forEach((p, o) => {
      for (let h = 0; h < 5; h++) sum += (0.2 * p * critic[(10 * b + o) * 5 + h]) / now.batch;
    });
  return sum;
}

/** Slopes of the loss of actions that all stand at `mean`, under Q(a) = 3 a_0 − a_1. */
function slopesOfActions(register: Register, mean: number): number[] {
  const settings = { ...settingsFrom(makeConfig('tiny', { register })), multiHead: false };
  const critic = (actions: tf.Tensor2D) => tf.matMul(actions, tf.tensor2d([3, -1], [2, 1])) as tf.Tensor2D;
  const rows = 20_000;
  const slope = tf.grad((at: tf.Tensor) =>
    continuousLoss(settings, at as tf.Tensor2D, critic, createRng(4, 'actions')),
  );
  return [...tf.sum(slope(tf.fill([rows, 2], mean)), 0).dataSync()];
}

export const actorKeys: Checks = {
  'gcn.training': {
    frozen: (register) => {
      const changed = (of: Register) => {
        const { learner, replay, rng } = prepared(of);
        const before = snapshot(learner);
        for (let k = 0; k < 3; k++) updateMoMaddpg(learner, replay, rng, 0.05, true);
        return Object.keys(before).filter((name) =>
          learner.networks[name].values.some((value, k) => value !== before[name][k]),
        );
      };
      const all = changed({});
      assert.ok(all.includes('gcn'));
      assert.deepEqual(
        changed(register),
        all.filter((name) => name !== 'gcn'),
      );
    },
    joint: (register) => {
      const { learner, embedding, critic } = withBatch(register);
      const { values } = learner.networks.gcn;
      const before = values.slice();
      const slopes = [...values.keys()]
        .filter((k) => k % 23 === 0)
        .map((k) => {
          const at = (delta: number) => {
            values[k] = before[k] + delta;
            const found = objective(learner, critic);
            values[k] = before[k];
            return found;
          };
          return { k, slope: at(1e-2) - at(-1e-2) };
        });
      actorStep(learner, embedding, 0, createRng(1, 'actor'));
      const steepest = slopes.sort((a, b) => Math.abs(b.slope) - Math.abs(a.slope)).slice(0, 20);
      for (const { k, slope } of steepest)
        assert.equal(Math.sign(values[k] - before[k]), Math.sign(slope), `weight ${k}`);
      const afterVehicles = values.slice();
      nodeActorSteps(learner, embedding, createRng(1, 'actor'));
      assert.notDeepEqual(values, afterVehicles);
      const fixed = withBatch({});
      const untouched = fixed.learner.networks.gcn.values.slice();
      actorStep(fixed.learner, fixed.embedding, 0, createRng(1, 'actor'));
      nodeActorSteps(fixed.learner, fixed.embedding, createRng(1, 'actor'));
      assert.deepEqual(fixed.learner.networks.gcn.values, untouched);
    },
  },
  'rl.actorGradient': {
    stochastic24: (register) => {
      const decision = { policy: [0.5, 0.3, 0.2, 0], weightedValues: [1, -2, 4, 100], entropyWeight: 0 };
      const slopeOf = scoreSlope(settingsFrom(makeConfig('tiny', { register })), createRng(3, 'actor'));
      const expected = policyGradient(decision);
      const mean = [0, 0, 0, 0];
      for (let draw = 0; draw < 20_000; draw++) {
        const slope = slopeOf(decision);
        const drawn = [0, 1, 2].find((a) => {
          const q = decision.weightedValues[a];
          return decision.policy.every((p, o) => Math.abs(slope[o] - q * ((o === a ? 1 : 0) - p)) < 1e-12);
        });
        assert.notEqual(drawn, undefined); // Q(a) ∇ ln π(a) of one feasible choice
        for (let o = 0; o < 4; o++) mean[o] += slope[o] / 20_000;
      }
      for (const [o, slope] of expected.entries()) assert.ok(Math.abs(mean[o] - slope) < 0.05, `${mean[o]}, ${slope}`);
      assert.equal(scoreSlope(settingsFrom(makeConfig('tiny')), createRng(3, 'actor')), policyGradient);
      for (const [k, slope] of [-3, 1].entries()) {
        near(slopesOfActions({}, 0)[k], slope, 1e-3);
        assert.ok(Math.abs(slopesOfActions(register, 0)[k] - slope) < 0.1, String(slopesOfActions(register, 0)[k]));
        // what is executed is clipped: only half of the Gaussian around 1 still tells actions apart
        assert.ok(Math.abs(slopesOfActions(register, 1)[k]) < Math.abs(slope));
      }
    },
  },
};
