import type { Environment } from '../../environment/environment';
import type { Policy } from '../policy';
import type { Acting, LearningAgent } from './agent';
import { createView, type LearnerView, look } from './view';

/**
 * A trained agent as a policy of single episodes, without exploration noise: what plays, sweeps and films reference
 * policies does the same with it. Acts in worlds of the agent's size only.
 */
export function agentPolicy(agent: LearningAgent, name: string, acting: Acting): Policy {
  const views = new WeakMap<Environment, LearnerView>();
  const viewOf = (environment: Environment) => {
    const known = views.get(environment);
    if (known) return known;
    const { vehicles } = environment.config.parameters;
    if (vehicles !== agent.world.vehicles)
      throw new Error(`${name}: made for ${agent.world.vehicles} vehicles, the environment has ${vehicles}`);
    const view = createView(environment, agent.world);
    views.set(environment, view);
    return view;
  };
  return {
    name,
    act(environment) {
      const view = viewOf(environment);
      look(view, agent.world);
      return agent.act([view], acting)[0];
    },
  };
}
