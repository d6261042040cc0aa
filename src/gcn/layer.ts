import { type Matrix, normalisedAdjacency } from './adjacency';

export interface GraphConvolutionArguments {
  /** A of the graph, nodes × nodes. */
  adjacency: Matrix;
  /** H^(l), nodes × inputs. */
  nodeFeatures: Matrix;
  /** W^(l), inputs × outputs. */
  layerWeights: Matrix;
  /** W₀^(l), inputs × outputs; absent in the layer as printed. */
  selfWeights?: Matrix;
}

/**
 * One layer of the graph network; the learners run the same on TensorFlow (agents/learning/networks).
 * @eq (1) H^(l+1) = σ(Â H^(l) W^(l)), Â = D̄^(−1/2) (A + I) D̄^(−1/2)
 * @section III-A
 * @symbols A: adjacency [1]; H^(l): nodeFeatures [1]; W^(l): layerWeights [1]; W₀^(l): selfWeights [1];
 *   returns embedding [1]
 * @reading as printed, with σ = ReLU. A node's own input weighs only 1/(1 + degree) in it, so with selfWeights each layer
 *   adds H^(l) W₀^(l) before σ (AMB-59)
 * @limits a node without links sees itself alone; on a regular graph equal features stay equal; selfWeights of 0 change
 *   nothing
 * @throws Error if adjacency is not symmetric, of zeros and ones, without self loops, or shapes do not fit
 * @example graphConvolution({ adjacency: [[0, 1], [1, 0]], nodeFeatures: [[1, 0], [3, 1]], layerWeights: [[2], [-1]] }) // => [[3.5], [3.5]]
 */
export function graphConvolution(a: GraphConvolutionArguments): number[][] {
  const mixed = product(normalisedAdjacency(a.adjacency), a.nodeFeatures, 'nodeFeatures');
  const sum = product(mixed, a.layerWeights, 'layerWeights');
  const own = a.selfWeights && product(a.nodeFeatures, a.selfWeights, 'selfWeights');
  requireWidth('selfWeights', a.selfWeights ?? [], a.layerWeights[0].length);
  return sum.map((row, n) => row.map((value, k) => Math.max(0, value + (own?.[n][k] ?? 0))));
}

/** The product of two matrices; `name` is that of the second. Zeros are passed over: Â has many. */
function product(left: Matrix, right: Matrix, name: string): number[][] {
  const inner = left[0]?.length ?? 0;
  if (right.length !== inner) throw new Error(`${name}: has ${right.length} rows, ${inner} are needed`);
  requireWidth(name, right, right[0]?.length ?? 0);
  return left.map((row) => {
    const sum = new Array<number>(right[0].length).fill(0);
    row.forEach((value, k) => {
      if (value !== 0) for (let c = 0; c < sum.length; c++) sum[c] += value * right[k][c];
    });
    return sum;
  });
}

function requireWidth(name: string, rows: Matrix, width: number): void {
  rows.forEach((row, k) => {
    if (row.length !== width)
      throw new Error(`${name}: row ${k} has ${row.length} numbers, ${width} are needed in every row`);
  });
}
