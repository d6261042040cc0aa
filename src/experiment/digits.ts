import type { Interval } from './statistics';

/** A number with few significant digits and no trailing zeros: 0.036849 is "0.0368". */
export const digits = (value: number, count = 3): string => String(Number(value.toPrecision(count)));

/** "12.3 [11.9, 12.7]", or the mean alone below two seeds. */
export function intervalText({ mean, low, high }: Pick<Interval, 'mean' | 'low' | 'high'>, count = 4): string {
  if (low === null || high === null) return digits(mean, count);
  return `${digits(mean, count)} [${digits(low, count)}, ${digits(high, count)}]`;
}
