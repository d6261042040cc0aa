import type { JointAction } from '../../environment/action';
import type { Rng } from '../../support/rng';
import { CONTROLS } from './replay';
import type { World } from './world';

/** How an exploring policy departs from its preferences. */
export interface Noise {
  readonly epsilon: number;
  readonly sigma: number;
  readonly rng: Rng;
  /** Present value of an Ornstein–Uhlenbeck process a control (AMB-46); without it the noise is fresh in every slot. */
  readonly drift?: Float64Array;
}

/** a ∈ [−1, 1] → a' = (a + 1)/2: share of the power range, h = 0.5 + 0.5 a', φ = 0.3 + 0.7 a' (MODEL.md §5.4). */
export function setControls(
  world: World,
  action: JointAction,
  controls: Float32Array,
  from: number,
  noise?: Noise,
): void {
  const noisy = (k: number) => {
    const a = noise ? controls[k] + disturbance(noise, k) : controls[k];
    return (Math.min(1, Math.max(-1, a)) + 1) / 2;
  };
  for (let n = 0; n < world.servers; n++) {
    const at = from + n * CONTROLS;
    action.power[n] = noisy(at);
    action.admission[n] = 0.5 + 0.5 * noisy(at + 1);
    action.offer[n] = 0.3 + 0.7 * noisy(at + 2);
  }
}

/** Gaussian of deviation σ, or the next value x ← x − θ x + σ n of the control's own process. */
function disturbance({ sigma, rng, drift }: Noise, k: number): number {
  const fresh = sigma * rng.normal();
  if (!drift) return fresh;
  drift[k] += fresh - DRIFT_RETURN * drift[k];
  return drift[k];
}

/** θ of the Ornstein–Uhlenbeck process. */
const DRIFT_RETURN = 0.15;

/** The raw controls that a joint action's nodes stand for. */
export function rawControls(world: World, action: JointAction): Float32Array {
  const raw = new Float32Array(world.servers * CONTROLS);
  for (let n = 0; n < world.servers; n++) {
    raw[n * CONTROLS] = 2 * action.power[n] - 1;
    raw[n * CONTROLS + 1] = 2 * (2 * action.admission[n] - 1) - 1;
    raw[n * CONTROLS + 2] = (2 * (action.offer[n] - 0.3)) / 0.7 - 1;
  }
  return raw;
}
