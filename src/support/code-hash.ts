import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import { projectFile } from './root';
import { filesBelow, sourceFiles } from './sources';

/** What the bits of a training depend on besides its config and seed. */
const parts = (): string[] => [
  ...sourceFiles('src'),
  ...filesBelow('data/paper', '.json'),
  'package-lock.json',
  'tools/deterministic.env',
];

let hash: string | undefined;

/**
 * The version of the code: 12 hexadecimal digits of the SHA-256 over sources, tables and pinned packages.
 * @throws if this is compiled code and a source has changed since: the hash would be that of other code than runs
 */
export function codeHash(): string {
  if (hash) return hash;
  if (!relative(projectFile('dist'), __dirname).startsWith('..'))
    for (const source of sourceFiles('src')) requireCompiled(projectFile(source), projectFile('dist', source));
  const sha = createHash('sha256');
  for (const file of parts()) sha.update(`${file}\0`).update(readFileSync(projectFile(file)));
  hash = sha.digest('hex').slice(0, 12);
  return hash;
}

/** @throws if a source is newer than what was compiled from it, or was never compiled */
export function requireCompiled(source: string, beside: string): void {
  const compiled = beside.replace(/\.ts$/, '.js');
  if (!existsSync(compiled) || statSync(compiled).mtimeMs < statSync(source).mtimeMs)
    throw new Error(`${source}: is newer than ${compiled}, so other code would run than lies there; say make build`);
}
