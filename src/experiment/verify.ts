import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { canonicalJson, sha256, writeFileAtomic } from '../support/files';
import { projectFile } from '../support/root';
import { compareNotebook, type Difference } from './compare';
import { recordedVerdicts } from './readme-claims';
import { type ResultsFile, requireName } from './results';
import {
  type ExpectedFile,
  type NotebookRun,
  readAllResults,
  readExpected,
  readResults,
  readRunner,
  resultsAreWhole,
} from './results-reader';
import { isCommitted, TRAINING, trainingResultsFile } from './training/plan';
import { summary } from './verify-summary';

export interface VerifyPaths {
  /** Folder of the results files that the notebooks wrote. */
  resultsDir: string;
  /** data/expected/<profile>.json */
  expectedFile: string;
  /** What the notebook runner wrote: {notebook: {seconds, cells, ok}}. */
  runnerFile: string;
  /** What the training of the profile's runs gave, compared like a notebook; there is none where the runs are committed. */
  trainingFile?: string;
  /** Named in the summary. */
  figuresDir?: string;
}

/** Where the files of a profile lie. @throws RangeError for a profile that cannot be a folder's name */
export function verifyPaths(profile: string): VerifyPaths {
  requireName('profile', profile);
  return {
    resultsDir: projectFile('build', profile, 'results'),
    expectedFile: projectFile('data', 'expected', `${profile}.json`),
    runnerFile: projectFile('build', profile, 'notebooks.json'),
    trainingFile: isCommitted(profile) ? undefined : trainingResultsFile(profile),
    figuresDir: projectFile('build', profile, 'figures'),
  };
}

export interface VerifyReport {
  ok: boolean;
  differences: Difference[];
  /** Numbers, texts and truth values compared. */
  compared: number;
  runs: Map<string, NotebookRun>;
  /** One screen of text for people. */
  summary: string;
  /** 0 when everything is as expected, else 1. */
  exitCode: 0 | 1;
}

/** What the notebooks ran and recorded, and the training with them. */
function readRun({ runnerFile, resultsDir, trainingFile }: VerifyPaths) {
  const runs = readRunner(runnerFile);
  const results = readAllResults(resultsDir);
  if (trainingFile && existsSync(trainingFile)) {
    const training = readResults(trainingFile);
    results.set(training.notebook, training);
    runs.set(training.notebook, { seconds: 0, cells: 0, ok: true });
  }
  return { runs, results };
}

function runProblems(runs: Map<string, NotebookRun>, results: Map<string, ResultsFile>): Difference[] {
  const problems: Difference[] = [];
  for (const [notebook, { ok, error }] of runs) {
    if (!ok) problems.push({ notebook, kind: 'failed', message: `did not run to its end${error ? `: ${error}` : ''}` });
    if (!results.has(notebook)) {
      problems.push({
        notebook,
        kind: 'no results',
        message: 'wrote no results file; its last cell should call write()',
      });
    }
  }
  for (const [notebook, file] of results) {
    if (!runs.has(notebook)) {
      problems.push({ notebook, kind: 'not run', message: 'has a results file, but the runner did not run it' });
    }
    if (!resultsAreWhole(file)) {
      problems.push({
        notebook,
        kind: 'edited result',
        message: 'the results file was edited by hand: its hash does not fit',
      });
    }
  }
  return problems;
}

function expectedProblems(expected: ExpectedFile): Difference[] {
  const broken = Object.entries(expected.notebooks).filter(([, entry]) => !resultsAreWhole(entry));
  const message = 'the expected values were edited by hand: their hash does not fit; only accept may rewrite them';
  if (broken.length > 0) return broken.map(([notebook]) => ({ notebook, kind: 'edited expectation', message }));
  const whole = sha256(canonicalJson(expected.notebooks)) === expected.hash;
  return whole ? [] : [{ notebook: '(all)', kind: 'edited expectation', message }];
}

function compareAll(
  expected: ExpectedFile,
  results: Map<string, ResultsFile>,
  runs: Map<string, NotebookRun>,
): Difference[] {
  const names = new Set([...Object.keys(expected.notebooks), ...results.keys()]);
  return [...names].flatMap((notebook): Difference[] => {
    const wanted = expected.notebooks[notebook]?.values;
    const found = results.get(notebook)?.values;
    if (wanted && found) return compareNotebook(notebook, wanted, found);
    if (found)
      return [{ notebook, kind: 'new notebook', message: 'has no expected values yet; make accept takes them' }];
    if (runs.has(notebook)) return [];
    return [{ notebook, kind: 'missing notebook', message: 'is expected, but was not run' }];
  });
}

/** Compares what the notebooks recorded with what is expected; every difference is listed, nothing is written. */
export function verify(paths: VerifyPaths): VerifyReport {
  const { expectedFile, figuresDir } = paths;
  const { runs, results } = readRun(paths);
  const expected = readExpected(expectedFile);
  const differences = runProblems(runs, results);
  if (expected) differences.push(...expectedProblems(expected), ...compareAll(expected, results, runs));
  else
    differences.push({
      notebook: '(all)',
      kind: 'no expectations',
      message: `${expectedFile} does not exist yet; make accept writes it`,
    });
  const values = [...results].flatMap(([notebook, file]) => {
    const wanted = expected?.notebooks[notebook]?.values ?? {};
    return Object.keys(file.values).filter((key) => Object.hasOwn(wanted, key));
  });
  const ok = differences.length === 0;
  const report = { ok, differences, compared: values.length, runs, exitCode: ok ? (0 as const) : (1 as const) };
  return { ...report, summary: summary({ ...report, results, figuresDir }) };
}

export interface AcceptReport {
  changed: Difference[];
  summary: string;
}

/** What is expected and was not run: expectations are dropped only with the notebook they are of. */
function notRun(expected: readonly string[], results: Map<string, ResultsFile>): Difference[] {
  const exists = (name: string) => name === TRAINING || existsSync(projectFile('notebooks', `${name}.ipynb`));
  return expected
    .filter((name) => !results.has(name) && exists(name))
    .map((notebook) => ({ notebook, kind: 'not run', message: 'is expected, but was not run with this code' }));
}

/**
 * Makes the recorded results the expected ones: atomically, and only when every notebook ran to its end.
 * @throws Error naming what did not run or was edited, or what two notebooks judge differently; the expectations then stay as they were
 */
export function accept(paths: VerifyPaths): AcceptReport {
  const { resultsDir, expectedFile } = paths;
  const { runs, results } = readRun(paths);
  const before = readExpected(expectedFile) ?? { profile: '', notebooks: {}, hash: '' };
  const problems = [...runProblems(runs, results), ...notRun(Object.keys(before.notebooks), results)];
  if (results.size === 0) throw new Error(`accept: ${resultsDir} holds no results; run the notebooks first`);
  if (problems.length > 0) {
    const list = problems.map(({ notebook, message }) => `  ${notebook}: ${message}`).join('\n');
    throw new Error(`accept: nothing was changed, because\n${list}`);
  }
  const notebooks = Object.fromEntries([...results].map(([name, { values, hash }]) => [name, { hash, values }]));
  recordedVerdicts(resultsDir, notebooks);
  const changed = compareAll(before, results, new Map());
  const profile = basename(expectedFile, '.json');
  const text = canonicalJson({ profile, notebooks, hash: sha256(canonicalJson(notebooks)) });
  writeFileAtomic(expectedFile, `${JSON.stringify(JSON.parse(text), null, 1)}\n`);
  const lines = changed.map(({ notebook, message }) => `  ${notebook}: ${message}`);
  const head = `accepted ${results.size} notebooks into ${expectedFile}`;
  return { changed, summary: `${head}\n${lines.length > 0 ? lines.join('\n') : '  nothing changed'}` };
}
