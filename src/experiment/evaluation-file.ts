import { existsSync } from 'node:fs';
import { tunedChecksums } from '../agents/tuned';
import type { Config } from '../paper/config';
import { canonicalJson, readJson, writeJson } from '../support/files';
import type { SweepPoint } from './evaluate';

/** What evaluated points depend on besides policy, x and seed. */
export interface EvaluationOf {
  readonly config: Config;
  /** Of a trained run: its algorithm, training seed, and the checksum of its weights. */
  readonly run?: { readonly algorithm: string; readonly seed: number; readonly weights: string };
}

interface Evaluation extends EvaluationOf {
  /** Checksums of the weights that policies without a run were tuned to. */
  readonly tuned?: Readonly<Record<string, string>>;
  readonly points: readonly SweepPoint[];
}

/** Points of an earlier call; none without a file. @throws if the file is of another config or run, or was edited */
export function readEvaluation(file: string, of: EvaluationOf): readonly SweepPoint[] {
  if (!existsSync(file)) return [];
  const { tuned, ...found } = readJson<Evaluation>(file);
  if (!Array.isArray(found?.points)) throw new Error(`${file}: field "points" is missing; it is no evaluation file`);
  for (const part of ['config', 'run'] as const)
    if (canonicalJson(found[part] ?? null) !== canonicalJson(of[part] ?? null))
      throw new Error(`${file}: was made with another ${part}; give another --out or the same ${part}`);
  if (!of.run && canonicalJson(tuned ?? null) !== canonicalJson(tunedChecksums()))
    throw new Error(`${file}: was made with other tuned weights (data/tuned); give another --out`);
  return found.points;
}

export function writeEvaluation(file: string, of: EvaluationOf, points: readonly SweepPoint[]): void {
  const tuned = of.run ? {} : { tuned: tunedChecksums() };
  writeJson(file, { ...of, ...tuned, points } satisfies Evaluation);
}
