import * as tf from '@tensorflow/tfjs-node';
import golden from '../../data/golden/gcn-torch.json';
import { embed, gcnShapes, score, scorerShapes } from '../../src/agents/learning/networks';
import { byName, createParameters, flatten, type Shapes, tensorsOf } from '../../src/agents/learning/parameters';
import { graphConvolution, normalisedAdjacency } from '../../src/gcn';
import { createRng } from '../../src/support/rng';
import { integers, numbers, requireNear } from '../support/golden-numbers';

type Weights = Record<string, tf.Tensor>;

/** Weights drawn for the shapes, and value and gradients of f in them and in further tensors. */
function differentiate(
  shapes: Shapes,
  seed: number,
  cotangent: tf.Tensor,
  f: (w: Weights, ...more: tf.Tensor[]) => tf.Tensor,
  more: tf.Tensor[] = [],
) {
  const parameters = createParameters(shapes, createRng(0, 'shapes'));
  parameters.values.set(numbers(seed, parameters.values.length, 0.5));
  const tensors = tensorsOf(parameters, parameters.values);
  const of = (...all: tf.Tensor[]) => f(byName(shapes, all.slice(0, tensors.length)), ...all.slice(tensors.length));
  const value = of(...tensors, ...more).dataSync();
  const gradients = tf.grads((...all) => tf.sum(tf.mul(of(...all), cotangent)))([...tensors, ...more]);
  const gradient = flatten(gradients.slice(0, tensors.length), parameters.values.length);
  return { value, gradient, ofMore: gradients.slice(tensors.length).map((one) => one.dataSync()), tensors };
}

const rowsOf = (flat: readonly number[], width: number) =>
  Array.from({ length: flat.length / width }, (_, n) => flat.slice(n * width, (n + 1) * width));

/** The same drawn weights as plain matrices by name. */
function matrices(shapes: Shapes, seed: number): Record<string, number[][]> {
  const sizes = Object.values(shapes).map(([rows, columns]) => rows * columns);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const flat = numbers(seed, total, 0.5);
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape], k) => [name, rowsOf(flat.splice(0, sizes[k]), shape[1])]),
  );
}

describe('networks against PyTorch (data/golden/torch/gcn.py)', () => {
  const features = numbers(11, 20);

  for (const { selfWeight, adjacency, z, gradient } of golden.gcn) {
    it(`GCN ${selfWeight ? 'with' : 'without'} self weights: Z within 1e-6, gradients within 1e-5`, () => {
      const mixing = normalisedAdjacency(adjacency);
      const identity = adjacency.map((row, a) => row.map((_, b) => (a === b ? 1 : 0)));
      const x = tf.tensor2d(features, [5, 4]);
      const graph = {
        aggregated: tf.matMul(tf.tensor2d(mixing), x) as tf.Tensor2D,
        rows: tf.tensor3d([mixing]),
        ...(selfWeight ? { own: x, ownRows: tf.tensor3d([identity]) } : {}),
      };
      const cotangent = tf.tensor2d(numbers(13, 5 * 32), [5, 32]);
      const found = differentiate(gcnShapes(4, selfWeight), 12, cotangent, (w) => embed(w, graph));
      requireNear('Z', found.value, z, 1e-6);
      requireNear('gradient', found.gradient, gradient, 1e-5);
    });

    it(`(1) ${selfWeight ? 'with' : 'without'} self weights, applied twice, gives the same Z`, () => {
      const { first, second, firstOwn, secondOwn } = matrices(gcnShapes(4, selfWeight), 12);
      const nodeFeatures = rowsOf(features, 4);
      const hidden = graphConvolution({ adjacency, nodeFeatures, layerWeights: first, selfWeights: firstOwn });
      const whole = graphConvolution({
        adjacency,
        nodeFeatures: hidden,
        layerWeights: second,
        selfWeights: secondOwn,
      });
      requireNear('Z', whole.flat(), z, 1e-6);
    });
  }

  it('option scorer: scores within 1e-6, gradients in weights and embedding within 1e-5', () => {
    const row = tf.tensor2d(numbers(26, 12), [2, 6]);
    const options = tf.tensor2d(numbers(25, 30), [6, 5]);
    const [up, dst] = [23, 24].map((seed) => tf.tensor1d(integers(seed, 6, 4), 'int32'));
    const shapes = scorerShapes({ row: 6, option: 5, embedding: 32, hidden: [3, 3], outputs: 2 });
    const cotangent = tf.tensor2d(numbers(27, 12), [6, 2]);
    const embedding = tf.tensor2d(numbers(22, 128), [4, 32]);
    const found = differentiate(
      shapes,
      21,
      cotangent,
      (w, z) => score([w], { row, options, embedding: z as tf.Tensor2D, up, dst }),
      [embedding],
    );
    requireNear('scores', found.value, golden.scorer.scores, 1e-6);
    requireNear('gradient', found.gradient, golden.scorer.gradient, 1e-5);
    requireNear('gradient in Z', found.ofMore[0], golden.scorer.embeddingGradient, 1e-5);
  });
});

describe('GCN on TensorFlow', () => {
  it('moves with the nodes: renumbered nodes give renumbered rows of Z', () => {
    const order = [3, 0, 4, 2, 1];
    const { adjacency } = golden.gcn[0];
    const shapes = gcnShapes(4, true);
    const features = rowsOf(numbers(11, 20), 4);
    const of = (nodes: readonly number[]) => {
      const mixing = normalisedAdjacency(nodes.map((a) => nodes.map((b) => adjacency[a][b])));
      const x = tf.tensor2d(nodes.map((node) => features[node]));
      const graph = {
        aggregated: tf.matMul(tf.tensor2d(mixing), x) as tf.Tensor2D,
        own: x,
        rows: tf.tensor3d([mixing]),
        ownRows: tf.tensor3d([nodes.map((_, a) => nodes.map((__, b) => (a === b ? 1 : 0)))]),
      };
      const weights = Object.fromEntries(
        Object.entries(matrices(shapes, 12)).map(([name, w]) => [name, tf.tensor2d(w)]),
      );
      return embed(weights, graph).arraySync();
    };
    const plain = of([0, 1, 2, 3, 4]);
    requireNear(
      'Z',
      of(order).flat(),
      order.flatMap((node) => plain[node]),
      1e-6,
    );
  });
});
