import type { JointAction } from '../environment/action';
import type { Environment } from '../environment/environment';
import { OPTIONS } from '../environment/state';
import type { Rng } from '../support/rng';
import { isFeasible } from './choice';

/** Worth of a joint choice in the present slot. */
export type SlotScore = (action: JointAction) => number;

const PASSES = 2;

/** The entries of `list` in random order (Fisher–Yates). */
export function shuffled(list: ArrayLike<number>, rng: Rng): number[] {
  const order = Array.from(list);
  for (let k = order.length - 1; k > 0; k--) {
    const other = rng.integer(k + 1);
    [order[k], order[other]] = [order[other], order[k]];
  }
  return order;
}

/**
 * Vehicles in random order, at most two passes: each takes the option that maximises `score` given the others' present
 * choices, and keeps its own when no other is better; stops when a pass changes nothing. Changes `action`.
 * @returns the score reached
 */
export function ascend(
  environment: Environment,
  action: JointAction,
  vehicles: ArrayLike<number>,
  score: SlotScore,
  rng: Rng,
): number {
  const order = shuffled(vehicles, rng);
  let best = score(action);
  for (let pass = 0; pass < PASSES; pass++) {
    let changed = false;
    for (const v of order) {
      let kept = action.option[v];
      const before = kept;
      for (let slot = 0; slot < OPTIONS; slot++) {
        if (slot === before || !isFeasible(environment, v, slot)) continue;
        action.option[v] = slot;
        const value = score(action);
        if (value > best) [best, kept] = [value, slot];
      }
      action.option[v] = kept;
      changed ||= kept !== before;
    }
    if (!changed) break;
  }
  return best;
}
