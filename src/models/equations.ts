import type { Config } from '../paper/config';
import { DEFAULTS, type EquationFunctions } from './defaults';
import { chosenReadings } from './readings';

export type { EquationFunctions };

/** An equation set: the functions by name, and the names of those a reader has replaced. */
export type Equations = EquationFunctions & { readonly modified: readonly string[] };

/** The equation set of a config: of each equation the reading its register names. */
export function equationsFor(config: Pick<Config, 'register'>): Equations {
  return Object.freeze({ ...DEFAULTS, ...chosenReadings(config.register), modified: Object.freeze([]) });
}

/**
 * A new set in which equations are replaced by one's own functions of the same arguments.
 *
 * @param base a set of equationsFor or withEquations; it stays as it is
 * @param replacements functions by equation name
 * @returns the set, `modified` naming every equation replaced so far
 * @throws Error naming the known equations if a name is none of them, or if a replacement is no function
 * @example withEquations(equations, { linkRate: ({ bandwidthHz }) => 8 * bandwidthHz })
 */
export function withEquations(base: Equations, replacements: Partial<EquationFunctions>): Equations {
  for (const [name, replacement] of Object.entries(replacements)) {
    if (!Object.hasOwn(DEFAULTS, name)) {
      throw new Error(`withEquations: ${name} is not an equation; known are ${Object.keys(DEFAULTS).join(', ')}`);
    }
    if (typeof replacement !== 'function') {
      throw new Error(`withEquations: ${name} = ${String(replacement)}: must be a function`);
    }
  }
  const modified = new Set([...base.modified, ...Object.keys(replacements)]);
  return Object.freeze({ ...base, ...replacements, modified: Object.freeze([...modified].sort()) });
}
