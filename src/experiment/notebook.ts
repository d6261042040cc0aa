import { displayBundle, type MimeBundle } from './display';
import { markModified, modifiedMark } from './figures/modified';
import { saveFigure } from './figures/save';
import { figureToSvg } from './figures/svg';
import type { Figure } from './figures/types';
import { columnsOf, type DanfoFrame, type TableRow } from './tables';

export { check } from './exercise';
export { barFigure, lineFigure } from './figures/lines';
export { panels } from './figures/panel-table';
export { results } from './results';

export interface ShowOptions {
  /** Equations that were replaced, as `equations.modified`: the figure says so. */
  modified?: readonly string[];
  /** Name under which the figure is also written to the figures folder when the notebook runner asks for it. */
  save?: string;
}

export interface TableOptions {
  caption?: string;
  /** Significant digits of numbers; default 4. */
  digits?: number;
}

/** A figure as live Plotly and as SVG for the web and for paper. */
export async function figureBundle(figure: Figure): Promise<MimeBundle> {
  const title = (figure.layout.title as { text?: string } | undefined)?.text ?? '';
  return {
    'application/vnd.plotly.v1+json': { ...figure, config: { displaylogo: false } },
    'image/svg+xml': await figureToSvg(figure),
    'text/plain': `figure: ${title}`,
  };
}

/** Shows a figure below the cell: `await show(figure)`. */
export async function show(figure: Figure, { modified = [], save }: ShowOptions = {}): Promise<void> {
  const marked = markModified(figure, modified);
  if (save !== undefined) {
    if (modified.length > 0) throw new Error(`show: ${modifiedMark(modified)} figures are not saved as "${save}"`);
    await saveFigure(save, marked);
  }
  displayBundle(await figureBundle(marked));
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function cellText(value: unknown, digits: number): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  if (typeof value !== 'number') return String(value);
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(digits)));
}

function rowsOf(source: readonly object[] | DanfoFrame): TableRow[] {
  if (Array.isArray(source)) return source as TableRow[];
  const { columns, values } = source as DanfoFrame;
  return values.map((cells) => Object.fromEntries(cells.map((cell, index) => [columns[index], cell]))) as TableRow[];
}

function plainTable(lines: readonly string[][]): string {
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines
    .map((line) =>
      line
        .map((text, column) => text.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Rows or a danfo frame as an HTML table with its plain text. */
export function tableBundle(source: readonly object[] | DanfoFrame, options: TableOptions = {}): MimeBundle {
  const { caption = '', digits = 4 } = options;
  const rows = rowsOf(source);
  const columns = columnsOf(rows);
  if (columns.length === 0) return { 'text/plain': `${caption}\n(no rows)`.trim() };
  const cells = rows.map((row) => columns.map((column) => cellText(row[column], digits)));
  const side = columns.map((column) => (rows.some((row) => typeof row[column] === 'number') ? 'right' : 'left'));
  const line = (tag: string, texts: readonly string[]) =>
    `<tr>${texts.map((text, k) => `<${tag} style="text-align:${side[k]}">${escapeHtml(text)}</${tag}>`).join('')}</tr>`;
  const head = `${caption && `<caption>${escapeHtml(caption)}</caption>`}<thead>${line('th', columns)}</thead>`;
  return {
    'text/html': `<table>${head}<tbody>${cells.map((texts) => line('td', texts)).join('')}</tbody></table>`,
    'text/plain': `${caption && `${caption}\n`}${plainTable([columns, ...cells])}`,
  };
}

/** Shows rows (objects with the same keys) or a danfo frame as a table below the cell. */
export function table(source: readonly object[] | DanfoFrame, options: TableOptions = {}): void {
  displayBundle(tableBundle(source, options));
}
