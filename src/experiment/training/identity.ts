import type { Config } from '../../paper/config';
import { isDeterministic } from '../../support/deterministic';
import { readRun } from './run';

/** What makes a run the run it is, by name. */
export type Identity = Readonly<Record<string, string | number | boolean>>;

/**
 * @param equations names of the replaced equations, and the checksum of what they were replaced by: the text of a function, which
 *   does not hold the values of variables from outside
 */
export function identityOf(
  { algorithm, seed }: { readonly algorithm: string; readonly seed: number },
  { profile, parameters, register }: Config,
  { modified, replaced = '' }: { readonly modified: readonly string[]; readonly replaced?: string },
): Identity {
  const mark = modified.length > 0 ? `${modified.join('+')} (${replaced})` : 'nothing';
  return { algorithm, profile, seed, ...parameters, ...register, modified: mark, deterministic: isDeterministic() };
}

/** @throws if the finished run in the folder is not the one that was asked for */
export function requireSameResult(folder: string, identity: Identity): void {
  const run = readRun(folder);
  const found = { ...identityOf(run, run.config, run), deterministic: run.deterministic !== false };
  requireSameRun(folder, found, identity);
}

/** @throws naming what differs, what the file has and what this run has */
export function requireSameRun(file: string, found: Identity, wanted: Identity): void {
  const different = [...new Set([...Object.keys(wanted), ...Object.keys(found)])].filter(
    (name) => found[name] !== wanted[name],
  );
  if (different.length === 0) return;
  const shown = different.slice(0, 5).map((name) => `${name} is ${found[name]} in place of ${wanted[name]}`);
  const more = different.length > 5 ? ` and ${different.length - 5} more` : '';
  throw new Error(
    `${file}: belongs to another run: ${shown.join(', ')}${more}; train with what made it, give another folder, or remove it`,
  );
}
