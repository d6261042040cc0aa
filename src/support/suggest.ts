import { closest, distance } from 'fastest-levenshtein';

/**
 * "; did you mean …?" when a known name is near, else the known names if they are few, else where they stand.
 * @param where what lists them, for example a command; empty if nothing does
 */
export function didYouMean(name: string, known: readonly string[], where = ''): string {
  if (known.length === 0) return '';
  const nearest = closest(name, [...known]);
  if (distance(name.toLowerCase(), nearest.toLowerCase()) <= Math.max(2, name.length / 3)) {
    return `; did you mean ${JSON.stringify(nearest)}?`;
  }
  if (known.length <= 12) return `; known are ${known.join(', ')}`;
  return where ? `; ${where} lists them` : '';
}
