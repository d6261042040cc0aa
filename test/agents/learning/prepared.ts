import { createMoMaddpg, type MoMaddpg } from '../../../src/agents/mo-maddpg';
import type { Overrides } from '../../../src/paper/profiles';
import { createRng } from '../../../src/support/rng';
import { filledReplay } from './filled';

/** A small learner with a replay that random actions have filled. */
export function prepared(register: Overrides['register'] = {}, slots = 60, parameters: Overrides['parameters'] = {}) {
  const filled = filledReplay(register, slots, parameters);
  return { ...filled, learner: createMoMaddpg(filled.world, filled.settings, createRng(5, 'networks')) };
}

export const snapshot = ({ networks }: MoMaddpg) =>
  Object.fromEntries(Object.entries(networks).map(([name, { values }]) => [name, values.slice()]));
