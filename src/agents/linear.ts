import { defaultAction } from '../environment/action';
import { OPTION_FEATURES, writeOptionFeatures } from '../environment/option-features';
import { DEFER, OPTIONS } from '../environment/state';
import { createSurvey, type Survey, takeSurvey } from '../environment/survey';
import type { Config } from '../paper/config';
import { isFeasible } from './choice';
import type { Policy } from './policy';
import { checkWeights, tunedWeights } from './tuned';

/** A weight for each option feature, then what deferring is worth for F, H and P, and for every slot waited over w_max. */
export const LINEAR_WEIGHTS = OPTION_FEATURES + 4;

/**
 * Linear option scorer: every decider on its own takes the feasible option with the largest w·φ_o, to which deferring adds
 * a bias by request type (MODEL.md §5.6). The 26th weight of the prototype is read as the worth of having waited.
 * @param weights `LINEAR_WEIGHTS` finite numbers, else an error
 */
export function linearWith(config: Config, weights: readonly number[]): Policy {
  checkWeights('linear', weights, LINEAR_WEIGHTS);
  const features = new Float64Array(config.parameters.vehicles * OPTIONS * OPTION_FEATURES);
  let survey: Survey | undefined;
  return {
    name: 'linear',
    begin(environment) {
      survey = createSurvey(environment);
    },
    act(environment) {
      survey ??= createSurvey(environment);
      takeSurvey(environment, survey);
      writeOptionFeatures(environment, survey, features);
      const action = defaultAction(config);
      const { options, state } = environment;
      for (let k = 0; k < options.count; k++) {
        const v = options.deciders[k];
        const waited = state.waitSlots[v] / config.parameters.waitMaxSlots;
        const bias = weights[OPTION_FEATURES + state.request[v] - 1] + weights[LINEAR_WEIGHTS - 1] * waited;
        let best = -Infinity;
        for (let slot = 0; slot < OPTIONS; slot++) {
          if (!isFeasible(environment, v, slot)) continue;
          let score = slot === DEFER ? bias : 0;
          const at = (k * OPTIONS + slot) * OPTION_FEATURES;
          for (let i = 0; i < OPTION_FEATURES; i++) score += weights[i] * features[at + i];
          if (score > best) [best, action.option[v]] = [score, slot];
        }
      }
      return action;
    },
  };
}

/** The scorer with the committed weights of the config's `options.nodeState`. */
export const linear = (config: Config): Policy => linearWith(config, tunedWeights('linear', config));
