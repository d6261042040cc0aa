import { createOutcome, slotValue, weightsOf } from '../environment/slot';
import type { Config } from '../paper/config';
import { decidersOf, idleAction } from './choice';
import { ascend } from './coordinate-ascent';
import type { Policy } from './policy';

/** What a refused flow costs a coordinator, in units of 𝕆·N_ref (MODEL.md §5.6). */
export const REFUSED = 0.05;

function coordinated(name: string, mayDefer: boolean): (config: Config) => Policy {
  return (config) => {
    const outcome = createOutcome(config);
    const weights = weightsOf(config);
    return {
      name,
      act(environment, rng) {
        const action = idleAction(environment);
        const score = () => slotValue(environment.equations, environment.evaluate(action, outcome), weights, REFUSED);
        ascend(environment, action, decidersOf(environment, false), () => mayDefer, score, rng);
        return action;
      },
    };
  };
}

/** Coordinated greedy: coordinate ascent on the slot's true objective; pre-migrations deferred, all others initiate (MODEL.md §5.6). */
export const greedy = coordinated('greedy', false);

/** The same, but a vehicle whose every option would lower the slot's objective waits: a stronger myopic reference. */
export const patientGreedy = coordinated('greedy-patient', true);
