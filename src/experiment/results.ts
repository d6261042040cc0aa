import { join } from 'node:path';
import { canonicalJson, sha256, writeFileAtomic } from '../support/files';
import { projectFile } from '../support/root';

export type ResultValue = number | string | boolean;

/** What a notebook's results file holds. */
export interface ResultsFile {
  notebook: string;
  values: Record<string, ResultValue>;
  /** SHA-256 of the canonical JSON of `values`. */
  hash: string;
}

export interface Results {
  /**
   * Keeps a number, text or truth value under a key.
   * @throws TypeError for NaN, infinities and other types; RangeError for a key recorded before (when run by the
   * notebook runner; in JupyterLab, where cells are run again, the later value replaces the earlier)
   */
  record(key: string, value: ResultValue): void;
  /** Writes the file; returns nothing, so that no path of a machine gets into a notebook. */
  write(): void;
}

const namePattern = /^[A-Za-z0-9][A-Za-z0-9-]*$/;

/** @throws RangeError when a name cannot be a file name */
export function requireName(what: string, name: string): void {
  if (!namePattern.test(name)) {
    throw new RangeError(`${what}: the name "${name}" may hold letters, digits and hyphens only`);
  }
}

export function hashOfValues(values: Record<string, ResultValue>): string {
  return sha256(canonicalJson(values));
}

function requireValue(notebook: string, key: string, value: unknown): void {
  const place = `results of ${notebook}: "${key}"`;
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new TypeError(`${place} is ${value}; only finite numbers can be compared`);
  }
  if (!['number', 'string', 'boolean'].includes(typeof value)) {
    throw new TypeError(`${place} is a ${typeof value}; record a number, a text or a truth value`);
  }
}

/** Collects the numbers of a notebook that are compared with what is expected; `name` is the notebook's file name. */
export function results(name: string): Results {
  requireName('results', name);
  const folder = process.env.TWINKIT_RESULTS;
  const values = new Map<string, ResultValue>();
  return {
    record(key, value) {
      if (key.trim() === '') throw new RangeError(`results of ${name}: the key is empty`);
      requireValue(name, key, value);
      if (folder && values.has(key)) throw new RangeError(`results of ${name}: "${key}" is recorded twice`);
      values.set(key, value);
    },
    write() {
      const file = join(folder || projectFile('build', 'results'), `${name}.json`);
      const record = Object.fromEntries(values);
      writeFileAtomic(file, `${canonicalJson({ notebook: name, values: record, hash: hashOfValues(record) })}\n`);
    },
  };
}
