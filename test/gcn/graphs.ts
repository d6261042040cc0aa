import type { LinkList, Matrix } from '../../src/gcn';

/** A graph from its links alone. */
export function linkList(nodes: number, pairs: readonly (readonly [number, number])[]): LinkList {
  const degree = new Int32Array(nodes);
  for (const node of pairs.flat()) degree[node]++;
  return {
    count: pairs.length,
    from: Int32Array.from(pairs, ([a]) => a),
    to: Int32Array.from(pairs, ([, b]) => b),
    degree,
  };
}

/** The path v1–j, v2–j, j–i of GOLD-6, nodes in the order v1, v2, j, i. */
export const path = linkList(4, [
  [0, 2],
  [1, 2],
  [2, 3],
]);

/** Ŝ, H, W and ReLU(ŜHW) of GOLD-6 (MODEL.md §7). */
const w = 0.3535533906;
export const gold6 = {
  normalised: [
    [0.5, 0, w, 0],
    [0, 0.5, w, 0],
    [w, w, 0.25, w],
    [0, 0, w, 0.5],
  ],
  nodeFeatures: [
    [1, 0.5],
    [0.2, -1],
    [0.3, 0.4],
    [-0.6, 0.8],
  ],
  layerWeights: [
    [0.5, -0.25],
    [0.1, 0.75],
  ],
  embedding: [
    [0.3421751442, 0.1420495129],
    [0.0671751442, 0],
    [0.1641726189, 0.0827665043],
    [0, 0.4545495129],
  ],
};

/** Largest difference of two matrices of one shape. */
export function farthest(a: Matrix, b: Matrix): number {
  return Math.max(...a.flatMap((row, n) => row.map((value, k) => Math.abs(value - b[n][k]))));
}
