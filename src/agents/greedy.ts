import { defaultAction } from '../environment/action';
import type { Environment } from '../environment/environment';
import { createOutcome, slotValue, weightsOf } from '../environment/slot';
import { REQUEST } from '../environment/state';
import type { Config } from '../paper/config';
import { idleChoice } from './choice';
import { ascend } from './coordinate-ascent';
import type { Policy } from './policy';

/** What a refused flow costs a coordinator, in units of 𝕆·N_ref (MODEL.md §5.6). */
export const REFUSED = 0.05;

/** Deciders that may initiate: those whose request is no pre-migration. */
export const urgentDeciders = ({ options, state }: Environment): Int16Array =>
  options.deciders.subarray(0, options.count).filter((v) => state.request[v] !== REQUEST.PREMIGRATION);

/** Everybody at `idleChoice`, nodes at their defaults. */
export function idleAction(environment: Environment) {
  const action = defaultAction(environment.config);
  const { options } = environment;
  for (let k = 0; k < options.count; k++)
    action.option[options.deciders[k]] = idleChoice(environment, options.deciders[k]);
  return action;
}

/** Coordinated greedy: coordinate ascent on the slot's true objective, pre-migrations deferred (MODEL.md §5.6). */
export function greedy(config: Config): Policy {
  const outcome = createOutcome(config);
  const weights = weightsOf(config);
  return {
    name: 'greedy',
    act(environment, rng) {
      const action = idleAction(environment);
      const score = () => slotValue(environment.equations, environment.evaluate(action, outcome), weights, REFUSED);
      ascend(environment, action, urgentDeciders(environment), score, rng);
      return action;
    },
  };
}
