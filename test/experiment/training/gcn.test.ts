import assert from 'node:assert/strict';
import { createGraphArrays, graphTensors, writeRows } from '../../../src/agents/learning/batch';
import { readOut } from '../../../src/agents/learning/layers';
import { embed } from '../../../src/agents/learning/networks';
import { weightsBy } from '../../../src/agents/learning/parameters';
import { createSeats } from '../../../src/agents/learning/rollout';
import { settingsFrom } from '../../../src/agents/learning/settings';
import { look } from '../../../src/agents/learning/view';
import { slotGraph } from '../../../src/environment';
import { defaultAction } from '../../../src/environment/action';
import { gcnOfRun } from '../../../src/experiment/training/gcn';
import { loadAgent, policyOf, readRun } from '../../../src/experiment/training/run';
import { graphNetwork } from '../../../src/gcn';
import { createRng } from '../../../src/support/rng';
import { projectFile } from '../../../src/support/root';
import { requireNear } from '../../support/golden-numbers';

describe('a committed run, taken apart', () => {
  const folder = projectFile('data', 'runs', 'std', 'mo-maddpg', '0');
  const run = readRun(folder);

  it('its graph network by (1) gives the embedding that its actors see', () => {
    const { seats, world } = createSeats(run.config, undefined, 1);
    const { networks, targets } = loadAgent(folder, run, { world });
    const [{ environment, view }] = seats;
    environment.reset(1);
    for (let t = 0; t < 5; t++) environment.step(defaultAction(run.config));
    look(view, world);
    const arrays = createGraphArrays(world, 1, 2, settingsFrom(run.config));
    arrays.aggregated.set(view.aggregated);
    arrays.own?.set(view.graph.features);
    writeRows(world, arrays, 0, view.links, 0, [7, 42], new Float32Array(world.nodes));
    const weights = weightsBy(networks, (name) => targets[name]);
    const [found] = readOut(() => [embed(weights('gcn'), graphTensors(world, arrays))]);
    const z = graphNetwork({ ...slotGraph(environment), layers: gcnOfRun(folder) })[1];
    requireNear('servers', found.subarray(0, world.servers * 32), z.slice(world.vehicles).flat(), 1e-5);
    requireNear('vehicles', found.subarray((world.servers + 4) * 32), [...z[7], ...z[42]], 1e-5);
  });

  it('a run that trained none has none to give', () => {
    for (const algorithm of ['maddpg', 'madqn', 'ga'])
      assert.throws(
        () => gcnOfRun(projectFile('data', 'runs', 'std', algorithm, '0')),
        new RegExp(`std.${algorithm}.0: ${algorithm} trained no graph network here; give a run of mo-maddpg`),
      );
  });

  it('its policy acts without noise: the same action twice, feasible', () => {
    const policy = policyOf(folder, run);
    const { seats } = createSeats(run.config, undefined, 1);
    const { environment } = seats[0];
    environment.reset(2);
    const act = () => policy.act(environment, createRng(1, 'explore'));
    assert.deepEqual(act(), act());
    environment.step(act());
  });
});
