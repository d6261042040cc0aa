import assert from 'node:assert/strict';
import { mkdirSync, readdirSync } from 'node:fs';
import { createEnvironment } from '../../../src/environment';
import { runEpisode, sweep } from '../../../src/experiment/evaluate';
import { trainLive } from '../../../src/experiment/training/live';
import { equationsFor, withEquations } from '../../../src/models';
import { makeConfig } from '../../../src/paper/config';
import { projectFile } from '../../../src/support/root';

describe('training in a notebook', () => {
  const config = makeConfig('tiny', { parameters: { episodes: 8, batchSize: 8 } });
  const task = { algorithm: 'maddpg', config, seed: 0 };
  before(() => {
    mkdirSync(projectFile('build'), { recursive: true });
  });
  const leftovers = () => readdirSync(projectFile('build')).filter((name) => name.startsWith('training-'));

  it('leaves a row an episode and a policy that plays like any other, and nothing on the disk', async () => {
    const earlier = leftovers();
    const run = await trainLive(task);
    assert.deepEqual(leftovers(), earlier);
    assert.equal(run.log.length, 8);
    assert.equal(run.config.register['game.enabled'], false);
    const played = runEpisode(createEnvironment(run.config), run.policy, 7000);
    const [point] = sweep({ config: run.config, policies: { mine: () => run.policy }, axis: 'none', seeds: [7000] });
    assert.deepEqual(point.metrics, played);
  });

  it('trains anew each time: same settings same log, other discount another log', async () => {
    const [first, second] = [await trainLive(task), await trainLive(task)];
    assert.deepEqual(first.log, second.log);
    const parameters = { ...config.parameters, discount: 0 };
    const short = await trainLive({ ...task, config: makeConfig('tiny', { parameters }) });
    assert.notDeepEqual(short.log.at(-1), first.log.at(-1));
  });

  it('names the equations that were replaced', async () => {
    const equations = (world: typeof config) => withEquations(equationsFor(world), { linkRate: () => 20e6 });
    assert.deepEqual((await trainLive({ ...task, equations })).modified, ['linkRate']);
  });

  it('refuses an environment of another size', async () => {
    const { policy } = await trainLive(task);
    const larger = createEnvironment(makeConfig('tiny', { parameters: { vehicles: 20 } }));
    larger.reset(1);
    assert.throws(() => runEpisode(larger, policy, 1), /maddpg: made for 16 vehicles, the environment has 20/);
  });
});
