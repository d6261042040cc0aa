import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { configOf } from '../../../src/experiment/training/algorithms';
import { algorithmNames } from '../../../src/experiment/training/names';
import {
  folderOf,
  isCommitted,
  plannedRuns,
  retrainedRuns,
  runsFolder,
  trainingResultsFile,
  variantConfig,
  variants,
} from '../../../src/experiment/training/plan';
import { isFinished, readRun } from '../../../src/experiment/training/run-folder';
import { makeConfig } from '../../../src/paper/config';
import { profileNames } from '../../../src/paper/profiles';
import { codeHash } from '../../../src/support/code-hash';
import { projectFile } from '../../../src/support/root';

describe('plan of runs', () => {
  it('has every algorithm on every seed once, and no run twice', () => {
    for (const profile of profileNames) {
      const planned = plannedRuns(profile);
      assert.equal(new Set(planned.map(({ id }) => id)).size, planned.length);
      const seeds = makeConfig(profile).register['stats.seeds'] as number;
      for (const algorithm of algorithmNames) {
        const own = planned.filter((run) => run.variant === 'default' && run.algorithm === algorithm);
        assert.deepEqual(
          own.map(({ id }) => id),
          Array.from({ length: seeds }, (_, seed) => `${profile}/${algorithm}/${seed}`),
        );
      }
    }
    assert.ok(plannedRuns('std').some(({ id }) => id === 'std-broadcast/maddpg/4'));
    assert.ok(plannedRuns('std').some(({ id }) => id === 'std-without-gcn-game/mo-maddpg/0'));
  });

  it('the ablation has all eight combinations of one algorithm, with the same rates', () => {
    const keys = ['gcn.enabled', 'game.enabled', 'critic.heads'] as const;
    const signature = ({ register }: ReturnType<typeof makeConfig>) => keys.map((key) => register[key]).join(' ');
    const std = makeConfig('std');
    for (const [whole, prefix, state] of [
      ['default', 'without-', 'viaGcn'],
      ['broadcast', 'broadcast-without-', 'broadcast'],
    ]) {
      const names = Object.keys(variants).filter((name) => name === whole || name.startsWith(prefix));
      const own = names.map((name) => configOf('mo-maddpg', variantConfig(std, name, 'mo-maddpg')));
      const seen = own.map(signature);
      assert.deepEqual([seen.length, new Set(seen).size], [8, 8]);
      assert.ok(seen.includes('false false single'));
      const back = Object.fromEntries(keys.map((key) => [key, own[0].register[key]]));
      for (const { parameters, register } of own) {
        assert.deepEqual(parameters, own[0].parameters, 'the same rates in all');
        assert.deepEqual({ ...register, ...back }, own[0].register, 'and the same readings but for the parts');
      }
      assert.equal(own[0].register['options.nodeState'], state);
    }
  });

  it('a setting without all three parts is MADDPG but for what tuning chose', () => {
    const std = makeConfig('std');
    const bare = configOf('mo-maddpg', variantConfig(std, 'without-gcn-game-heads', 'mo-maddpg'));
    const maddpg = configOf('maddpg', std);
    assert.deepEqual(bare.register, maddpg.register);
    assert.deepEqual({ ...bare.parameters, actorLearningRate: maddpg.parameters.actorLearningRate }, maddpg.parameters);
  });

  it('a variant changes what it says and nothing else', () => {
    const std = makeConfig('std');
    const broadcast = variantConfig(std, 'broadcast', 'maddpg');
    const { 'options.nodeState': told, 'rl.nodeRefusals': refusals } = broadcast.register;
    assert.deepEqual([told, refusals], ['broadcast', 'waiting']);
    const back = { 'options.nodeState': 'viaGcn', 'rl.nodeRefusals': 'free' };
    assert.deepEqual({ ...broadcast.register, ...back }, std.register);
    const { nodeActorLearningRate } = std.parameters;
    assert.equal(broadcast.parameters.nodeActorLearningRate, nodeActorLearningRate / 5);
    assert.deepEqual({ ...broadcast.parameters, nodeActorLearningRate }, std.parameters);
    const fixed = variantConfig(std, 'fixed-nodes', 'mo-maddpg');
    assert.deepEqual({ ...fixed.register, 'agents.nodeActors': 'learned' }, std.register);
    assert.equal(fixed.register['agents.nodeActors'], 'fixed');
    assert.deepEqual(fixed.parameters, std.parameters);
    const booked = variantConfig(std, 'booked', 'mo-maddpg');
    assert.deepEqual(booked.parameters, std.parameters);
    const quick = variantConfig(makeConfig('quick'), 'without-gcn', 'mo-maddpg');
    assert.deepEqual({ ...quick.register, 'gcn.enabled': true }, makeConfig('quick').register);
    const now = ['rl.handoverCredit', 'rl.learningRates'] as const;
    const since = Object.fromEntries(now.map((key) => [key, std.register[key]]));
    assert.deepEqual({ ...booked.register, ...since }, std.register);
    for (const key of now) assert.notEqual(booked.register[key], std.register[key]);
    const plain = variantConfig(std, 'broadcast-default-nodes', 'mo-maddpg');
    assert.equal(plain.register['options.nodeState'], 'broadcast');
    assert.deepEqual({ ...plain.register, ...back }, std.register);
    assert.deepEqual(plain.parameters, std.parameters);
    const slow = variantConfig(std, 'broadcast-slow-nodes', 'mo-maddpg');
    assert.deepEqual([slow.register, slow.parameters], [plain.register, broadcast.parameters]);
    const asked = variantConfig(std, 'broadcast-told-nodes', 'mo-maddpg');
    assert.deepEqual([asked.register, asked.parameters], [broadcast.register, plain.parameters]);
  });

  it('a committed run has the config that the plan would train it with today', () => {
    for (const profile of profileNames.filter(isCommitted))
      for (const run of plannedRuns(profile)) {
        const folder = folderOf(profile, run);
        if (!isFinished(folder)) continue;
        const { algorithm, variant } = run;
        const own = variantConfig(makeConfig(profile), variant, algorithm);
        const today = configOf(algorithm, own);
        assert.deepEqual(readRun(folder).config, today, run.id);
      }
  });

  it('retrained runs are apart from it: a variant an x, each of the four axes without the profile’s own x', () => {
    const counts = (['std', 'quick'] as const).map((profile) => {
      const runs = retrainedRuns(profile);
      assert.ok(!plannedRuns(profile).some(({ id }) => runs.some((run) => run.id === id)));
      return ['dataMB', 'resources', 'requestProb', 'vehicles'].map(
        (axis) => new Set(runs.filter((run) => run.axis === axis).map(({ x }) => x)).size,
      );
    });
    assert.deepEqual(counts, [
      [5, 5, 5, 6],
      [5, 5, 5, 6],
    ]);
    const { register, parameters } = variantConfig(makeConfig('std'), 'retrain-requestProb-0.3', 'madqn');
    assert.deepEqual([register['env.requestProb'], register['sweep.protocol']], [0.3, 'retrain']);
    assert.deepEqual(parameters, makeConfig('std').parameters);
    assert.throws(() => variantConfig(makeConfig('std'), 'retrain-requestProb-0.25', 'ga'), /did you mean "retrain-/);
  });

  it('committed runs keep their place; those of quick lie under the version of the code', () => {
    assert.equal(runsFolder('std'), 'data/runs');
    assert.match(codeHash(), /^[0-9a-f]{12}$/);
    assert.equal(
      folderOf('quick', { id: 'quick/maddpg/2' }),
      projectFile(`build/quick/runs/${codeHash()}/quick/maddpg/2`),
    );
    assert.match(trainingResultsFile('quick'), new RegExp(`build/quick/runs/${codeHash()}/training\\.json$`));
    assert.ok(existsSync(projectFile(runsFolder('std'), 'std/mo-maddpg/0/run.json')));
  });
});
