import assert from 'node:assert/strict';
import { ablationCells, ablationEffects, ablationTable, cellsUnder, missingCells } from '../../src/experiment/ablation';
import { type FactorialRow, factorialEffects } from '../../src/experiment/factorial';
import type { RunData, Runs } from '../../src/experiment/runs/load';
import { makeConfig } from '../../src/paper/config';

type Factor = 'a' | 'b' | 'c';
const factors: readonly Factor[] = ['a', 'b', 'c'];
const close = (actual: number | null, expected: number) =>
  assert.ok(actual !== null && Math.abs(actual - expected) < 1e-12, `${actual}, expected ${expected}`);

/** All cells of some blocks, with the value a function gives. */
const design = (blocks: number, value: (a: number, b: number, c: number, block: number) => number) =>
  Array.from({ length: blocks * 8 }, (_, k): FactorialRow<Factor> => {
    const [a, b, c, block] = [k & 1, (k >> 1) & 1, (k >> 2) & 1, k >> 3];
    return { on: { a: a === 1, b: b === 1, c: c === 1 }, block, value: value(a, b, c, block) };
  });

describe('two-level designs', () => {
  it('finds what was planted: two main effects and an interaction, whatever the block adds', () => {
    const rows = design(3, (a, b, c, block) => 5 * a - 2 * c + 3 * a * b + 10 * block);
    const effects = factorialEffects(factors, rows).map(({ factors: set, interval }) => [set.join(''), interval.mean]);
    // the mean effect of a is 5 + 3/2, of b 3/2; a × b is half of the 3 that b adds to a
    assert.deepEqual(effects, [
      ['a', 6.5],
      ['b', 1.5],
      ['c', -2],
      ['ab', 1.5],
      ['ac', 0],
      ['bc', 0],
      ['abc', 0],
    ]);
  });

  it('two factors by hand', () => {
    // (1) 4, a 6, b 5, ab 10: A = ½(2 + 5), B = ½(1 + 4), AB = ½(5 − 2)
    const two = ['a', 'b'] as const;
    const rows = [4, 6, 5, 10].map((value, k) => ({ on: { a: (k & 1) === 1, b: k > 1 }, block: 0, value }));
    assert.deepEqual(
      factorialEffects(two, rows).map(({ interval }) => interval.mean),
      [3.5, 2.5, 1.5],
    );
  });

  it('gives the interval over the blocks', () => {
    const rows = design(5, (a, _b, _c, block) => a * (1 + [0, 1, -1, 2, -2][block]));
    const [{ interval }] = factorialEffects(factors, rows);
    close(interval.mean, 1);
    assert.equal(interval.count, 5);
    close(interval.high, 1 + (2.7764451051977987 * Math.sqrt(2.5)) / Math.sqrt(5));
  });

  it('leaves out blocks that are not whole, and says nothing without a whole one', () => {
    const rows = design(2, (a, _b, _c, block) => a + 100 * block * a).slice(0, -1);
    assert.equal(factorialEffects(factors, rows)[0].interval.mean, 1);
    assert.deepEqual(factorialEffects(factors, rows.slice(1, 8)), []);
  });

  it('refuses a cell that is there twice', () => {
    const rows = design(1, () => 1);
    assert.throws(() => factorialEffects(factors, [...rows, rows[3]]), /block 0 has the cell "a × b" twice/);
  });
});

describe('ablation', () => {
  const config = makeConfig('tiny');
  const algorithm = 'mo-maddpg';
  const run = (variant: string, seed: number, reward: number): RunData => ({
    ...{ algorithm, variant, seed, config, id: `tiny-${variant}/${algorithm}/${seed}`, modified: [], log: [] },
    points: [{ policy: algorithm, axis: 'none', x: 0, seed: 7000, metrics: { reward } }],
    folder: '',
    checksums: { log: '', weights: '' },
  });
  const of = (runs: readonly RunData[]): Runs => ({ profile: 'tiny', runs, references: [], modified: [] });
  const whole = ablationCells.flatMap(({ variant, on }) =>
    [0, 1].map((seed) => run(variant, seed, (on.gcn ? 2 : 0) + (on.game && on.heads ? 1 : 0) + seed)),
  );

  it('has eight cells with a folder each: the whole and seven variants', () => {
    assert.equal(new Set(ablationCells.map(({ variant }) => variant)).size, 8);
    const parts = ['gcn', 'gcn-game', 'gcn-game-heads', 'gcn-heads', 'game', 'game-heads', 'heads'];
    assert.deepEqual(
      ablationCells.map(({ variant }) => variant).sort(),
      ['', ...parts.map((names) => `without-${names}`)].sort(),
    );
  });

  it("keeps the two settings of the servers' state apart", () => {
    const announced = cellsUnder('broadcast');
    assert.deepEqual(
      announced.map(({ variant }) => variant),
      ablationCells.map(({ variant }) => (variant === '' ? 'broadcast' : `broadcast-${variant}`)),
    );
    assert.equal(missingCells(of(whole)).length, 0);
    assert.equal(missingCells(of(whole), announced).length, 8);
    const moved = whole.map((one) => {
      const cell = ablationCells.findIndex(({ variant }) => variant === one.variant);
      return { ...one, variant: announced[cell].variant };
    });
    assert.deepEqual(ablationEffects(of(moved), 'reward', announced), ablationEffects(of(whole), 'reward'));
  });

  it('gives the planted effects', () => {
    const effects = new Map(
      ablationEffects(of(whole), 'reward').map(({ effect, interval }) => [effect, interval.mean]),
    );
    close(effects.get('GCN') ?? null, 2);
    close(effects.get('game') ?? null, 0.5);
    close(effects.get('game × five heads') ?? null, 0.5);
    close(effects.get('GCN × game × five heads') ?? null, 0);
  });

  it('says which cells are missing, and has no effects then', () => {
    const some = of(whole.filter(({ variant }) => variant !== 'without-game'));
    assert.deepEqual(missingCells(some), ['GCN + five heads']);
    assert.deepEqual(ablationEffects(some, 'reward'), []);
    const row = ablationTable(some, ['reward']).find(({ parts }) => parts === 'GCN + five heads');
    assert.deepEqual(row, { parts: 'GCN + five heads', seeds: 0, reward: 'not there yet' });
    assert.deepEqual(missingCells(of([])).length, 8);
  });
});
