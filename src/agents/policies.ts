import type { Config } from '../paper/config';
import { farSighted, patientFarSighted } from './far-sighted';
import { greedy, patientGreedy } from './greedy';
import { linear } from './linear';
import { uncoordinated } from './myopic';
import { oracle } from './oracle';
import type { Policy } from './policy';
import { cloud, hybrid, nearest, nearestWithRelocation, random, relay } from './rules';

/** The reference policies of MODEL.md §5.6 by name, each made for a config. */
export const referencePolicies = {
  random,
  nearest,
  'nearest-relocation': nearestWithRelocation,
  cloud,
  relay,
  hybrid,
  uncoordinated,
  greedy,
  'greedy-patient': patientGreedy,
  oracle,
  'far-sighted': farSighted,
  'far-sighted-patient': patientFarSighted,
  linear,
} satisfies Record<string, (config: Config) => Policy>;

export type PolicyName = keyof typeof referencePolicies;
export const policyNames = Object.keys(referencePolicies) as PolicyName[];

/**
 * A reference policy by name.
 * @throws Error listing the names when there is none of that name
 */
export function createPolicy(name: string, config: Config): Policy {
  if (!Object.hasOwn(referencePolicies, name))
    throw new Error(`policy: ${JSON.stringify(name)} is not known; known are ${policyNames.join(', ')}`);
  return referencePolicies[name as PolicyName](config);
}
