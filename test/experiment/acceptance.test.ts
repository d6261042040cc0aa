import assert from 'node:assert/strict';
import { bandProblem, greedyShare, loadPrototype, meansOf, shapeProblems } from '../../src/experiment/acceptance';
import { seedsFrom } from '../../src/experiment/evaluate';

const prototype = loadPrototype();
const msr = (profile: string, policy: string, seeds: number) =>
  meansOf(profile, policy, seedsFrom(11, seeds), ['msr']).msr;

describe('acceptance of the environment (MODEL.md §3)', () => {
  for (const [profile, policy, seeds] of [
    ['std', 'random', 4],
    ['std', 'hybrid', 4],
    ['std', 'greedy', 4],
    ['quick', 'random', 8],
    ['quick', 'hybrid', 8],
    ['quick', 'greedy', 4],
    ['tiny', 'random', 32],
    ['tiny', 'hybrid', 32],
    ['tiny', 'greedy', 16],
  ] as const)
    it(`${policy} lies in the band of ${profile}`, () =>
      assert.deepEqual(bandProblem(prototype, profile, policy, msr(profile, policy, seeds)), []));

  it('greedy reaches 95 % of the best joint choice', () => {
    const { slots, share } = greedyShare(1);
    assert.ok(slots > 50 && share >= prototype.exhaustive.least && share <= 1 + 1e-12, `${share} over ${slots} slots`);
  });

  it('a band and a shape that do not hold are named', () => {
    assert.deepEqual(bandProblem(prototype, 'std', 'random', 0.6), ['std, random: MSR 0.600 is outside 0.45–0.58']);
    assert.deepEqual(shapeProblems('vehicles', 'greedy', [0.9, 0.8, 0.85]), ['vehicles, greedy: turns at point 2']);
    assert.equal(shapeProblems('resources', 'hybrid', [0.5, 0.4]).length, 1);
    for (const [axis, { msr: rows }] of Object.entries(prototype.sweeps))
      for (const [policy, row] of Object.entries(rows)) assert.deepEqual(shapeProblems(axis, policy, row), []);
  });
});
