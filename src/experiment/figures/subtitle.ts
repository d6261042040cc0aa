import { smallFontSize } from './style';
import type { Figure, Layout } from './types';

const linePx = 18;

/** The figure with a small grey line below its title; the plot keeps its size. */
export function withSubtitle(figure: Figure, text: string): Figure {
  const { layout } = figure;
  const margin = layout.margin as { t: number };
  const title = layout.title as Layout & { text: string };
  const small = `<span style="font-size:${smallFontSize}px;color:#666666">${text}</span>`;
  return {
    ...figure,
    layout: {
      ...layout,
      height: Number(layout.height) + linePx,
      margin: { ...margin, t: margin.t + linePx },
      title: { ...title, text: `${title.text}<br>${small}` },
    },
  };
}
