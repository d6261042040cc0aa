import * as tf from '@tensorflow/tfjs-node';
import { dense, gatherRows, linear, relu, rowPlusOptions } from './layers';
import type { Shapes } from './parameters';
import { byOwner, type Team, type Weights } from './teams';

/** Names of layers that follow each other; no network has more (AMB-47). */
const LAYERS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];

/** Weights of the GCN (1): a layer a width, two of 32 unless told, without bias; `own` adds W₀ of the node itself (AMB-59). */
export function gcnShapes(features: number, own: boolean, widths: readonly number[] = [32, 32]): Shapes {
  const layers = widths.map((width, l) => [LAYERS[l], [l === 0 ? features : widths[l - 1], width]] as const);
  return Object.fromEntries(own ? [...layers, ...layers.map(([name, shape]) => [`${name}Own`, shape])] : layers);
}

export interface GraphBatch {
  /** Â X of every state, [B·M, F], and X itself where the GCN has self weights. */
  readonly aggregated: tf.Tensor2D;
  readonly own?: tf.Tensor2D;
  /** Rows of Â that are looked at, [B, R, M]; and the same rows of the identity (means for the mean rows). */
  readonly rows: tf.Tensor3D;
  readonly ownRows?: tf.Tensor3D;
  /** All of Â, [B, M, M], where there are layers between the first and the last. */
  readonly whole?: tf.Tensor3D;
}

/**
 * (1) layer by layer: H^(l+1) = ReLU(Â H^(l) W^(l)), the last one, Z, only for the rows asked for. With self weights each layer
 * adds H^(l) W₀^(l).
 * @returns Z, [B·R, width of the last layer]
 */
export function embed(weights: Weights, graph: GraphBatch): tf.Tensor2D {
  const names = LAYERS.filter((name) => name in weights);
  const last = names[names.length - 1];
  const layer = (name: string, mixed: tf.Tensor, own: tf.Tensor | undefined): tf.Tensor2D => {
    const sum = linear(mixed, weights[name]);
    return relu(own ? tf.add(sum, linear(own, weights[`${name}Own`])) : sum);
  };
  const own = graph.own && graph.ownRows;
  if (names.length === 1) {
    const picked = graph.ownRows as tf.Tensor3D;
    return layer(last, times(picked, graph.aggregated), graph.own && times(picked, graph.own));
  }
  let hidden = layer(names[0], graph.aggregated, graph.own);
  for (const name of names.slice(1, -1)) hidden = layer(name, times(graph.whole as tf.Tensor3D, hidden), own && hidden);
  return layer(last, times(graph.rows, hidden), own && times(own, hidden));
}

/** Product of a matrix a state, [B, R, M], with the rows of its nodes, [B·M, h]: [B·R, h]. */
function times(matrix: tf.Tensor3D, nodes: tf.Tensor2D): tf.Tensor2D {
  const [batch, rows, count] = matrix.shape;
  const width = nodes.shape[1];
  return tf.reshape(tf.matMul(matrix, tf.reshape(nodes, [batch, count, width])), [batch * rows, width]) as tf.Tensor2D;
}

/** What an option scorer reads: a row a decision, features an option, and for each option two rows of the embedding. */
export interface ScorerInput {
  /** [B, r] */
  readonly row: tf.Tensor2D;
  /** [B·K, o] */
  readonly options: tf.Tensor2D;
  /** Z and the row of access node and destination of each option, int32 [B·K]; absent without a GCN. */
  readonly embedding?: tf.Tensor2D;
  readonly up?: tf.Tensor1D;
  readonly dst?: tf.Tensor1D;
  /** Agent of each decision, [B]; needed where every agent has its own network. */
  readonly owner?: Int32Array;
}

export interface ScorerSize {
  readonly row: number;
  readonly option: number;
  /** Width of z; 0 without a GCN. */
  readonly embedding: number;
  readonly hidden: readonly number[];
  readonly outputs: number;
}

const hiddenName = (l: number): string => (l === 1 ? 'hidden' : `hidden${l}`);

/** Weights of an option scorer: W_r row + W_o [φ ⊕ z_up ⊕ z_dst] → ReLU, then a ReLU layer a further width → outputs (MODEL.md §5.5). */
export function scorerShapes({ row, option, embedding, hidden, outputs }: ScorerSize): Shapes {
  const further = hidden.slice(1).flatMap((width, l) => [
    [hiddenName(l + 1), [hidden[l], width]],
    [`${hiddenName(l + 1)}Bias`, [width]],
  ]);
  return {
    row: [row, hidden[0]],
    rowBias: [hidden[0]],
    option: [option + 2 * embedding, hidden[0]],
    ...Object.fromEntries(further),
    output: [hidden[hidden.length - 1], outputs],
    outputBias: [outputs],
  };
}

/** Scores every option with the same small network of its agent. @returns [B·K, outputs] */
export function score(team: Team, { row, options, embedding, up, dst, owner }: ScorerInput): tf.Tensor2D {
  const linked = embedding && up && dst;
  const features = linked ? tf.concat([options, gatherRows(embedding, up), gatherRows(embedding, dst)], 1) : options;
  return byOwner(team, owner, [row, features], scoreBy);
}

function scoreBy(weights: Weights, [row, features]: readonly tf.Tensor[]): tf.Tensor2D {
  let x = relu(rowPlusOptions(dense(row, weights.row, weights.rowBias), linear(features, weights.option)));
  for (let l = 1; hiddenName(l) in weights; l++)
    x = relu(dense(x, weights[hiddenName(l)], weights[`${hiddenName(l)}Bias`]));
  return dense(x, weights.output, weights.outputBias);
}

/** Weights of a plain network with a ReLU layer a hidden width. */
export function plainShapes(inputs: number, hidden: readonly number[], outputs: number): Shapes {
  const layers = hidden.flatMap((width, l) => [
    [LAYERS[l], [l === 0 ? inputs : hidden[l - 1], width]],
    [`${LAYERS[l]}Bias`, [width]],
  ]);
  return {
    ...Object.fromEntries(layers),
    output: [hidden[hidden.length - 1], outputs],
    outputBias: [outputs],
  };
}

/** x → ReLU layers → outputs, [B, outputs]. */
export const plain = (team: Team, x: tf.Tensor, owner?: Int32Array): tf.Tensor2D => byOwner(team, owner, [x], plainBy);

function plainBy(weights: Weights, [x]: readonly tf.Tensor[]): tf.Tensor2D {
  const names = LAYERS.filter((name) => name in weights);
  const seen = names.reduce((input, name) => relu(dense(input, weights[name], weights[`${name}Bias`])), x);
  return dense(seen, weights.output, weights.outputBias);
}
