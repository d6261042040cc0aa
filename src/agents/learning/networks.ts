import * as tf from '@tensorflow/tfjs-node';
import { dense, gatherRows, linear, relu, rowPlusOptions } from './layers';
import type { Shapes } from './parameters';
import { EMBEDDING } from './world';

type Weights = Record<string, tf.Tensor>;

/** Weights of the GCN (1): two layers F → 32 → 32 without bias; `own` adds W₀ of the node itself (AMB-59). */
export const gcnShapes = (features: number, own: boolean): Shapes => ({
  first: [features, EMBEDDING],
  second: [EMBEDDING, EMBEDDING],
  ...(own ? { firstOwn: [features, EMBEDDING], secondOwn: [EMBEDDING, EMBEDDING] } : {}),
});

export interface GraphBatch {
  /** Â X of every state, [B·M, F], and X itself where the GCN has self weights. */
  readonly aggregated: tf.Tensor2D;
  readonly own?: tf.Tensor2D;
  /** Rows of Â that are looked at, [B, R, M]; and the same rows of the identity (means for the mean rows). */
  readonly rows: tf.Tensor3D;
  readonly ownRows?: tf.Tensor3D;
}

/**
 * (1) twice: H¹ = ReLU(Â X W¹), Z = ReLU(Â H¹ W²), Z only for the rows asked for. With self weights each layer adds H W₀.
 * @returns Z, [B·R, 32]
 */
export function embed(weights: Weights, graph: GraphBatch): tf.Tensor2D {
  const [batch, rows, nodes] = graph.rows.shape;
  const sum = (a: tf.Tensor, b: tf.Tensor | undefined): tf.Tensor => (b ? tf.add(a, b) : a);
  const ownFirst = graph.own && linear(graph.own, weights.firstOwn);
  const hidden = relu(sum(linear(graph.aggregated, weights.first), ownFirst));
  const cube = tf.reshape(hidden, [batch, nodes, EMBEDDING]) as tf.Tensor3D;
  const look = (seen: tf.Tensor3D, weight: tf.Tensor): tf.Tensor =>
    linear(tf.reshape(tf.matMul(seen, cube), [batch * rows, EMBEDDING]), weight);
  const ownSecond = graph.ownRows && look(graph.ownRows, weights.secondOwn);
  return relu(sum(look(graph.rows, weights.second), ownSecond));
}

/** What an option scorer reads: a row a decision, features an option, and for each option two rows of the embedding. */
export interface ScorerInput {
  /** [B, r] */
  readonly row: tf.Tensor2D;
  /** [B·K, o] */
  readonly options: tf.Tensor2D;
  /** Z [n, 32] and the row of access node and destination of each option, int32 [B·K]; absent without a GCN. */
  readonly embedding?: tf.Tensor2D;
  readonly up?: tf.Tensor1D;
  readonly dst?: tf.Tensor1D;
}

export interface ScorerSize {
  readonly row: number;
  readonly option: number;
  readonly embedded: boolean;
  readonly hidden: number;
  readonly outputs: number;
}

/** Weights of an option scorer: W_r row + W_o [φ ⊕ z_up ⊕ z_dst] → ReLU → ReLU → outputs (MODEL.md §5.5). */
export const scorerShapes = ({ row, option, embedded, hidden, outputs }: ScorerSize): Shapes => ({
  row: [row, hidden],
  rowBias: [hidden],
  option: [option + (embedded ? 2 * EMBEDDING : 0), hidden],
  hidden: [hidden, hidden],
  hiddenBias: [hidden],
  output: [hidden, outputs],
  outputBias: [outputs],
});

/** Scores every option with the same small network. @returns [B·K, outputs] */
export function score(weights: Weights, { row, options, embedding, up, dst }: ScorerInput): tf.Tensor2D {
  const linked = embedding && up && dst;
  const features = linked ? tf.concat([options, gatherRows(embedding, up), gatherRows(embedding, dst)], 1) : options;
  const first = relu(rowPlusOptions(dense(row, weights.row, weights.rowBias), linear(features, weights.option)));
  const second = relu(dense(first, weights.hidden, weights.hiddenBias));
  return dense(second, weights.output, weights.outputBias);
}

/** Weights of a plain network with two hidden layers. */
export const plainShapes = (inputs: number, hidden: number, outputs: number): Shapes => ({
  first: [inputs, hidden],
  firstBias: [hidden],
  second: [hidden, hidden],
  secondBias: [hidden],
  output: [hidden, outputs],
  outputBias: [outputs],
});

/** x → ReLU → ReLU → outputs, [B, outputs]. */
export function plain(weights: Weights, x: tf.Tensor): tf.Tensor2D {
  const first = relu(dense(x, weights.first, weights.firstBias));
  return dense(relu(dense(first, weights.second, weights.secondBias)), weights.output, weights.outputBias);
}
