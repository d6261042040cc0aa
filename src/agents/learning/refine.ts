import type { LearningAgent } from './agent';
import type { LearnerSettings } from './settings';

const KEPT = 0.99;
/** Keeps an objective that is never rewarded from taking all the weight. */
const FLOOR = 1e-3;

/** Settings whose weights an agent refines at every episode's end, what it must remember for it, and how it does. */
interface Refinement {
  readonly settings: LearnerSettings;
  readonly memory: LearningAgent['memory'];
  readonly refine?: (rewards: readonly number[]) => void;
}

/** Algorithm 1, line 28 (AMB-25): nothing, or ω_ι ∝ 1/EMA(0.99)(|R_ι|) with Σ ω_ι = 1, the first episode being the first mean. */
export function createRefinement(settings: LearnerSettings): Refinement {
  if (settings.refineWeights === 'fixed') return { settings, memory: {} };
  const weights = Float64Array.from(settings.weights);
  const means = new Float64Array(weights.length);
  return {
    settings: { ...settings, weights },
    memory: { weights, means },
    refine(rewards) {
      const kept = means.some((mean) => mean > 0) ? KEPT : 0;
      rewards.forEach((reward, k) => {
        means[k] = kept * means[k] + (1 - kept) * Math.abs(reward);
      });
      const inverse = means.map((mean) => 1 / (mean + FLOOR));
      const sum = inverse.reduce((total, value) => total + value, 0);
      weights.set(inverse.map((value) => value / sum));
    },
  };
}
