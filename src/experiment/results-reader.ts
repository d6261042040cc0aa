import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readJsonFile } from '../support/json';
import { hashOfValues, type ResultsFile, type ResultValue } from './results';

export type Values = Record<string, ResultValue>;

/** What the notebook runner writes about each notebook. */
export interface NotebookRun {
  seconds: number;
  /** Code cells in the notebook. */
  cells: number;
  ok: boolean;
  /** What failed, in one line. */
  error?: string;
}

/** The committed expectations of one profile. */
export interface ExpectedFile {
  profile: string;
  notebooks: Record<string, { hash: string; values: Values }>;
  /** SHA-256 of the canonical JSON of `notebooks`; only `accept` writes it. */
  hash: string;
}

function fail(file: string, field: string, found: unknown, right: string): never {
  throw new TypeError(`${file}: ${field} is ${JSON.stringify(found) ?? String(found)}; it must be ${right}`);
}

function requireObject(file: string, field: string, value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  return fail(file, field, value, 'an object');
}

function requireString(file: string, field: string, value: unknown): string {
  return typeof value === 'string' ? value : fail(file, field, value, 'a text');
}

function requireValues(file: string, field: string, value: unknown): Values {
  const values = requireObject(file, field, value);
  for (const [key, entry] of Object.entries(values)) {
    if (!['number', 'string', 'boolean'].includes(typeof entry)) {
      fail(file, `${field}["${key}"]`, entry, 'a number, a text or a truth value');
    }
  }
  return values as Values;
}

/** @throws with file, field and value when the file is not what `results(name).write()` writes */
export function readResults(file: string): ResultsFile {
  const record = requireObject(file, 'the content', readJsonFile(file));
  const notebook = requireString(file, 'notebook', record.notebook);
  if (`${notebook}.json` !== basename(file))
    fail(file, 'notebook', notebook, `"${basename(file, '.json')}", as the file`);
  return {
    notebook,
    values: requireValues(file, 'values', record.values),
    hash: requireString(file, 'hash', record.hash),
  };
}

/** All results files of a folder by notebook; none when there is no such folder. */
export function readAllResults(folder: string): Map<string, ResultsFile> {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  return new Map(files.sort().map((name) => [basename(name, '.json'), readResults(join(folder, name))]));
}

/** True when the values are those that were hashed. */
export function resultsAreWhole({ values, hash }: Pick<ResultsFile, 'values' | 'hash'>): boolean {
  return hashOfValues(values) === hash;
}

function requireRun(file: string, name: string, record: unknown): NotebookRun {
  const run = requireObject(file, `"${name}"`, record);
  for (const field of ['seconds', 'cells'] as const) {
    const value = run[field];
    if (typeof value !== 'number' || value < 0) fail(file, `${name}.${field}`, value, 'a number, at least 0');
  }
  if (typeof run.ok !== 'boolean') fail(file, `${name}.ok`, run.ok, 'true or false');
  return run as unknown as NotebookRun;
}

/** The runner's record of each notebook, in the order of the file. */
export function readRunner(file: string): Map<string, NotebookRun> {
  if (!existsSync(file))
    throw new Error(`${file}: there is no such file; execute the notebooks first (make reproduce)`);
  const record = requireObject(file, 'the content', readJsonFile(file));
  return new Map(Object.entries(record).map(([name, run]) => [name, requireRun(file, name, run)]));
}

/** The expectations, or null when none have been accepted yet. */
export function readExpected(file: string): ExpectedFile | null {
  if (!existsSync(file)) return null;
  const record = requireObject(file, 'the content', readJsonFile(file));
  const notebooks = Object.entries(requireObject(file, 'notebooks', record.notebooks)).map(([name, entry]) => {
    const { hash, values } = requireObject(file, `notebooks.${name}`, entry);
    const place = `notebooks.${name}`;
    return [
      name,
      { hash: requireString(file, `${place}.hash`, hash), values: requireValues(file, `${place}.values`, values) },
    ];
  });
  return {
    profile: requireString(file, 'profile', record.profile),
    notebooks: Object.fromEntries(notebooks),
    hash: requireString(file, 'hash', record.hash),
  };
}
