import type { Layout } from './types';

export interface PolicyStyle {
  /** Name as readers see it; short enough for the end of a line. */
  label: string;
  color: string;
  dash: 'solid' | 'dash' | 'dot' | 'dashdot' | 'longdash';
  /** Plotly marker symbol. */
  marker: string;
  width: number;
}

const learner = { dash: 'solid', width: 3 } as const;
const reference = { width: 1.6 } as const;

/** One colour, dash and marker a policy in every figure; colours of Okabe and Ito and of Tol, safe for the colour-blind. */
export const policyStyles: Readonly<Record<string, PolicyStyle>> = {
  'mo-maddpg': { label: 'MO-MADDPG', color: '#0072B2', marker: 'circle', ...learner },
  maddpg: { label: 'MADDPG', color: '#D55E00', marker: 'square', ...learner },
  madqn: { label: 'MADQN', color: '#009E73', marker: 'diamond', ...learner },
  ga: { label: 'GA static', color: '#B5578F', marker: 'triangle-up', ...learner },
  'greedy-patient': { label: 'greedy, all may wait', color: '#111111', dash: 'dot', marker: 'circle', ...reference },
  greedy: { label: 'greedy', color: '#111111', dash: 'solid', marker: 'circle', ...reference },
  oracle: { label: 'GA per slot', color: '#B5578F', dash: 'longdash', marker: 'triangle-up-open', ...reference },
  'far-sighted': { label: 'far-sighted', color: '#117733', dash: 'dashdot', marker: 'star', ...reference },
  'far-sighted-patient': {
    label: 'far-sighted, all may wait',
    color: '#66A61E',
    dash: 'longdash',
    marker: 'star-open',
    ...reference,
  },
  linear: { label: 'linear', color: '#332288', dash: 'dash', marker: 'hexagon', ...reference },
  hybrid: { label: 'hybrid', color: '#B87A00', dash: 'solid', marker: 'diamond', ...reference },
  uncoordinated: { label: 'uncoordinated', color: '#0E8C8C', dash: 'longdash', marker: 'square', ...reference },
  'nearest-relocation': {
    label: 'nearest + relocation',
    color: '#2F7FC1',
    dash: 'dash',
    marker: 'pentagon',
    ...reference,
  },
  nearest: { label: 'nearest', color: '#3F9BD1', dash: 'dot', marker: 'square-open', ...reference },
  cloud: { label: 'cloud', color: '#882255', dash: 'dot', marker: 'triangle-down', ...reference },
  relay: { label: 'relay', color: '#CC5577', dash: 'dashdot', marker: 'cross', ...reference },
  random: { label: 'random', color: '#777777', dash: 'dot', marker: 'x', ...reference },
};

/** Vehicle, edge and cloud, and all together, have a colour of their own that no policy uses for another meaning. */
export const layerStyles: Readonly<Record<'vehicle' | 'edge' | 'cloud' | 'total', PolicyStyle>> = {
  vehicle: { label: 'vehicle', color: '#7A7A00', dash: 'dot', marker: 'diamond', width: 2.5 },
  edge: { label: 'edge', color: '#661100', dash: 'solid', marker: 'square', width: 2.5 },
  cloud: { label: 'cloud', color: '#7B4FB5', dash: 'dash', marker: 'circle', width: 2.5 },
  total: { label: 'all layers', color: '#111111', dash: 'solid', marker: 'x', width: 1.6 },
};

/** @throws RangeError naming the policies that have a style */
export function policyStyle(policy: string): PolicyStyle {
  const style = policyStyles[policy];
  if (!style) {
    throw new RangeError(`no figure style for policy "${policy}"; known: ${Object.keys(policyStyles).join(', ')}`);
  }
  return style;
}

export const fontFamily = 'Arial, Helvetica, sans-serif';
export const fontSize = 13;
export const smallFontSize = 12;
export const inkColor = '#222222';
const gridColor = '#E4E4E4';

export const figureSize = { width: 640, height: 420 } as const;
export const figureMargin = { left: 66, top: 44, bottom: 56, right: 20 } as const;

/** `#RRGGBB` as the same colour with an opacity. */
export function withOpacity(color: string, opacity: number): string {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return `rgba(${red}, ${green}, ${blue}, ${opacity})`;
}

/** Axis in the common style; `title` holds the quantity and its unit. */
export function axis(title: string, more: Layout = {}): Layout {
  return {
    title: { text: title, font: { size: fontSize }, standoff: 8 },
    tickfont: { size: smallFontSize },
    gridcolor: gridColor,
    linecolor: inkColor,
    showline: true,
    ticks: 'outside',
    ticklen: 4,
    zeroline: false,
    ...more,
  };
}

/** The layout that every figure starts from. */
export function baseLayout(title: string, more: Layout = {}): Layout {
  const { left, top, bottom, right } = figureMargin;
  return {
    ...figureSize,
    title: { text: title, x: 0.01, xanchor: 'left', y: 0.97, yanchor: 'top', font: { size: 15, color: inkColor } },
    font: { family: fontFamily, size: fontSize, color: inkColor },
    paper_bgcolor: '#FFFFFF',
    plot_bgcolor: '#FFFFFF',
    margin: { l: left, t: top, b: bottom, r: right },
    hoverlabel: { font: { family: fontFamily, size: smallFontSize } },
    showlegend: false,
    ...more,
  };
}
