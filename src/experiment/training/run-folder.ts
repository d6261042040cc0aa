import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Equations } from '../../models';
import { type Config, makeConfig } from '../../paper/config';
import { withoutIdleKeys } from '../../paper/consistency-learning';
import { registerBefore } from '../../paper/register';
import { isDeterministic } from '../../support/deterministic';
import { readJson, sha256, writeFileAtomic, writeJson } from '../../support/files';
import type { Vector } from './trainer';

/*
 * What a run's folder holds; reading it loads no TensorFlow.
 */

/** A finished run as its folder holds it: log.csv, weights.bin and run.json, which names what they are and their checksums. */
export interface Run {
  readonly algorithm: string;
  readonly seed: number;
  readonly config: Config;
  readonly modified: readonly string[];
  /** Checksum of what those equations were replaced by. */
  readonly replaced?: string;
  /** False for a run without TensorFlow's deterministic settings: its bits depend on the machine. */
  readonly deterministic?: false;
  /** Order and length of the weight vectors in weights.bin: first trained, then target values. */
  readonly weights: readonly { name: string; length: number }[];
  readonly checksums: { readonly log: string; readonly weights: string };
}

export const runFiles = (folder: string) => ({
  run: join(folder, 'run.json'),
  log: join(folder, 'log.csv'),
  weights: join(folder, 'weights.bin'),
});

/** Whether the folder holds a finished run. */
export const isFinished = (folder: string): boolean => existsSync(runFiles(folder).run);

interface Finished {
  readonly folder: string;
  readonly algorithm: string;
  readonly seed: number;
  readonly config: Config;
  readonly weights: readonly Vector[];
  readonly equations: Pick<Equations, 'modified' | 'replaced'>;
}

/** Writes the final weights, and run.json last: a folder without it is no finished run. */
export function finishRun({ folder, algorithm, seed, config, weights, equations }: Finished): void {
  const bytes = Buffer.concat(
    weights.map(({ values }) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
  );
  writeFileAtomic(runFiles(folder).weights, bytes);
  const vectors = weights.map(({ name, values }) => ({ name, length: values.length }));
  const checksums = { log: sha256(readFileSync(runFiles(folder).log)), weights: sha256(bytes) };
  const { modified, replaced } = equations;
  const mark = modified.length > 0 ? { modified, replaced } : { modified };
  const run: Run = { algorithm, seed, config, ...mark, weights: vectors, checksums };
  writeJson(runFiles(folder).run, isDeterministic() ? run : { ...run, deterministic: false });
}

/**
 * Reads a finished run; readings that the register learned since then are as such runs had them.
 * @throws if it is not finished, or log or weights are missing, edited or truncated
 */
export function readRun(folder: string): Run {
  if (!isFinished(folder)) throw new Error(`${folder}: holds no finished run; train it first`);
  const run = readJson<Run>(runFiles(folder).run);
  for (const part of ['log', 'weights'] as const)
    requirePart(runFiles(folder)[part], run.checksums[part], runFiles(folder).run);
  const { profile, parameters, register } = run.config;
  const whole = withoutIdleKeys({ ...registerBefore, ...register });
  return { ...run, config: makeConfig(profile, { parameters, register: whole }) };
}

function requirePart(file: string, checksum: string, described: string): void {
  const fault = !existsSync(file)
    ? `it is not there, and ${described} has its checksum`
    : sha256(readFileSync(file)) !== checksum
      ? `its checksum is not that of ${described}: it was edited or truncated`
      : undefined;
  if (fault) throw new Error(`${file}: ${fault}; restore it, or remove the folder and train the run anew`);
}

/** The final weights of a run, by name. */
export function readWeights(folder: string, run: Run): Vector[] {
  const bytes = readFileSync(runFiles(folder).weights);
  let at = bytes.byteOffset;
  return run.weights.map(({ name, length }) => {
    const values = new Float32Array(bytes.buffer.slice(at, at + 4 * length));
    at += 4 * length;
    return { name, values };
  });
}
