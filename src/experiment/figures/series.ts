import { digits } from '../digits';
import { type PolicyStyle, smallFontSize, withOpacity } from './style';
import type { SummaryPoint } from './sweep-data';
import type { Trace } from './types';

/** One line of a panel. */
export interface Series {
  name: string;
  style: PolicyStyle;
  points: readonly SummaryPoint[];
  /** What the panel's table calls it, where the label says more or less. */
  row?: { readonly policy: string; readonly quantity: string };
  /** False for a bare line: a curve of many points, or a level that does not depend on x. */
  markers?: boolean;
  /** False leaves the band out; the interval stands under the pointer. */
  band?: boolean;
}

/** Which axes of a figure with several plots a line belongs to; 0 is the first. */
export interface Placement {
  column: number;
  /** Each plot has a y axis of its own; else all share the first. */
  ownY: boolean;
  inLegend(one: Series): boolean;
}

function axisNames({ column, ownY }: Placement): { xaxis: string; yaxis: string } {
  const number = column === 0 ? '' : column + 1;
  return { xaxis: `x${number}`, yaxis: ownY ? `y${number}` : 'y' };
}

/** Four digits are enough under the pointer. */
const short = (value: number): string => digits(value, 4);

/** A mean with what is known of it; `count` seeds, 0 for what a formula says. */
interface Pointed {
  readonly mean: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly count?: number;
}

/** A mean as it stands under the pointer: with its interval and the number of seeds. */
export function hoverText({ mean, low, high, count }: Pointed): string {
  const seeds = count === 0 ? 'by formula' : count === undefined ? '' : `${count} seed${count === 1 ? '' : 's'}`;
  const known = low !== null && high !== null;
  const told = [known ? '95 %' : '', seeds, known || !count ? '' : 'no interval'].filter(Boolean).join(', ');
  const interval = known ? ` [${short(low)}, ${short(high)}]` : '';
  return `${short(mean)}${interval}${told && ` (${told})`}`;
}

function lineTrace(one: Series, placement: Placement): Trace {
  const { name, style, points } = one;
  return {
    type: 'scatter',
    mode: one.markers === false ? 'lines' : 'lines+markers',
    name,
    legendgroup: name,
    showlegend: placement.inLegend(one),
    x: points.map(({ x }) => x),
    y: points.map(({ interval }) => interval.mean),
    text: points.map(({ interval }) => hoverText(interval)),
    hovertemplate: `<b>${name}</b> at %{x}: %{text}<extra></extra>`,
    line: { color: style.color, dash: style.dash, width: style.width },
    marker: { color: style.color, symbol: style.marker, size: 7, line: { color: style.color, width: 1.4 } },
    ...axisNames(placement),
  };
}

function bandTrace({ name, style, points, band }: Series, placement: Placement): Trace | undefined {
  if (band === false) return undefined;
  const known = points.filter(({ interval }) => interval.low !== null && interval.high !== null);
  if (known.length < 2) return undefined;
  const back = [...known].reverse();
  return {
    type: 'scatter',
    mode: 'lines',
    name: `${name}, 95 % interval`,
    legendgroup: name,
    showlegend: false,
    hoverinfo: 'skip',
    x: [...known, ...back].map(({ x }) => x),
    y: [...known.map(({ interval }) => interval.high), ...back.map(({ interval }) => interval.low)],
    fill: 'toself',
    fillcolor: withOpacity(style.color, style.width > 2 ? 0.2 : 0.11),
    line: { width: 0, color: style.color },
    ...axisNames(placement),
  };
}

/** Traces of all lines, the bands below them. */
export function seriesTraces(series: readonly Series[], placement: Placement): Trace[] {
  const bands = series.flatMap((one): Trace[] => {
    const band = bandTrace(one, placement);
    return band ? [band] : [];
  });
  return [...bands, ...series.map((one) => lineTrace(one, placement))];
}

/** Share of the span or, when the lines are flat, of half the size of the means by which bands may widen the axis. */
const bandShare = 0.75;

const farOff = 1.5;

/** Thin lines of a plot that run far from all others: they leave the picture rather than flatten it. */
export function farLines(series: readonly Series[]): readonly Series[] {
  const means = ({ points }: Series) => points.map(({ interval }) => interval.mean);
  const main = series.filter(({ band }) => band !== false);
  if (main.length === 0) return [];
  const [low, high] = [Math.min(...main.flatMap(means)), Math.max(...main.flatMap(means))];
  const room = farOff * Math.max(high - low, 0.5 * Math.abs(high));
  const far = (one: Series) => means(one).some((value) => value < low - room || value > high + room);
  return series.filter((one) => one.band === false && far(one));
}

/**
 * Range of the y axis: all means, their bands as far as these do not dwarf the means, zero where zero is near.
 * @param bounds what the quantity cannot leave, for example [0, 1] for a share
 */
export function yRange(series: readonly Series[], bounds?: readonly [number, number]): [number, number] {
  const far = farLines(series);
  const inView = series.filter((one) => !far.includes(one));
  const intervals = inView.flatMap(({ points, band }) =>
    points.map(({ interval }) => (band === false ? { ...interval, low: null, high: null } : interval)),
  );
  const means = intervals.map(({ mean }) => mean);
  const [lowest, highest] = [Math.min(...means), Math.max(...means)];
  const span = highest - lowest || Math.abs(highest) || 1;
  const [least, most] = bounds ?? [lowest >= 0 ? 0 : Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const bandLow = Math.min(...intervals.map(({ low, mean }) => low ?? mean));
  const bandHigh = Math.max(...intervals.map(({ high, mean }) => high ?? mean));
  const room = bandShare * Math.max(span, 0.5 * Math.abs(highest));
  const low = Math.max(bandLow, lowest - room, least);
  const high = Math.min(bandHigh, highest + room, most);
  const fromZero = lowest >= 0 && low < 0.4 * high;
  // A little below zero, so that the axis does not cut the markers of what is zero.
  return [fromZero ? -0.025 * high : low - 0.06 * (high - low || span), high + 0.06 * (high - low || span)];
}

export const legendFont = { size: smallFontSize } as const;
