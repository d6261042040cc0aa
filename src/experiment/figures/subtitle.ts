import { smallFontSize } from './style';
import type { Figure, Layout } from './types';

const linePx = 18;
/** Several lines are set from their middle: the more there are, the more room the first one needs above. */
const topPx = (lines: number) => 13 + (lines * linePx) / 2;

/** The figure with small grey lines below its title, those that are not empty; the plot keeps its size. */
export function withSubtitle(figure: Figure, ...texts: readonly string[]): Figure {
  const { layout } = figure;
  const lines = texts.filter((text) => text !== '');
  if (lines.length === 0) return figure;
  const margin = layout.margin as { t: number };
  const title = layout.title as Layout & { text: string };
  const height = Number(layout.height) + linePx * lines.length;
  const small = lines.map((text) => `<br><span style="font-size:${smallFontSize}px;color:#666666">${text}</span>`);
  return {
    ...figure,
    layout: {
      ...layout,
      height,
      margin: { ...margin, t: margin.t + linePx * lines.length },
      title: { ...title, text: title.text + small.join(''), y: 1 - topPx(lines.length) / height },
    },
  };
}
