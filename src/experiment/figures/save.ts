import { join } from 'node:path';
import { canonicalJson, sha256, writeFileAtomic } from '../../support/files';
import { requireName } from '../results';
import { figureToSvg } from './svg';
import type { Figure } from './types';

/**
 * Writes a file into the folder named by the environment variable TWINKIT_FIGURES, which only the notebook runner sets;
 * does nothing without it.
 * @param content is asked for only if there is a folder
 * @returns the file's path, or null when nothing was written
 */
export async function saveBeside(
  name: string,
  ending: 'svg' | 'csv',
  content: () => string | Promise<string>,
): Promise<string | null> {
  requireName('saveBeside', name);
  const folder = process.env.TWINKIT_FIGURES;
  if (!folder) return null;
  const file = join(folder, `${name}.${ending}`);
  writeFileAtomic(file, `${(await content()).trimEnd()}\n`);
  return file;
}

/** Writes a figure as `<name>.svg` for the notebook runner, as `saveBeside` does. */
export const saveFigure = (name: string, figure: Figure): Promise<string | null> =>
  saveBeside(name, 'svg', () => figureToSvg(figure));

/** SHA-256 of a figure's canonical JSON: what a results file records of a figure. */
export function figureHash(figure: Figure): string {
  return sha256(canonicalJson(figure));
}
