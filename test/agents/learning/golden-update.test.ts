import assert from 'node:assert/strict';
import golden from '../../../data/golden/update-torch.json';
import { readDecisions } from '../../../src/agents/learning/batch';
import type { Role } from '../../../src/agents/learning/nets';
import { bellmanTargets, updateMoMaddpg } from '../../../src/agents/mo-maddpg';
import { requireNear } from '../../support/golden-numbers';
import { scriptedDraws, scriptedLearner, scriptedReplay, scriptedRng } from './scripted';

const ENTROPY_WEIGHT = 0.05;

/** 1e-5 of the largest entry. */
const within = (values: readonly number[]) => 1e-5 * Math.max(...values.map(Math.abs));

describe('a whole update against PyTorch (data/golden/torch/update.py)', () => {
  const before = scriptedLearner();
  const learner = scriptedLearner();
  const report = updateMoMaddpg(learner, scriptedReplay(), scriptedRng(scriptedDraws), ENTROPY_WEIGHT, true);
  const names = Object.keys(golden.networks) as Role[];

  it('has its targets (26)', () => {
    const replay = scriptedReplay();
    const rows = Int32Array.from(scriptedDraws.slice(0, 6));
    const next = rows.map((row) => replay.rowNext[row]);
    readDecisions(replay, next, before.arrays.next, true);
    requireNear('targets', bellmanTargets(before, replay, rows), golden.targets, 1e-5);
  });

  it('has its losses by head (25), gradient norms and entropy', () => {
    requireNear('losses', report.losses, golden.losses, 1e-5);
    const norms = [golden.networks.vehicleCritic.norm, golden.networks.vehicleActor.norm, golden.entropy];
    requireNear('norms and entropy', [report.criticNorm, report.actorNorm, report.entropy], norms, 1e-5);
  });

  for (const name of names) {
    const { values, moment } = learner.networks[name];
    const expected = golden.networks[name];

    it(`${name}: has its clipped gradient`, () => {
      // what Adam's first moment took in
      const taken = moment.map((value, k) => (value - 0.9 * before.networks[name].moment[k]) / 0.1);
      requireNear('gradient', taken, expected.gradient, within(expected.gradient));
    });

    it(`${name}: has its weights after Adam, and its target after the soft update`, () => {
      requireNear('weights', values, expected.after, 1e-5);
      const every16th = learner.targets[name].filter((_, k) => k % 16 === 0);
      requireNear('target', every16th, expected.targetEvery16th, 1e-5);
      const moved = values.map((value, k) => Math.abs(value - before.networks[name].values[k]));
      assert.ok(Math.max(...moved) > 1e-3);
    });
  }

  it('clips the vehicle critic alone', () => {
    const long = names.filter((name) => golden.networks[name].norm > 1);
    assert.deepEqual(long, ['vehicleCritic']);
  });
});
