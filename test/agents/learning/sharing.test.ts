import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-node';
import { gradientsOf } from '../../../src/agents/learning/nets';
import { plain, plainShapes } from '../../../src/agents/learning/networks';
import { createParameters } from '../../../src/agents/learning/parameters';
import { coversVehicles, createReplay, sampleRows } from '../../../src/agents/learning/replay';
import { createSeats } from '../../../src/agents/learning/rollout';
import { settingsFrom } from '../../../src/agents/learning/settings';
import { networksOf, teamsBy } from '../../../src/agents/learning/teams';
import { look } from '../../../src/agents/learning/view';
import { createMoMaddpg, type MoMaddpg, moMaddpgAgent, updateMoMaddpg } from '../../../src/agents/mo-maddpg';
import { makeConfig } from '../../../src/paper/config';
import type { Overrides } from '../../../src/paper/profiles';
import { createRng } from '../../../src/support/rng';
import { filledReplay } from './filled';

const INDEPENDENT = { 'rl.sharing': 'independent' };

/** Three agents with a small network each, and rows that belong to them in no order. */
function threeAgents() {
  const rng = createRng(1, 'three');
  const networks = networksOf('actor', 3, () => createParameters(plainShapes(4, [5], 2), rng));
  const owner = Int32Array.of(2, 0, 0, 2, 0);
  const x = tf.tensor2d(
    Float32Array.from({ length: 20 }, () => 2 * rng.uniform() - 1),
    [5, 4],
  );
  return { networks, owner, x };
}

function learnerOf(parameters: Overrides['parameters'], register: Overrides['register'], updates: number): MoMaddpg {
  const { world, settings, replay } = filledReplay(register, 40, parameters);
  const learner = createMoMaddpg(world, settings, createRng(5, 'networks'));
  const rng = createRng(2, 'replay');
  for (let k = 0; k < updates; k++) updateMoMaddpg(learner, replay, rng, 0.05, true);
  return learner;
}

describe('an actor and a critic for each agent (AMB-45)', () => {
  it('passes each row through its own agent’s network', () => {
    const { networks, owner, x } = threeAgents();
    const team = teamsBy(networks, (name) => networks[name].values)('actor');
    const all = plain(team, x, owner).arraySync();
    owner.forEach((agent, row) => {
      const [alone] = plain([team[agent]], tf.slice(x, [row, 0], [1, 4])).arraySync();
      alone.forEach((value, k) => {
        assert.ok(Math.abs(value - all[row][k]) < 1e-6, `row ${row}: ${all[row][k]}, alone ${value}`);
      });
    });
    assert.throws(() => plain(team, x), /rows without an owner/);
  });

  it('an agent’s gradient is that of the mean over its own rows; 0 for an agent without rows', () => {
    const { networks, owner, x } = threeAgents();
    const own = [...owner.keys()].filter((row) => owner[row] === 0);
    const rows = tf.gather(x, own);
    const small = (loss: tf.Tensor) => tf.mul(loss, 0.01); // shorter than where gradients are clipped
    const { actor } = gradientsOf(networks, ['actor'], (teams) =>
      small(tf.mean(tf.square(plain(teams.actor, x, owner)))),
    );
    const alone = gradientsOf({ actor: networks['actor.0'] }, ['actor'], (teams) =>
      small(tf.mean(tf.square(plain(teams.actor, rows)))),
    ).actor.gradients.actor;
    // the batch has 3/5 of its rows of agent 0 where an equal share would be 1/3
    actor.gradients['actor.0'].forEach((slope, k) => {
      assert.ok(Math.abs(slope - alone[k] * 3 * (3 / 5)) < 1e-6, `${slope}, alone ${alone[k]}`);
    });
    assert.ok(actor.gradients['actor.1'].every((slope) => slope === 0));
    assert.ok(actor.gradients['actor.2'].some((slope) => slope !== 0));
  });

  it('every agent has its own networks and targets, the graph network is everybody’s', () => {
    const { networks, targets } = learnerOf({ vehicles: 4 }, INDEPENDENT, 0);
    const agents = (tier: string, count: number) =>
      ['Actor', 'Critic'].flatMap((kind) => Array.from({ length: count }, (_, k) => `${tier}${kind}.${k}`));
    const expected = ['gcn', ...agents('vehicle', 4), ...agents('edge', 2), ...agents('cloud', 1)].sort();
    assert.deepEqual(Object.keys(networks).sort(), expected);
    assert.deepEqual(Object.keys(targets).sort(), expected);
    assert.notDeepEqual(networks['vehicleActor.0'].values, networks['vehicleActor.1'].values);
  });

  it('one vehicle, one edge, one cloud: to the bit what sharing per tier gives', () => {
    const one = { vehicles: 1, edges: 1, clouds: 1 };
    const shared = learnerOf(one, {}, 3).networks;
    const single = learnerOf(one, INDEPENDENT, 3).networks;
    for (const [name, { values }] of Object.entries(shared))
      assert.deepEqual(single[name === 'gcn' ? name : `${name}.0`].values, values, name);
  });

  it('an update trains every agent', () => {
    const before = learnerOf({ vehicles: 4 }, INDEPENDENT, 0).networks;
    const after = learnerOf({ vehicles: 4 }, INDEPENDENT, 1).networks;
    for (const name of Object.keys(before)) assert.notDeepEqual(after[name].values, before[name].values, name);
  });

  it('every vehicle draws a mini-batch of its own, and nobody draws before all have decided', () => {
    const { replay, settings, world } = filledReplay(INDEPENDENT, 40, { vehicles: 4 });
    assert.equal(settings.batch, 4 * 16);
    const rows = sampleRows(replay, settings.batch, createRng(1, 'replay'), true);
    assert.deepEqual(
      Array.from(rows, (row) => replay.rowVehicle[row]),
      Array.from(rows, (_, k) => Math.floor(k / 16)),
    );
    assert.ok(coversVehicles(replay));
    const early = createReplay(world, 200, 20, settings);
    assert.ok(!coversVehicles(early));
    assert.throws(() => sampleRows(early, 4, createRng(1, 'replay'), true), /holds no complete decision/);
  });

  it('a vehicle acts by its own actor: another one’s does not move its choice', () => {
    const config = makeConfig('tiny', { parameters: { vehicles: 6 }, register: INDEPENDENT });
    const { seats, world } = createSeats(config, undefined, 1);
    const agent = moMaddpgAgent(world, settingsFrom(config), createRng(1, 'networks'));
    const [{ environment, view }] = seats;
    environment.reset(2);
    look(view, world);
    assert.ok(view.count > 1, String(view.count));
    const choices = () => [...agent.act([view], 'online')[0].option];
    const [mine, other] = view.deciders;
    const before = choices();
    let moved = 0;
    for (let seed = 0; seed < 20; seed++) {
      const rng = createRng(seed, 'other');
      agent.networks[`vehicleActor.${other}`].values.forEach((_, k, all) => {
        all[k] = 2 * rng.uniform() - 1;
      });
      const now = choices();
      assert.equal(now[mine], before[mine]);
      if (now[other] !== before[other]) moved++;
    }
    assert.ok(moved > 0);
  });

  it('refuses more than ten vehicles', () => {
    assert.throws(
      () => makeConfig('std', { register: INDEPENDENT }),
      /rl\.sharing: "independent" is for parameters\.vehicles up to 10, which is 100/,
    );
    assert.equal(makeConfig('std', { register: INDEPENDENT, parameters: { vehicles: 10 } }).parameters.vehicles, 10);
  });
});
