import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import { join } from 'node:path';
import { modifiedPanel } from '../../../src/experiment/figures/panels';
import { panel, reevaluate } from '../../../src/experiment/panels';
import { playPoints } from '../../../src/experiment/runs/evaluate-run';
import { loadRuns } from '../../../src/experiment/runs/load';
import { asKept, pointsFile, writePoints } from '../../../src/experiment/runs/points';
import { readRun } from '../../../src/experiment/training/run-folder';
import { train } from '../../../src/experiment/training/train';
import { equationsFor, withEquations } from '../../../src/models';
import { type Config, makeConfig } from '../../../src/paper/config';
import { withFolderAsync } from '../../support/temporary';

const config = makeConfig('tiny', { parameters: { episodes: 4, episodeSlots: 10, batchSize: 8 } });
const plan = [{ axis: 'resources', values: [0.5, 2], seeds: [7000, 7001] }] as const;

/** A trained run, evaluated at two levels of resources, in a folder as those of a profile. */
async function withRun(use: (root: string) => Promise<void>): Promise<void> {
  await withFolderAsync(async (root) => {
    const folder = join(root, 'tiny/mo-maddpg/0');
    await train({ algorithm: 'mo-maddpg', config, seed: 0, folder });
    writePoints(pointsFile(folder), { weights: readRun(folder).checksums.weights }, playPoints({ folder, plan }));
    await use(root);
  });
}

describe('trained weights with replaced equations', () => {
  it('play the kept episodes again as they were, other ones with another equation, and say so', async () => {
    await withRun(async (root) => {
      const runs = await loadRuns('tiny', root);
      equal(panel('6b', runs).rows.length, 2);
      const options = { values: [0.5, 2], episodes: 2 };
      const same = await reevaluate('6b', runs, { ...options, equations: equationsFor });
      const again = same.changedRows.map((row) => asKept({ ...row, axis: 'resources' }).metrics);
      deepEqual(
        again,
        same.rows.map(({ metrics }) => metrics),
      );
      deepEqual(same.modified, []);
      const slow = (world: Config) => withEquations(equationsFor(world), { linkRate: () => 1e6 });
      const { rows, changedRows, modified } = await reevaluate('6b', runs, { ...options, equations: slow });
      deepEqual(modified, ['linkRate']);
      ok(changedRows.every(({ metrics }, k) => metrics.msr <= rows[k].metrics.msr));
      ok(JSON.stringify(modifiedPanel('6b', { rows, changedRows, modified })).includes('MODIFIED(linkRate)'));
    });
  });

  it('refuse a run or points that are not there', async () => {
    await withRun(async (root) => {
      const runs = await loadRuns('tiny', root);
      const equations = equationsFor;
      await rejects(reevaluate('6b', runs, { equations, trainingSeed: 3 }), /no run of mo-maddpg with training seed 3/);
      await rejects(reevaluate('6b', runs, { equations, values: [0.5], episodes: 3 }), /2 of 3 points are kept/);
    });
  });
});
