import assert from 'node:assert/strict';
import { createEnvironment } from '../../src/environment/environment';
import { featureWidth } from '../../src/environment/graph';
import { benchmark, benchTable, scaledConfig } from '../../src/experiment/bench';
import { benchLearning, learningTable } from '../../src/experiment/bench-learning';
import { makeConfig } from '../../src/paper/config';
import { isDeterministic } from '../../src/support/deterministic';

describe('the bench', () => {
  it('grows road and servers with the fleet', () => {
    const { parameters } = scaledConfig(1000);
    assert.deepEqual([parameters.edges, parameters.clouds, parameters.roadM], [100, 30, 50_000]);
    const environment = createEnvironment(scaledConfig(300));
    environment.reset(1);
    // as near to servers as in the paper's world
    assert.ok(environment.links.offsetM.every((offset) => Math.abs(offset) <= 250));
  });

  it('names the processor and prints a line for each size', () => {
    const result = benchmark([100], 3);
    assert.ok(result.cpu.length > 0 && result.rows[0].stepUs > 0 && result.rows[0].observeUs > 0);
    const [head, , line] = benchTable(result).split('\n');
    assert.ok(head.startsWith(result.cpu) && head.includes(process.version));
    assert.match(line, /^ +100 +\d+ +\d+ +\d+ +\d+\.\d\d$/);
  });

  it('measures learning, and says what PyTorch takes where it was measured beside', () => {
    const bench = benchLearning({ updates: 2, slots: 12, heldAfter: [1, 3] });
    const { deterministic, torchMs, held, ...costs } = bench;
    assert.equal(torchMs, undefined);
    assert.equal(deterministic, isDeterministic());
    assert.ok(Object.values(costs).every((cost) => cost > 0));
    const graph = 2 * 113 * featureWidth(makeConfig('std'));
    assert.ok(bench.replayBytes > graph, 'a slot keeps ÂX of 113 nodes in 16 bits');
    assert.ok(bench.replayBytes <= 9000, `${bench.replayBytes} bytes a slot: 1e5 slots no longer fit into 900 MB`);
    assert.deepEqual(
      held.map(({ updates, tensors }) => [updates, tensors]),
      [1, 3].map((updates) => [updates, held[0].tensors]),
    );
    assert.ok(held.every(({ residentMB }) => residentMB > 10));
    const table = learningTable({ ...bench, updateMs: 9, batchMs: 2, torchMs: 10 });
    assert.match(table, /vehicles and GCN +9\.0 ms/);
    assert.match(table, /eager +10\.0 ms, .* ours 0\.90 of it, 0\.70 without the batch/);
    assert.match(table, /held after 3 updates +\d+ tensors, \d+ MB/);
    assert.match(learningTable(bench), /eager +TORCH_PYTHON=/);
  });
});
