import { animationControls, controlStripPx } from './controls';
import { type Point, placement, type RoadFrame, type RoadLayout, requireFrame } from './road-geometry';
import { axis, baseLayout, fontSize, layerStyles, smallFontSize, withOpacity } from './style';
import type { Figure, FigureFrame, Layout, Trace } from './types';

export type { RoadFrame, RoadLayout } from './road-geometry';

export interface RoadFigure {
  layout: RoadLayout;
  frames: readonly RoadFrame[];
  title?: string;
}

const plotPx = 500;
const bottomPx = 66;
const topPx = 48;
const frameMs = 350;
const homelessColor = '#8A8A8A';
const unreachableColor = '#CC0033';

function circle(centre: Point, radius: number): Point[] {
  return Array.from({ length: 49 }, (_, k) => {
    const angle = (2 * Math.PI * k) / 48;
    return { x: centre.x + radius * Math.cos(angle), y: centre.y + radius * Math.sin(angle) };
  });
}

/** Coordinates to 10 cm: finer is not seen and makes notebooks large. */
function coordinates(points: readonly (Point | null)[]): { x: (number | null)[]; y: (number | null)[] } {
  const round = (value: number) => Math.round(value * 10) / 10;
  return { x: points.map((p) => p && round(p.x)), y: points.map((p) => p && round(p.y)) };
}

/** What pictures call a server: E1, E2, … and C1, C2, …. */
const nameOf = (tier: 'edge' | 'cloud', index: number): string => `${tier === 'edge' ? 'E' : 'C'}${index + 1}`;

/** Coverage, road and servers: the four traces that do not move and lie below those that do. */
export function groundTraces(layout: RoadLayout): Trace[] {
  const { edges, edgeSigns, gateways, road } = placement(layout);
  const covered = edges.flatMap((edge) => [...circle(edge, layout.coverageM), null]);
  const lines = { type: 'scatter', mode: 'lines', hoverinfo: 'skip' };
  const servers = { type: 'scatter', hoverinfo: 'text' };
  const { edge, cloud } = layerStyles;
  return [
    {
      ...lines,
      ...coordinates(covered),
      name: 'coverage',
      fill: 'toself',
      fillcolor: withOpacity(edge.color, 0.07),
      line: { color: withOpacity(edge.color, 0.35), width: 1 },
    },
    { ...lines, ...coordinates(road), name: 'road', showlegend: false, line: { color: '#C9C9C9', width: 9 } },
    {
      ...servers,
      ...coordinates(edgeSigns),
      mode: 'markers',
      name: 'edge server',
      text: edgeSigns.map((_, index) => nameOf('edge', index)),
      marker: { symbol: 'square', size: 13, color: edge.color },
    },
    {
      ...servers,
      ...coordinates(gateways),
      mode: 'markers+text',
      name: 'cloud gateway',
      text: gateways.map((_, index) => nameOf('cloud', index)),
      textposition: 'bottom center',
      textfont: { size: smallFontSize },
      marker: { symbol: 'diamond', size: 16, color: cloud.color },
    },
  ];
}

/** Names of the edge servers, on paper of their own: on a plane cars drive where they stand. */
const edgeNames = (layout: RoadLayout): Layout[] =>
  placement(layout).edgeNames.map(({ x, y }, index) => ({
    ...{ x, y, text: nameOf('edge', index), showarrow: false, borderpad: 0 },
    ...{ bgcolor: withOpacity('#FFFFFF', 0.7), font: { size: smallFontSize } },
  }));

function flightTrace(layout: RoadLayout, frame: RoadFrame, tier: 'edge' | 'cloud'): Trace {
  const { edgeSigns: edges, gateways, vehicle } = placement(layout);
  const points = frame.inFlightTo.flatMap((node, index) => {
    if (node < 0 || node < edges.length !== (tier === 'edge')) return [];
    const target = node < edges.length ? edges[node] : gateways[node - edges.length];
    return [vehicle(frame.xM[index], frame.yM[index]), target, null];
  });
  return {
    type: 'scatter',
    mode: 'lines',
    name: `twin on its way to ${tier === 'edge' ? 'an edge' : 'a cloud'}`,
    hoverinfo: 'skip',
    ...coordinates(points),
    line: { color: withOpacity(layerStyles[tier].color, 0.6), width: 1.5 },
  };
}

interface VehicleGroup {
  name: string;
  marker: Layout;
  holds(host: number, interrupted: boolean): boolean;
}

function vehicleGroups(edgeCount: number): VehicleGroup[] {
  const ring = { width: 1, color: '#FFFFFF' };
  const { edge, cloud } = layerStyles;
  return [
    {
      name: 'twin nowhere yet',
      marker: { symbol: 'circle-open', size: 9, color: homelessColor, line: { width: 1.5, color: homelessColor } },
      holds: (host) => host < 0,
    },
    {
      name: 'twin at an edge',
      marker: { symbol: 'circle', size: 10, color: edge.color, line: ring },
      holds: (host, interrupted) => host >= 0 && host < edgeCount && !interrupted,
    },
    {
      name: 'twin in a cloud',
      marker: { symbol: 'circle', size: 10, color: cloud.color, line: ring },
      holds: (host, interrupted) => host >= edgeCount && !interrupted,
    },
    {
      name: 'twin out of reach',
      marker: { symbol: 'x', size: 9, color: unreachableColor },
      holds: (host, interrupted) => host >= 0 && interrupted,
    },
  ];
}

function vehicleTrace(layout: RoadLayout, frame: RoadFrame, group: VehicleGroup): Trace {
  const { vehicle } = placement(layout);
  const ids = frame.xM.map((_, id) => id).filter((id) => group.holds(frame.hostNode[id], frame.interrupted[id]));
  return {
    type: 'scatter',
    mode: 'markers',
    name: group.name,
    ...coordinates(ids.map((id) => vehicle(frame.xM[id], frame.yM[id]))),
    text: ids.map((id) => `vehicle ${id}`),
    hovertemplate: `%{text}, ${group.name}<extra></extra>`,
    marker: group.marker,
  };
}

function movingTraces(layout: RoadLayout, frame: RoadFrame): Trace[] {
  const flights = (['edge', 'cloud'] as const).map((tier) => flightTrace(layout, frame, tier));
  const vehicles = vehicleGroups(layout.edgeX.length).map((group) => vehicleTrace(layout, frame, group));
  return [...flights, ...vehicles];
}

function heading(title: string, frame: RoadFrame): string {
  const flying = frame.inFlightTo.filter((node) => node >= 0).length;
  const lost = frame.interrupted.filter(Boolean).length;
  return `${title} · slot ${frame.slot}: ${flying} migrating, ${lost} out of reach`;
}

/** Axes of a picture of the road: none on a ring, metres on a plane. */
export function roadAxes(layout: RoadLayout): { xaxis: Layout; yaxis: Layout } {
  const { kind, edgeX, edgeY, coverageM } = layout;
  const scaled = { scaleanchor: 'x', scaleratio: 1, constrain: 'domain' };
  if (kind === 'ring') return { xaxis: { visible: false, constrain: 'domain' }, yaxis: { visible: false, ...scaled } };
  const title = (direction: string) => `${direction} (m)`;
  // a little more than the cells, so that the frame cuts none
  const cells = (at: readonly number[]) => ({
    range: [Math.min(...at) - 1.1 * coverageM, Math.max(...at) + 1.1 * coverageM],
  });
  return {
    xaxis: axis(title('east'), { constrain: 'domain', ...cells(edgeX) }),
    yaxis: axis(title('north'), { automargin: true, ...scaled, ...cells(edgeY) }),
  };
}

/** The road with its servers, coverage, vehicles coloured by the place of their twin, and twins on their way; plays. */
export function roadFigure({ layout, frames, title = 'Road' }: RoadFigure): Figure {
  if (frames.length === 0) throw new RangeError('roadFigure: no frames; give at least one slot');
  frames.forEach((frame) => {
    requireFrame(layout, frame);
  });
  const ground = groundTraces(layout);
  const first = movingTraces(layout, frames[0]);
  const moving = first.map((_, index) => ground.length + index);
  const figureFrames: FigureFrame[] = frames.map((frame) => ({
    name: String(frame.slot),
    traces: moving,
    data: movingTraces(layout, frame).map(({ x, y, text }) => (text ? { x, y, text } : { x, y })),
    layout: { title: { text: heading(title, frame) } },
  }));
  const below = layout.kind === 'ring' ? bottomPx : bottomPx + 44;
  const controls = animationControls({
    frames: figureFrames,
    prefix: 'slot ',
    frameMs,
    plotHeightPx: plotPx,
    bottomPx: below,
  });
  return {
    data: [...ground, ...first],
    frames: figureFrames,
    layout: baseLayout(heading(title, frames[0]), {
      height: plotPx + topPx + below + controlStripPx,
      margin: { l: layout.kind === 'ring' ? 16 : 66, r: 16, t: topPx, b: below + controlStripPx },
      ...roadAxes(layout),
      annotations: edgeNames(layout),
      showlegend: true,
      legend: {
        orientation: 'h',
        x: 0,
        y: -(below - bottomPx + 4) / plotPx,
        yanchor: 'top',
        font: { size: fontSize - 1 },
      },
      ...controls,
    }),
  };
}
