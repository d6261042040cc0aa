import { closest, distance } from 'fastest-levenshtein';

/** "; did you mean …?" when a known name is near, else the known names if they are few. Empty when neither helps. */
export function didYouMean(name: string, known: readonly string[]): string {
  if (known.length === 0) return '';
  const nearest = closest(name, [...known]);
  if (distance(name.toLowerCase(), nearest.toLowerCase()) <= Math.max(2, name.length / 3)) {
    return `; did you mean ${JSON.stringify(nearest)}?`;
  }
  return known.length <= 12 ? `; known are ${known.join(', ')}` : '';
}
