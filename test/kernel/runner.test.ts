import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** The last cell of a notebook that leaves its results as it should. */
const leaveResults = (name: string): string =>
  `import { writeFileSync } from 'fs';\nwriteFileSync(process.env.TWINKIT_RESULTS + '/${name}.json', '{"profile": "' + process.env.TWINKIT_PROFILE + '"}');`;

const notebooks: Record<string, string[]> = {
  good: ['console.log(1);\nconsole.error("progress");\nconsole.log(2);', '', leaveResults('good')],
  throws: ['1', 'throw new Error("boom");', leaveResults('throws')],
  silent: ['1'],
  forgets: [
    leaveResults('forgets'),
    'void (async () => { await new Promise((r) => setTimeout(r, 200)); throw new Error("late"); })();',
  ],
  dies: [leaveResults('dies'), 'process.kill(process.pid, "SIGKILL");', '3'],
  broken: [leaveResults('broken').replace('{"profile', '{broken')],
};

interface Cell {
  cell_type: string;
  id: string;
  execution_count: number | null;
  outputs: Record<string, unknown>[];
}

function write(folder: string, name: string): void {
  const stale = [{ output_type: 'stream', name: 'stdout', text: 'from an earlier run\n' }];
  const cells = notebooks[name].map((source, index) => ({
    ...{ cell_type: 'code', id: `id-${index}`, metadata: {}, source },
    ...{ outputs: stale, execution_count: 7 },
  }));
  writeFileSync(join(folder, `${name}.ipynb`), JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }));
}

describe('notebook runner', () => {
  let folder: string;

  function runner(action: string, ...names: string[]): { status: number | null; said: string } {
    return runnerIn(folder, action, ...names);
  }
  function runnerIn(own: string, action: string, ...names: string[]): { status: number | null; said: string } {
    const folders = ['--notebooks', own, '--build', join(own, 'build'), '--figures', join(own, 'figures')];
    const args = ['tools/notebooks', action, ...folders, ...names];
    const { status, stderr } = spawnSync(join(root, '.venv/bin/python'), args, { cwd: root, encoding: 'utf8' });
    return { status, said: stderr };
  }
  const built = (path: string): string => join(folder, 'build/quick', path);
  const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

  before(() => {
    mkdirSync(join(root, 'build'), { recursive: true });
    folder = mkdtempSync(join(root, 'build/runner '));
    for (const name of Object.keys(notebooks)) write(folder, name);
  });

  after(() => rmSync(folder, { recursive: true }));

  it('executes a notebook, collects its results and counts its cells', () => {
    const { status, said } = runner('run', 'good');
    assert.equal(status, 0, said);
    assert.deepEqual(json(built('results/good.json')), { profile: 'quick' });
    const { seconds, ...entry } = json(built('notebooks.json')).good;
    assert.deepEqual(entry, { cells: 2, ok: true });
    assert.ok(seconds > 0);
  });

  it('says which file is no notebook, and executes the others', () => {
    const own = join(folder, 'cut');
    mkdirSync(own);
    write(own, 'good');
    writeFileSync(join(own, 'short.ipynb'), '{"cells": [');
    const { status, said } = runnerIn(own, 'run', 'good', 'short');
    assert.equal(status, 1);
    assert.match(said, /is no notebook \(.*short\.ipynb\)/);
    assert.deepEqual(json(join(own, 'build/quick/results/good.json')), { profile: 'quick' });
  });

  it('says of every notebook that its kernel did not start', () => {
    const own = join(folder, 'cold');
    const kernel = join(own, 'jupyter/kernels/twinkit');
    mkdirSync(kernel, { recursive: true });
    for (const name of ['good', 'silent']) write(own, name);
    const spec = { argv: ['/bin/false'], display_name: 'none', language: 'typescript' };
    writeFileSync(join(kernel, 'kernel.json'), JSON.stringify(spec));
    process.env.JUPYTER_PATH = join(own, 'jupyter');
    const { status, said } = runnerIn(own, 'run', 'good', 'silent');
    delete process.env.JUPYTER_PATH;
    assert.equal(status, 1);
    assert.equal(said.match(/the kernel did not start/g)?.length, 2, said);
  });

  it('writes the outputs back so that a second time changes no byte', () => {
    assert.equal(runner('refresh', 'good').status, 0);
    const first = readFileSync(join(folder, 'good.ipynb'), 'utf8');
    assert.deepEqual(
      JSON.parse(first).cells.map((cell: Cell) => [cell.execution_count, cell.outputs]),
      [
        [1, [{ name: 'stdout', output_type: 'stream', text: ['1\n', '2\n'] }]],
        [null, []],
        [2, []],
      ],
    );
    assert.equal(runner('run', 'good').status, 0);
    assert.equal(runner('refresh', 'good').status, 0);
    assert.equal(readFileSync(join(folder, 'good.ipynb'), 'utf8'), first);
  });

  it('keeps the pictures that a whole run drew and none of an older one', () => {
    const own = join(folder, 'own');
    for (const name of [own, join(own, 'figures')]) mkdirSync(name);
    write(own, 'good');
    assert.equal(runnerIn(own, 'run').status, 0);
    for (const file of [
      'build/quick/figures/new.svg',
      'build/quick/figures/new.csv',
      'figures/old.svg',
      'figures/old.csv',
    ])
      writeFileSync(join(own, file), file);
    assert.equal(runnerIn(own, 'refresh', 'good').status, 0);
    assert.ok(existsSync(join(own, 'figures/old.svg')), 'a single notebook says nothing about the others');
    assert.equal(runnerIn(own, 'refresh').status, 0);
    assert.deepEqual(readdirSync(join(own, 'figures')).sort(), ['new.csv', 'new.svg']);
  });

  it('notices a failing cell, a forgotten promise, a dead kernel, missing and broken results', () => {
    for (const name of ['throws', 'silent']) {
      writeFileSync(built(`results/${name}.json`), '{"from": "an earlier run"}');
    }
    const bad = ['throws', 'silent', 'forgets', 'dies', 'broken'];
    const { status, said } = runner('run', ...bad);
    assert.equal(status, 1);
    assert.match(said, /throws: code cell 2 failed:\nthrow new Error\("boom"\);\n----\n[\s\S]*Error: boom/);
    assert.match(said, /silent: left no results file.*twinkit\.results\('silent'\)/);
    assert.match(said, /forgets: code cell 2 failed:[\s\S]*Error: late/);
    assert.match(said, /dies: the kernel died; code cell 3 did not run:\n3/);
    assert.match(said, /broken: left a results file that is not JSON/);
    assert.match(said, /5 of 5 failed/);
    assert.equal(existsSync(built('results/silent.json')), false);
    const summary = json(built('notebooks.json'));
    assert.deepEqual(
      bad.map((name) => summary[name].ok),
      bad.map(() => false),
    );
    assert.equal(summary.good.ok, true);
  });

  it('does not write back a notebook that failed, that was edited since, or that is unknown', () => {
    assert.match(runner('refresh', 'throws').said, /throws: code cell 2 failed/);
    notebooks.good[0] = 'console.log(3);';
    write(folder, 'good');
    assert.match(runner('refresh', 'good').said, /edited after it was executed/);
    assert.match(runner('run', 'absent').said, /absent\.ipynb does not exist/);
  });
});
