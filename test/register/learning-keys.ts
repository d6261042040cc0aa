import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-node';
import { prefer } from '../../src/agents/learning/act';
import { criticLoss } from '../../src/agents/learning/losses';
import { createSeats } from '../../src/agents/learning/rollout';
import { trained } from '../../src/agents/learning/rows';
import { type LearnerSettings, settingsAt, settingsFrom } from '../../src/agents/learning/settings';
import { look } from '../../src/agents/learning/view';
import { madqnAgent } from '../../src/agents/madqn';
import { moMaddpgAgent, updateMoMaddpg } from '../../src/agents/mo-maddpg';
import { oracle, staleOracle } from '../../src/agents/oracle';
import type { Policy } from '../../src/agents/policy';
import { defaultAction } from '../../src/environment/action';
import { createEnvironment } from '../../src/environment/environment';
import { runEpisode } from '../../src/experiment/evaluate';
import { configOf, trainerOf } from '../../src/experiment/training/algorithms';
import { geneticPolicy } from '../../src/experiment/training/generations';
import { evaluateAgent, evaluateRun, loadAgent, readRun } from '../../src/experiment/training/run';
import { train } from '../../src/experiment/training/train';
import { equationsFor } from '../../src/models';
import { type Config, makeConfig } from '../../src/paper/config';
import type { Overrides } from '../../src/paper/profiles';
import { createRng } from '../../src/support/rng';
import { requireEmbedding } from '../agents/learning/embedding';
import { filledReplay } from '../agents/learning/filled';
import { prepared, snapshot } from '../agents/learning/prepared';
import { withFolderAsync } from '../support/temporary';
import { type Checks, near, type Register } from './scenes';

/** Which networks three updates of a learner change. */
function trainedBy(register: Register): string[] {
  const { learner, replay, rng } = prepared(register);
  const before = snapshot(learner);
  for (let k = 0; k < 3; k++) updateMoMaddpg(learner, replay, rng, 0.05, learner.settings.learnsNodes);
  const changed = (name: string) =>
    learner.networks[name as 'gcn'].values.some((value, k) => value !== before[name][k]);
  return Object.keys(before).filter(changed);
}

/** Slopes of the critic's loss in its values, where the targets are 0. */
function slopes(register: Register, values: number[][], parameters: Overrides['parameters'] = {}): number[] {
  const settings = settingsFrom(makeConfig('tiny', { register, parameters }));
  const target = new Float32Array(values.flat().length);
  const slope = tf.grad((at: tf.Tensor) => criticLoss(settings, at as tf.Tensor2D, target));
  return [...slope(tf.tensor2d(values)).dataSync()];
}

/** Whether an actor's preferences change where the agents' own states do, but neither the graph nor the options. */
function statesReach(register: Register): boolean {
  const { world, seats, settings, learner } = prepared(register, 12);
  const { view } = seats[0];
  look(view, world);
  const preferred = () => prefer(world, settings, learner.networks, trained(learner), [view]);
  const before = preferred();
  view.vehicle.fill(0.5);
  view.server.fill(0.5);
  const after = preferred();
  const differ = (a: Float32Array, b: Float32Array) => a.some((value, k) => value !== b[k]);
  assert.equal(differ(after.scores, before.scores), differ(after.controls, before.controls));
  return differ(after.scores, before.scores);
}

/** Noise on the first node's power over many slots in which the actor's output stays the same. */
function noiseOf(register: Register): number[] {
  const { settings, world, seats } = filledReplay(register, 1);
  const agent = moMaddpgAgent(world, settings, createRng(1, 'networks'));
  const { view } = seats[0];
  look(view, world);
  const [still] = agent.act([view], 'online');
  const exploring = { share: 0.6, uniform: false, rng: createRng(1, 'explore') };
  return Array.from({ length: 600 }, () => 2 * (agent.act([view], 'online', exploring)[0].power[0] - still.power[0]));
}

const sumOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0);

/** Deviation, and correlation of each entry with the one before. */
function moments(values: number[]): { deviation: number; correlation: number } {
  const square = sumOf(values.map((value) => value * value));
  const product = sumOf(values.slice(1).map((value, k) => value * values[k]));
  return { deviation: Math.sqrt(square / values.length), correlation: product / square };
}

/** What a short run under `register` plays in its first episode of evaluation, and its weights. */
async function shortRun(register: Register) {
  const config = makeConfig('tiny', {
    parameters: { episodes: 12, episodeSlots: 20, batchSize: 8 },
    register: { 'rl.updateEvery': 10, ...register },
  });
  return withFolderAsync(async (folder) => {
    await train({ algorithm: 'mo-maddpg', config, seed: 1, folder });
    const run = readRun(folder);
    const played = (acting: 'online' | 'target') => {
      const seats = createSeats(config, undefined, 1);
      return evaluateAgent(loadAgent(folder, run, seats), seats.seats, [7000], acting, run.algorithm);
    };
    const points = evaluateRun(folder, [7000]);
    return { weights: run.checksums.weights, points, online: played('online'), target: played('target') };
  });
}

/** Networks of a learner after one update at a share of the training. */
function movedAt(algorithm: 'mo-maddpg' | 'madqn', register: Register, share: number): Float32Array[] {
  const create = algorithm === 'madqn' ? madqnAgent : moMaddpgAgent;
  const { register: own } = configOf(algorithm, makeConfig('tiny', { register }));
  const { replay, settings, world } = prepared(own);
  const agent = create(world, settings, createRng(1, 'networks'));
  agent.update(replay, createRng(1, 'replay'), share);
  return Object.values(agent.networks).map(({ values }) => values.slice());
}

/** Steps of the critic's optimiser in a training of 240 slots. */
function updatesIn(register: Register): number {
  const config = makeConfig('tiny', { parameters: { episodes: 12, episodeSlots: 20, batchSize: 8 }, register });
  const trainer = trainerOf('mo-maddpg', { config, equations: equationsFor(config), seed: 1 });
  for (let round = 0; round < trainer.rounds; round++) trainer.playRound();
  return (trainer.memory.save() as { steps: Record<string, number> }).steps.vehicleCritic;
}

/** What the genetic baseline plays in an episode of eight slots, and what the policy does that its reading names. */
function playedByGenetic(register: Register, expected: (config: Config) => Policy) {
  const config = makeConfig('tiny', { parameters: { episodeSlots: 8 }, register });
  const play = (policy: Policy) => runEpisode(createEnvironment(config), policy, 7);
  assert.deepEqual(play(geneticPolicy(config, [])), play(expected(config)));
}

export const learningKeys: Checks = {
  'baseline.ga': {
    slotOracle: (register) => playedByGenetic(register, oracle),
    stale: (register) => playedByGenetic(register, staleOracle),
  },
  'eval.actor': {
    online: async (register) => {
      const [slow, fast] = [await shortRun({}), await shortRun(register)];
      assert.equal(fast.weights, slow.weights);
      assert.deepEqual([slow.points, fast.points], [slow.target, slow.online]);
      assert.notDeepEqual(fast.points, slow.points);
    },
  },
  'rl.learningRates': {
    constant: (register) => {
      const settings = (own: Register) => settingsFrom(makeConfig('tiny', { register: own }));
      const ratesOf = ({ criticRate, actorRate, nodeActorRate }: LearnerSettings) => [
        criticRate,
        actorRate,
        nodeActorRate,
      ];
      const [decaying, constant] = [settings({}), settings(register)];
      for (const [share, left] of [
        [0, 1],
        [0.6, 1],
        [0.8, 0.5],
        [0.98, 0.05],
        [1, 0.05],
      ])
        ratesOf(settingsAt(share, decaying)).forEach((rate, k) => {
          near(rate, left * ratesOf(decaying)[k], 1e-15);
        });
      assert.deepEqual(ratesOf(settingsAt(0.9, constant)), ratesOf(decaying));
      for (const algorithm of ['mo-maddpg', 'madqn'] as const) {
        const [early, late] = [0.5, 0.9].map((share) => [{}, register].map((own) => movedAt(algorithm, own, share)));
        assert.deepEqual(early[0], early[1], algorithm);
        assert.notDeepEqual(late[0], late[1], algorithm);
      }
    },
  },
  'critic.loss': {
    huber: (register) => {
      const errors = [[0.5, -1, 30, -400, 0]];
      const [squared, huber] = [slopes({}, errors), slopes(register, errors)].map((all) =>
        all.map((slope) => 5 * slope),
      );
      for (const [k, error] of errors[0].entries()) {
        near(squared[k], 2 * error, 1e-6);
        near(huber[k], 2 * Math.max(-1, Math.min(1, error)), 1e-6);
      }
    },
  },
  'critic.headWeights': {
    objective: (register) => {
      const weights = {
        weightExperience: 0.5,
        weightUtility: 0.3,
        weightLatency: 0.1,
        weightEnergy: 0.1,
        weightCost: 0,
      };
      const ones = [[1, 1, 1, 1, 1]];
      for (const slope of slopes({}, ones, weights)) near(slope, 0.4, 1e-6);
      const weighted = slopes(register, ones, weights);
      for (const [k, weight] of [0.5, 0.3, 0.1, 0.1, 0].entries()) near(weighted[k], 2 * weight, 1e-6);
    },
  },
  'action.form': {
    literal: (register) => {
      const { learner, replay, rng } = prepared(register, 20);
      const { vehicleActor, vehicleCritic, edgeActor } = learner.networks;
      assert.deepEqual([vehicleActor.shapes.output[1], edgeActor.shapes.output[1]], [6, 3]);
      assert.equal(vehicleCritic.shapes.first[0], prepared({}, 1).learner.networks.vehicleCritic.shapes.row[0] + 6);
      assert.equal(updateMoMaddpg(learner, replay, rng, 0.05, true).entropy, 0);
    },
  },
  'rl.sharing': {
    independent: (register) => {
      const few = { vehicles: 3 };
      const before = Object.keys(prepared({}, 5, few).learner.networks);
      const after = Object.keys(prepared(register, 5, few).learner.networks);
      assert.deepEqual(before.length, 1 + 2 * 3);
      assert.deepEqual(after.length, 1 + 2 * (3 + 2 + 1));
      assert.deepEqual(
        after.filter((name) => name.startsWith('vehicleActor')),
        ['vehicleActor.0', 'vehicleActor.1', 'vehicleActor.2'],
      );
    },
  },
  'rl.exploration': {
    ornsteinUhlenbeck: (register) => {
      const [gaussian, drifting] = [moments(noiseOf({})), moments(noiseOf(register))];
      near(gaussian.deviation, 0.05, 0.1);
      assert.ok(Math.abs(gaussian.correlation) < 0.15, String(gaussian.correlation));
      near(drifting.correlation, 1 - 0.15, 0.1);
      near(drifting.deviation, 0.05 / Math.sqrt(1 - 0.85 ** 2), 0.3);
    },
  },
  'rl.updateEvery': {
    1: (register) => assert.equal(updatesIn(register), 240 - 20), // the first 24 slots are uniform and teach nothing
    100: (register) => assert.equal(updatesIn(register), 2),
  },
  'rl.rows': {
    perSlot: (register) => {
      const rows = (of: Register) => {
        const { replay, world } = filledReplay(of, 10);
        return replay.rowCount / (20 * world.vehicles);
      };
      assert.ok(rows({}) < 0.9, String(rows({})));
      assert.equal(rows(register), 1); // the tests of agents/learning/rows look into them
    },
  },
  'agents.nodeActors': {
    fixed: (register) => {
      const { settings, world, seats } = filledReplay(register, 1);
      const { view } = seats[0];
      look(view, world);
      const agent = moMaddpgAgent(world, settings, createRng(1, 'networks'));
      const [action] = agent.act([view], 'online', { share: 0.9, uniform: false, rng: createRng(1, 'explore') });
      const { power, admission, offer } = defaultAction(view.environment.config);
      assert.deepEqual([action.power, action.admission, action.offer], [power, admission, offer]);
      assert.deepEqual(trainedBy(register).sort(), ['gcn', 'vehicleActor', 'vehicleCritic']);
    },
  },
  'gcn.depth': {
    1: (register) => assert.equal(requireEmbedding(register), 1),
    3: (register) => {
      assert.equal(requireEmbedding(register), 3);
      assert.equal(requireEmbedding({ ...register, 'gcn.selfWeight': true }), 3);
      assert.ok(trainedBy(register).includes('gcn'));
    },
  },
  'rl.actorInput': {
    embeddingOnly: (register) => {
      const { networks } = prepared(register, 1).learner;
      assert.deepEqual([networks.vehicleActor.shapes.row[0], networks.edgeActor.shapes.first[0]], [32, 32]);
      assert.equal(networks.vehicleCritic.shapes.row[0], 32 + 32 + 3 * 32 + 10);
      assert.deepEqual([statesReach({}), statesReach(register)], [true, false]);
    },
  },
  'gcn.enabled': {
    false: (register) => {
      const widths = (of: Register) => {
        const { vehicleActor, edgeActor, vehicleCritic } = prepared(of, 1).learner.networks;
        return [vehicleActor.shapes.row[0], edgeActor.shapes.first[0], vehicleCritic.shapes.row[0]];
      };
      assert.deepEqual(widths({}), [32 + 32, 16 + 32, 32 + 32 + 3 * 32 + 10]);
      assert.deepEqual(widths(register), [32, 16, 32 + 32 + 16 + 12 + 10]);
      assert.ok(!trainedBy(register).includes('gcn'));
    },
  },
  'gcn.selfWeight': {
    true: (register) => {
      assert.deepEqual(Object.keys(prepared({}, 1).learner.networks.gcn.shapes), ['first', 'second']);
      assert.ok('firstOwn' in prepared(register, 1).learner.networks.gcn.shapes);
    },
  },
  'critic.heads': {
    single: (register) => {
      const { learner, replay, rng } = prepared(register);
      const { losses } = updateMoMaddpg(learner, replay, rng, 0.05, false);
      assert.deepEqual([losses.length, learner.networks.vehicleCritic.shapes.output[1]], [1, 1]);
    },
  },
};
