import { smallFontSize } from './style';
import type { Figure, Layout } from './types';

const warningColor = '#B00020';
const stripPx = 24;

/** What stands on figures, logs and verdicts that rest on replaced equations; empty when none was replaced. */
export function modifiedMark(modified: readonly string[]): string {
  return modified.length === 0 ? '' : `MODIFIED(${modified.join(', ')})`;
}

function annotation(text: string, y: number): Layout {
  return {
    text: `<b>${text}</b>`,
    xref: 'paper',
    yref: 'paper',
    x: 1,
    y,
    xanchor: 'right',
    yanchor: 'top',
    showarrow: false,
    font: { size: smallFontSize, color: '#FFFFFF' },
    bgcolor: warningColor,
    borderpad: 3,
  };
}

/** The figure with a visible MODIFIED(…) mark in a strip above it; the same figure when nothing was replaced. */
export function markModified(figure: Figure, modified: readonly string[]): Figure {
  if (modified.length === 0) return figure;
  const { layout } = figure;
  const margin = (layout.margin ?? {}) as Record<string, number>;
  const top = margin.t ?? 100;
  const bottom = margin.b ?? 80;
  const height = (layout.height as number | undefined) ?? 420;
  // Annotations know no reference to the whole picture: the strip is placed in shares of the plot's height.
  const y = 1 + (top + stripPx - 2) / (height - top - bottom);
  const mark = annotation(modifiedMark(modified), y);
  const title = (layout.title ?? {}) as Layout;
  return {
    ...figure,
    layout: {
      ...layout,
      height: height + stripPx,
      margin: { ...margin, t: top + stripPx },
      title: { ...title, y: 1 - (stripPx + 12) / (height + stripPx) },
      annotations: [...((layout.annotations as Layout[] | undefined) ?? []), mark],
    },
  };
}
