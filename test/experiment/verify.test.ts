import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareNotebook } from '../../src/experiment/compare';
import { hashOfValues, results } from '../../src/experiment/results';
import { accept, type VerifyPaths, type VerifyReport, verify, verifyPaths } from '../../src/experiment/verify';
import { equationsFor, withEquations } from '../../src/models';
import { makeConfig } from '../../src/paper/config';
import { withFolder } from '../support/temporary';

const link = {
  bandwidthHz: 4e6,
  txPowerW: 0.2,
  gain: 1.877194587e-10,
  noiseDensityWPerHz: 3.16227766e-20,
  poolBandwidthHz: 20e6,
};
const original = equationsFor(makeConfig('quick'));

function paths(folder: string): VerifyPaths {
  return {
    resultsDir: join(folder, 'results'),
    expectedFile: join(folder, 'expected', 'quick.json'),
    runnerFile: join(folder, 'notebooks.json'),
    figuresDir: join(folder, 'figures'),
  };
}

/** What a run of two small notebooks leaves behind. */
function runNotebooks(folder: string, equations = original): void {
  const before = process.env.TWINKIT_RESULTS;
  process.env.TWINKIT_RESULTS = join(folder, 'results');
  try {
    const model = results('01-system-model');
    model.record('rate in bit/s', equations.linkRate(link));
    model.record('literal reading usable', false);
    model.write();
    const claims = results('claims');
    claims.record('verdict 6-30', 'SUPPORTED');
    claims.write();
  } finally {
    if (before === undefined) delete process.env.TWINKIT_RESULTS;
    else process.env.TWINKIT_RESULTS = before;
  }
  const run = { seconds: 1.5, cells: 12, ok: true };
  writeFileSync(join(folder, 'notebooks.json'), JSON.stringify({ '01-system-model': run, claims: run }));
}

/** Accepts a run, lets `spoil` change something, and verifies again. */
function verifyAfter(spoil: (folder: string, files: VerifyPaths) => void): VerifyReport {
  let report: VerifyReport | undefined;
  withFolder((folder) => {
    runNotebooks(folder);
    accept(paths(folder));
    spoil(folder, paths(folder));
    report = verify(paths(folder));
  });
  assert.ok(report);
  return report;
}

function edit(file: string, from: string | RegExp, to: string): void {
  const before = readFileSync(file, 'utf8');
  const after = before.replace(from, to);
  assert.notEqual(after, before, `the test changes nothing in ${file}`);
  writeFileSync(file, after);
}

function editRun(folder: string, change: Record<string, unknown>): void {
  const file = join(folder, 'notebooks.json');
  const runs = JSON.parse(readFileSync(file, 'utf8'));
  runs.claims = { ...runs.claims, ...change };
  writeFileSync(file, JSON.stringify(runs));
}

function kinds({ differences }: VerifyReport): string[] {
  return differences.map(({ notebook, kind }) => `${notebook}: ${kind}`);
}

describe('verify', () => {
  it('passes when a second run repeats the accepted one', () => {
    const report = verifyAfter((folder) => runNotebooks(folder));
    assert.deepEqual(report.differences, []);
    assert.equal(report.exitCode, 0);
    assert.equal(report.compared, 3);
  });

  it('notices a changed equation: notebook, key, both values, relative difference', () => {
    const doubled = withEquations(original, { linkRate: (link) => 1.01 * original.linkRate(link) });
    const report = verifyAfter((folder) => runNotebooks(folder, doubled));
    assert.deepEqual(kinds(report), ['01-system-model: different']);
    assert.equal(report.exitCode, 1);
    const { message } = report.differences[0];
    assert.match(
      message,
      /"rate in bit\/s": expected 32873003\.\d+, got 33201733\.\d+ \(relative difference 1\.00e-2\)/,
    );
    assert.ok(report.summary.includes(message));
  });

  it('compares what the training of the runs gave, and notices if they were not trained', () => {
    withFolder((folder) => {
      const files = { ...paths(folder), trainingFile: join(folder, 'training.json') };
      const train = (weights: string) => {
        const values = { 'quick/ga/0 weights': weights, 'quick/ga/0 reward': 7.25 };
        writeFileSync(files.trainingFile, JSON.stringify({ notebook: 'training', values, hash: hashOfValues(values) }));
      };
      runNotebooks(folder);
      train('0123456789abcdef');
      accept(files);
      assert.deepEqual(verify(files).differences, []);
      assert.equal(verify(files).compared, 5);
      train('0123456789abcdee');
      assert.match(verify(files).differences[0].message, /"quick\/ga\/0 weights": expected "0123456789abcdef", got/);
      rmSync(files.trainingFile);
      assert.deepEqual(kinds(verify(files)), ['training: missing notebook']);
    });
  });

  it('notices an edited result, by its hash and by its value', () => {
    const report = verifyAfter((_folder, { resultsDir }) => {
      edit(join(resultsDir, 'claims.json'), 'SUPPORTED', 'REFUTED');
    });
    assert.deepEqual(kinds(report), ['claims: edited result', 'claims: different']);
  });

  it('notices an edited expected value, and one edited together with the result', () => {
    const expectedOnly = verifyAfter((_folder, { expectedFile }) => edit(expectedFile, /32873003/, '32873004'));
    assert.deepEqual(kinds(expectedOnly), ['01-system-model: edited expectation', '01-system-model: different']);
    assert.match(expectedOnly.differences[0].message, /edited by hand/);
    const both = verifyAfter((_folder, { expectedFile, resultsDir }) => {
      edit(expectedFile, /32873003/, '32873004');
      edit(join(resultsDir, '01-system-model.json'), /32873003/, '32873004');
    });
    assert.ok(kinds(both).includes('01-system-model: edited expectation'));
    assert.ok(kinds(both).includes('01-system-model: edited result'));
  });

  it('notices a notebook taken out of the expected file', () => {
    const report = verifyAfter((_folder, { expectedFile }) => {
      const expected = JSON.parse(readFileSync(expectedFile, 'utf8'));
      delete expected.notebooks.claims;
      writeFileSync(expectedFile, JSON.stringify(expected));
    });
    assert.deepEqual(kinds(report), ['(all): edited expectation', 'claims: new notebook']);
  });

  it('notices a missing notebook, a notebook without results and results without a run', () => {
    const missing = verifyAfter((folder, { resultsDir }) => {
      rmSync(join(resultsDir, 'claims.json'));
      const runs = JSON.parse(readFileSync(join(folder, 'notebooks.json'), 'utf8'));
      delete runs.claims;
      writeFileSync(join(folder, 'notebooks.json'), JSON.stringify(runs));
    });
    assert.deepEqual(kinds(missing), ['claims: missing notebook']);
    const silent = verifyAfter((_folder, { resultsDir }) => rmSync(join(resultsDir, 'claims.json')));
    assert.deepEqual(kinds(silent), ['claims: no results']);
    const stale = verifyAfter((folder) => {
      writeFileSync(
        join(folder, 'notebooks.json'),
        JSON.stringify({ '01-system-model': { seconds: 1, cells: 2, ok: true } }),
      );
    });
    assert.deepEqual(kinds(stale), ['claims: not run']);
  });

  it('notices a cell that failed', () => {
    const failed = verifyAfter((folder) => editRun(folder, { ok: false, error: 'TypeError in cell 3' }));
    assert.deepEqual(kinds(failed), ['claims: failed']);
    assert.match(failed.summary, /TypeError in cell 3/);
  });

  it('names missing and extra keys', () => {
    assert.deepEqual(
      compareNotebook('n', { a: 1, b: 2 }, { b: 2, c: true }).map(({ kind, message }) => `${kind}: ${message}`),
      ['missing key: "a": expected 1, got nothing', 'extra key: "c": got true, expected no such key'],
    );
    assert.equal(compareNotebook('n', { constructor: 1 }, {})[0].kind, 'missing key');
  });

  it('compares 10 significant digits, no less and no more', () => {
    assert.deepEqual(compareNotebook('n', { a: 0.1 + 0.2 }, { a: 0.3 }), []);
    assert.equal(compareNotebook('n', { a: 1 }, { a: 1 + 1e-9 }).length, 1);
    assert.match(compareNotebook('n', { a: 0 }, { a: 1 })[0].message, /expected 0, got 1$/);
    assert.equal(compareNotebook('n', { a: 1 }, { a: '1' }).length, 1);
  });

  it('sums up on one screen: notebooks, times, numbers, verdicts, figures', () => {
    const report = verifyAfter((folder) => {
      mkdirSync(join(folder, 'figures'));
      writeFileSync(join(folder, 'figures', '6b.svg'), '<svg/>');
    });
    assert.match(report.summary, /notebooks: 2, together 3.0 s/);
    assert.match(report.summary, /01-system-model +1\.5 s +12 cells +2 values +as expected/);
    assert.match(report.summary, /verdicts: 1 SUPPORTED/);
    assert.match(report.summary, /figures: 1 SVG files in /);
    assert.ok(report.summary.split('\n').length <= 40);
  });

  it('refuses files that are not what it wrote, naming file and field', () => {
    const broken = (spoil: (folder: string, files: VerifyPaths) => void) => () => verifyAfter(spoil);
    const empty = broken((_folder, { runnerFile }) => writeFileSync(runnerFile, ''));
    assert.throws(empty, /notebooks\.json: the file is empty/);
    const half = broken((_folder, { resultsDir }) => writeFileSync(join(resultsDir, 'claims.json'), '{"notebook":"cl'));
    assert.throws(half, /claims\.json.*the file ends too early/);
    const wrong = broken((folder) => editRun(folder, { seconds: 'long' }));
    assert.throws(wrong, /claims\.seconds is "long"; it must be a number/);
    assert.throws(() => verifyPaths('../quick'), /profile: the name "\.\.\/quick"/);
  });
});

describe('accept', () => {
  it('alone writes expectations, and shows what changed', () => {
    withFolder((folder) => {
      runNotebooks(folder);
      assert.deepEqual(kinds(verify(paths(folder))), ['(all): no expectations']);
      assert.match(
        accept(paths(folder)).summary,
        /accepted 2 notebooks[\s\S]*01-system-model: has no expected values yet/,
      );
      assert.match(accept(paths(folder)).summary, /nothing changed/);
      runNotebooks(folder, withEquations(original, { linkRate: () => 5 }));
      const before = readFileSync(paths(folder).expectedFile, 'utf8');
      verify(paths(folder));
      assert.equal(readFileSync(paths(folder).expectedFile, 'utf8'), before);
      assert.match(accept(paths(folder)).summary, /"rate in bit\/s": expected 32873003\.\d+, got 5 /);
      assert.equal(verify(paths(folder)).ok, true);
    });
  });

  it('refuses a run that is not whole and leaves the expectations as they were', () => {
    withFolder((folder) => {
      runNotebooks(folder);
      accept(paths(folder));
      const before = readFileSync(paths(folder).expectedFile, 'utf8');
      editRun(folder, { ok: false });
      assert.throws(() => accept(paths(folder)), /nothing was changed[\s\S]*claims: did not run to its end/);
      assert.equal(readFileSync(paths(folder).expectedFile, 'utf8'), before);
    });
  });

  it('refuses two notebooks that judge one claim differently, before anything is written', () => {
    withFolder((folder) => {
      runNotebooks(folder);
      accept(paths(folder));
      const before = readFileSync(paths(folder).expectedFile, 'utf8');
      const values = { 'verdict 6-30': 'REFUTED' };
      const other = JSON.stringify({ notebook: '01-system-model', values, hash: hashOfValues(values) });
      writeFileSync(join(folder, 'results', '01-system-model.json'), other);
      assert.throws(() => accept(paths(folder)), /claims finds SUPPORTED for 6-30, another notebook REFUTED/);
      assert.equal(readFileSync(paths(folder).expectedFile, 'utf8'), before);
    });
  });

  it('refuses to drop what is expected of a notebook, or of a training, that was not run', () => {
    withFolder((folder) => {
      const files = { ...paths(folder), trainingFile: join(folder, 'training.json') };
      const values = { 'quick/ga/0 reward': 7.25 };
      runNotebooks(folder);
      writeFileSync(files.trainingFile, JSON.stringify({ notebook: 'training', values, hash: hashOfValues(values) }));
      accept(files);
      const before = readFileSync(files.expectedFile, 'utf8');
      rmSync(files.trainingFile); // the code has changed since
      assert.throws(() => accept(files), /nothing was changed[\s\S]*training: is expected, but was not run/);
      rmSync(join(folder, 'results', '01-system-model.json'));
      editRun(folder, {});
      const runs = JSON.parse(readFileSync(join(folder, 'notebooks.json'), 'utf8'));
      delete runs['01-system-model'];
      writeFileSync(join(folder, 'notebooks.json'), JSON.stringify(runs));
      assert.throws(() => accept(files), /01-system-model: is expected, but was not run/);
      assert.equal(readFileSync(files.expectedFile, 'utf8'), before);
    });
  });
});
