import { deepEqual, equal, match, throws } from 'node:assert/strict';
import { standingRows, standings, standingsTable } from '../../src/experiment/standings';
import { near } from '../register/scenes';
import { flatReferences, syntheticRuns } from './runs/synthetic-runs';

const references = flatReferences(
  {
    random: { reward: 1, interruptions: 500 },
    'far-sighted': { reward: 10, msr: 0.9 },
    'linear broadcast': { reward: 12 },
  },
  ['none'],
);
const runs = syntheticRuns(
  [
    ['mo-maddpg', { reach: ({ seed }) => ({ reward: 10 + seed, interruptions: 100 * seed }) }],
    ['mo-maddpg', { variant: 'broadcast', reach: () => ({ reward: 9 }) }],
    ['maddpg', { seeds: 1, reach: () => ({ reward: 5 }) }],
  ],
  { references },
);

describe('standings', () => {
  it('have learners over training seeds, their variants, then the reference policies over episodes', () => {
    const found = standings(runs);
    deepEqual(
      found.map(({ policy, runs: count }) => [policy, count]),
      [
        ['MO-MADDPG', 5],
        ['MADDPG', 1],
        ['MO-MADDPG, broadcast', 5],
        ['random', null],
        ['far-sighted', null],
        ['linear, broadcast', null],
      ],
    );
    const [mo] = found;
    // 10 … 14: mean 12, s = √2.5, t(0.975, 4) = 2.776445
    near(Number(mo.reached.reward?.mean), 12, 1e-12);
    near(Number(mo.reached.reward?.high) - 12, (2.776445105 * Math.sqrt(2.5)) / Math.sqrt(5), 1e-8);
    near(Number(mo.reached.interruptionsPerSlot?.mean), 2, 1e-9);
    near(Number(mo.above?.mean), 2, 1e-12);
    equal(mo.reached.msr, undefined);
  });

  it('compare with the far-sighted reference on the same episodes; itself and nobody else is left out', () => {
    const found = standings(runs);
    deepEqual(
      found.filter(({ above }) => above === null).map(({ policy }) => policy),
      ['far-sighted'],
    );
    equal(found[3].above?.mean, -9);
    const without = standings(syntheticRuns([['mo-maddpg', { reach: () => ({ reward: 1 }) }]]));
    deepEqual([without.length, without[0].above], [1, null]);
  });

  it('are a table with mean ± half-width, a dash for what was not measured, no half-width for one run', () => {
    const [mo, maddpg] = standingRows(runs);
    deepEqual([mo.R, mo['above far-sighted'], mo.success], ['12.00 ± 1.96', '2.00 ± 1.96', '–']);
    equal(maddpg.R, '5.00');
    const [head, rule, ...lines] = standingsTable(runs).split('\n');
    match(head, /^\| policy \| runs \| R \| above far-sighted \| success \|/);
    deepEqual([rule.split('|').length, lines.length], [head.split('|').length, 6]);
    throws(() => standingsTable({ ...runs, runs: [], references: [] }), /no run and no reference policy is evaluated/);
  });
});
