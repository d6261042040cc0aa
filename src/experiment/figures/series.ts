import { type PolicyStyle, smallFontSize, withOpacity } from './style';
import type { SummaryPoint } from './sweep-data';
import type { Trace } from './types';

/** One line of a panel. */
export interface Series {
  name: string;
  style: PolicyStyle;
  points: readonly SummaryPoint[];
}

/** Which axes of a figure with several plots a line belongs to; 0 is the first. */
export interface Placement {
  column: number;
  inLegend: boolean;
}

function axisNames({ column }: Placement): { xaxis: string; yaxis: string } {
  return { xaxis: column === 0 ? 'x' : `x${column + 1}`, yaxis: 'y' };
}

/** Four digits are enough under the pointer. */
function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function hoverText({ interval: { mean, low, high, count } }: SummaryPoint): string {
  const seeds = `${count} seed${count === 1 ? '' : 's'}`;
  if (low === null || high === null) return `${short(mean)} (${seeds}, no interval)`;
  return `${short(mean)} [${short(low)}, ${short(high)}] (95 %, ${seeds})`;
}

function lineTrace({ name, style, points }: Series, placement: Placement): Trace {
  return {
    type: 'scatter',
    mode: 'lines+markers',
    name,
    legendgroup: name,
    showlegend: placement.inLegend,
    x: points.map(({ x }) => x),
    y: points.map(({ interval }) => interval.mean),
    text: points.map(hoverText),
    hovertemplate: `<b>${name}</b> at %{x}: %{text}<extra></extra>`,
    line: { color: style.color, dash: style.dash, width: style.width },
    marker: { color: style.color, symbol: style.marker, size: 7, line: { color: style.color, width: 1.4 } },
    ...axisNames(placement),
  };
}

function bandTrace({ name, style, points }: Series, placement: Placement): Trace | undefined {
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
    fillcolor: withOpacity(style.color, 0.16),
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

/** Range of the y axis that holds all lines and bands, from zero where zero is near. */
export function yRange(series: readonly Series[]): [number, number] {
  const values = series.flatMap(({ points }) =>
    points.flatMap(({ interval }) => [interval.mean, interval.low ?? interval.mean, interval.high ?? interval.mean]),
  );
  const low = Math.min(...values);
  const high = Math.max(...values);
  const span = high - low || Math.abs(high) || 1;
  const fromZero =
    Math.min(...series.flatMap(({ points }) => points.map((p) => p.interval.mean))) >= 0 && low < 0.4 * high;
  return [fromZero ? Math.min(0, low) : low - 0.06 * span, high + 0.06 * span];
}

export const legendFont = { size: smallFontSize } as const;
