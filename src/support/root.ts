import { existsSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';

/** The project's folder: the nearest one above this file with a package.json, from source and from dist alike. */
function findRoot(): string {
  for (let folder = __dirname; folder !== parse(folder).root; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
  }
  throw new Error(`${__dirname}: no package.json in this folder or above; twinkit must run from its own folder`);
}

const root = findRoot();

/** Full path of a file given relative to the project's folder, for example 'data/paper/claims.json'. */
export function projectFile(...parts: string[]): string {
  return join(root, ...parts);
}
