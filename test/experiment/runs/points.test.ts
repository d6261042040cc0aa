import { deepEqual, equal, match, ok, rejects, throws } from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planOf } from '../../../src/experiment/runs/evaluate-run';
import { findRuns, loadRuns, referencesFile } from '../../../src/experiment/runs/load';
import {
  type AxisPoint,
  asKept,
  inOrder,
  notIn,
  plannedPoints,
  pointsFile,
  readPoints,
  requireAll,
  variantPoints,
  writePoints,
} from '../../../src/experiment/runs/points';
import { referenceEpisodes } from '../../../src/experiment/runs/references';
import { readRun } from '../../../src/experiment/training/run-folder';
import { makeConfig } from '../../../src/paper/config';
import { projectFile } from '../../../src/support/root';
import { withFolder, withFolderAsync } from '../../support/temporary';

const config = makeConfig('std');
const point = (seed: number, metrics: Record<string, number>): AxisPoint => {
  return { axis: 'dataMB', policy: 'maddpg', x: 10, seed, metrics };
};
const points = [point(7000, { reward: 1 / 3, msr: 0.5 }), point(7001, { reward: -2 })];

describe('planned points', () => {
  it('are those of MODEL.md §5.7: 20 episodes at the default and at every x of the four axes', () => {
    const plan = plannedPoints(config);
    deepEqual(
      plan.map(({ axis }) => axis),
      ['none', 'dataMB', 'resources', 'requestProb', 'vehicles'],
    );
    deepEqual([plan[0].seeds[0], plan[0].seeds.length, plan[1].seeds.length], [7000, 20, 20]);
    deepEqual(plan[4].values, [25, 50, 75, 100, 125, 150, 200]);
  });

  it('of a policy without the game include the posted prices; those of a variant what claims compare', () => {
    const plain = makeConfig('std', { register: { 'game.enabled': false } });
    deepEqual(plannedPoints(plain).at(-1)?.values, [0.3, 0.4, 0.5]);
    deepEqual(
      variantPoints(plain).map(({ axis }) => axis),
      ['none', 'vehicles'],
    );
  });

  it('sweep a smaller fleet over the same multiples of its size', () => {
    deepEqual(plannedPoints(makeConfig('quick'))[4].values, [12, 24, 36, 48, 60, 72, 96]);
  });
});

describe('what a file of points lacks', () => {
  const at = (axis: 'none' | 'dataMB', x: number, seed: number): AxisPoint => ({
    ...point(seed, { reward: x }),
    axis,
    x,
  });
  const plan = [
    { axis: 'none', values: [0], seeds: [7000, 7001] },
    { axis: 'dataMB', values: [10, 20, 30], seeds: [7000, 7001] },
  ] as const;
  const kept = [at('none', 0, 7000), at('none', 0, 7001), at('dataMB', 20, 7000), at('dataMB', 30, 7000)];

  it('is every x that was not played on just the planned seeds', () => {
    deepEqual(notIn([], plan), plan);
    deepEqual(notIn(kept, plan), [{ ...plan[1], values: [10, 20, 30] }]);
    deepEqual(notIn([...kept, at('dataMB', 20, 7001), at('dataMB', 30, 7009)], plan), [
      { ...plan[1], values: [10, 30] },
    ]);
    const all = plan.flatMap(({ axis, values, seeds }) =>
      values.flatMap((x) => seeds.map((seed) => at(axis, x, seed))),
    );
    deepEqual(notIn(all, plan), []);
  });

  it('takes its place in the order of the plan; an x that was played again stands for the one kept', () => {
    const fresh = [7000, 7001].map((seed) => ({ ...at('dataMB', 20, seed), metrics: { reward: -1 } }));
    deepEqual(inOrder(plan, fresh, kept), [...kept.slice(0, 2), ...fresh, kept[3]]);
  });
});

describe('the committed points of the reference policies', () => {
  it('belong to the world of std, every point that is planned', () => {
    const found = readPoints(referencesFile('std', projectFile('data/runs')), { config });
    equal(found.length, referenceEpisodes('std'));
  });
});

describe('the committed points of the runs', () => {
  for (const { id, folder } of findRuns('std', projectFile('data/runs')))
    it(`${id}: every point that is planned`, () => {
      const kept = readPoints(pointsFile(folder), { weights: readRun(folder).checksums.weights });
      deepEqual(notIn(kept, planOf(readRun(folder))), []);
    });

  it('a file that lacks one is named, with what to do', () => {
    const plan = [{ axis: 'dataMB', values: [10], seeds: [7000, 7001] }] as const;
    requireAll('evaluation.json', points, plan);
    throws(
      () => requireAll('evaluation.json', points.slice(1), plan),
      /evaluation\.json: lacks dataMB at 10; play it with twinkit points/,
    );
  });
});

describe('a file of points', () => {
  it('gives back what it keeps, to ten digits, without the metrics an episode lacks', () => {
    withFolder((folder) => {
      const file = pointsFile(folder);
      writePoints(file, { weights: 'abc' }, points);
      const found = readPoints(file, { weights: 'abc' });
      deepEqual(found, points.map(asKept));
      equal(found[0].metrics.reward, 0.3333333333);
      ok(!('msr' in found[1].metrics));
    });
  });

  it('is worth nothing for other weights or another world, and is as if it were not there', () => {
    withFolder((folder) => {
      const file = pointsFile(folder);
      deepEqual(readPoints(file, { weights: 'abc' }), []);
      writePoints(file, { weights: 'abc' }, points);
      deepEqual(readPoints(file, { weights: 'abd' }), []);
      writePoints(file, { config }, points);
      equal(readPoints(file, { config }).length, 2);
      equal(readPoints(file, { config: makeConfig('std', { register: { 'critic.heads': 'single' } }) }).length, 2);
      equal(readPoints(file, { config: makeConfig('std', { parameters: { discount: 0.5, episodes: 9 } }) }).length, 2);
      deepEqual(readPoints(file, { config: makeConfig('std', { parameters: { vehicles: 90 } }) }), []);
      deepEqual(readPoints(file, { config: makeConfig('std', { register: { 'env.interruptionPsi': 0 } }) }), []);
    });
  });

  it('is refused when it was edited', () => {
    withFolder((folder) => {
      const file = pointsFile(folder);
      writePoints(file, { weights: 'abc' }, points);
      writeFileSync(file, readFileSync(file, 'utf8').replace('0.5', '0.6'));
      throws(() => readPoints(file, { weights: 'abc' }), /evaluation\.json: checksum/);
    });
  });
});

describe('runs of a profile', () => {
  it('are found by variant, algorithm and seed; what is not finished is not there', () => {
    withFolder((root) => {
      for (const id of ['std/maddpg/10', 'std/maddpg/2', 'std-broadcast/madqn/0', 'stdx/maddpg/0', 'std/ga/0'])
        mkdirSync(join(root, id), { recursive: true });
      for (const id of ['std/maddpg/10', 'std/maddpg/2', 'std-broadcast/madqn/0', 'stdx/maddpg/0'])
        writeFileSync(join(root, id, 'run.json'), '{}');
      const found = findRuns('std', root).map(({ id, variant }) => [id, variant]);
      deepEqual(found, [
        ['std/maddpg/2', ''],
        ['std/maddpg/10', ''],
        ['std-broadcast/madqn/0', 'broadcast'],
      ]);
    });
  });

  it('none is no error, a damaged one is', async () => {
    await withFolderAsync(async (root) => {
      const { runs, references } = await loadRuns('std', root);
      deepEqual([runs, references], [[], []]);
      mkdirSync(join(root, 'std/maddpg/0'), { recursive: true });
      writeFileSync(join(root, 'std/maddpg/0/run.json'), '{"checksum":"0","content":{}}');
      await rejects(loadRuns('std', root), (error: Error) => {
        match(error.message, /std\/maddpg\/0\/run\.json: checksum/);
        return true;
      });
    });
  });

  it('one of another profile among them is refused: it would count as theirs', async () => {
    await withFolderAsync(async (root) => {
      cpSync(projectFile('data/runs/std/ga/0'), join(root, 'quick-mine/ga/0'), { recursive: true });
      await rejects(loadRuns('quick', root), /mine\/ga\/0: is a run of profile std among those of quick; move it out/);
    });
  });
});
