import { defaultAction } from '../environment/action';
import { STATUS } from '../environment/flows';
import { createOutcome, weigh, weightsOf } from '../environment/slot';
import { DEFER, OPTIONS, REQUEST } from '../environment/state';
import type { Config } from '../paper/config';
import { idleChoice, isFeasible } from './choice';
import type { Policy } from './policy';

/** Uncoordinated myopic: each decider takes the option with the largest own contribution to 𝕆, as if alone (MODEL.md §5.6). */
export function uncoordinated(config: Config): Policy {
  const outcome = createOutcome(config);
  const weights = weightsOf(config);
  return {
    name: 'uncoordinated',
    act(environment) {
      const action = defaultAction(config);
      const alone = defaultAction(config);
      const { equations, options, state } = environment;
      for (let k = 0; k < options.count; k++) {
        const v = options.deciders[k];
        action.option[v] = idleChoice(environment, v);
        if (state.request[v] === REQUEST.PREMIGRATION) continue;
        let best = -Infinity;
        for (let slot = DEFER + 1; slot < OPTIONS; slot++) {
          if (!isFeasible(environment, v, slot)) continue;
          alone.option[v] = slot;
          const { flows } = environment.evaluate(alone, outcome);
          const value = flows.status[0] === STATUS.ADMITTED ? weigh(equations, flows.parts, 0, weights) : -Infinity;
          if (value > best) [best, action.option[v]] = [value, slot];
        }
        alone.option[v] = DEFER;
      }
      return action;
    },
  };
}
