import { OBJECTIVE_COUNT } from '../../environment/flows';
import { OPTIONS } from '../../environment/state';
import { softmax } from './act';
import type { LearnerSettings } from './settings';

/** γ^k as a running product: the same bits on every engine. */
export function powers(gamma: number, k: number): number {
  let product = 1;
  for (let step = 0; step < k; step++) product *= gamma;
  return product;
}

/** The reward of each head: the five objectives, or their weighted sum. */
export function rewardHeads(
  { multiHead, weights }: LearnerSettings,
  rewards: ArrayLike<number>,
  from: number,
  out: Float64Array,
): void {
  if (!multiHead) out[0] = 0;
  for (let k = 0; k < OBJECTIVE_COUNT; k++) {
    if (multiHead) out[k] = rewards[from + k];
    else out[0] += weights[k] * rewards[from + k];
  }
}

/** (25) by head, and the mean over heads of TD² over the targets' variance (0/0 := 0; MODEL.md §5.7, panel 2b). */
export function errorsOf(
  values: Float32Array,
  target: Float32Array,
  heads: number,
): { losses: number[]; bellman: number } {
  const count = values.length / heads;
  const losses: number[] = [];
  let bellman = 0;
  for (let h = 0; h < heads; h++) {
    let [loss, mean, square] = [0, 0, 0];
    for (let b = 0; b < count; b++) {
      const y = target[b * heads + h];
      loss += (values[b * heads + h] - y) ** 2 / count;
      mean += y / count;
      square += y ** 2 / count;
    }
    losses.push(loss);
    const variance = square - mean * mean;
    bellman += (variance > 0 ? loss / variance : 0) / heads;
  }
  return { losses, bellman };
}

/** d/dscore_o of −(Σ π q + α_H H) over a batch mean: −π_o [q_o − Σ π q − α_H (ln π_o + H)]. */
export function policyGradient(
  { batch, weights, multiHead }: Pick<LearnerSettings, 'batch' | 'weights' | 'multiHead'>,
  mask: Uint16Array,
  scores: Float32Array,
  values: Float32Array,
  entropyWeight: number,
): { gradient: Float32Array; entropy: number } {
  const heads = values.length / scores.length;
  const gradient = new Float32Array(batch * OPTIONS);
  const policy = new Float64Array(OPTIONS);
  const worth = new Float64Array(OPTIONS);
  let entropy = 0;
  for (let b = 0; b < batch; b++) {
    softmax(scores, b * OPTIONS, mask[b], policy);
    let [expected, own] = [0, 0];
    for (let o = 0; o < OPTIONS; o++) {
      worth[o] = 0;
      for (let h = 0; h < heads; h++) worth[o] += (multiHead ? weights[h] : 1) * values[(b * OPTIONS + o) * heads + h];
      expected += policy[o] * worth[o];
      if (policy[o] > 0) own -= policy[o] * Math.log(policy[o]);
    }
    entropy += own / batch;
    for (let o = 0; o < OPTIONS; o++) {
      if (policy[o] === 0) continue;
      const slope = worth[o] - expected - entropyWeight * (Math.log(policy[o]) + own);
      gradient[b * OPTIONS + o] = (-policy[o] * slope) / batch;
    }
  }
  return { gradient, entropy };
}
