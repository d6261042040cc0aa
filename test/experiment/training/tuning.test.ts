import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tuningTable } from '../../../src/commands/tune';
import { configOf } from '../../../src/experiment/training/algorithms';
import { type AlgorithmName, algorithmNames } from '../../../src/experiment/training/names';
import { evaluateRun, readRun } from '../../../src/experiment/training/run';
import { gatherTrials, runTrial, trialRuns } from '../../../src/experiment/training/trials';
import {
  BUDGET,
  type Budget,
  chosenFor,
  grids,
  readTuning,
  type Tuning,
  trialsOf,
  tuningFile,
} from '../../../src/experiment/training/tuning';
import { makeConfig } from '../../../src/paper/config';
import { readJson, writeJson } from '../../../src/support/files';
import { projectFile } from '../../../src/support/root';
import { withFolderAsync } from '../../support/temporary';

const small: Budget = {
  profile: 'tiny',
  episodes: 4,
  updateEvery: 5,
  trainingSeeds: [3, 4],
  firstSeed: 3000,
  seeds: 2,
};

/** A result as `gatherTrials` writes it, in which the last trial of each algorithm was the best. */
function invented(): Tuning {
  const method = (name: AlgorithmName) => {
    const trials = trialsOf(name).map((values, k) => ({ values, reward: k, rewards: [[k], [k]] }));
    return { grid: grids[name], trials, chosen: trials[2].values };
  };
  const [mo, maddpg, madqn, ga] = algorithmNames.map(method);
  return { budget: BUDGET, methods: { 'mo-maddpg': mo, maddpg, madqn, ga } };
}

describe('tuning of the learners', () => {
  it('tries as many combinations of each', () => {
    for (const name of algorithmNames) {
      const trials = trialsOf(name);
      assert.equal(trials.length, 3);
      assert.equal(new Set(trials.map((values) => JSON.stringify(values))).size, 3);
    }
    assert.deepEqual(trialsOf('madqn')[2], { criticLearningRate: 3e-3 });
    assert.equal(BUDGET.firstSeed, 3000);
  });

  it('the rounds before had the paper’s constants', () => {
    const usual = makeConfig('std').parameters;
    for (const round of ['first', 'second']) {
      const { methods } = readJson<Tuning>(projectFile(`data/tuned/learners-${round}-round.json`));
      for (const name of ['mo-maddpg', 'maddpg', 'madqn'] as const) {
        const rates = methods[name].trials.map(({ values }) => values);
        assert.ok(
          rates.some((values) =>
            Object.entries(values).every(([key, value]) => key === 'softUpdate' || usual[key as 'discount'] === value),
          ),
        );
      }
    }
  });

  it('the committed record has as many trials of each, each on the same seeds, and the best of them chosen', () => {
    const { budget, methods } = readTuning();
    assert.deepEqual(budget, BUDGET);
    for (const name of algorithmNames) {
      const { trials, chosen } = methods[name];
      assert.deepEqual(
        trials.map(({ values }) => values),
        trialsOf(name),
      );
      for (const { reward, rewards } of trials) {
        assert.deepEqual(
          rewards.map((ofSeed) => ofSeed.length),
          [20, 20],
        );
        assert.ok(Math.abs(reward - rewards.flat().reduce((sum, one) => sum + one, 0) / 40) < 1e-9);
      }
      const [best] = [...trials].sort((a, b) => b.reward - a.reward);
      assert.deepEqual(best.values, chosen, name);
    }
  });

  it('a trial is a run that goes on where it stopped; the best of each is chosen and written', async function () {
    this.timeout(300_000); // twenty-four runs
    await withFolderAsync(async (folder) => {
      const task = { budget: small, root: join(folder, 'runs'), file: join(folder, 'learners.json') };
      const runs = trialRuns(task);
      assert.equal(runs.length, 24);
      assert.ok(runs[2].folder.endsWith(join('runs', 'trial-2', 'mo-maddpg', '3')));
      assert.throws(() => gatherTrials(task), /trials not finished: .*trial-1.*twinkit tune-learners/);
      const longer = { ...task, budget: { ...small, episodes: 8 } }; // a run of two rounds, to stop between them
      assert.equal(await runTrial(runs[6], longer, () => true), false);
      assert.ok(existsSync(join(runs[6].folder, 'checkpoint.bin')));
      assert.equal(await runTrial(runs[6], longer), true);
      for (const run of runs) if (run !== runs[6]) assert.equal(await runTrial(run, task), true);
      assert.throws(
        () => gatherTrials(task),
        /trial-1.maddpg.3: belongs to another run: episodes is 8 in place of 4; .* or remove it/,
      );
      rmSync(runs[6].folder, { recursive: true });
      await runTrial(runs[6], task);
      for (const { values, folder: at } of runs)
        for (const [key, value] of Object.entries(values))
          assert.equal(readRun(at).config.parameters[key as 'softUpdate'], value);
      const tuning = gatherTrials(task);
      for (const name of algorithmNames) {
        const { trials, chosen } = tuning.methods[name];
        const best = Math.max(...trials.map(({ reward }) => reward));
        assert.deepEqual(trials.find(({ values }) => values === chosen)?.reward, best);
      }
      const [first] = runs;
      const { rewards, reward } = tuning.methods['mo-maddpg'].trials[0];
      const again = evaluateRun(first.folder, [3000, 3001]).map(({ metrics }) => metrics.reward);
      assert.deepEqual(rewards[0], again);
      assert.notDeepEqual(rewards[1], again);
      assert.equal(reward, rewards.flat().reduce((sum, one) => sum + one, 0) / 4);
      assert.equal(
        tuningTable(tuning)
          .split('\n')
          .filter((line) => line.endsWith('*')).length,
        4,
      );
      const written = readFileSync(task.file, 'utf8');
      gatherTrials(task);
      assert.equal(readFileSync(task.file, 'utf8'), written);
      assert.deepEqual(readJson(task.file), JSON.parse(JSON.stringify(tuning)));
    });
  });

  it('chosen values replace the profile’s own at the paper’s size, and nothing else', async () => {
    await withFolderAsync(async (folder) => {
      const file = join(folder, 'learners.json');
      assert.deepEqual(chosenFor('mo-maddpg', makeConfig('std'), [], file), {});
      writeJson(file, invented());
      const chosen = { actorLearningRate: 1e-2 };
      assert.deepEqual(chosenFor('mo-maddpg', makeConfig('std'), [], file), chosen);
      assert.deepEqual(chosenFor('maddpg', makeConfig('paper'), [], file), chosen);
      assert.deepEqual(chosenFor('mo-maddpg', makeConfig('quick'), [], file), {});
      const own = makeConfig('std', { parameters: { actorLearningRate: 2e-3 } });
      assert.deepEqual(chosenFor('mo-maddpg', own, [], file), {});
      const said = ['actorLearningRate', 'episodes'];
      assert.deepEqual(chosenFor('mo-maddpg', makeConfig('std'), said, file), {}, 'a value set by name stays');
    });
  });

  it('a run trains under the values that the committed file chose, a trial under its own', () => {
    const config = makeConfig('std');
    const expected = { ...config.parameters, ...(existsSync(tuningFile()) ? readTuning().methods.ga.chosen : {}) };
    assert.deepEqual(configOf('ga', config).parameters, expected);
    assert.deepEqual(configOf('ga', config, false).parameters, config.parameters);
  });

  it('refuses a file of another grid, or edited', async () => {
    await withFolderAsync(async (folder) => {
      const file = join(folder, 'learners.json');
      const { methods, budget } = invented();
      writeJson(file, { budget, methods: { ...methods, ga: { ...methods.ga, grid: { geneticMutation: [0.1] } } } });
      assert.throws(() => readTuning(file), /methods\.ga\.grid is not the declared one; twinkit tune-learners/);
      writeJson(file, { budget: { ...budget, episodes: 300 }, methods });
      assert.throws(() => readTuning(file), /budget is not the declared one/);
      writeJson(file, { budget, methods: { ...methods, madqn: undefined } });
      assert.throws(() => chosenFor('ga', makeConfig('std'), [], file), /methods\.madqn\.grid is not the declared one/);
      assert.ok(readJson(file));
    });
  });
});
