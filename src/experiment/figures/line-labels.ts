import { fontFamily, fontSize, inkColor } from './style';
import { textWidth } from './text-metrics';
import type { Layout } from './types';

/** What to write at the right end of a line that ends at `y`. */
export interface LineEnd {
  text: string;
  color: string;
  y: number;
}

export interface LabelArea {
  /** y at the lower and upper edge of the plot. */
  range: readonly [number, number];
  heightPx: number;
  widthPx: number;
}

const labelHeightPx = 16;
const gapPx = 26;

/** Positions as near as possible to the wanted ones, in order, at least `gap` apart, within [0, length]. */
export function spreadPositions(wanted: readonly number[], gap: number, length: number): number[] {
  const order = wanted.map((_, index) => index).sort((p, q) => wanted[p] - wanted[q] || p - q);
  const step = Math.min(gap, length / Math.max(1, wanted.length - 1));
  // Neighbours that collide are merged into blocks; a block stands at the mean of what its members want.
  const blocks: { members: number[]; start: number }[] = [];
  for (const index of order) {
    let block = { members: [index], start: wanted[index] };
    for (
      let last = blocks.at(-1);
      last && last.start + last.members.length * step > block.start;
      last = blocks.at(-1)
    ) {
      blocks.pop();
      const members = [...last.members, ...block.members];
      block = { members, start: members.reduce((total, m, k) => total + wanted[m] - k * step, 0) / members.length };
    }
    const highest = length - (block.members.length - 1) * step;
    block.start = Math.max(0, Math.min(block.start, highest));
    blocks.push(block);
  }
  const result = new Array<number>(wanted.length).fill(0);
  for (const { members, start } of blocks) {
    members.forEach((index, k) => {
      result[index] = start + k * step;
    });
  }
  return separated(result, order, step, length);
}

/** Blocks pushed in at the borders may touch again: one pass down from the top sets them apart. */
function separated(positions: number[], order: readonly number[], step: number, length: number): number[] {
  let ceiling = length;
  for (const index of [...order].reverse()) {
    positions[index] = Math.max(0, Math.min(positions[index], ceiling));
    ceiling = positions[index] - step;
  }
  return positions;
}

/** Right margin in px that the labels need. */
export function labelMargin(ends: readonly LineEnd[]): number {
  return Math.ceil(Math.max(0, ...ends.map(({ text }) => textWidth(text, fontSize)))) + gapPx + 10;
}

/** Annotations and thin leader lines that name each line at its right end, without collisions. */
export function lineLabels(ends: readonly LineEnd[], area: LabelArea): { annotations: Layout[]; shapes: Layout[] } {
  const [low, high] = area.range;
  const toPx = (y: number) => ((y - low) / (high - low)) * area.heightPx;
  const wanted = ends.map(({ y }) => toPx(y));
  const placed = spreadPositions(wanted, labelHeightPx, area.heightPx);
  const annotations = ends.map(({ text, color }, index) => ({
    text,
    xref: 'paper',
    yref: 'paper',
    x: 1 + gapPx / area.widthPx,
    y: placed[index] / area.heightPx,
    xanchor: 'left',
    yanchor: 'middle',
    showarrow: false,
    font: { family: fontFamily, size: fontSize, color: color || inkColor },
  }));
  const shapes = ends.map(({ color }, index) => ({
    type: 'line',
    xref: 'paper',
    yref: 'paper',
    x0: 1 + 3 / area.widthPx,
    y0: wanted[index] / area.heightPx,
    x1: 1 + (gapPx - 3) / area.widthPx,
    y1: placed[index] / area.heightPx,
    line: { color, width: 1 },
  }));
  return { annotations, shapes };
}
