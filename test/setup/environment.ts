/** TensorFlow reads these when it loads: with them the same seed gives the same bits on every x86-64 machine. */
const deterministic = {
  TF_ENABLE_ONEDNN_OPTS: '0',
  TENSORFLOW_USE_CUSTOM_CONTRACTION_KERNEL: '0',
  TF_NUM_INTRAOP_THREADS: '1',
  TF_NUM_INTEROP_THREADS: '1',
  TF_CPP_MIN_LOG_LEVEL: '1',
};

Object.assign(process.env, deterministic);
