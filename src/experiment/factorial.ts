import { type Interval, tInterval } from './statistics';

/** One measurement of a two-level design: which factors are on, in which block (a training seed), what came out. */
export interface FactorialRow<Factor extends string> {
  readonly on: Readonly<Record<Factor, boolean>>;
  readonly block: number;
  readonly value: number;
}

/** A main effect (one factor) or an interaction (several), with its 95 % t-interval over the blocks. */
export interface FactorialEffect<Factor extends string> {
  readonly factors: readonly Factor[];
  readonly interval: Interval;
}

/**
 * Effects of a full two-level design with k factors, from the blocks that have all 2^k cells:
 * 2^(1−k) Σ_cells Π_(f in the effect) (+1 if f is on, else −1) · value. For one factor this is the mean with it minus the
 * mean without it; for two, half of how much the effect of one changes when the other is switched on.
 * @returns all non-empty sets of factors, main effects first; empty if no block is whole
 * @throws RangeError if a cell occurs twice in a block
 */
export function factorialEffects<Factor extends string>(
  factors: readonly Factor[],
  rows: readonly FactorialRow<Factor>[],
): FactorialEffect<Factor>[] {
  const cells = 1 << factors.length;
  const blocks = [...wholeBlocks(factors, rows, cells).values()];
  if (blocks.length === 0) return [];
  return setsOf(factors).map((set) => {
    const sign = ({ on }: FactorialRow<Factor>) => set.reduce((product, f) => (on[f] ? product : -product), 1);
    const values = blocks.map((block) => block.reduce((sum, row) => sum + sign(row) * row.value, 0) / (cells / 2));
    return { factors: set, interval: tInterval({ values, level: 0.95 }) };
  });
}

function wholeBlocks<Factor extends string>(
  factors: readonly Factor[],
  rows: readonly FactorialRow<Factor>[],
  cells: number,
): Map<number, FactorialRow<Factor>[]> {
  const blocks = new Map<number, Map<string, FactorialRow<Factor>>>();
  for (const row of rows) {
    const block = blocks.get(row.block) ?? new Map<string, FactorialRow<Factor>>();
    const cell = factors.filter((factor) => row.on[factor]).join(' × ') || 'none';
    if (block.has(cell)) throw new RangeError(`factorialEffects: block ${row.block} has the cell "${cell}" twice`);
    blocks.set(row.block, block.set(cell, row));
  }
  return new Map(
    [...blocks].flatMap(([block, own]) => (own.size === cells ? [[block, [...own.values()]] as const] : [])),
  );
}

/** All non-empty sets, the small ones first. */
function setsOf<Factor extends string>(factors: readonly Factor[]): Factor[][] {
  const sets = Array.from({ length: (1 << factors.length) - 1 }, (_, k) =>
    factors.filter((_, bit) => ((k + 1) >> bit) & 1),
  );
  return sets.sort((a, b) => a.length - b.length);
}
