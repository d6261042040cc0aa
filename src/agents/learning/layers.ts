import * as tf from '@tensorflow/tfjs-node';

/*
 * Five layers on TensorFlow's raw kernels, each with its gradient. They do what tf.js's own operations do, in fewer kernels:
 * a product of matrices does not take the way of batches, the gradient of ReLU is one kernel instead of three, a bias is added and summed by kernels made for it, and no gradient is
 * computed for data.
 */

interface RawBackend {
  readonly binding: {
    TF_ATTR_BOOL: number;
    TF_ATTR_TYPE: number;
    TF_ATTR_STRING: number;
    TF_FLOAT: number;
    TF_INT32: number;
  };
  executeSingleOutput(name: string, attributes: object[], inputs: tf.TensorInfo[]): tf.Tensor;
}

const backend = () => tf.backend() as unknown as RawBackend;

const floatType = () => ({ name: 'T', type: backend().binding.TF_ATTR_TYPE, value: backend().binding.TF_FLOAT });
const flag = (name: string, value: boolean) => ({ name, type: backend().binding.TF_ATTR_BOOL, value });
const intType = (name: string) => ({ name, type: backend().binding.TF_ATTR_TYPE, value: backend().binding.TF_INT32 });

function product(a: tf.TensorInfo, b: tf.TensorInfo, transposeA = false, transposeB = false): tf.Tensor {
  const attributes = [flag('transpose_a', transposeA), flag('transpose_b', transposeB), floatType()];
  return backend().executeSingleOutput('MatMul', attributes, [a, b]);
}

const format = () => ({ name: 'data_format', type: backend().binding.TF_ATTR_STRING, value: 'NHWC' });
const addBias = (x: tf.TensorInfo, bias: tf.TensorInfo) =>
  backend().executeSingleOutput('BiasAdd', [floatType(), format()], [x, bias]);
const biasGradient = (dy: tf.TensorInfo) => backend().executeSingleOutput('BiasAddGrad', [floatType(), format()], [dy]);
const rectify = (x: tf.TensorInfo) => backend().executeSingleOutput('Relu', [floatType()], [x]);
const rectifiedGradient = (dy: tf.TensorInfo, y: tf.TensorInfo) =>
  backend().executeSingleOutput('ReluGrad', [floatType()], [dy, y]);

type Inputs = Record<string, tf.TensorInfo>;
type Gradients = (dy: tf.Tensor, saved: tf.Tensor[]) => Record<string, () => tf.Tensor>;

interface Layer {
  readonly name: string;
  readonly forward: (inputs: Inputs) => tf.TensorInfo;
  readonly inputsToSave?: string[];
  readonly outputsToSave?: boolean[];
  readonly gradient: Gradients;
}

function register({ name, forward, inputsToSave, outputsToSave, gradient }: Layer): void {
  if (tf.getKernel(name, 'tensorflow')) return;
  tf.registerKernel({
    kernelName: name,
    backendName: 'tensorflow',
    kernelFunc: ({ inputs }) => forward(inputs as Inputs),
  });
  tf.registerGradient({
    kernelName: name,
    inputsToSave,
    outputsToSave,
    gradFunc: (dy, saved) => gradient(dy as tf.Tensor, saved),
  });
}

register({
  name: 'TwinkitDense',
  forward: ({ x, weight, bias }) => {
    const z = product(x, weight);
    const y = addBias(z, bias);
    z.dispose();
    return y;
  },
  inputsToSave: ['x', 'weight'],
  gradient: (dy, [x, weight]) => ({
    x: () => product(dy, weight, false, true),
    weight: () => product(x, dy, true),
    bias: () => biasGradient(dy),
  }),
});

register({
  name: 'TwinkitLinear',
  forward: ({ x, weight }) => product(x, weight),
  inputsToSave: ['x', 'weight'],
  gradient: (dy, [x, weight]) => ({
    x: () => product(dy, weight, false, true),
    weight: () => product(x, dy, true),
  }),
});

register({
  name: 'TwinkitRelu',
  forward: ({ x }) => rectify(x),
  outputsToSave: [true],
  gradient: (dy, [y]) => ({ x: () => rectifiedGradient(dy, y) }),
});

register({
  name: 'TwinkitRowPlusOptions',
  forward: ({ row, options }) => {
    const [rows, width] = row.shape;
    const cube = tf.reshape(options as tf.Tensor, [rows, -1, width]);
    const wide = tf.reshape(row as tf.Tensor, [rows, 1, width]);
    const sum = backend().executeSingleOutput('AddV2', [floatType()], [cube, wide]);
    return tf.reshape(sum, options.shape);
  },
  inputsToSave: ['row'],
  gradient: (dy, [row]) => ({
    row: () => tf.sum(tf.reshape(dy, [row.shape[0], -1, row.shape[1] as number]), 1),
    options: () => dy.clone(),
  }),
});

let axis: tf.Tensor | undefined;
/** The number 0, made once: a gather is too quick to make a tensor for it each time. */
function firstAxis(): tf.Tensor {
  axis ??= tf.keep(tf.scalar(0, 'int32'));
  return axis;
}

register({
  name: 'TwinkitGatherRows',
  forward: ({ table, index }) => {
    const attributes = [{ ...floatType(), name: 'Tparams' }, intType('Tindices'), intType('Taxis')];
    return backend().executeSingleOutput('GatherV2', attributes, [table, index, firstAxis()]);
  },
  inputsToSave: ['table', 'index'],
  gradient: (dy, [table, index]) => ({
    table: () => {
      const count = tf.scalar(table.shape[0], 'int32');
      const attributes = [floatType(), intType('Tindices'), intType('Tnumsegments')];
      return backend().executeSingleOutput('UnsortedSegmentSum', attributes, [dy, index, count]);
    },
    index: () => tf.zerosLike(index),
  }),
});

const run = (name: string, inputs: Record<string, tf.Tensor>): tf.Tensor2D =>
  tf.engine().runKernel(name, inputs) as tf.Tensor2D;

/** x [n, a] · weight [a, b] + bias [b]. */
export const dense = (x: tf.Tensor, weight: tf.Tensor, bias: tf.Tensor): tf.Tensor2D =>
  run('TwinkitDense', { x, weight, bias });

/** x [n, a] · weight [a, b]. */
export const linear = (x: tf.Tensor, weight: tf.Tensor): tf.Tensor2D => run('TwinkitLinear', { x, weight });

/** max(0, x). */
export const relu = (x: tf.Tensor): tf.Tensor2D => run('TwinkitRelu', { x });

/** row [B, h] added to each of the K options of its decision, options [B·K, h]. */
export const rowPlusOptions = (row: tf.Tensor, options: tf.Tensor): tf.Tensor2D =>
  run('TwinkitRowPlusOptions', { row, options });

/** Rows of table [n, h] named by index [m] (int32): [m, h]. */
export const gatherRows = (table: tf.Tensor, index: tf.Tensor): tf.Tensor2D =>
  run('TwinkitGatherRows', { table, index });

/** Values of tensors computed in a tidy scope. Typed arrays must not leave through `tidy`, which walks through every entry. */
export function readOut(compute: () => tf.Tensor[]): Float32Array[] {
  const values: Float32Array[] = [];
  tf.tidy(() => {
    for (const tensor of compute()) values.push(tensor.dataSync() as Float32Array);
  });
  return values;
}
