import * as tf from '@tensorflow/tfjs-node';
import { linear } from './layers';
import type { LearnerSettings } from './settings';

/** Loss of each error Q − y (AMB-62). */
const lossOf = {
  /** As printed in (25). */
  squared: (error: tf.Tensor) => tf.square(error),
  /** The same up to |error| = 1 and 2 |error| − 1 beyond: its slope stays within 2. */
  huber: (error: tf.Tensor) => {
    const size = tf.abs(error);
    const near = tf.minimum(size, 1);
    return tf.mul(near, tf.sub(tf.mul(size, 2), near));
  },
};

/** One loss from those of all heads and decisions, [B, heads] (AMB-63). */
const acrossHeads = {
  /** (1/5) Σ_ι 𝓛_ι as printed in (27). */
  equal: (losses: tf.Tensor) => tf.mean(losses),
  /** Σ_ι ω_ι 𝓛_ι. */
  objective: (losses: tf.Tensor, weights: ArrayLike<number>) =>
    tf.mean(linear(losses, tf.tensor2d(Array.from(weights), [weights.length, 1]))),
};

/** (25) and (27) of one critic over a batch: Q_ι, [B, heads], against the targets y_ι. */
export function criticLoss(
  { criticLoss: form, headWeights, weights }: Pick<LearnerSettings, 'criticLoss' | 'headWeights' | 'weights'>,
  values: tf.Tensor,
  target: Float32Array,
): tf.Tensor {
  const losses = lossOf[form](tf.sub(values, tf.tensor(target, values.shape)));
  return acrossHeads[headWeights](losses, weights);
}
