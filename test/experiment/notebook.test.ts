import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkMessage } from '../../src/experiment/exercise';
import { figureHash, saveFigure } from '../../src/experiment/figures/save';
import { figureToSvg } from '../../src/experiment/figures/svg';
import { figureBundle, results, show, table, tableBundle } from '../../src/experiment/notebook';
import { projectFile } from '../../src/support/root';
import { withFolder } from '../support/temporary';
import { plainRows, sweepFigure } from './synthetic';

const figure = sweepFigure({ rows: plainRows(['msr']), metric: 'msr', title: 'Success', xTitle: 'x', yTitle: 'y' });
const messenger = require.resolve('tslab/dist/jupyter');

interface Shown {
  data: Record<string, unknown>;
}

/** Stands in for the running notebook kernel. */
async function shownBy(work: () => void | Promise<void>): Promise<Shown[]> {
  const shown: Shown[] = [];
  const exports = { lastWriteDisplayData: (content: Shown) => shown.push(content) };
  const before = require.cache[messenger];
  require.cache[messenger] = { exports } as unknown as NodeJS.Module;
  try {
    await work();
  } finally {
    if (before) require.cache[messenger] = before;
    else delete require.cache[messenger];
  }
  return shown;
}

function withVariable(name: string, value: string, work: () => void): void {
  const before = process.env[name];
  process.env[name] = value;
  try {
    work();
  } finally {
    if (before === undefined) delete process.env[name];
    else process.env[name] = before;
  }
}

describe('show', () => {
  it('sends one bundle: live Plotly, SVG and text', async () => {
    const [{ data }, ...more] = await shownBy(() => show(figure));
    assert.equal(more.length, 0);
    assert.deepEqual((data['application/vnd.plotly.v1+json'] as { data: unknown }).data, figure.data);
    assert.match(String(data['image/svg+xml']), /^<svg/);
    assert.equal(data['text/plain'], 'figure: Success');
    assert.equal(JSON.stringify(data), JSON.stringify(await figureBundle(figure)));
  });

  it('draws the MODIFIED mark in both formats, and leaves the figure as it was', async () => {
    const before = figureHash(figure);
    const [{ data }] = await shownBy(() => show(figure, { modified: ['linkRate'] }));
    assert.match(JSON.stringify(data['application/vnd.plotly.v1+json']), /MODIFIED\(linkRate\)/);
    assert.match(String(data['image/svg+xml']), /MODIFIED\(linkRate\)/);
    assert.equal(figureHash(figure), before);
  });

  it('does not save figures of modified equations', async () => {
    await assert.rejects(
      show(figure, { modified: ['linkRate'], save: '6b' }),
      /MODIFIED\(linkRate\).*not saved as "6b"/,
    );
  });
});

describe('saveFigure', () => {
  it('writes the SVG only into the folder the runner names', async () => {
    assert.equal(process.env.TWINKIT_FIGURES, undefined);
    assert.equal(await saveFigure('6b', figure), null);
    const svg = await figureToSvg(figure);
    const folder = mkdtempSync(join(tmpdir(), 'twinkit-'));
    process.env.TWINKIT_FIGURES = folder;
    try {
      assert.equal(readFileSync(String(await saveFigure('6b', figure)), 'utf8'), `${svg}\n`);
      assert.deepEqual(readdirSync(folder), ['6b.svg']);
    } finally {
      delete process.env.TWINKIT_FIGURES;
      rmSync(folder, { recursive: true });
    }
  });

  it('refuses names that leave the folder', async () => {
    await assert.rejects(saveFigure('../6b', figure), /the name "..\/6b" may hold/);
  });
});

describe('results', () => {
  it('writes canonical JSON that does not depend on the order of recording', () => {
    withFolder((folder) => {
      withVariable('TWINKIT_RESULTS', folder, () => {
        const write = (keys: [string, number | boolean][]) => {
          const own = results('V-2-energy');
          for (const [key, value] of keys) own.record(key, value);
          own.write();
          return readFileSync(join(folder, 'V-2-energy.json'), 'utf8');
        };
        const text = write([
          ['b', 1 / 3],
          ['a', true],
        ]);
        assert.equal(
          write([
            ['a', true],
            ['b', 1 / 3],
          ]),
          text,
        );
        assert.match(
          text,
          /^\{"hash":"[0-9a-f]{64}","notebook":"V-2-energy","values":\{"a":true,"b":0.3333333333\}\}\n$/,
        );
      });
    });
  });

  it('refuses what cannot be compared, naming notebook and key', () => {
    const own = results('claims');
    assert.throws(() => own.record('msr', Number.NaN), /results of claims: "msr" is NaN/);
    assert.throws(() => own.record('msr', Number.POSITIVE_INFINITY), /"msr" is Infinity/);
    assert.throws(() => own.record('msr', [1] as unknown as number), /"msr" is a object/);
    assert.throws(() => own.record(' ', 1), /the key is empty/);
    assert.throws(() => results('a/b'), /the name "a\/b" may hold/);
  });

  it('refuses a key twice when run by the runner, and replaces it when a reader runs a cell again', () => {
    withFolder((folder) => {
      withVariable('TWINKIT_RESULTS', join(folder, 'new'), () => {
        const own = results('claims');
        own.record('msr', 1);
        assert.throws(() => own.record('msr', 1), /"msr" is recorded twice/);
      });
    });
    const live = results('run-in-a-cell');
    live.record('msr', 1);
    live.record('msr', 2);
    live.write();
    const file = projectFile('build', 'results', 'run-in-a-cell.json');
    assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')).values, { msr: 2 });
    rmSync(file);
  });
});

describe('table', () => {
  it('shows rows as HTML and text, numbers to four digits, gaps as a dash', async () => {
    const rows = [
      { policy: 'greedy', msr: 0.916666, seeds: 5 },
      { policy: 'a < b', msr: null, seeds: 5 },
    ];
    const [{ data }] = await shownBy(() => table(rows, { caption: 'MSR' }));
    assert.match(String(data['text/html']), /<caption>MSR<\/caption>.*0.9167.*a &lt; b.*–/);
    assert.equal(data['text/plain'], 'MSR\npolicy  msr     seeds\ngreedy  0.9167  5\na < b   –       5');
  });

  it('takes what a danfo frame offers', () => {
    const frame = { columns: ['x', 'y'], values: [[1, 0.5]], shape: [1, 2], print: () => undefined };
    assert.equal(tableBundle(frame)['text/plain'], 'x  y\n1  0.5');
    assert.match(String(tableBundle([])['text/plain']), /no rows/);
  });
});

describe('check', () => {
  it('says right, not begun, or what is off, without giving the answer away', () => {
    assert.equal(checkMessage(3.8, 3.8, 'β = α/θ − 1'), '✓ right');
    assert.equal(checkMessage(3.8, undefined, 'β = α/θ − 1'), '… not done yet. Hint: β = α/θ − 1');
    assert.equal(checkMessage(3.8, 7.6, ''), '✗ 7.6 is too large, by a factor of 2.00.');
    assert.equal(checkMessage(3.8, -3.8, ''), '✗ -3.8 has the wrong sign.');
    assert.match(checkMessage(3.8, Number.NaN, ''), /✗ the result is NaN/);
    assert.match(checkMessage(3.8, '3.8', ''), /a number is wanted, this is a string/);
    for (const wrong of [7.6, -3.8, 'x']) assert.ok(!checkMessage(3.85, wrong, '').includes('3.85'));
  });

  it('holds numbers to the tolerance, lists entry by entry', () => {
    assert.equal(checkMessage(1, 1 + 1e-7, ''), '✓ right');
    assert.match(checkMessage(1, 1.01, ''), /too large/);
    assert.equal(checkMessage(1, 1.01, '', { tolerance: 0.02 }), '✓ right');
    assert.equal(checkMessage([1, 2], new Float64Array([1, 2]), ''), '✓ right');
    assert.match(checkMessage([1, 2], [1, 3], ''), /entry 1: 3 is too large/);
    assert.match(checkMessage([1, 2], [1], ''), /1 entries, 2 are wanted/);
    assert.match(checkMessage([1, 2], 5, ''), /a list is wanted/);
    assert.match(checkMessage('edge', 'cloud', ''), /✗ cloud is not it/);
  });

  it('never throws in an unfinished exercise', () => {
    const unfinished = () => {
      throw new Error('write the formula here');
    };
    assert.match(checkMessage(1, unfinished, ''), /… not done yet: write the formula here/);
  });
});
