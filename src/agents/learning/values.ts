import { OBJECTIVE_COUNT } from '../../environment/flows';
import { OPTIONS } from '../../environment/state';
import { softmax } from './act';
import { entropyOf, headLoss, type PolicyGradientArguments, policyGradient } from './equations';
import type { LearnerSettings } from './settings';

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

/** Every `step`-th value from `first` on, `count` of them: one head of interleaved heads. */
export function everyNth(values: ArrayLike<number>, first: number, step: number, count: number): Float64Array {
  const out = new Float64Array(count);
  for (let k = 0; k < count; k++) out[k] = values[first + k * step];
  return out;
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
    const targets = everyNth(target, h, heads, count);
    const loss = headLoss({ predictions: everyNth(values, h, heads, count), targets });
    let [mean, square] = [0, 0];
    for (const y of targets) {
      mean += y / count;
      square += y ** 2 / count;
    }
    losses.push(loss);
    const variance = square - mean * mean;
    bellman += (variance > 0 ? loss / variance : 0) / heads;
  }
  return { losses, bellman };
}

/** Σ_ι ω_ι Q_ι of the ten options from `from` on; the one head of a single critic is that sum already. */
function weightedValues(
  { weights, multiHead }: Pick<LearnerSettings, 'weights' | 'multiHead'>,
  values: Float32Array,
  from: number,
  heads: number,
): Float64Array {
  const worth = new Float64Array(OPTIONS);
  for (let o = 0; o < OPTIONS; o++)
    for (let h = 0; h < heads; h++) worth[o] += (multiHead ? weights[h] : 1) * values[(from + o) * heads + h];
  return worth;
}

/** d/dscores of the loss −J (24) over a batch mean, [batch · 10], and the mean entropy of the policy. */
export function actorGradient(
  settings: Pick<LearnerSettings, 'batch' | 'weights' | 'multiHead'>,
  mask: Uint16Array,
  scores: Float32Array,
  values: Float32Array,
  entropyWeight: number,
  slopeOf: (decision: PolicyGradientArguments) => ArrayLike<number> = policyGradient,
): { gradient: Float32Array; entropy: number } {
  const { batch } = settings;
  const heads = values.length / scores.length;
  const gradient = new Float32Array(batch * OPTIONS);
  const policy = new Float64Array(OPTIONS);
  let entropy = 0;
  for (let b = 0; b < batch; b++) {
    const from = b * OPTIONS;
    softmax(scores, from, mask[b], policy);
    entropy += entropyOf(policy) / batch;
    const ascent = slopeOf({
      policy,
      weightedValues: weightedValues(settings, values, from, heads),
      entropyWeight,
    });
    for (let o = 0; o < OPTIONS; o++) gradient[from + o] -= ascent[o] / batch;
  }
  return { gradient, entropy };
}
