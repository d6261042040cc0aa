import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Docstring } from '../../src/experiment/equation-index';
import { sourceFiles } from '../../src/support/sources';

export {
  type Docstring,
  docstrings,
  equationDocstrings,
  idsOf,
} from '../../src/experiment/equation-index';

const ROOT = path.join(__dirname, '..', '..');

function textOf(folder: string): string {
  return sourceFiles(folder)
    .map((file) => readFileSync(path.join(ROOT, file), 'utf8'))
    .join('\n');
}

/** Source of all tests, for links from a docstring to its test by title. */
export const testSource = (): string => textOf('test');

/** Source of a room of src. */
export const sourceOf = (room: string): string => textOf(path.join('src', room));

/** All exports of the file a docstring stands in. */
export async function exportsOf(doc: Docstring): Promise<Record<string, unknown>> {
  return import(path.join(ROOT, doc.file));
}
