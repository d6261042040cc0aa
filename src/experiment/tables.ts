import { policiesOf, type SweepPoint, summarise } from './figures/sweep-data';

/** One line of a panel's table; low and high are null with fewer than two seeds. */
export interface PanelRow {
  policy: string;
  x: number;
  mean: number;
  low: number | null;
  high: number | null;
  seeds: number;
}

export interface PanelTable {
  rows: PanelRow[];
  csv: string;
  /** The same rows as a danfo DataFrame; empty cells are NaN there. */
  frame(): Promise<DanfoFrame>;
}

/** What we use of danfo's DataFrame. */
export interface DanfoFrame {
  columns: string[];
  values: unknown[][];
  shape: number[];
  print(): void;
  toString(): string;
}

export type TableRow = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Columns in order of first appearance. */
export function columnsOf(rows: readonly TableRow[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}

function csvCell(value: TableRow[string]): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'number' ? String(Number(value.toPrecision(10))) : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows as CSV (RFC 4180, line feed), numbers to 10 significant digits, null as an empty cell. */
export function toCsv(rows: readonly TableRow[]): string {
  const columns = columnsOf(rows);
  const lines = [columns.map(csvCell), ...rows.map((row) => columns.map((column) => csvCell(row[column])))];
  return lines.map((cells) => `${cells.join(',')}\n`).join('');
}

/** Rows as a danfo DataFrame. Only for showing, filtering and grouping: danfo's statistics mistreat missing values. */
export async function toFrame(rows: readonly TableRow[]): Promise<DanfoFrame> {
  const danfo = await import('danfojs-node');
  const columns = columnsOf(rows);
  const cells = rows.map((row) => columns.map((column) => row[column] ?? Number.NaN));
  return new danfo.DataFrame(cells, { columns }) as unknown as DanfoFrame;
}

/** The numbers behind a panel: for each policy and x the mean over seeds with its 95 % t-interval. */
export function panelTable(rows: readonly SweepPoint[], metric: string, policies?: readonly string[]): PanelTable {
  const lines = (policies ?? policiesOf(rows)).flatMap((policy) =>
    summarise(rows, policy, metric).map(({ x, interval: { mean, low, high, count } }) => {
      return { policy, x, mean, low, high, seeds: count };
    }),
  );
  const records = lines as unknown as TableRow[];
  return { rows: lines, csv: toCsv(records), frame: () => toFrame(records) };
}
