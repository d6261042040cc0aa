import assert from 'node:assert/strict';
import { barFigure, lineFigure } from '../../../src/experiment/figures/lines';
import { modifiedPanel } from '../../../src/experiment/figures/panels';
import { policyStyle } from '../../../src/experiment/figures/style';
import { figureToSvg } from '../../../src/experiment/figures/svg';
import type { Trace } from '../../../src/experiment/figures/types';
import { plainRows } from '../synthetic';

const curves = [
  { name: 'corrected', x: [1, 10, 100], y: [2, 3, 4] },
  { name: 'literal', x: [1, 10, 100], y: [2e6, 3e6, 4e6] },
];
const axes = { xTitle: 'distance (m)', yTitle: 'rate (bit/s)' };

describe('lineFigure and barFigure', () => {
  it('draw each curve with its own colour and its name', async () => {
    const figure = lineFigure({ ...axes, curves, logY: true });
    assert.deepEqual(
      figure.data.map(({ y }) => y),
      [
        [2, 3, 4],
        [2e6, 3e6, 4e6],
      ],
    );
    assert.equal(new Set(figure.data.map(({ line }) => (line as { color: string }).color)).size, 2);
    const svg = await figureToSvg(figure);
    for (const text of ['corrected', 'literal', 'distance (m)', 'rate (bit/s)']) assert.ok(svg.includes(text), text);
    const bars = barFigure({ ...axes, curves });
    assert.ok(bars.data.every(({ type }) => type === 'bar') && bars.layout.showlegend === true);
    assert.equal(barFigure({ ...axes, curves: curves.slice(0, 1) }).layout.showlegend, false);
  });

  it('give a policy the colour it has in the panels', () => {
    const ofPolicies = ['far-sighted', 'maddpg'].map((policy) => ({ name: 'own', policy, x: [1, 2], y: [3, 4] }));
    const expected = ofPolicies.map(({ policy }) => policyStyle(policy).color);
    const colorsIn = (data: readonly Trace[], of: string) =>
      data.map((trace) => (trace[of] as { color: string }).color);
    assert.deepEqual(colorsIn(barFigure({ ...axes, curves: ofPolicies }).data, 'marker'), expected);
    assert.deepEqual(colorsIn(lineFigure({ ...axes, curves: ofPolicies }).data, 'line'), expected);
    assert.throws(
      () => barFigure({ ...axes, curves: [{ ...ofPolicies[0], policy: 'best' }] }),
      /no figure style.*best/,
    );
  });

  it('bars carry their intervals as whiskers from the bar, none where an end is not known', () => {
    const intervals = [
      { low: 1, high: 4 },
      { low: null, high: null },
    ];
    const [bar] = barFigure({ ...axes, curves: [{ name: 'own', x: ['a', 'b'], y: [2, 3], intervals }] }).data;
    const { array, arrayminus } = bar.error_y as { array: number[]; arrayminus: number[] };
    assert.equal(bar.text, undefined, 'a text would be written onto the bar');
    assert.match((bar.hovertext as string[])[0], /^2 \[1, 4\]/);
    assert.deepEqual(
      [array, arrayminus],
      [
        [2, 0],
        [1, 0],
      ],
    );
    const short = [{ name: 'own', x: ['a', 'b'], y: [2, 3], intervals: intervals.slice(1) }];
    assert.throws(() => barFigure({ ...axes, curves: short }), /curve "own": 1 intervals for 2 bars/);
  });

  it('mark modified ground', () => {
    assert.ok(JSON.stringify(lineFigure({ ...axes, curves, modified: ['linkRate'] })).includes('MODIFIED(linkRate)'));
    assert.ok(JSON.stringify(barFigure({ ...axes, curves, modified: ['linkRate'] })).includes('MODIFIED(linkRate)'));
  });

  it('refuse curves that cannot be drawn, by name', () => {
    const draw = (x: number[], y: number[], logY = false) =>
      lineFigure({ ...axes, logY, curves: [{ name: 'own', x, y }] });
    assert.throws(() => draw([1, 2], [1]), /curve "own": 2 x and 1 y/);
    assert.throws(() => draw([1], [Number.NaN]), /curve "own" holds NaN/);
    assert.throws(() => draw([1], [0], true), /curve "own": a logarithmic axis needs y above 0/);
    assert.throws(() => lineFigure({ ...axes, curves: [] }), /no curves/);
  });
});

describe('modifiedPanel', () => {
  it('puts original and changed side by side on one axis, marked', () => {
    const rows = plainRows(['msr', 'msrEdge', 'msrCloud']);
    const changedRows = rows.map((row) => ({ ...row, metrics: { ...row.metrics, msr: row.metrics.msr / 2 } }));
    const figure = modifiedPanel('6b', { rows, changedRows, modified: ['linkRate'] });
    const lines = figure.data.filter(({ mode }) => mode === 'lines+markers');
    assert.equal(lines.length, 6);
    const [original, changed] = [lines[0].y as number[], lines[3].y as number[]];
    assert.ok(original.every((value, index) => Math.abs(value / 2 - changed[index]) < 1e-12));
    assert.ok(JSON.stringify(figure.layout).includes('MODIFIED(linkRate)'));
    const episodes = rows.filter(({ policy, x }) => policy === rows[0].policy && x === rows[0].x).length;
    assert.ok(JSON.stringify(figure.layout.title).includes(`>${episodes} episodes at each x<`));
    assert.throws(() => modifiedPanel('6b', { rows, changedRows, modified: [] }), /modified is empty/);
  });

  it('says where one side has fewer episodes', () => {
    const rows = plainRows(['msr', 'msrEdge', 'msrCloud']);
    const changedRows = rows.filter(({ seed }) => seed === rows[0].seed);
    const { title } = modifiedPanel('6b', { rows, changedRows, modified: ['linkRate'] }).layout;
    assert.match(JSON.stringify(title), /episodes at each x: \d+ left, 1 right/);
  });
});
