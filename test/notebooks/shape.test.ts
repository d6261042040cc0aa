import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Cell {
  readonly cell_type: 'code' | 'markdown';
  readonly source: string | readonly string[];
  readonly outputs?: readonly unknown[];
}

interface Notebook {
  readonly cells: readonly Cell[];
  readonly metadata: { readonly kernelspec: { readonly name: string; readonly language: string } };
}

const root = join(__dirname, '../..');
const folder = join(root, 'notebooks');
const names = readdirSync(folder).flatMap((file) => (file.endsWith('.ipynb') ? [file.slice(0, -6)] : []));

const read = (name: string): Notebook => JSON.parse(readFileSync(join(folder, `${name}.ipynb`), 'utf8'));
const textOf = ({ source }: Cell) => (typeof source === 'string' ? source : source.join(''));
const linesOf = (cell: Cell) => textOf(cell).trimEnd().split('\n').length;
const ofType = (notebook: Notebook, type: Cell['cell_type']) =>
  notebook.cells.filter((cell) => cell.cell_type === type && textOf(cell).trim() !== '');
const wordsOf = (cell: Cell) => (textOf(cell).match(/[A-Za-z]{2,}/g) ?? []).length;
const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

/** Code cells that stand right after another: a reader meets them without a word of explanation. */
function unexplained({ cells }: Notebook): number {
  return cells.filter((cell, k) => k > 0 && cell.cell_type === 'code' && cells[k - 1].cell_type === 'code').length;
}

describe('notebooks', () => {
  it('are there', () => {
    for (const name of ['00-start-here', '01-system-model', '03-stackelberg-game', 'claims'])
      assert.ok(names.includes(name), `${name}.ipynb is missing; there are ${names.join(', ')}`);
  });

  it('are named in the README', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const ranges = [...readme.matchAll(/`([\w-]+)` … `([\w-]+)`/g)].map(([, first, last]) => ({ first, last }));
    const named = (name: string) =>
      readme.includes(`\`${name}\``) || ranges.some(({ first, last }) => first <= name && name <= last);
    assert.deepEqual(
      names.filter((name) => !named(name)),
      [],
    );
  });

  for (const name of names) {
    describe(name, () => {
      const notebook = read(name);
      const code = ofType(notebook, 'code');
      const lengths = code.map(linesOf);

      it('asks for our kernel', () => {
        const { name: kernel, language } = notebook.metadata.kernelspec;
        assert.deepEqual([kernel, language], ['twinkit', 'typescript']);
      });

      it('has 12 to 28 code cells, short ones', () => {
        assert.ok(code.length >= 12 && code.length <= 28, `${code.length} code cells`);
        assert.ok(Math.max(...lengths) <= 30, `the longest has ${Math.max(...lengths)} lines`);
        assert.ok(median(lengths) >= 3 && median(lengths) <= 9, `the median has ${median(lengths)} lines`);
      });

      it('explains its code', () => {
        const words = total(ofType(notebook, 'markdown').map(wordsOf)) / total(lengths);
        assert.ok(words >= 5 && words <= 13, `${words.toFixed(1)} words a line of code`);
        assert.ok(unexplained(notebook) <= code.length / 5, `${unexplained(notebook)} code cells follow code`);
      });

      it('opens with a title and imports only the package', () => {
        assert.match(textOf(notebook.cells[0]), /^# \S/);
        const imports = code.flatMap((cell, k) => (/^import .*/m.test(textOf(cell)) ? [k] : []));
        assert.deepEqual(imports, [0], 'the only import belongs into the first code cell');
        assert.match(textOf(code[0]), /^import \* as tk from 'twinkit';$/m);
      });

      it('writes its results under its own name, once and last', () => {
        const source = code.map(textOf).join('\n');
        assert.equal(source.split(`tk.results('${name}')`).length, 2);
        assert.match(textOf(code[code.length - 1]), /\.write\(\);?\s*$/);
        assert.equal(source.split('.write()').length, 2);
      });

      it('shows no place of a machine', () => {
        const text = JSON.stringify(notebook);
        assert.doesNotMatch(text, /\/(work|home|root|tmp|Users)\//);
        assert.doesNotMatch(text, /[A-Z]:\\\\/);
      });
    });
  }
});
