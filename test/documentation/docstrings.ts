import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '..', '..');

/** A docstring with the tags of an equation, and the exported function below it. */
export interface Docstring {
  readonly file: string;
  readonly name: string;
  /** Tag name (without @) to its texts, in order; continuation lines joined by a blank. */
  readonly tags: ReadonlyMap<string, readonly string[]>;
}

const BLOCK = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export (?:function|const) (\w+)/g;

/** Paths of all TypeScript files in a folder, from the project, in order. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.join(folder, name))
    .sort();
}

function readTags(comment: string): Map<string, string[]> {
  const text = comment.replace(/^\s*\* ?/gm, '').replace(/\n(?!@)\s*/g, ' ');
  const tags = new Map<string, string[]>();
  for (const [, tag, value] of text.matchAll(/(?<=^|\s)@(\w+) ?((?:(?!\s@\w)[\s\S])*)/g)) {
    tags.set(tag, [...(tags.get(tag) ?? []), value.trim()]);
  }
  return tags;
}

/** Every exported function of src with a docstring. */
export function docstrings(): Docstring[] {
  return sourceFiles('src').flatMap((file) => {
    const text = readFileSync(path.join(ROOT, file), 'utf8');
    return [...text.matchAll(BLOCK)].map(([, comment, name]) => ({ file, name, tags: readTags(comment) }));
  });
}

/** Ids in the parentheses that open the texts of a tag: "(Lex) L = …" is Lex. */
export function idsOf(doc: Docstring, tag: 'eq' | 'alternative'): string[] {
  return (doc.tags.get(tag) ?? []).map((text) => {
    const id = /^\(([^)]+)\)/.exec(text)?.[1];
    if (id === undefined) throw new Error(`${doc.file}: ${doc.name}: @${tag} ${text}: must open with (id)`);
    return id;
  });
}

/** Docstrings that belong to an equation or to one of its alternative readings. */
export function equationDocstrings(): Docstring[] {
  return docstrings().filter(({ tags }) => tags.has('eq') || tags.has('alternative'));
}

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
