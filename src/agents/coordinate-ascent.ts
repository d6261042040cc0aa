import type { JointAction } from '../environment/action';
import type { Environment } from '../environment/environment';
import { DEFER, OPTIONS } from '../environment/state';
import type { Rng } from '../support/rng';
import { firstInitiating, isFeasible } from './choice';

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
 * choices, among those it may take; it keeps its own when no other is better. Stops when a pass changes nothing. A vehicle
 * for which `mayDefer` is false takes the best option that initiates, however poor: a refusal is how it waits. Changes `action`.
 * Source: MODEL.md §5.6.
 */
export function ascend(
  environment: Environment,
  action: JointAction,
  vehicles: ArrayLike<number>,
  mayDefer: (v: number) => boolean,
  score: SlotScore,
  rng: Rng,
): void {
  const order = shuffled(vehicles, rng);
  for (let pass = 0; pass < PASSES; pass++) {
    let changed = false;
    for (const v of order) {
      const before = action.option[v];
      const kept = bestOption(environment, action, v, mayDefer(v), score);
      action.option[v] = kept;
      changed ||= kept !== before;
    }
    if (!changed) break;
  }
}

function bestOption(
  environment: Environment,
  action: JointAction,
  v: number,
  mayDefer: boolean,
  score: SlotScore,
): number {
  const before = action.option[v];
  const initiates = firstInitiating(environment, v) >= 0;
  let kept = before;
  let best = mayDefer || !initiates || before !== DEFER ? score(action) : Number.NEGATIVE_INFINITY;
  for (let slot = mayDefer || !initiates ? DEFER : DEFER + 1; slot < OPTIONS; slot++) {
    if (slot === before || !isFeasible(environment, v, slot)) continue;
    action.option[v] = slot;
    const value = score(action);
    if (value > best) [best, kept] = [value, slot];
  }
  return kept;
}
