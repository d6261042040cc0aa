import assert from 'node:assert/strict';
import { panelTable, toCsv } from '../../src/experiment/tables';
import { plainRows, syntheticRows } from './synthetic';

describe('panelTable', () => {
  const value = (_policy: number, x: number, seed: number) => 10 * x + seed;
  const rows = syntheticRows({ policies: ['greedy', 'random'], xs: [1, 2], seeds: 2, metrics: ['msr'], value });

  it('has a row a policy and x with mean, interval and number of seeds', () => {
    const table = panelTable(rows, 'msr');
    assert.equal(table.rows.length, 4);
    const { low, high, ...rest } = table.rows[1];
    assert.deepEqual(rest, { policy: 'greedy', x: 2, mean: 21.5, seeds: 2 });
    assert.ok(Math.abs(Number(high) - 27.853102368) < 1e-8 && Math.abs(Number(low) - 15.146897632) < 1e-8);
    assert.deepEqual(
      panelTable(rows, 'msr', ['random']).rows.map(({ policy }) => policy),
      ['random', 'random'],
    );
  });

  it('gives the same as CSV to 10 digits, an empty cell where there is no interval', () => {
    const [head, first] = panelTable(rows, 'msr').csv.split('\n');
    assert.equal(head, 'policy,x,mean,low,high,seeds');
    assert.equal(first, 'greedy,1,11.5,5.146897632,17.85310237,2');
    const single = rows.filter(({ seed }) => seed === 1);
    assert.equal(panelTable(single, 'msr').csv.split('\n')[1], 'greedy,1,11,,,1');
  });

  it('quotes what CSV must quote', () => {
    assert.equal(toCsv([{ a: 'x, "y"', b: true }]), 'a,b\n"x, ""y""",true\n');
    assert.equal(toCsv([]), '\n');
  });

  it('gives the same rows as a danfo frame', async () => {
    const frame = await panelTable(plainRows(['msr']), 'msr').frame();
    assert.deepEqual(frame.shape, [9, 6]);
    assert.deepEqual(frame.columns, ['policy', 'x', 'mean', 'low', 'high', 'seeds']);
    assert.deepEqual(frame.values[0].slice(0, 2), ['greedy', 0.5]);
  });
});
