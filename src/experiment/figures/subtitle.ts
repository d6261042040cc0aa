import { smallFontSize } from './style';
import type { Figure, Layout } from './types';

const linePx = 18;
/** Two lines are set from their middle: the first one needs more room above. */
const topPx = 22;

/** The figure with a small grey line below its title; the plot keeps its size. */
export function withSubtitle(figure: Figure, text: string): Figure {
  const { layout } = figure;
  const margin = layout.margin as { t: number };
  const title = layout.title as Layout & { text: string };
  const height = Number(layout.height) + linePx;
  const small = `<span style="font-size:${smallFontSize}px;color:#666666">${text}</span>`;
  return {
    ...figure,
    layout: {
      ...layout,
      height,
      margin: { ...margin, t: margin.t + linePx },
      title: { ...title, text: `${title.text}<br>${small}`, y: 1 - topPx / height },
    },
  };
}
