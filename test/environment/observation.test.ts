import assert from 'node:assert/strict';
import { createEnvironment } from '../../src/environment/environment';
import { globalLength, globalNames, observeGlobal } from '../../src/environment/observation-global';
import { CLOUD_NAMES, EDGE_NAMES, observeCloud, observeEdge } from '../../src/environment/observation-server';
import { LEARNER_NAMES, observeLearner, VEHICLE_NAMES } from '../../src/environment/observation-vehicle';
import { createSurvey, takeSurvey } from '../../src/environment/survey';
import { makeConfig } from '../../src/paper/config';
import { cloudRow, edgeRow, environmentWith, globalRow, learnerRow, observed, randomEpisode } from './slots';

describe('observations: lengths and names', () => {
  it('are 28, 32, 16, 12 and 82 at the paper size, each name once', () => {
    const config = makeConfig('std');
    const lists = [VEHICLE_NAMES, LEARNER_NAMES, EDGE_NAMES, CLOUD_NAMES, globalNames(config)];
    assert.deepEqual(
      lists.map((names) => names.length),
      [28, 32, 16, 12, 82],
    );
    for (const names of lists) assert.equal(new Set(names).size, names.length);
  });

  it('have a global length that follows the servers', () => {
    for (const profile of ['tiny', 'quick', 'std']) {
      const config = makeConfig(profile);
      assert.equal(globalNames(config).length, globalLength(config));
    }
    assert.equal(globalLength(makeConfig('tiny')), 4 * 3 + 2 * 2 + 10);
  });
});

describe('observations: range', () => {
  for (const profile of ['tiny', 'quick', 'std'])
    it(`every entry is written, finite and in [−1, 1] under random choices (${profile})`, () => {
      const environment = createEnvironment(makeConfig(profile));
      const { vehicles, edges, clouds } = environment.config.parameters;
      const survey = createSurvey(environment);
      const check = (length: number, write: (out: Float64Array) => void) => {
        const out = observed(length + 1, write);
        assert.ok(Number.isNaN(out[length]), 'the entry behind the row is left alone');
        for (let k = 0; k < length; k++) assert.ok(out[k] >= -1 && out[k] <= 1, `entry ${k} is ${out[k]}`);
      };
      randomEpisode(environment, 100, () => {
        takeSurvey(environment, survey);
        for (let v = 0; v < vehicles; v++) check(32, (out) => observeLearner(environment, v, out));
        for (let j = 0; j < edges; j++) check(16, (out) => observeEdge(environment, survey, j, out));
        for (let i = 0; i < clouds; i++) check(12, (out) => observeCloud(environment, survey, edges + i, out));
        check(globalLength(environment.config), (out) => observeGlobal(environment, survey, out));
      });
    });

  it('leave the state as it is', () => {
    const environment = environmentWith('tiny');
    const before = environment.save();
    learnerRow(environment, 3);
    edgeRow(environment, 1);
    cloudRow(environment, 2);
    globalRow(environment);
    assert.deepEqual(environment.save(), before);
  });
});
