import assert from 'node:assert/strict';
import { createGraph, updateGraph } from '../../src/environment/graph';
import { adjacencyOf, normalisedAdjacency } from '../../src/gcn';
import { normalisedTimes } from '../../src/gcn/adjacency';
import { environmentWith, surveyOf } from '../environment/slots';
import { farthest, gold6, path } from './graphs';

/** The graph of a slot of the tiny profile. */
function realGraph() {
  const environment = environmentWith('tiny');
  const graph = createGraph(environment);
  updateGraph(environment, surveyOf(environment), graph);
  return graph;
}

describe('gcn: adjacency', () => {
  it('gives Ŝ of GOLD-6 for the path v1–j, v2–j, j–i', () => {
    assert.ok(farthest(normalisedAdjacency(adjacencyOf(path)), gold6.normalised) <= 1e-10);
  });

  it('as a sparse product equals the whole matrix on the graph of a slot', () => {
    const graph = realGraph();
    const rows = Float64Array.from(graph.features);
    const mixed = new Float64Array(rows.length);
    normalisedTimes(graph, rows, graph.width, mixed);
    const whole = normalisedAdjacency(adjacencyOf(graph));
    for (const [n, row] of whole.entries())
      for (let k = 0; k < graph.width; k++) {
        const expected = row.reduce((sum, weight, m) => sum + weight * rows[m * graph.width + k], 0);
        assert.ok(Math.abs(mixed[n * graph.width + k] - expected) <= 1e-12);
      }
  });

  it('leaves √(1 + degree) as it is (its eigenvector of eigenvalue 1), and is symmetric', () => {
    const graph = realGraph();
    const root = Float64Array.from(graph.degree, (degree) => Math.sqrt(1 + degree));
    const product = new Float64Array(root.length);
    normalisedTimes(graph, root, 1, product);
    for (const [n, value] of root.entries()) assert.ok(Math.abs(product[n] - value) <= 1e-12);
    const whole = normalisedAdjacency(adjacencyOf(graph));
    assert.deepEqual(
      whole,
      whole.map((row, a) => row.map((_, b) => whole[b][a])),
    );
  });

  it('refuses what is no adjacency, by entry', () => {
    const refused = (adjacency: number[][], message: RegExp) =>
      assert.throws(() => normalisedAdjacency(adjacency), message);
    refused([[0, 1]], /adjacency\[0\]\.length = 2: must be the number of rows, 1/);
    refused([[1]], /adjacency\[0\]\[0\] = 1: must be .* 0 for a node itself/);
    refused(
      [
        [0, 1],
        [0, 0],
      ],
      /adjacency\[0\]\[1\] = 1: must be .*the same both ways/,
    );
    refused(
      [
        [0, 2],
        [2, 0],
      ],
      /adjacency\[0\]\[1\] = 2: must be 0 or 1/,
    );
    refused(
      [
        [0, Number.NaN],
        [0, 0],
      ],
      /adjacency\[0\]\[1\] = NaN/,
    );
  });

  it('as a product refuses its own input as output, and wrong lengths', () => {
    const rows = new Float64Array(16);
    assert.throws(() => normalisedTimes(path, rows, 4, rows), /another array/);
    assert.throws(() => normalisedTimes(path, rows, 3, new Float64Array(12)), /rows\.length = 16: must be .*12/);
    assert.throws(() => normalisedTimes(path, rows, 4, new Float64Array(15)), /out\.length = 15: must be .*16/);
  });
});
