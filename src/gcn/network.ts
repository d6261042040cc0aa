import type { Rng } from '../support/rng';
import type { Matrix } from './adjacency';
import { graphConvolution } from './layer';

/** Weights of one layer. */
export interface GraphLayer {
  readonly layerWeights: Matrix;
  readonly selfWeights?: Matrix;
}

export interface GraphNetworkArguments {
  adjacency: Matrix;
  nodeFeatures: Matrix;
  layers: readonly GraphLayer[];
}

/** (1) layer after layer. @returns the features after every layer: H¹, H², …; the last is z */
export function graphNetwork({ adjacency, nodeFeatures, layers }: GraphNetworkArguments): number[][][] {
  const after: number[][][] = [];
  for (const layer of layers)
    after.push(graphConvolution({ adjacency, nodeFeatures: after.at(-1) ?? nodeFeatures, ...layer }));
  return after;
}

/** Untrained layers from widths[0] to widths[1] and so on, Glorot-uniform (MODEL.md §5.5). */
export function untrainedLayers(widths: readonly number[], withSelf: boolean, rng: Rng): GraphLayer[] {
  const matrix = (rows: number, columns: number) => {
    const limit = Math.sqrt(6 / (rows + columns));
    return Array.from({ length: rows }, () => Array.from({ length: columns }, () => limit * (2 * rng.uniform() - 1)));
  };
  return widths.slice(1).map((width, l) => ({
    layerWeights: matrix(widths[l], width),
    ...(withSelf ? { selfWeights: matrix(widths[l], width) } : {}),
  }));
}

/**
 * How much rows differ, 1 − |mean row|² / mean |row|²: 0 if all are alike, near 1 if they point everywhere. Rows of zeros
 * alone give 0.
 */
export function spreadOf(rows: Matrix): number {
  const mean = rows[0].map((_, k) => rows.reduce((sum, row) => sum + row[k], 0) / rows.length);
  const square = (row: readonly number[]) => row.reduce((sum, value) => sum + value * value, 0);
  const whole = rows.reduce((sum, row) => sum + square(row), 0) / rows.length;
  return whole === 0 ? 0 : 1 - square(mean) / whole;
}
