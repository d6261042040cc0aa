import type { JointAction } from '../environment/action';
import type { Environment } from '../environment/environment';
import { createOutcome, slotValue, weightsOf } from '../environment/slot';
import { decidersOf, idleAction, initiatingSlots } from './choice';
import { REFUSED } from './greedy';

/** More deciders than this would take more than 10⁵ evaluations. */
export const MOST_DECIDERS = 4;

export interface BestChoice {
  readonly action: JointAction;
  readonly value: number;
}

/**
 * The best joint choice of the present slot over all combinations of options that initiate, pre-migrations deferred, nodes at
 * their defaults: the yardstick of coordinated greedy on small instances (MODEL.md §3.4).
 * @throws Error if more than `MOST_DECIDERS` vehicles decide
 */
export function exhaustiveBest(environment: Environment): BestChoice {
  const deciders = decidersOf(environment, false);
  if (deciders.length > MOST_DECIDERS)
    throw new Error(
      `exhaustiveBest: ${deciders.length} vehicles decide in slot ${environment.state.slot}; at most ${MOST_DECIDERS} can`,
    );
  const outcome = createOutcome(environment.config);
  const weights = weightsOf(environment.config);
  const action = idleAction(environment);
  let best: BestChoice = { action, value: -Infinity };
  const descend = (k: number): void => {
    if (k === deciders.length) {
      const value = slotValue(environment.equations, environment.evaluate(action, outcome), weights, REFUSED);
      if (value > best.value) best = { action: { ...action, option: action.option.slice() }, value };
      return;
    }
    for (const slot of initiatingSlots(environment, deciders[k])) {
      action.option[deciders[k]] = slot;
      descend(k + 1);
    }
  };
  descend(0);
  return best;
}

/** Worth of a joint choice as the myopic policies see it: Σ contributions of admitted flows − 0.05 a refused one. */
export const choiceValue = (environment: Environment, action: JointAction): number =>
  slotValue(
    environment.equations,
    environment.evaluate(action, createOutcome(environment.config)),
    weightsOf(environment.config),
    REFUSED,
  );
