import { mean } from './student';

/**
 * Mean of the middle half: the floor(n/4) smallest and as many largest values are left out.
 * @throws RangeError without values
 */
export function interquartileMean(values: readonly number[]): number {
  const cut = Math.floor(values.length / 4);
  return mean([...values].sort((p, q) => p - q).slice(cut, values.length - cut));
}

/**
 * The value below which a share of a sample lies, linear between neighbours (Hyndman and Fan, type 7).
 * @param sorted values in rising order, at least one   @param share in [0, 1]
 */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) throw new RangeError('quantile: no values; at least one is needed');
  if (!(share >= 0 && share <= 1)) throw new RangeError(`quantile: share is ${share}; it must lie between 0 and 1`);
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
}

/** The middle value, or the mean of the two in the middle. @throws RangeError without values */
export const median = (values: readonly number[]): number =>
  quantile(
    [...values].sort((p, q) => p - q),
    0.5,
  );

/** Trailing mean over a window that is shorter at the start: the smoothed curve of MODEL.md §5.7. */
export function trailingMean(values: readonly number[], window: number): number[] {
  if (!Number.isInteger(window) || window < 1)
    throw new RangeError(`trailingMean: window is ${window}; it must be a whole number, at least 1`);
  return values.map((_, k) => mean(values.slice(Math.max(0, k + 1 - window), k + 1)));
}

/**
 * Spearman's rank correlation, ties at their mean rank. A quantity that never changes neither rises nor falls: 0.
 * @throws RangeError when x never changes
 */
export function spearman(points: readonly { readonly x: number; readonly y: number }[]): number {
  const ranksX = ranks(points.map(({ x }) => x));
  const ranksY = ranks(points.map(({ y }) => y));
  const centre = (points.length + 1) / 2;
  let [xx, yy, xy] = [0, 0, 0];
  ranksX.forEach((rank, k) => {
    xx += (rank - centre) * (rank - centre);
    yy += (ranksY[k] - centre) * (ranksY[k] - centre);
    xy += (rank - centre) * (ranksY[k] - centre);
  });
  if (xx === 0) throw new RangeError('spearman: x never changes; there is no trend to measure');
  return yy === 0 ? 0 : xy / Math.sqrt(xx * yy);
}

function ranks(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal + 1) / 2;
  });
}

/**
 * Slope of the least-squares line through the points, units of y per unit of x.
 * @throws RangeError when x never changes
 */
export function slope(points: readonly { readonly x: number; readonly y: number }[]): number {
  const [centreX, centreY] = [mean(points.map(({ x }) => x)), mean(points.map(({ y }) => y))];
  let [xx, xy] = [0, 0];
  for (const { x, y } of points) {
    xx += (x - centreX) * (x - centreX);
    xy += (x - centreX) * (y - centreY);
  }
  if (xx === 0) throw new RangeError('slope: x never changes');
  return xy / xx;
}
