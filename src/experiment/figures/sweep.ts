import { labelMargin, lineLabels } from './line-labels';
import { legendFont, type Series, seriesTraces, yRange } from './series';
import { axis, baseLayout, figureMargin, figureSize, fontSize, policyStyle } from './style';
import { policiesOf, type SweepPoint, summarise } from './sweep-data';
import { textWidth } from './text-metrics';
import type { Figure, Layout } from './types';

/** One plot of a panel: its lines and, where there are several, a heading. */
export interface Facet {
  heading: string;
  series: readonly Series[];
}

export interface FacetFigure {
  title: string;
  /** Quantity and unit. */
  xTitle: string;
  yTitle: string;
  facets: readonly Facet[];
}

export interface SweepFigure {
  rows: readonly SweepPoint[];
  metric: string;
  title?: string;
  xTitle: string;
  yTitle: string;
  /** Which policies and in which order; default: all in the rows. */
  policies?: readonly string[];
}

const mostTicks = 8;
const facetGap = 0.045;
const legendRowPx = 20;

function xAxis(title: string, series: readonly Series[], more: Layout = {}): Layout {
  const xs = [...new Set(series.flatMap(({ points }) => points.map(({ x }) => x)))].sort((p, q) => p - q);
  const ticks = xs.length <= mostTicks ? { tickmode: 'array', tickvals: xs, ticktext: xs.map(String) } : {};
  const pad = 0.03 * (xs[xs.length - 1] - xs[0] || 1);
  return axis(title, { range: [xs[0] - pad, xs[xs.length - 1] + pad], ...ticks, ...more });
}

function singleFigure({ title, xTitle, yTitle, facets }: FacetFigure): Figure {
  const { series } = facets[0];
  const range = yRange(series);
  const ends = series.map(({ name, style, points }) => ({
    text: name,
    color: style.color,
    y: points[points.length - 1].interval.mean,
  }));
  const { top, bottom, left } = figureMargin;
  const right = labelMargin(ends);
  const heightPx = figureSize.height - top - bottom;
  const widthPx = figureSize.width - left - right;
  const layout = baseLayout(title, {
    margin: { l: left, r: right, t: top, b: bottom },
    xaxis: xAxis(xTitle, series),
    yaxis: axis(yTitle, { range, automargin: true }),
    ...lineLabels(ends, { range, heightPx, widthPx }),
  });
  return { data: seriesTraces(series, { column: 0, inLegend: false }), layout };
}

function legendRows(series: readonly Series[]): number {
  const symbolPx = 52;
  const widest = Math.max(...series.map(({ name }) => textWidth(name, legendFont.size))) + symbolPx;
  const columns = Math.max(1, Math.floor((figureSize.width - figureMargin.left - figureMargin.right) / widest));
  return Math.ceil(series.length / columns);
}

function paperText(text: string, x: number): Layout {
  return { text, xref: 'paper', yref: 'paper', x, xanchor: 'center', showarrow: false, font: { size: fontSize } };
}

function facetAxes(facets: readonly Facet[], xTitle: string): { axes: Layout; annotations: Layout[] } {
  const share = (1 - facetGap * (facets.length - 1)) / facets.length;
  const axes: Layout = {};
  const annotations = facets.map(({ heading, series }, column) => {
    const start = column * (share + facetGap);
    const domain = [start, Math.min(1, start + share)];
    const ticks = { tickmode: 'auto', tickvals: undefined, ticktext: undefined, nticks: 5, tickangle: 0 };
    axes[column === 0 ? 'xaxis' : `xaxis${column + 1}`] = xAxis('', series, { domain, anchor: 'y', ...ticks });
    return { ...paperText(heading, start + share / 2), y: 1, yanchor: 'bottom' };
  });
  return { axes, annotations: [...annotations, { ...paperText(xTitle, 0.5), y: 0, yshift: -28, yanchor: 'top' }] };
}

function severalFigure({ title, xTitle, yTitle, facets }: FacetFigure): Figure {
  const all = facets.flatMap(({ series }) => series);
  const known = new Map(all.map((one) => [one.name, one]));
  const rows = legendRows([...known.values()]);
  const { axes, annotations } = facetAxes(facets, xTitle);
  const data = facets.flatMap(({ series }, column) => seriesTraces(series, { column, inLegend: column === 0 }));
  const { left, top, right, bottom } = figureMargin;
  const layout = baseLayout(title, {
    margin: { l: left, r: right, t: top + 16, b: bottom + rows * legendRowPx },
    ...axes,
    yaxis: axis(yTitle, { range: yRange(all), automargin: true }),
    annotations,
    showlegend: true,
    legend: {
      orientation: 'h',
      x: 0,
      xanchor: 'left',
      y: 0,
      yref: 'container',
      yanchor: 'bottom',
      tracegroupgap: 0,
      font: legendFont,
    },
  });
  return { data, layout };
}

/** A panel of one plot (lines named at their ends) or of several side by side (one y axis, one legend below). */
export function facetFigure(description: FacetFigure): Figure {
  if (description.facets.length === 0) throw new RangeError('facetFigure: no facets; give at least one');
  return description.facets.length === 1 ? singleFigure(description) : severalFigure(description);
}

/** The lines of the policies for one metric. */
export function policySeries(rows: readonly SweepPoint[], metric: string, policies?: readonly string[]): Series[] {
  const names = policies ?? policiesOf(rows);
  if (names.length === 0) throw new RangeError(`${metric}: no rows; there is nothing to draw`);
  return names.map((policy) => {
    const style = policyStyle(policy);
    return { name: style.label, style, points: summarise(rows, policy, metric) };
  });
}

/** One metric over the swept quantity: a line a policy, means over seeds, 95 % t-intervals as bands. */
export function sweepFigure({ rows, metric, title = '', xTitle, yTitle, policies }: SweepFigure): Figure {
  const series = policySeries(rows, metric, policies);
  return facetFigure({ title, xTitle, yTitle, facets: [{ heading: '', series }] });
}
