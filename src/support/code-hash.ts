import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFile } from './root';

/** What the bits of a training depend on besides its config and seed. */
const PARTS = ['src', 'data/paper', 'package-lock.json', 'tools/deterministic.env'];

let hash: string | undefined;

/** The version of the code: 12 hexadecimal digits of the SHA-256 over sources, tables and pinned packages. */
export function codeHash(): string {
  if (hash) return hash;
  const sha = createHash('sha256');
  for (const file of PARTS.flatMap(filesOf)) sha.update(`${file}\0`).update(readFileSync(projectFile(file)));
  hash = sha.digest('hex').slice(0, 12);
  return hash;
}

/** The file itself, or every file below the folder, sorted. */
function filesOf(part: string): string[] {
  if (part.includes('.')) return [part];
  const entries = readdirSync(projectFile(part), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => join(parentPath, name).slice(projectFile().length + 1)).sort();
}
