import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import * as tf from '@tensorflow/tfjs-node';
import { softmax } from '../../../src/agents/learning/act';
import { graphTensors, readDecisions } from '../../../src/agents/learning/batch';
import { readOut } from '../../../src/agents/learning/layers';
import { embed, score } from '../../../src/agents/learning/networks';
import { nodeActorSteps, readNodes } from '../../../src/agents/learning/nodes';
import type { Replay } from '../../../src/agents/learning/replay';
import { actorRow, allCriticOptions, allOptions, criticRow, trained } from '../../../src/agents/learning/rows';
import { teamsBy } from '../../../src/agents/learning/teams';
import { actorStep, bellmanTargets, criticStep, type MoMaddpg } from '../../../src/agents/mo-maddpg';
import { createRng } from '../../../src/support/rng';
import { scriptedDraws, scriptedLearner, scriptedReplay, scriptedSettings } from './scripted';

const ROWS = Int32Array.from(scriptedDraws.slice(0, 6));

/** The scripted learner with its batch read, and the targets of the batch. */
function ready(replay: Replay = scriptedReplay()) {
  const learner = scriptedLearner();
  const next = ROWS.map((row) => replay.rowNext[row]);
  readDecisions(replay, ROWS, learner.arrays.now, true);
  readDecisions(replay, next, learner.arrays.next, true);
  return { learner, replay, target: bellmanTargets(learner, replay, ROWS) };
}

/** All weights, moments and targets. */
const everything = ({ networks, targets }: MoMaddpg) =>
  Object.fromEntries(
    Object.entries(networks).flatMap(([name, { values, moment, variance, steps }]) => [
      [name, { values: values.slice(), moment: moment.slice(), variance: variance.slice(), steps }],
      [`${name}.target`, targets[name].slice()],
    ]),
  );

const changed = (before: ReturnType<typeof everything>, learner: MoMaddpg) => {
  const after = everything(learner);
  return Object.keys(before).filter((name) => !isDeepStrictEqual(before[name], after[name]));
};

/** The present embedding of the batch; the caller disposes it. */
const embeddingOf = (learner: MoMaddpg) =>
  tf.tidy(() =>
    embed(teamsBy(learner.networks, trained(learner))('gcn')[0], graphTensors(learner.world, learner.arrays.now.graph)),
  );

describe('what a step may touch', () => {
  it('the critic step: the vehicle critic and the GCN, with nodes their critics too; no actor, no target', () => {
    for (const [withNodes, names] of [
      [false, ['gcn', 'vehicleCritic']],
      [true, ['gcn', 'vehicleCritic', 'edgeCritic', 'cloudCritic']],
    ] as const) {
      const { learner, target } = ready();
      const before = everything(learner);
      criticStep(learner, target, withNodes).embedding?.dispose();
      assert.deepEqual(changed(before, learner), names);
    }
  });

  it('the actor step: the vehicle actor alone; no gradient reaches critic, GCN or targets', () => {
    const { learner } = ready();
    const before = everything(learner);
    const embedding = embeddingOf(learner);
    actorStep(learner, embedding, 0.05, createRng(1, 'actor'));
    embedding.dispose();
    assert.deepEqual(changed(before, learner), ['vehicleActor']);
  });

  it('the steps of the nodes: their two actors alone', () => {
    const { learner, replay } = ready();
    readNodes(learner, replay, ROWS, createRng(1, 'replay'));
    const before = everything(learner);
    const embedding = embeddingOf(learner);
    nodeActorSteps(learner, embedding, createRng(1, 'actor'));
    embedding.dispose();
    assert.deepEqual(changed(before, learner), ['edgeActor', 'cloudActor']);
  });
});

describe('targets (26)', () => {
  it('come from the target networks alone', () => {
    const { learner, replay, target } = ready();
    for (const { values } of Object.values(learner.networks)) values.fill(0.3);
    assert.deepEqual(bellmanTargets(learner, replay, ROWS), target);
    for (const name of ['gcn', 'vehicleActor', 'vehicleCritic'] as const) {
      const { learner: other } = ready();
      other.targets[name][0] += 0.5;
      assert.notDeepEqual(bellmanTargets(other, replay, ROWS), target, name);
    }
  });

  it('do not see options that are not feasible', () => {
    const { learner, replay, target } = ready();
    const { mask, options, criticOptions } = learner.arrays.next;
    const spoil = (feasible: boolean) => {
      for (let k = 0; k < mask.length * 10; k++)
        if (((mask[Math.floor(k / 10)] >> (k % 10)) & 1) === (feasible ? 1 : 0)) {
          options.fill(9, k * 22, (k + 1) * 22);
          criticOptions.fill(9, k * 26, (k + 1) * 26);
        }
    };
    assert.ok(mask.some((bits) => bits !== 1023));
    spoil(false);
    assert.deepEqual(bellmanTargets(learner, replay, ROWS), target);
    spoil(true);
    assert.notDeepEqual(bellmanTargets(learner, replay, ROWS), target);
  });

  it('of every closed decision are R + γ^k Q', () => {
    const { learner, replay } = ready();
    learner.targets.vehicleCritic.fill(0).fill(2, -5); // the output biases: Q' = 2 everywhere
    const target = bellmanTargets(learner, replay, ROWS);
    for (const [b, row] of ROWS.entries())
      for (let h = 0; h < 5; h++) {
        const expected = replay.rowReward[row * 5 + h] + scriptedSettings.discount ** replay.rowAge[row] * 2;
        assert.ok(Math.abs(target[b * 5 + h] - expected) < 1e-6);
      }
  });
});

/** Slope of f at the values of a network, along a direction of length 1. */
function slope(values: Float32Array, direction: ArrayLike<number>, f: () => number): number {
  const start = values.slice();
  const at = (delta: number) => {
    values.set(start.map((value, k) => value + delta * direction[k]));
    return f();
  };
  const [up, down] = [at(STEP), at(-STEP)];
  values.set(start);
  return (up - down) / (2 * STEP);
}

const STEP = 4e-3;

/** Its own gradient and four random directions, of length 1. */
function directions(gradient: Float32Array): Float64Array[] {
  const rng = createRng(6, 'directions');
  const random = Array.from({ length: 4 }, () => Float64Array.from(gradient, () => rng.normal()));
  return [Float64Array.from(gradient), ...random].map((direction) => {
    const length = Math.sqrt(direction.reduce((sum, x) => sum + x * x, 0));
    return direction.map((x) => x / length);
  });
}

/** The gradient that a step gave to Adam, whose moment was 0 before. */
function takenBy(learner: MoMaddpg, name: string, step: () => void): Float32Array {
  const { moment, values } = learner.networks[name];
  const start = values.slice();
  moment.fill(0);
  step();
  values.set(start);
  return moment.map((value) => value / 0.1);
}

function requireSlopes(values: Float32Array, gradient: Float32Array, f: () => number): void {
  for (const direction of directions(gradient)) {
    const expected = direction.reduce((sum, x, k) => sum + x * gradient[k], 0);
    const found = slope(values, direction, f);
    const scale = Math.sqrt(gradient.reduce((sum, x) => sum + x * x, 0));
    assert.ok(Math.abs(found - expected) < 0.01 * scale, `slope ${found}, gradient gives ${expected}`);
  }
}

describe('gradients against finite differences', () => {
  for (const name of ['vehicleCritic', 'gcn'] as const)
    it(`of (27) in ${name === 'gcn' ? 'the GCN' : 'the vehicle critic'}`, () => {
      const { learner, target } = ready();
      const small = target.map((y) => y / 4); // a loss whose gradient needs no clipping
      let norm = 0;
      const gradient = takenBy(learner, name, () => {
        const step = criticStep(learner, small, false);
        norm = step.norm;
        step.embedding?.dispose();
      });
      assert.ok(norm < 1);
      const loss = () => {
        const probe = scriptedLearner();
        Object.assign(probe.arrays, learner.arrays);
        probe.networks[name].values.set(learner.networks[name].values);
        const step = criticStep(probe, small, false);
        step.embedding?.dispose();
        return step.errors.losses.reduce((sum, part) => sum + part / 5, 0);
      };
      requireSlopes(learner.networks[name].values, gradient, loss);
    });

  it('of Σ π Σ ω Q + α_H H (24) in the vehicle actor', () => {
    const { learner } = ready();
    const embedding = embeddingOf(learner);
    const { now } = learner.arrays;
    const gradient = takenBy(learner, 'vehicleActor', () => actorStep(learner, embedding, 0.05, createRng(1, 'actor')));
    const loss = () => {
      const [scores, values] = readOut(() => {
        const teams = teamsBy(learner.networks, trained(learner));
        return [
          score(teams('vehicleActor'), { row: actorRow(learner, now, embedding), ...allOptions(now, embedding) }),
          score(teams('vehicleCritic'), {
            row: criticRow(now, embedding),
            ...allCriticOptions(now, embedding),
          }),
        ];
      });
      return -objective(scores, values, now.mask);
    };
    requireSlopes(learner.networks.vehicleActor.values, gradient, loss);
    embedding.dispose();
  });
});

/** Batch mean of Σ_o π_o Σ_ι ω_ι Q_ι(s, o) + 0.05 H(π), written out. */
function objective(scores: Float32Array, values: Float32Array, mask: Uint16Array): number {
  let sum = 0;
  for (let b = 0; b < mask.length; b++)
    softmax(scores, b * 10, mask[b], new Float64Array(10)).forEach((p, o) => {
      const worth = Array.from(scriptedSettings.weights).reduce(
        (w, weight, h) => w + weight * values[(b * 10 + o) * 5 + h],
        0,
      );
      if (p > 0) sum += p * (worth - 0.05 * Math.log(p));
    });
  return sum / mask.length;
}
