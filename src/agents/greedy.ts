import { createOutcome, slotValue, weightsOf } from '../environment/slot';
import type { Config } from '../paper/config';
import { decidersOf, idleAction } from './choice';
import { ascend } from './coordinate-ascent';
import type { Policy } from './policy';

/** What a refused flow costs a coordinator, in units of 𝕆·N_ref (MODEL.md §5.6). */
export const REFUSED = 0.05;

/** Coordinated greedy: coordinate ascent on the slot's true objective, pre-migrations deferred (MODEL.md §5.6). */
export function greedy(config: Config): Policy {
  const outcome = createOutcome(config);
  const weights = weightsOf(config);
  return {
    name: 'greedy',
    act(environment, rng) {
      const action = idleAction(environment);
      const score = () => slotValue(environment.equations, environment.evaluate(action, outcome), weights, REFUSED);
      ascend(environment, action, decidersOf(environment, false), score, rng);
      return action;
    },
  };
}
