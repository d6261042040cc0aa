import assert from 'node:assert/strict';
import { actionsOf } from '../../../src/agents/learning/act';
import { createDecisionArrays, readDecisions } from '../../../src/agents/learning/batch';
import { decodeHalf } from '../../../src/agents/learning/half';
import { createReplay, type Replay, sampleRows } from '../../../src/agents/learning/replay';
import { createSeats } from '../../../src/agents/learning/rollout';
import { creditOf, endEpisode, storeSlot } from '../../../src/agents/learning/session';
import { settingsFrom } from '../../../src/agents/learning/settings';
import { look } from '../../../src/agents/learning/view';
import { bellmanTargets, createMoMaddpg, updateMoMaddpg } from '../../../src/agents/mo-maddpg';
import { makeConfig } from '../../../src/paper/config';
import { createRng } from '../../../src/support/rng';

const SLOTS = 30;

/** An episode of random options, with each vehicle's reward of every slot. */
function episode(register = {}, rowsPerSlot = 20) {
  const config = makeConfig('tiny', { parameters: { episodeSlots: SLOTS, batchSize: 16 }, register });
  const settings = settingsFrom(config);
  const { seats, world } = createSeats(config, undefined, 1);
  const replay = createReplay(world, SLOTS, rowsPerSlot, settings);
  const [{ environment, view, session, outcome, scratch }] = seats;
  const noise = { epsilon: 1, sigma: 0.3, rng: createRng(5, 'play') };
  const rewards: Float64Array[] = [];
  let decisions = 0;
  environment.reset(3);
  for (let t = 0; t < SLOTS; t++) {
    look(view, world);
    decisions += view.count;
    const raw = { scores: new Float32Array(view.count * 10), controls: new Float32Array(world.servers * 3) };
    const [action] = actionsOf(world, [view], raw, noise);
    environment.evaluate(action, outcome);
    const credit = creditOf(view, action, outcome, scratch, true);
    rewards.push(credit.vehicles);
    storeSlot(replay, session, view, action, credit, settings.discount);
    environment.step(action);
  }
  endEpisode(session, replay, settings);
  return { settings, world, replay, rewards, decisions };
}

const perSlot = () => episode({ 'rl.rows': 'perSlot' });

describe('rows per slot (AMB-55)', () => {
  it('every vehicle has a row in every slot, with that slot’s reward alone, and its next one follows', () => {
    const { replay, rewards, world } = perSlot();
    assert.equal(replay.rowCount, SLOTS * world.vehicles);
    const seen = new Set<number>();
    for (let row = 0; row < replay.rowCount; row++) {
      const [slot, v, next] = [replay.rowSlot[row], replay.rowVehicle[row], replay.rowNext[row]];
      seen.add(slot * world.vehicles + v);
      assert.equal(replay.rowAge[row], 1);
      for (let k = 0; k < 5; k++)
        assert.equal(replay.rowReward[row * 5 + k], Math.fround(rewards[slot][v * 5 + k]), `slot ${slot}, ${v}`);
      if (slot === SLOTS - 1) assert.equal(next, -1);
      else assert.deepEqual([replay.rowVehicle[next], replay.rowSlot[next]], [v, slot + 1]);
    }
    assert.equal(seen.size, replay.rowCount);
  });

  it('knows its decisions: as many as rows of the default, the others can only stay as they are', () => {
    const { replay, decisions } = perSlot();
    const whole = episode();
    assert.deepEqual([replay.decisionCount, whole.replay.decisionCount], [decisions, decisions]);
    assert.equal(whole.replay.rowCount, decisions);
    const idle = Array.from({ length: replay.rowCount }, (_, row) => row).filter((row) => {
      const flag = new Float32Array(1);
      decodeHalf(flag, 0, replay.rowState, row * 32 + 31, 1);
      return flag[0] === 0;
    });
    assert.equal(idle.length, replay.rowCount - decisions);
    for (const row of idle) {
      assert.deepEqual([replay.rowMask[row], replay.rowChoice[row]], [1, 0]);
      assert.ok(replay.rowDst.subarray(row * 10, row * 10 + 10).every((n) => n === -1));
    }
  });

  it('the first half of a batch are decisions, the second half are drawn from all', () => {
    const { replay, world, decisions } = perSlot();
    const rows = sampleRows(replay, 4001, createRng(1, 'replay'));
    const flags = Float32Array.from(rows, (row) => {
      const flag = new Float32Array(1);
      decodeHalf(flag, 0, replay.rowState, row * 32 + 31, 1);
      return flag[0];
    });
    assert.ok(flags.subarray(0, 2001).every((flag) => flag === 1));
    const share = flags.subarray(2001).reduce((sum, flag) => sum + flag / 2000, 0);
    const expected = decisions / (SLOTS * world.vehicles);
    assert.ok(expected < 0.6 && Math.abs(share - expected) < 0.06, `${share}, expected ${expected}`);
  });

  it('a vehicle without a decision is worth what its one option is, and an update can be made', () => {
    const { settings, world, replay } = perSlot();
    const learner = createMoMaddpg(world, settings, createRng(5, 'networks'));
    const rng = createRng(2, 'replay');
    const rows = sampleRows(replay, settings.batch, rng);
    const arrays = createDecisionArrays(world, settings.batch, settings);
    readDecisions(
      replay,
      rows.map((row) => replay.rowNext[row]),
      arrays,
      true,
    );
    Object.assign(learner.arrays, { next: arrays });
    learner.targets.vehicleCritic.fill(0);
    learner.targets.vehicleCritic.fill(2, -5); // output biases: every option is worth 2
    const target = bellmanTargets(learner, replay, rows);
    for (const [b, row] of rows.entries())
      for (let h = 0; h < 5; h++) {
        const expected = replay.rowReward[row * 5 + h] + 2 * settings.discount;
        assert.ok(Math.abs(target[b * 5 + h] - expected) < 1e-6, `${target[b * 5 + h]}, expected ${expected}`);
      }
    assert.ok(updateMoMaddpg(learner, replay, rng, 0.05, true).losses.every(Number.isFinite));
  });
});

describe('a ring too short for the decisions of its slots', () => {
  it('keeps the newest rows, whosever they are, as the long ring has them', () => {
    const long = episode().replay;
    for (const rowsPerSlot of [0.3, 1]) {
      const { replay } = episode({}, rowsPerSlot);
      assert.equal(replay.rowCount, long.rowCount);
      assert.ok(replay.rowCount > 2 * replay.rows);
      for (let number = long.rowCount - replay.rows; number < long.rowCount; number++) {
        const [at, next] = [number % replay.rows, long.rowNext[number]];
        const what = `row ${number} of ${replay.rows}`;
        assert.equal(replay.rowNext[at], next < 0 ? -1 : next % replay.rows, what);
        for (const column of ['rowSlot', 'rowVehicle', 'rowChoice', 'rowAge'] as const)
          assert.equal(replay[column][at], long[column][number], `${column}, ${what}`);
        const reward = (of: Replay, row: number) => [...of.rowReward.subarray(5 * row, 5 * row + 5)];
        assert.deepEqual(reward(replay, at), reward(long, number), what);
      }
    }
  });
});
