import { labelMargin, lineLabels } from './line-labels';
import { legendFont, type Series, seriesTraces, yRange } from './series';
import { axis, baseLayout, figureMargin, figureSize, fontSize, policyStyle } from './style';
import { hasMetric, policiesOf, type SweepPoint, summarise } from './sweep-data';
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
  /** What the quantity cannot leave, for example [0, 1]. */
  bounds?: readonly [number, number];
  /** A y axis for each plot, for quantities of different size; default: one for all. */
  separateY?: boolean;
}

const mostTicks = 8;
const facetGap = 0.045;
const separateGap = 0.13;
const legendRowPx = 20;

function xAxis(title: string, series: readonly Series[], more: Layout = {}): Layout {
  const xs = [...new Set(series.flatMap(({ points }) => points.map(({ x }) => x)))].sort((p, q) => p - q);
  const ticks = xs.length <= mostTicks ? { tickmode: 'array', tickvals: xs, ticktext: xs.map(String) } : {};
  const pad = 0.03 * (xs[xs.length - 1] - xs[0] || 1);
  return axis(title, { range: [xs[0] - pad, xs[xs.length - 1] + pad], ...ticks, ...more });
}

function singleFigure({ title, xTitle, yTitle, facets, bounds }: FacetFigure): Figure {
  const { series, heading } = facets[0];
  const range = yRange(series, bounds);
  const ends = series.map(({ name, style, points }) => ({
    text: name,
    color: style.color,
    y: points[points.length - 1].interval.mean,
  }));
  const { top, bottom, left } = figureMargin;
  const right = labelMargin(ends);
  const heightPx = figureSize.height - top - bottom;
  const widthPx = figureSize.width - left - right;
  const layout = baseLayout(heading ? `${title} (${heading})` : title, {
    margin: { l: left, r: right, t: top, b: bottom },
    xaxis: xAxis(xTitle, series),
    yaxis: axis(yTitle, { range, automargin: true }),
    ...lineLabels(ends, { range, heightPx, widthPx }),
  });
  return { data: seriesTraces(series, { column: 0, ownY: false, inLegend: () => false }), layout };
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

function facetAxes(figure: FacetFigure): { axes: Layout; annotations: Layout[] } {
  const { facets, xTitle, separateY } = figure;
  const gap = separateY ? separateGap : facetGap;
  const share = (1 - gap * (facets.length - 1)) / facets.length;
  const axes: Layout = {};
  const annotations = facets.map(({ heading, series }, column) => {
    const start = column * (share + gap);
    const number = column === 0 ? '' : column + 1;
    const domain = [start, Math.min(1, start + share)];
    const ticks = { tickmode: 'auto', tickvals: undefined, ticktext: undefined, nticks: 5, tickangle: 0 };
    axes[`xaxis${number}`] = xAxis('', series, { domain, anchor: separateY ? `y${number}` : 'y', ...ticks });
    return { ...paperText(heading, start + share / 2), y: 1, yanchor: 'bottom' };
  });
  return { axes, annotations: [...annotations, { ...paperText(xTitle, 0.5), y: 0, yshift: -28, yanchor: 'top' }] };
}

function facetYAxes({ facets, yTitle, bounds, separateY }: FacetFigure): Layout {
  if (!separateY) {
    const all = facets.flatMap(({ series }) => series);
    return { yaxis: axis(yTitle, { range: yRange(all, bounds), automargin: true }) };
  }
  const axes = facets.map(({ series }, column): [string, Layout] => {
    const number = column === 0 ? '' : column + 1;
    const anchored = { anchor: `x${number}`, range: yRange(series, bounds), automargin: column === 0 };
    return [`yaxis${number}`, axis(column === 0 ? yTitle : '', anchored)];
  });
  return Object.fromEntries(axes);
}

function severalFigure(figure: FacetFigure): Figure {
  const { title, facets, separateY = false } = figure;
  const all = facets.flatMap(({ series }) => series);
  const known = new Map(all.map((one) => [one.name, one]));
  const rows = legendRows([...known.values()]);
  const { axes, annotations } = facetAxes(figure);
  const first = new Map(facets.flatMap((facet) => facet.series.map(({ name }) => [name, facet] as const)).reverse());
  const data = facets.flatMap((facet, column) =>
    seriesTraces(facet.series, { column, ownY: separateY, inLegend: ({ name }) => first.get(name) === facet }),
  );
  const { left, top, right, bottom } = figureMargin;
  const layout = baseLayout(title, {
    margin: { l: left, r: right, t: top + 16, b: bottom + rows * legendRowPx },
    ...axes,
    ...facetYAxes(figure),
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

/** The lines of the policies for one metric; a policy that never has it (no migration to a cloud, say) has no line. */
export function policySeries(rows: readonly SweepPoint[], metric: string, policies?: readonly string[]): Series[] {
  const names = policies ?? policiesOf(rows);
  if (names.length === 0) throw new RangeError(`${metric}: no rows; there is nothing to draw`);
  const measured = names.filter((policy) => hasMetric(rows, policy, metric));
  // When nobody has the metric its name is wrong, and summarise says what there is.
  return (measured.length > 0 ? measured : names).map((policy) => {
    const style = policyStyle(policy);
    return { name: style.label, style, points: summarise(rows, policy, metric) };
  });
}
