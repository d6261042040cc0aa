import * as tf from '@tensorflow/tfjs-node';
import type { Rng } from '../../support/rng';

/** Shape of each weight of a network by name: [rows, columns], or [columns] for a bias. */
export type Shapes = Readonly<Record<string, readonly number[]>>;

/** All weights of a network in one flat vector, with Adam's two moments beside it. */
export interface Parameters {
  readonly shapes: Shapes;
  readonly values: Float32Array;
  readonly moment: Float32Array;
  readonly variance: Float32Array;
  steps: number;
}

const sizeOf = (shape: readonly number[]) => shape.reduce((size, side) => size * side, 1);

/** Glorot-uniform weights, zero biases; names in `small` are drawn from U(±limit) instead (MODEL.md §5.5). */
export function createParameters(shapes: Shapes, rng: Rng, small: Readonly<Record<string, number>> = {}): Parameters {
  const size = Object.values(shapes).reduce((sum, shape) => sum + sizeOf(shape), 0);
  const parameters = {
    shapes,
    values: new Float32Array(size),
    moment: new Float32Array(size),
    variance: new Float32Array(size),
    steps: 0,
  };
  let at = 0;
  for (const [name, shape] of Object.entries(shapes)) {
    const limit = small[name] ?? (shape.length === 1 ? 0 : Math.sqrt(6 / (shape[0] + shape[1])));
    for (let k = 0; k < sizeOf(shape); k++, at++) parameters.values[at] = limit * (2 * rng.uniform() - 1);
  }
  return parameters;
}

/** Weights as tensors in the order of `shapes`. The caller disposes them before the values change. */
export function tensorsOf({ shapes }: Parameters, values: Float32Array): tf.Tensor[] {
  let at = 0;
  return Object.values(shapes).map((shape) => {
    const size = sizeOf(shape);
    const tensor = tf.tensor(values.subarray(at, at + size), shape as number[]);
    at += size;
    return tensor;
  });
}

/** Tensors by name, from a list in the order of `shapes`. */
export function byName(shapes: Shapes, tensors: readonly tf.Tensor[]): Record<string, tf.Tensor> {
  return Object.fromEntries(Object.keys(shapes).map((name, k) => [name, tensors[k]]));
}

/** Where the weights of a network are read: trained values or targets. */
export type Values = (name: string) => Float32Array;

/** Weights of a network as tensors by name, for a pass that changes nothing. */
export const weightsBy =
  (networks: Readonly<Record<string, Parameters>>, values: Values) =>
  (name: string): Record<string, tf.Tensor> =>
    byName(networks[name].shapes, tensorsOf(networks[name], values(name)));

/** Gradients of all weights in one flat vector; disposes the tensors. */
export function flatten(tensors: readonly tf.Tensor[], size: number): Float32Array {
  const flat = new Float32Array(size);
  let at = 0;
  for (const tensor of tensors) {
    const values = tensor.dataSync() as Float32Array;
    flat.set(values, at);
    at += values.length;
    tensor.dispose();
  }
  return flat;
}

/** Scales the gradient down to norm `limit` if it is longer. @returns its norm before */
export function clipNorm(gradient: Float32Array, limit: number): number {
  let sum = 0;
  for (let k = 0; k < gradient.length; k++) sum += gradient[k] * gradient[k];
  const norm = Math.sqrt(sum);
  if (norm > limit) for (let k = 0; k < gradient.length; k++) gradient[k] *= limit / norm;
  return norm;
}

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

/** One descent step of Adam (Kingma & Ba 2015, algorithm 1) on the flat vector. */
export function adamStep(parameters: Parameters, gradient: Float32Array, learningRate: number): void {
  const { values, moment, variance } = parameters;
  parameters.steps++;
  const scale1 = 1 - Math.exp(parameters.steps * Math.log(BETA1));
  const scale2 = Math.sqrt(1 - Math.exp(parameters.steps * Math.log(BETA2)));
  for (let k = 0; k < gradient.length; k++) {
    const g = gradient[k];
    moment[k] = BETA1 * moment[k] + (1 - BETA1) * g;
    variance[k] = BETA2 * variance[k] + (1 - BETA2) * g * g;
    values[k] -= (learningRate * moment[k]) / scale1 / (Math.sqrt(variance[k]) / scale2 + EPSILON);
  }
}

/** φ' ← τ φ + (1 − τ) φ' (Algorithm 1's missing line, MODEL.md ALG-τ). */
export function softUpdate(target: Float32Array, source: Float32Array, tau: number): void {
  for (let k = 0; k < target.length; k++) target[k] += tau * (source[k] - target[k]);
}
