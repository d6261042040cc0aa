import assert from 'node:assert/strict';
import { createPolicy, policyNames } from '../../src/agents/policies';
import { tunedFile, tunedWeights } from '../../src/agents/tuned';
import { createEnvironment } from '../../src/environment/environment';
import { runEpisode } from '../../src/experiment/evaluate';
import { makeConfig } from '../../src/paper/config';
import { profileNames } from '../../src/paper/profiles';
import { canonicalJson, readJson } from '../../src/support/files';

const shortConfig = (profile: string, slots: number, register = {}) =>
  makeConfig(profile, { parameters: { episodeSlots: slots }, register });

describe('reference policies', () => {
  it('an unknown name is answered with the known ones', () => {
    assert.throws(
      () => createPolicy('gredy', makeConfig('tiny')),
      (error: Error) => policyNames.every((name) => error.message.includes(name)) && error.message.includes('"gredy"'),
    );
    assert.throws(() => createPolicy('toString', makeConfig('tiny')), /not known/);
  });

  for (const name of policyNames) {
    it(`${name}: the same seed gives the same episode, another seed another`, () => {
      const config = makeConfig('tiny');
      const episode = (seed: number) =>
        canonicalJson(runEpisode(createEnvironment(config), createPolicy(name, config), seed));
      assert.equal(episode(8), episode(8));
      assert.notEqual(episode(8), episode(9));
    });

    it(`${name}: every choice is feasible in every profile and reading of deferring and of destinations`, () => {
      for (const profile of profileNames) play(name, shortConfig(profile, profile === 'tiny' ? 20 : 4));
      play(name, shortConfig('tiny', 20, { 'modes.allowDefer': false }));
      play(name, shortConfig('tiny', 20, { 'modes.vjiDestinations': 'cloudsOnly', 'env.hosting': false }));
    });
  }

  /** `step` refuses what is not feasible. */
  function play(name: string, config: ReturnType<typeof makeConfig>): void {
    const { slots } = runEpisode(createEnvironment(config), createPolicy(name, config), 3);
    assert.equal(slots, config.parameters.episodeSlots);
  }
});

describe('tuned weights', () => {
  const files = [
    ['linear', 'viaGcn', 26],
    ['linear', 'broadcast', 26],
    ['far-sighted', 'viaGcn', 11],
    ['far-sighted-patient', 'viaGcn', 11],
  ] as const;

  for (const [policy, nodeState, length] of files)
    it(`${policy} (${nodeState}): present, whole, with its budget and a history that rises`, () => {
      const config = makeConfig('std', { register: { 'options.nodeState': nodeState } });
      assert.equal(tunedWeights(policy, config).length, length);
      // readJson checks the checksum
      const tuned = readJson<{ budget: { iterations: number; firstSeed: number }; history: { elite: number }[] }>(
        tunedFile(policy, nodeState),
      );
      assert.equal(tuned.history.length, tuned.budget.iterations);
      assert.equal(tuned.budget.firstSeed, 100000);
      assert.ok(tuned.history[tuned.history.length - 1].elite > tuned.history[0].elite);
    });

  it('the two settings of options.nodeState have weights of their own', () => {
    const weights = (nodeState: string) =>
      tunedWeights('linear', makeConfig('std', { register: { 'options.nodeState': nodeState } }));
    assert.notDeepEqual(weights('viaGcn'), weights('broadcast'));
  });
});
