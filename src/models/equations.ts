import type { Config } from '../paper/config';
import { sha256 } from '../support/files';
import { DEFAULTS, DESCRIPTIVE, type EquationFunctions, type Replacements } from './defaults';
import { chosenReadings } from './readings';

export type { EquationFunctions, Replacements };

const REPLACEABLE = Object.keys(DEFAULTS).filter((name) => !(DESCRIPTIVE as readonly string[]).includes(name));

/** An equation set: the functions by name, the names of those a reader has replaced, and a checksum of their text ('' for none). */
export type Equations = EquationFunctions & { readonly modified: readonly string[]; readonly replaced: string };

/** Names the equation when one's own function gives nothing or no number, before other equations meet the result. */
function guarded<A, R>(name: string, f: (a: A) => R): (a: A) => R {
  return (a) => {
    const result = f(a);
    if (result === undefined || result === null || Number.isNaN(result)) {
      throw new Error(`${name}, replaced by withEquations, gave ${String(result)} for ${JSON.stringify(a)}`);
    }
    return result;
  };
}

/** The equation set of a config: of each equation the reading its register names. */
export function equationsFor(config: Pick<Config, 'register'>): Equations {
  return Object.freeze({ ...DEFAULTS, ...chosenReadings(config.register), modified: Object.freeze([]), replaced: '' });
}

/**
 * A new set in which equations are replaced by one's own functions of the same arguments.
 *
 * @param base a set of equationsFor or withEquations; it stays as it is
 * @param replacements functions by equation name
 * @returns the set, `modified` naming every equation replaced so far; it throws when one's own function gives
 *   undefined, null or NaN
 * @throws Error if a name is no equation, or one that no run evaluates, or if a replacement is no function
 * @example withEquations(equations, { linkRate: ({ bandwidthHz }) => 8 * bandwidthHz })
 */
export function withEquations(base: Equations, replacements: Replacements): Equations {
  for (const [name, replacement] of Object.entries(replacements)) {
    if (!REPLACEABLE.includes(name)) {
      const problem = Object.hasOwn(DEFAULTS, name) ? 'is evaluated by no run' : 'is not an equation';
      throw new Error(`withEquations: ${name} ${problem}; those that can be replaced are ${REPLACEABLE.join(', ')}`);
    }
    if (typeof replacement !== 'function') {
      throw new Error(`withEquations: ${name} = ${String(replacement)}: must be a function`);
    }
  }
  const own = Object.entries(replacements).map(([name, f]) => [name, guarded<never, unknown>(name, f)]);
  const modified = new Set([...base.modified, ...Object.keys(replacements)]);
  const text = Object.entries(replacements).map(([name, f]) => `${name}: ${f}`);
  return Object.freeze({
    ...base,
    ...Object.fromEntries(own),
    modified: Object.freeze([...modified].sort()),
    replaced: sha256([base.replaced, ...text.sort()].join('\n')).slice(0, 12),
  });
}
