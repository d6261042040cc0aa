import assert from 'node:assert/strict';
import { join } from 'node:path';
import { ablationCells } from '../../../src/experiment/ablation';
import { readLog } from '../../../src/experiment/training/log';
import { evaluateRun, readRun } from '../../../src/experiment/training/run';
import { train } from '../../../src/experiment/training/train';
import { makeConfig } from '../../../src/paper/config';
import type { Overrides } from '../../../src/paper/profiles';
import { withFolderAsync } from '../../support/temporary';

/** Trains a few episodes, with updates of all tiers, and plays one. */
async function shortRun(folder: string, algorithm: string, register: Overrides['register']) {
  const config = makeConfig('tiny', {
    parameters: { episodes: 8, episodeSlots: 10, batchSize: 8 },
    register: { 'rl.updateEvery': 40, ...register },
  });
  await train({ algorithm, config, seed: 1, folder });
  const losses = readLog(join(folder, 'log.csv')).flatMap(({ loss }) => (loss === undefined ? [] : [loss]));
  const { checksums, weights } = readRun(folder);
  return { losses, checksum: checksums.weights, weights, points: evaluateRun(folder, [7000]) };
}

describe('ablation: GCN × game × heads', () => {
  for (const nodeState of ['viaGcn', 'broadcast'])
    it(`all eight combinations train and play under ${nodeState}, each in its own way`, async () => {
      await withFolderAsync(async (folder) => {
        const checksums = new Map<string, string>();
        for (const { on, name } of ablationCells) {
          const run = await shortRun(join(folder, name), 'mo-maddpg', {
            'options.nodeState': nodeState,
            'gcn.enabled': on.gcn,
            'game.enabled': on.game,
            'critic.heads': on.heads ? 'perObjective' : 'single',
          });
          assert.ok(run.losses.length > 0 && run.losses.every((loss) => loss > 0), `${name}: no update was made`);
          assert.ok(Number.isFinite(run.points[0].metrics.reward));
          checksums.set(name, run.checksum);
        }
        assert.equal(new Set(checksums.values()).size, 8);
        const maddpg = await shortRun(join(folder, 'maddpg'), 'maddpg', { 'options.nodeState': nodeState });
        assert.equal(checksums.get('none (MADDPG)'), maddpg.checksum);
      });
    });
});
