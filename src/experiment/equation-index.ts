import { readFileSync } from 'node:fs';
import { projectFile } from '../support/root';
import { sourceFiles } from '../support/sources';

/** A docstring with the tags of an equation, and the exported function below it. */
export interface Docstring {
  readonly file: string;
  readonly line: number;
  readonly name: string;
  /** Tag name (without @) to its texts, in order; continuation lines joined by a blank. */
  readonly tags: ReadonlyMap<string, readonly string[]>;
}

const BLOCK = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export (?:function|const) (\w+)/g;

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
    const text = readFileSync(projectFile(file), 'utf8');
    return [...text.matchAll(BLOCK)].map((match) => ({
      file,
      line: text.slice(0, (match.index ?? 0) + match[0].length).split('\n').length,
      name: match[2],
      tags: readTags(match[1]),
    }));
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

/**
 * The equation of that number, id or function name, with its other readings.
 * @throws Error listing the ids if there is none
 */
export function findEquation(wanted: string): Docstring[] {
  const all = equationDocstrings();
  const bare = wanted.replace(/^\((.*)\)$/, '$1');
  const found = all.filter(
    (doc) => doc.name === bare || [...idsOf(doc, 'eq'), ...idsOf(doc, 'alternative')].includes(bare),
  );
  if (found.length > 0) return found;
  const known = [...new Set(all.flatMap((doc) => idsOf(doc, 'eq')))].join(', ');
  throw new Error(`equation: ${JSON.stringify(wanted)} is not known; known are ${known}, and every function's name`);
}

/** A few lines for a terminal: where the function stands, its formula, symbols, reading, limits and example. */
export function describeEquation({ file, line, name, tags }: Docstring): string {
  const kept = ['eq', 'alternative', 'section', 'symbols', 'reading', 'limits', 'example'];
  const lines = kept.flatMap((tag) => (tags.get(tag) ?? []).map((text) => `  ${`${tag}:`.padEnd(13)}${text}`));
  return [`${name}  ${file}:${line}`, ...lines].join('\n');
}
