import { digits } from '../digits';
import { animationControls, controlStripPx } from './controls';
import { axis, baseLayout, figureMargin, figureSize, inkColor, layerStyles, smallFontSize } from './style';
import type { Figure, FigureFrame, Layout, Trace } from './types';

/** The price of one seller at each capacity. */
export interface SellerPrices {
  name: string;
  tier: 'edge' | 'cloud';
  prices: readonly number[];
}

/** The demand of one buyer at each capacity, in resource units. */
export interface BuyerDemands {
  name: string;
  demands: readonly number[];
}

export interface ScarcityFigure {
  /** Offered capacity X of the scarce seller in MHz, rising. */
  capacity: readonly number[];
  sellers: readonly SellerPrices[];
  buyers: readonly BuyerDemands[];
  priceBand: readonly [number, number];
  /** Regime at each capacity, for example 'rationed', 'capacity', 'interior', 'floor'. */
  regimes?: readonly string[];
  title?: string;
}

const plotPx = figureSize.height - figureMargin.top - figureMargin.bottom;
const frameMs = 250;
const markers = ['circle', 'diamond', 'square', 'triangle-up', 'x'];
const dashes = ['solid', 'dash', 'dot', 'dashdot', 'longdash'];

function requireLengths({ capacity, sellers, buyers, regimes }: ScarcityFigure): void {
  if (capacity.length === 0) throw new RangeError('scarcityFigure: capacity is empty; give at least one value');
  const lists: [string, readonly unknown[]][] = [
    ...sellers.map(({ name, prices }): [string, readonly unknown[]] => [`prices of ${name}`, prices]),
    ...buyers.map(({ name, demands }): [string, readonly unknown[]] => [`demands of ${name}`, demands]),
    ['regimes', regimes ?? capacity],
  ];
  for (const [name, list] of lists) {
    if (list.length !== capacity.length) {
      throw new RangeError(`scarcityFigure: ${name}: ${list.length} entries; capacity has ${capacity.length}`);
    }
  }
}

function sellerStyle(sellers: readonly SellerPrices[], index: number) {
  const { tier } = sellers[index];
  const sameTier = sellers.slice(0, index).filter((seller) => seller.tier === tier).length;
  const { color } = layerStyles[tier];
  return { color, dash: dashes[sameTier % dashes.length], symbol: markers[sameTier % markers.length] };
}

function priceLines({ capacity, sellers }: ScarcityFigure): Trace[] {
  return sellers.map(({ name, prices }, index) => {
    const { color, dash } = sellerStyle(sellers, index);
    const hovertemplate = `${name}: %{y:.4f} $ at X = %{x}<extra></extra>`;
    return {
      type: 'scatter',
      mode: 'lines',
      name,
      x: capacity,
      y: prices,
      line: { color, dash, width: 2.5 },
      hovertemplate,
    };
  });
}

function movingTraces({ capacity, sellers, buyers }: ScarcityFigure, at: number): Trace[] {
  const points = sellers.map(({ name, prices }, index) => {
    const { color, symbol } = sellerStyle(sellers, index);
    const marker = { color, symbol, size: 12, line: { color: '#FFFFFF', width: 1.5 } };
    return { type: 'scatter', mode: 'markers', name, showlegend: false, x: [capacity[at]], y: [prices[at]], marker };
  });
  const bars = {
    type: 'bar',
    name: 'demand',
    showlegend: false,
    x: buyers.map(({ name }) => name),
    y: buyers.map(({ demands }) => demands[at]),
    marker: { color: '#8FB8DA', line: { color: layerStyles.edge.color, width: 1 } },
    xaxis: 'x2',
    yaxis: 'y2',
  };
  return [...points, bars];
}

function heading({ title = 'Prices and demands', capacity, regimes }: ScarcityFigure, at: number): string {
  return `${title} · X = ${digits(capacity[at], 4)} MHz${regimes ? `: ${regimes[at]}` : ''}`;
}

function bandShapes([low, high]: readonly [number, number]): Layout[] {
  return [low, high].map((y) => ({
    type: 'line',
    xref: 'x domain',
    x0: 0,
    x1: 1,
    yref: 'y',
    y0: y,
    y1: y,
    line: { color: inkColor, width: 1, dash: 'dot' },
  }));
}

function plotAxes({ priceBand: [low, high], sellers, buyers }: ScarcityFigure): Layout {
  const pad = 0.12 * (high - low);
  const prices = sellers.flatMap((seller) => seller.prices);
  const range = [Math.min(low, ...prices) - pad, Math.max(high, ...prices) + pad];
  const highest = Math.max(...buyers.flatMap(({ demands }) => demands), 0) || 1;
  return {
    xaxis: axis('offered capacity X (MHz)', { domain: [0, 0.46] }),
    yaxis: axis('price θ ($ per unit)', { range, automargin: true }),
    xaxis2: axis('buyer', { domain: [0.6, 1], anchor: 'y2', showgrid: false, type: 'category' }),
    yaxis2: axis('demand β (units of 1 MHz·s)', { anchor: 'x2', range: [0, 1.08 * highest] }),
  };
}

/** How prices and demands move with scarcity: a slider moves the offered capacity of the scarce seller. */
export function scarcityFigure(data: ScarcityFigure): Figure {
  requireLengths(data);
  const lines = priceLines(data);
  const first = movingTraces(data, 0);
  const moving = first.map((_, index) => lines.length + index);
  const frames: FigureFrame[] = data.capacity.map((value, at) => ({
    name: digits(value, 4),
    traces: moving,
    data: movingTraces(data, at).map(({ x, y }) => ({ x, y })),
    layout: { title: { text: heading(data, at) } },
  }));
  const bottomPx = figureMargin.bottom + 30;
  const controls = animationControls({ frames, prefix: 'X = ', frameMs, plotHeightPx: plotPx, bottomPx });
  const layout = baseLayout(heading(data, 0), {
    height: figureMargin.top + plotPx + bottomPx + controlStripPx,
    margin: { l: figureMargin.left, r: figureMargin.right, t: figureMargin.top, b: bottomPx + controlStripPx },
    ...plotAxes(data),
    shapes: bandShapes(data.priceBand),
    showlegend: true,
    legend: {
      orientation: 'h',
      x: 0,
      y: -(figureMargin.bottom + 2) / plotPx,
      yanchor: 'top',
      font: { size: smallFontSize },
    },
    bargap: 0.35,
    ...controls,
  });
  return { data: [...lines, ...first], frames, layout };
}
