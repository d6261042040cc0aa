import { deepEqual, equal, ok } from 'node:assert/strict';
import { createPolicy } from '../../../src/agents';
import { createEnvironment } from '../../../src/environment/environment';
import { runEpisode } from '../../../src/experiment/evaluate';
import { quantity } from '../../../src/experiment/runs/derived';
import { curveRows, finalValues, runTable, trainedRows } from '../../../src/experiment/runs/rows';
import { makeConfig } from '../../../src/paper/config';
import { near } from '../../register/scenes';
import { EPISODES, syntheticRuns } from './synthetic-runs';

const runs = syntheticRuns(
  [
    ['mo-maddpg', { reach: ({ x, seed }) => ({ msr: x + seed }), progress: ({ share }) => ({ reward: 10 * share }) }],
    ['mo-maddpg', { variant: 'broadcast', seeds: 1, reach: () => ({ msr: 9 }) }],
  ],
  { seeds: 2 },
);

describe('rows of trained policies', () => {
  it('have the training seed as unit and the mean over evaluation episodes as value', () => {
    const rows = trainedRows(runs, 'resources');
    equal(rows.length, 2 * 6);
    const [row] = rows.filter(({ x, seed }) => x === 1.5 && seed === 1);
    near(row.metrics.msr, 2.5, 1e-12);
    equal(row.policy, 'mo-maddpg');
    equal(trainedRows(runs, 'resources', 'broadcast').length, 6);
  });

  it('final values are those at the default, by training seed', () => {
    const values = finalValues(runs, { algorithm: 'mo-maddpg' }, 'msr');
    deepEqual([...values.keys()], [0, 1]);
    near(Number(values.get(1)), 1, 1e-12);
    equal(finalValues(runs, { algorithm: 'madqn' }, 'msr').size, 0);
    equal(finalValues(runs, { algorithm: 'mo-maddpg', variant: 'broadcast' }, 'msr').get(0), 9);
    equal(finalValues(runs, { algorithm: 'mo-maddpg' }, 'qoe').size, 0);
  });

  it('curves are smoothed over 50 episodes, fewer at the start', () => {
    const rows = curveRows(runs, ['reward']).filter(({ seed }) => seed === 0);
    equal(rows.length, EPISODES);
    equal(rows[0].metrics.reward, 0);
    // A line's trailing mean lags by half a window: 24.5 episodes.
    near(rows[119].metrics.reward, (10 * (119 - 24.5)) / 119, 1e-12);
    near(rows[9].metrics.reward, (10 * 4.5) / 119, 1e-12);
    deepEqual(
      curveRows(runs, ['reward'], { every: 50 }).map(({ x }) => x),
      [0, 49, 99, 0, 49, 99],
    );
  });

  it('the table of runs says what is not there yet', () => {
    const states = runTable(runs).map(({ algorithm, variant, seeds, state }) => [algorithm, variant, seeds, state]);
    deepEqual(states[0], ['mo-maddpg', '', 2, '2 of 5 runs']);
    deepEqual(states[2], ['madqn', '', 0, 'not there yet']);
    deepEqual(states.at(-1), ['mo-maddpg', 'broadcast', 1, '1 of 5 runs']);
    const whole = syntheticRuns([['ga', { reach: () => ({ msr: 1 }) }]]);
    deepEqual(runTable(whole)[3].state, 'complete');
  });
});

describe('derived quantities', () => {
  it('the reward with ψ = 0 is what the same episode gives under ψ = 0', () => {
    const [as, none] = [0.25, 0].map((psi) => {
      const config = makeConfig('tiny', { register: { 'env.interruptionPsi': psi } });
      return { config, metrics: runEpisode(createEnvironment(config), createPolicy('random', config), 5) };
    });
    ok(Math.abs(as.metrics.reward - none.metrics.reward) > 0.1);
    near(Number(quantity('rewardWithoutPsi', as.metrics, as.config)), none.metrics.reward, 1e-9);
  });

  it('from a log, which has interruptions a slot, as from an episode; none where a part is missing', () => {
    const config = makeConfig('std');
    const logged = { reward: 3, handovers: 40, interruptionsPerSlot: 0.2 };
    const played = { reward: 3, handovers: 40, interruptions: 20 };
    equal(quantity('rewardWithoutPsi', logged, config), quantity('rewardWithoutPsi', played, config));
    equal(quantity('rewardWithoutPsi', { reward: 3 }, config), undefined);
    equal(quantity('energyJ', { energyVehicleJ: 1, energyEdgeJ: 2, energyCloudJ: 4 }, config), 7);
    equal(quantity('energyJ', {}, config), undefined);
  });
});
