import assert from 'node:assert/strict';
import { readDecisions } from '../../src/agents/learning/batch';
import { createReplay, endsEpisode, type Replay, sampleRows } from '../../src/agents/learning/replay';
import { creditOf } from '../../src/agents/learning/session';
import { settingsFrom } from '../../src/agents/learning/settings';
import { bellmanTargets, moMaddpgAgent } from '../../src/agents/mo-maddpg';
import { defaultAction } from '../../src/environment/action';
import { localCredit, vehicleCredit } from '../../src/environment/credit';
import { nodeCredit } from '../../src/environment/credit-node';
import type { Environment } from '../../src/environment/environment';
import { STATUS } from '../../src/environment/flows';
import { interrupted } from '../../src/environment/pools';
import type { SlotOutcome } from '../../src/environment/slot';
import { REQUEST } from '../../src/environment/state';
import { makeConfig } from '../../src/paper/config';
import { createRng } from '../../src/support/rng';
import { filledReplay } from '../agents/learning/filled';
import { prepared } from '../agents/learning/prepared';
import { bench, randomEpisode } from '../environment/slots';
import { type Checks, near, type Register } from './scenes';

/** Credit of a slot in which every decider takes its first option that is no deferral. */
function credited(register: Register) {
  const { seats, world } = filledReplay(register, 6);
  const { view, environment, outcome, scratch } = seats[0];
  const action = defaultAction(environment.config);
  for (let k = 0; k < view.count; k++) {
    const v = view.deciders[k];
    const options = environment.options.dst.subarray(10 * v, 10 * v + 10);
    action.option[v] = Math.max(
      0,
      options.findIndex((dst, o) => o > 0 && dst >= 0),
    );
  }
  environment.evaluate(action, outcome);
  const { vehicles, nodes } = creditOf(view, action, outcome, scratch, true);
  const here = environment.save();
  const { parts } = environment.step(action);
  environment.restore(here);
  return { vehicles, nodes, parts, environment, outcome, world };
}

const bytesOf = (replay: Replay) =>
  Object.values(replay).reduce((sum, value) => sum + (ArrayBuffer.isView(value) ? value.byteLength : 0), 0);

/** Latency and experience parts of what refused requests cost where they wait, by the rule of AMB-65. */
function waitingIn(
  { config, state, links }: Environment,
  { flows }: SlotOutcome,
): [experience: number, latency: number] {
  let [experience, latency] = [0, 0];
  for (let f = 0; f < flows.count; f++) {
    const v = flows.vehicle[f];
    if (flows.status[f] === STATUS.ADMITTED || state.request[v] === REQUEST.PREMIGRATION) continue;
    latency -= 1 / 8;
    if (interrupted(links, v)) experience -= config.register['env.interruptionPsi'] as number;
  }
  return [experience, latency];
}

export const creditKeys: Checks = {
  'rl.nodeRefusals': {
    waiting: (register) => {
      const { environment, outcome, scratch } = bench('std', { register });
      const { environment: other, outcome: free } = bench('std');
      let [refused, interruptions] = [0, 0];
      other.reset(5);
      randomEpisode(environment, 12, (action) => {
        for (let n = 0; n < action.admission.length; n++) action.admission[n] = 0.5;
        environment.evaluate(action, outcome);
        other.evaluate(action, free);
        const [told, untold] = [
          nodeCredit(environment, action, outcome, scratch),
          nodeCredit(other, action, free, scratch),
        ];
        const own = waitingIn(environment, outcome);
        for (let n = 0; n < action.power.length; n++) {
          const [power, admission, offer] = [action.power.slice(), action.admission.slice(), action.offer.slice()];
          [power[n], admission[n], offer[n]] = [0.5, 1, 1];
          environment.evaluate({ ...action, power, admission, offer }, scratch);
          const without = waitingIn(environment, scratch);
          const expected = [own[0] - without[0], 0, own[1] - without[1], 0, 0];
          expected.forEach((part, k) => {
            assert.ok(Math.abs(told[5 * n + k] - untold[5 * n + k] - part) < 1e-9);
          });
          if (own[1] !== without[1]) refused++;
          if (own[0] !== without[0]) interruptions++;
        }
        other.step(action);
      });
      assert.ok(refused > 0 && interruptions > 0, `${refused} and ${interruptions} controls refused something`);
    },
  },
  'rl.handoverCredit': {
    booked: (register) => {
      const { environment, outcome, scratch } = bench('std', { register });
      const { environment: withheld } = bench('std');
      let handovers = 0;
      withheld.reset(5);
      randomEpisode(environment, 12, (action) => {
        environment.evaluate(action, outcome);
        const { flows } = outcome;
        const bonus = new Float64Array(5 * environment.config.parameters.vehicles);
        for (let f = 0; f < flows.count; f++) {
          const handover = environment.state.request[flows.vehicle[f]] === REQUEST.HANDOVER;
          if (handover && flows.status[f] === STATUS.ADMITTED && flows.success[f] === 1) {
            bonus[5 * flows.vehicle[f]] = 0.25; // ψ
            handovers++;
          }
        }
        const told = vehicleCredit(environment, action, outcome, scratch);
        const untold = vehicleCredit(withheld, action, outcome, scratch);
        told.forEach((value, at) => {
          near(value - untold[at], bonus[at], 1e-12);
        });
        withheld.step(action);
      });
      assert.ok(handovers > 5, `${handovers} hand-overs`);
    },
  },
  'rl.credit': {
    local: (register) => {
      const { vehicles, environment, outcome } = credited(register);
      assert.deepEqual(vehicles, localCredit(environment, outcome));
      assert.notDeepEqual(credited({}).vehicles, vehicles);
    },
    localTeam: (register) => {
      const { vehicles, nodes, parts, environment, outcome, world } = credited(register);
      const count = 16 * 0.2; // N_ref of tiny
      const local = localCredit(environment, outcome);
      for (let k = 0; k < 5; k++) {
        const column = vehicles.filter((_, at) => at % 5 === k);
        near(column.reduce((sum, part) => sum + part, 0) / 16, parts[k], 1e-9);
        near(vehicles[5 + k], (16 * local[5 + k]) / count / 2 + parts[k] / 2, 1e-9);
      }
      const { flows } = outcome;
      for (let n = 0; n < world.servers; n++) {
        let own = 0;
        for (let f = 0; f < flows.count; f++)
          if (flows.status[f] === STATUS.ADMITTED && [flows.source[f], flows.access[f], flows.dst[f]].includes(n))
            own += flows.parts[5 * f + 2];
        near(nodes[5 * n + 2], ((n < 2 ? 2 : 1) * own) / count / 2 + parts[2] / 2, 1e-9);
      }
      assert.ok(flows.count > 1);
    },
  },
  'rl.timeLimit': {
    terminal: (register) => {
      const ends = ({ replay }: ReturnType<typeof prepared>) =>
        Array.from({ length: replay.rowCount }, (_, row) => row).filter((row) => endsEpisode(replay, row));
      assert.deepEqual(ends(prepared()), []);
      const filled = prepared(register);
      const last = ends(filled);
      const { learner, replay, settings } = filled;
      assert.ok(last.length > 16 && last.length <= 32, String(last.length)); // one a vehicle that decided, in two episodes
      const others = sampleRows(replay, 200, filled.rng).filter((row) => !endsEpisode(replay, row));
      const rows = Int32Array.from({ length: settings.batch }, (_, b) => (b < 8 ? last[b] : others[b]));
      readDecisions(
        replay,
        rows.map((row) => replay.rowNext[row]),
        learner.arrays.next,
        true,
      );
      const targets = bellmanTargets(learner, replay, rows);
      for (const [b, row] of rows.entries()) {
        const ofReward = [...replay.rowReward.subarray(5 * row, 5 * row + 5)];
        assert.equal(
          ofReward.every((own, k) => targets[5 * b + k] === own),
          b < 8,
        );
      }
    },
  },
  'rl.replayUnit': {
    agentTransitions: (register) => {
      const sized = (of: Register) => {
        const settings = settingsFrom(makeConfig('std', { parameters: { replaySize: 1200 }, register: of }));
        const { world } = filledReplay({}, 1);
        const replay = createReplay(world, settings.slots, settings.rowsPerSlot, settings);
        return { slots: settings.slots, rows: replay.rows, bytes: bytesOf(replay) };
      };
      const [joint, agents] = [sized({}), sized(register)];
      assert.deepEqual([joint.slots, joint.rows], [1200, 24_000]);
      assert.deepEqual([agents.slots, agents.rows], [100, 1200]); // 100 vehicles, 0.12 requests each: 12 decisions a slot
      assert.ok(agents.bytes < joint.bytes / 11, `${agents.bytes} of ${joint.bytes}`);
    },
  },
  'rl.refineWeights': {
    inverseEma: (register) => {
      const agentOf = (of: Register) => {
        const { world, settings } = filledReplay(of, 1);
        return moMaddpgAgent(world, settings, createRng(1, 'networks'));
      };
      assert.equal(agentOf({}).refine, undefined);
      const agent = agentOf(register);
      const { weights } = agent.settings;
      assert.equal(weights, agent.memory.weights); // what the updates read is what a checkpoint holds
      agent.refine?.([-4, 2, 1, 8, -0.5]);
      const ratios = (of: ArrayLike<number>) => [0, 1, 2, 3, 4].map((k) => of[k] / of[0]);
      for (const [k, ratio] of [1, 2, 4, 0.5, 8].entries()) near(ratios(weights)[k], ratio, 5e-3);
      near(
        Array.from(weights).reduce((sum, weight) => sum + weight, 0),
        1,
        1e-12,
      );
      agent.refine?.([4, 2, 101, 8, 0.5]); // a mean of 0.99 · 1 + 0.01 · 101 = 2
      for (const [k, ratio] of [1, 2, 2, 0.5, 8].entries()) near(ratios(weights)[k], ratio, 5e-3);
      agent.refine?.([0, 0, 0, 0, 0]);
      assert.ok(Array.from(weights).every((weight) => weight > 0 && weight < 1));
    },
  },
};
