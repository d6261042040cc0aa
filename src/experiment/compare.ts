import { canonicalJson } from '../support/files';
import type { ResultValue } from './results';
import type { Values } from './results-reader';

/** One thing that is not as expected. */
export interface Difference {
  notebook: string;
  kind: string;
  message: string;
}

/** |actual − expected| / |expected|, or null where it has no meaning. */
export function relativeDifference(expected: ResultValue, actual: ResultValue): number | null {
  if (typeof expected !== 'number' || typeof actual !== 'number' || expected === 0) return null;
  return Math.abs(actual - expected) / Math.abs(expected);
}

function differentValue(key: string, expected: ResultValue, actual: ResultValue): string {
  const relative = relativeDifference(expected, actual);
  const size = relative === null ? '' : ` (relative difference ${relative.toExponential(2)})`;
  return `"${key}": expected ${canonicalJson(expected)}, got ${canonicalJson(actual)}${size}`;
}

/** Differences of one notebook, exact on numbers of 10 significant digits. */
export function compareNotebook(notebook: string, expected: Values, actual: Values): Difference[] {
  const keys = [...new Set([...Object.keys(expected), ...Object.keys(actual)])].sort();
  return keys.flatMap((key): Difference[] => {
    const wanted = Object.hasOwn(expected, key) ? expected[key] : undefined;
    const found = Object.hasOwn(actual, key) ? actual[key] : undefined;
    if (wanted === undefined) {
      return [{ notebook, kind: 'extra key', message: `"${key}": got ${canonicalJson(found)}, expected no such key` }];
    }
    if (found === undefined) {
      return [{ notebook, kind: 'missing key', message: `"${key}": expected ${canonicalJson(wanted)}, got nothing` }];
    }
    if (canonicalJson(wanted) === canonicalJson(found)) return [];
    return [{ notebook, kind: 'different', message: differentValue(key, wanted, found) }];
  });
}
