import { type FactorialRow, factorialEffects } from './factorial';
import type { Runs } from './runs/load';
import { finalValues } from './runs/rows';
import { type Interval, tInterval } from './statistics';

/** The three parts of MO-MADDPG that can be left out; without all of them it is MADDPG (MODEL.md §5.6). */
export const PARTS = ['gcn', 'game', 'heads'] as const;
export type Part = (typeof PARTS)[number];

const partNames: Readonly<Record<Part, string>> = { gcn: 'GCN', game: 'game', heads: 'five heads' };

/** A cell of the 2³ design and where its runs are. */
export interface AblationCell {
  readonly on: Readonly<Record<Part, boolean>>;
  readonly name: string;
  readonly algorithm: string;
  readonly variant: string;
}

/** Variants that hold the whole algorithm, the profile's own runs first; the parts are compared with them. */
export type AblationSetting = '' | 'broadcast';

/** The eight cells under a setting, the whole algorithm first. */
export const cellsUnder = (setting: AblationSetting): AblationCell[] =>
  Array.from({ length: 8 }, (_, k) => {
    const without = PARTS.filter((_, bit) => (k >> bit) & 1);
    const on = Object.fromEntries(PARTS.map((part) => [part, !without.includes(part)])) as Record<Part, boolean>;
    const less = without.length > 0 ? `without-${without.join('-')}` : '';
    return {
      on,
      name:
        PARTS.filter((part) => on[part])
          .map((part) => partNames[part])
          .join(' + ') || 'none (MADDPG)',
      algorithm: 'mo-maddpg',
      variant: [setting, less].filter(Boolean).join('-'),
    };
  });

/** The eight cells where what vehicles know of servers comes through the graph network. */
export const ablationCells: readonly AblationCell[] = cellsUnder('');

/** A metric of the final weights of every cell's runs; the block is the training seed. */
export const ablationRows = (runs: Runs, metric: string, cells = ablationCells): FactorialRow<Part>[] =>
  cells.flatMap(({ on, algorithm, variant }) =>
    [...finalValues(runs, { algorithm, variant }, metric)].map(([block, value]) => ({ on, block, value })),
  );

/** A row a cell: seeds, and the mean of each metric with its interval as text; missing runs are said. */
export function ablationTable(runs: Runs, metrics: readonly string[], cells = ablationCells) {
  return cells.map(({ name, algorithm, variant }) => {
    const columns = metrics.map((metric) => {
      const values = [...finalValues(runs, { algorithm, variant }, metric).values()];
      return [metric, values.length === 0 ? 'not there yet' : intervalText(tInterval({ values, level: 0.95 }))];
    });
    return {
      parts: name,
      seeds: finalValues(runs, { algorithm, variant }, 'reward').size,
      ...Object.fromEntries(columns),
    };
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
  cells.filter((cell) => finalValues(runs, cell, 'reward').size === 0).map(({ name }) => name);

/** "12.3 [11.9, 12.7]", or the mean alone below two seeds. */
export function intervalText({ mean, low, high }: Interval): string {
  const short = (value: number) => String(Number(value.toPrecision(4)));
  return low === null || high === null ? short(mean) : `${short(mean)} [${short(low)}, ${short(high)}]`;
}
