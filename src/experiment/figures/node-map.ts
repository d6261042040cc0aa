import { groundTraces, roadAxes } from './road';
import { type Point, placement, type RoadFrame, type RoadLayout, requireFrame } from './road-geometry';
import { baseLayout, smallFontSize } from './style';
import type { Figure, Trace } from './types';

export interface NodeMapFigure {
  readonly layout: RoadLayout;
  readonly frame: RoadFrame;
  /** One number a node: vehicles, then edges, then clouds. */
  readonly values: readonly number[];
  /** What the numbers are; stands at the colour scale. */
  readonly scaleTitle: string;
  readonly title?: string;
}

const heightPx = 520;

/** The road with every vehicle and server coloured by a number. @throws if there is not one number a node */
export function nodeMapFigure({ layout, frame, values, scaleTitle, title = '' }: NodeMapFigure): Figure {
  requireFrame(layout, frame);
  const { edgeSigns, gateways, vehicle } = placement(layout);
  const vehicles = frame.xM.map((x, id) => vehicle(x, frame.yM[id]));
  const nodes = vehicles.length + edgeSigns.length + gateways.length;
  if (values.length !== nodes) throw new RangeError(`nodeMapFigure: ${values.length} values for ${nodes} nodes`);
  const groups = [
    { name: 'vehicle', first: 0, points: vehicles, symbol: 'circle', size: 9 },
    { name: 'edge server', first: 1, points: edgeSigns, symbol: 'square', size: 17 },
    { name: 'cloud gateway', first: 1, points: gateways, symbol: 'diamond', size: 19 },
  ];
  let at = 0;
  const marks = groups.map(({ name, first, points, symbol, size }): Trace => {
    const color = values.slice(at, at + points.length);
    at += points.length;
    return markTrace({ name, first, points }, { symbol, size, color });
  });
  const [coverage, road] = groundTraces(layout).map((trace) => ({ ...trace, showlegend: false }));
  return {
    data: [coverage, road, ...marks],
    layout: baseLayout(title, {
      height: heightPx,
      margin: { l: 16, r: 90, t: 48, b: 44 },
      ...roadAxes(layout),
      coloraxis: {
        colorscale: 'Viridis',
        colorbar: { title: { text: scaleTitle, side: 'right' }, thickness: 14, tickfont: { size: smallFontSize } },
      },
      showlegend: true,
      legend: { orientation: 'h', x: 0, y: 0, yref: 'container', yanchor: 'bottom' },
    }),
  };
}

interface Group {
  readonly name: string;
  /** Number of the first one: vehicles count from 0 and servers from 1, as on the road's own picture. */
  readonly first: number;
  readonly points: readonly Point[];
}

function markTrace({ name, first, points }: Group, marker: Record<string, unknown>): Trace {
  const round = (value: number) => Math.round(value * 10) / 10;
  return {
    type: 'scatter',
    mode: 'markers',
    name,
    x: points.map(({ x }) => round(x)),
    y: points.map(({ y }) => round(y)),
    text: points.map((_, k) => `${name} ${k + first}`),
    hovertemplate: '%{text}: %{marker.color:.3g}<extra></extra>',
    marker: { ...marker, coloraxis: 'coloraxis', line: { width: 1, color: '#FFFFFF' } },
  };
}
