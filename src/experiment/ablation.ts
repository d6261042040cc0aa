import { intervalText } from './digits';
import { type FactorialRow, factorialEffects } from './factorial';
import type { Runs } from './runs/load';
import { finalValues } from './runs/rows';
import { type Interval, tInterval } from './statistics';
import { leftOut, PARTS, type Part, variantWithout } from './training/parts';

export { PARTS, type Part };

const partNames: Readonly<Record<Part, string>> = { gcn: 'GCN', game: 'game', heads: 'five heads' };

/** A cell of the 2³ design and which variant its runs are. */
export interface AblationCell {
  readonly on: Readonly<Record<Part, boolean>>;
  readonly name: string;
  readonly variant: string;
}

/** Variants that hold the whole algorithm, the profile's own runs first; the parts are compared with them. */
export type AblationSetting = '' | 'broadcast';

/** The eight cells under a setting, the whole algorithm first. */
export const cellsUnder = (setting: AblationSetting): AblationCell[] =>
  leftOut.map((parts) => {
    const kept = PARTS.filter((part) => !parts.includes(part));
    return {
      on: Object.fromEntries(PARTS.map((part) => [part, kept.includes(part)])) as Record<Part, boolean>,
      name: kept.map((part) => partNames[part]).join(' + ') || 'none (MADDPG)',
      variant: variantWithout(setting, parts),
    };
  });

/** The eight cells where what vehicles know of servers comes through the graph network. */
export const ablationCells: readonly AblationCell[] = cellsUnder('');

/** A metric of the final weights of a cell's runs, by training seed. */
export const cellValues = (runs: Runs, { variant }: AblationCell, metric: string): Map<number, number> =>
  finalValues(runs, { algorithm: 'mo-maddpg', variant }, metric);

/** A metric of every cell's runs; the block is the training seed. */
export const ablationRows = (runs: Runs, metric: string, cells = ablationCells): FactorialRow<Part>[] =>
  cells.flatMap((cell) => [...cellValues(runs, cell, metric)].map(([block, value]) => ({ on: cell.on, block, value })));

/** A row a cell: seeds, and the mean of each metric with its interval as text; missing runs are said. */
export function ablationTable(runs: Runs, metrics: readonly string[], cells = ablationCells) {
  return cells.map((cell) => {
    const columns = metrics.map((metric) => {
      const values = [...cellValues(runs, cell, metric).values()];
      return [metric, values.length === 0 ? 'not there yet' : intervalText(tInterval({ values, level: 0.95 }))];
    });
    return { parts: cell.name, seeds: cellValues(runs, cell, 'reward').size, ...Object.fromEntries(columns) };
  });
}

export interface AblationEffect {
  /** 'GCN' or 'GCN × game'. */
  readonly effect: string;
  readonly interval: Interval;
}

/** Main effects and interactions on a metric; empty as long as no training seed has all eight cells. */
export const ablationEffects = (runs: Runs, metric: string, cells = ablationCells): AblationEffect[] =>
  factorialEffects(PARTS, ablationRows(runs, metric, cells)).map(({ factors, interval }) => ({
    effect: factors.map((part) => partNames[part]).join(' × '),
    interval,
  }));

/** Cells without an evaluated run. */
export const missingCells = (runs: Runs, cells = ablationCells): string[] =>
  cells.filter((cell) => cellValues(runs, cell, 'reward').size === 0).map(({ name }) => name);
