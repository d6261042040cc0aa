import { join } from 'node:path';
import { canonicalJson, sha256, writeFileAtomic } from '../../support/files';
import { requireName } from '../results';
import { figureToSvg } from './svg';
import type { Figure } from './types';

/**
 * Writes a figure as `<name>.svg` into the folder named by the environment variable TWINKIT_FIGURES, which only the
 * notebook runner sets; does nothing without it.
 * @returns the file's path, or null when nothing was written
 */
export async function saveFigure(name: string, figure: Figure): Promise<string | null> {
  requireName('saveFigure', name);
  const folder = process.env.TWINKIT_FIGURES;
  if (!folder) return null;
  const file = join(folder, `${name}.svg`);
  writeFileAtomic(file, `${await figureToSvg(figure)}\n`);
  return file;
}

/** SHA-256 of a figure's canonical JSON: what a results file records of a figure. */
export function figureHash(figure: Figure): string {
  return sha256(canonicalJson(figure));
}
