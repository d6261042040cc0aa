import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVALUATION_SEED, seedsFrom } from '../../../src/experiment/evaluate';
import { readLog } from '../../../src/experiment/training/log';
import { evaluateRun } from '../../../src/experiment/training/run';
import { train } from '../../../src/experiment/training/train';
import { makeConfig } from '../../../src/paper/config';
import type { Overrides } from '../../../src/paper/profiles';
import { withFolderAsync } from '../../support/temporary';

const parameters = { vehicles: 6, episodes: 16, episodeSlots: 25, batchSize: 4 };
const configOf = (register: Overrides['register']) =>
  makeConfig('tiny', { parameters, register: { 'rl.updateEvery': 20, ...register } });

/** Readings that change what a learner is made of, alone and together. */
const forms: readonly (readonly [string, Overrides['register']])[] = [
  ['mo-maddpg', { 'rl.rows': 'perSlot' }],
  ['mo-maddpg', { 'rl.sharing': 'independent' }],
  ['mo-maddpg', { 'action.form': 'literal' }],
  [
    'mo-maddpg',
    {
      'action.form': 'literal',
      'rl.sharing': 'independent',
      'rl.rows': 'perSlot',
      'action.cloudAq': 'priorityReserve',
    },
  ],
  ['madqn', { 'rl.sharing': 'independent', 'rl.rows': 'perSlot' }],
];

describe('training in other forms', () => {
  for (const [algorithm, register] of forms)
    it(`${algorithm} ${JSON.stringify(register)}: same bytes, interrupted or not; the policy plays`, async () => {
      await withFolderAsync(async (folder) => {
        const task = { algorithm, config: configOf(register), seed: 1, checkpointEvery: 1 };
        const [whole, parts] = ['whole', 'parts'].map((name) => join(folder, name));
        assert.equal(await train({ ...task, folder: whole }), true);
        let rounds = 0;
        assert.equal(await train({ ...task, folder: parts, shouldStop: () => ++rounds === 2 }), false);
        assert.equal(await train({ ...task, folder: parts }), true);
        for (const file of ['log.csv', 'weights.bin'])
          assert.deepEqual(readFileSync(join(parts, file)), readFileSync(join(whole, file)), file);
        const updated = readLog(join(whole, 'log.csv')).filter(({ loss }) => loss !== undefined);
        assert.ok(updated.length > 0 && updated.every(({ loss }) => Number.isFinite(loss)), 'no update was made');
        const [point] = evaluateRun(whole, seedsFrom(EVALUATION_SEED, 1));
        assert.ok(Number.isFinite(point.metrics.reward) && point.metrics.attempts > 0);
      });
    });

  it('agents with networks of their own do not play in a world of other agents', async () => {
    await withFolderAsync(async (folder) => {
      const config = configOf({ 'rl.sharing': 'independent' });
      await train({ algorithm: 'mo-maddpg', config, seed: 1, folder });
      const larger = makeConfig('tiny', { parameters: { ...parameters, vehicles: 7 }, register: config.register });
      assert.throws(
        () => evaluateRun(folder, [EVALUATION_SEED], larger),
        /has a network for each agent .* plays with parameters\.vehicles 6 only, not 7/,
      );
    });
  });
});
