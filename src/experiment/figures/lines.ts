import { labelMargin, lineLabels } from './line-labels';
import { markModified } from './modified';
import { hoverText } from './series';
import { axis, baseLayout, figureMargin, figureSize, inkColor, policyStyle } from './style';
import type { Figure, Layout, Trace } from './types';

/** One curve or one group of bars. */
export interface Curve {
  name: string;
  /** The policy it is of: it then has the policy's colour and dash. */
  policy?: string;
  x: readonly (number | string)[];
  y: readonly number[];
  /** Intervals of the bars over seeds, drawn as whiskers and shown under the pointer; null ends are left out. */
  intervals?: readonly { readonly low: number | null; readonly high: number | null; readonly count?: number }[];
}

export interface CurveFigure {
  title?: string;
  /** Quantity and unit. */
  xTitle: string;
  yTitle: string;
  curves: readonly Curve[];
  logX?: boolean;
  logY?: boolean;
  /** Replaced equations; the figure says so. */
  modified?: readonly string[];
}

/** Colours in the order of use, safe for the colour-blind (Okabe and Ito), told apart by dashes too. */
const colors = ['#0072B2', '#D55E00', '#009E73', '#B5578F', '#111111', '#B87A00', '#56B4E9', '#777777'];
const dashes = ['solid', 'dash', 'dot', 'dashdot', 'longdash', 'solid', 'dash', 'dot'];

const styleOf = ({ policy }: Curve, index: number) =>
  policy ? policyStyle(policy) : { color: colors[index], dash: dashes[index] };

function requireCurves({ curves, logX, logY }: CurveFigure): void {
  if (curves.length === 0) throw new RangeError('figure: no curves; give at least one');
  if (curves.length > colors.length)
    throw new RangeError(`figure: ${curves.length} curves; at most ${colors.length} can be told apart`);
  for (const { name, x, y } of curves) {
    if (x.length !== y.length || x.length === 0) {
      throw new RangeError(
        `curve "${name}": ${x.length} x and ${y.length} y; both must have the same length, at least 1`,
      );
    }
    const wrong = [...y, ...x].find((value) => typeof value === 'number' && !Number.isFinite(value));
    if (wrong !== undefined) throw new RangeError(`curve "${name}" holds ${wrong}; all values must be finite`);
    if (logY && y.some((value) => value <= 0))
      throw new RangeError(`curve "${name}": a logarithmic axis needs y above 0`);
    if (logX && x.some((value) => !(Number(value) > 0)))
      throw new RangeError(`curve "${name}": a logarithmic axis needs x above 0`);
  }
}

function rangeOf(curves: readonly Curve[], logY = false): [number, number] {
  const values = curves.flatMap(({ y }) => y.map((value) => (logY ? Math.log10(value) : value)));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const span = high - low || Math.abs(high) || 1;
  return [low - 0.06 * span, high + 0.06 * span];
}

/** Curves with their names at the right ends, in the common style. */
export function lineFigure(figure: CurveFigure): Figure {
  requireCurves(figure);
  const { title = '', xTitle, yTitle, curves, logX, logY, modified = [] } = figure;
  const range = rangeOf(curves, logY);
  const ends = curves.map((curve, index) => {
    const last = curve.y[curve.y.length - 1];
    return { text: curve.name, color: styleOf(curve, index).color, y: logY ? Math.log10(last) : last };
  });
  const right = labelMargin(ends);
  const { left, top, bottom } = figureMargin;
  const area = { range, heightPx: figureSize.height - top - bottom, widthPx: figureSize.width - left - right };
  const data: Trace[] = curves.map((curve, index) => ({
    type: 'scatter',
    mode: 'lines',
    name: curve.name,
    x: curve.x,
    y: curve.y,
    line: { color: styleOf(curve, index).color, dash: styleOf(curve, index).dash, width: 2.5 },
    hovertemplate: `<b>${curve.name}</b>: %{y:.4g} at %{x:.4g}<extra></extra>`,
  }));
  const scale = (log: boolean | undefined): Layout => (log ? { type: 'log', exponentformat: 'power', dtick: 1 } : {});
  const layout = baseLayout(title, {
    margin: { l: left, r: right, t: top, b: bottom },
    xaxis: axis(xTitle, scale(logX)),
    yaxis: axis(yTitle, { range, automargin: true, ...scale(logY) }),
    ...lineLabels(ends, area),
  });
  return markModified({ data, layout }, modified);
}

function whiskers(name: string, y: readonly number[], intervals: NonNullable<Curve['intervals']>): Trace {
  if (intervals.length !== y.length)
    throw new RangeError(`curve "${name}": ${intervals.length} intervals for ${y.length} bars`);
  return {
    type: 'data',
    symmetric: false,
    array: y.map((value, k) => (intervals[k].high ?? value) - value),
    arrayminus: y.map((value, k) => value - (intervals[k].low ?? value)),
    color: inkColor,
    thickness: 1.4,
    width: 5,
  };
}

const hoverTexts = (y: readonly number[], intervals: NonNullable<Curve['intervals']>): string[] =>
  y.map((mean, k) => hoverText({ mean, ...intervals[k] }));

/** Bars side by side, one group an x, with a legend below when there are several curves. */
export function barFigure(figure: CurveFigure): Figure {
  requireCurves(figure);
  const { title = '', xTitle, yTitle, curves, logY, modified = [] } = figure;
  const data: Trace[] = curves.map((curve, index) => ({
    type: 'bar',
    name: curve.name,
    x: curve.x.map(String),
    y: curve.y,
    marker: { color: styleOf(curve, index).color },
    hovertemplate: `<b>${curve.name}</b>, %{x}: ${curve.intervals ? '%{hovertext}' : '%{y:.4g}'}<extra></extra>`,
    ...(curve.intervals
      ? { error_y: whiskers(curve.name, curve.y, curve.intervals), hovertext: hoverTexts(curve.y, curve.intervals) }
      : {}),
  }));
  const several = curves.length > 1;
  const { left, top, bottom, right } = figureMargin;
  const layout = baseLayout(title, {
    margin: { l: left, r: right, t: top, b: bottom + (several ? 26 : 0) },
    xaxis: axis(xTitle, { type: 'category', showgrid: false, automargin: true }),
    yaxis: axis(yTitle, {
      automargin: true,
      ...(logY ? { type: 'log', exponentformat: 'power', dtick: 1 } : { rangemode: 'tozero' }),
    }),
    barmode: 'group',
    bargap: 0.3,
    showlegend: several,
    legend: { orientation: 'h', x: 0, y: 0, yref: 'container', yanchor: 'bottom' },
  });
  return markModified({ data, layout }, modified);
}
