import { deepEqual, equal, ok } from 'node:assert/strict';
import { comparison, pairSeeds } from '../../../src/experiment/runs/comparison';
import { near } from '../../register/scenes';
import { syntheticRuns } from './synthetic-runs';

const runs = syntheticRuns([
  ['mo-maddpg', { reach: ({ seed }) => ({ msr: 2 + seed / 10 }) }],
  ['maddpg', { reach: ({ seed }) => ({ msr: 1.75 + seed / 10 }) }],
  ['ga', { reach: () => ({ qoe: 1 }) }],
]);

describe('comparison of final weights', () => {
  it('has means, interquartile means, paired differences and how often one is larger', () => {
    const [own, other] = comparison(runs, 'msr');
    near(own.mean, 2.2, 1e-12);
    deepEqual([own.seeds, own.difference, own.larger], [5, null, null]);
    near(Number(other.difference), 0.25, 1e-12);
    // 25 pairs of seeds: a larger one needs seed difference above −2.5, which fails for (0,3), (0,4), (1,4).
    near(Number(other.larger), 22 / 25, 1e-12);
    ok(Number(other.differenceLow) > 0.249 && Number(other.differenceHigh) < 0.251);
  });

  it('takes the interquartile mean over episodes: ten values, two left out at each end', () => {
    const [own] = comparison(runs, 'msr');
    // Pairs at ±0.01 around 2, 2.1, 2.2, 2.3, 2.4: the first and the last pair are cut.
    near(own.iqm, 2.2, 1e-12);
    ok(own.iqmLow !== null && own.iqmHigh !== null && own.iqmLow < 2.2 && own.iqmHigh > 2.2);
    ok(own.iqmLow >= 1.99 && own.iqmHigh <= 2.41);
  });

  it('pairs the training seeds that both have', () => {
    const [a, b] = [
      new Map([
        [0, 5],
        [2, 7],
      ]),
      new Map([
        [2, 1],
        [3, 4],
        [0, 2],
      ]),
    ];
    deepEqual(pairSeeds(a, b), [
      { a: 7, b: 1 },
      { a: 5, b: 2 },
    ]);
  });

  it('leaves out who has no such quantity', () => {
    deepEqual(
      comparison(runs, 'msr').map(({ algorithm }) => algorithm),
      ['mo-maddpg', 'maddpg'],
    );
    const [alone] = comparison(runs, 'qoe');
    deepEqual([alone.algorithm, alone.difference], ['ga', null]);
    equal(comparison(runs, 'latencyS').length, 0);
  });
});
