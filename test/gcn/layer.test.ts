import assert from 'node:assert/strict';
import { adjacencyOf, graphConvolution, type Matrix } from '../../src/gcn';
import { createRng } from '../../src/support/rng';
import { farthest, gold6, path } from './graphs';

const { nodeFeatures, layerWeights, embedding } = gold6;
const adjacency = adjacencyOf(path);

describe('gcn: layer', () => {
  it('gives the layer of GOLD-6', () => {
    assert.ok(farthest(graphConvolution({ adjacency, nodeFeatures, layerWeights }), embedding) <= 1e-10);
  });

  it('limits: graphConvolution of a node alone, of a regular graph, with self weights of 0', () => {
    assert.deepEqual(graphConvolution({ adjacency: [[0]], nodeFeatures: [[2, 1]], layerWeights: [[3], [-1]] }), [[5]]);
    const ring = [0, 1, 2, 3].map((a) => [0, 1, 2, 3].map((b) => ((a - b) % 2 === 0 ? 0 : 1)));
    const even = graphConvolution({ adjacency: ring, nodeFeatures: ring.map(() => [0.6]), layerWeights: [[1]] });
    assert.ok(
      farthest(
        even,
        ring.map(() => [0.6]),
      ) <= 1e-15,
    );
    const nothing = [
      [0, 0],
      [0, 0],
    ];
    const layer = { adjacency, nodeFeatures, layerWeights };
    assert.deepEqual(graphConvolution({ ...layer, selfWeights: nothing }), graphConvolution(layer));
  });

  it('self weights add each node’s own features before the ReLU', () => {
    const own = graphConvolution({
      adjacency,
      nodeFeatures,
      layerWeights,
      selfWeights: [
        [1, 0],
        [0, -1],
      ],
    });
    assert.ok(Math.abs(own[0][0] - (embedding[0][0] + 1)) <= 1e-10);
    assert.equal(own[0][1], 0); // 0.142 − 0.5
    assert.ok(Math.abs(own[3][0] - Math.max(0, 0.5 * (0.5 * -0.6) + 0.1 * 0.4 + 0.3535533906 * 0.19 - 0.6)) <= 1e-10);
  });

  it('moves with the nodes: renumbered nodes give renumbered rows', () => {
    const rng = createRng(4, 'permutation');
    const random = (rows: number, columns: number): number[][] =>
      Array.from({ length: rows }, () => Array.from({ length: columns }, () => 2 * rng.uniform() - 1));
    const order = [3, 0, 4, 2, 1];
    const links = random(5, 5);
    const graph = links.map((row, a) =>
      row.map((_, b) => (a !== b && links[Math.min(a, b)][Math.max(a, b)] > 0 ? 1 : 0)),
    );
    const [features, weights, own] = [random(5, 3), random(3, 2), random(3, 2)];
    const layer = (adjacency: Matrix, nodeFeatures: Matrix) =>
      graphConvolution({ adjacency, nodeFeatures, layerWeights: weights, selfWeights: own });
    const plain = layer(graph, features);
    const moved = layer(
      order.map((a) => order.map((b) => graph[a][b])),
      order.map((a) => features[a]),
    );
    assert.ok(
      farthest(
        moved,
        order.map((a) => plain[a]),
      ) <= 1e-12,
    );
    assert.ok(plain.flat().filter((value) => value > 0).length > 2);
  });

  it('refuses shapes that do not fit, by name', () => {
    assert.throws(
      () => graphConvolution({ adjacency, nodeFeatures: [[1]], layerWeights }),
      /nodeFeatures: has 1 rows, 4 are needed/,
    );
    assert.throws(
      () => graphConvolution({ adjacency, nodeFeatures, layerWeights: [[1, 2]] }),
      /layerWeights: has 1 rows, 2 are needed/,
    );
    const selfWeights = [
      [1, 2],
      [3, 4],
      [5, 6],
    ];
    assert.throws(() => graphConvolution({ adjacency, nodeFeatures, layerWeights, selfWeights }), /selfWeights: has 3/);
    const narrow = selfWeights.slice(0, 2).map(([first]) => [first]);
    const wide = [layerWeights[0], [...layerWeights[1], 1]];
    assert.throws(
      () => graphConvolution({ adjacency, nodeFeatures, layerWeights: selfWeights.slice(1), selfWeights: narrow }),
      /selfWeights: row 0 has 1 numbers, 2 are needed in every row/,
    );
    assert.throws(
      () => graphConvolution({ adjacency, nodeFeatures, layerWeights: wide }),
      /layerWeights: row 1 has \d numbers, \d are needed in every row/,
    );
  });
});
