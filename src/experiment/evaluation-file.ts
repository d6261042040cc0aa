import { existsSync } from 'node:fs';
import type { Config } from '../paper/config';
import { canonicalJson, readJson, writeJson } from '../support/files';
import type { Axis, SweepPoint } from './evaluate';

/** What evaluated points depend on besides policy, x and seed. */
export interface EvaluationOf {
  readonly config: Config;
  /** What x is. */
  readonly axis: Axis;
  /** Of a trained run: its algorithm, training seed, and the checksum of its weights. */
  readonly run?: { readonly algorithm: string; readonly seed: number; readonly weights: string };
  /** Of policies without a run: checksums of the weights that some were tuned to. */
  readonly tuned?: Readonly<Record<string, string>>;
}

/** What must be the same, and how a message names it. */
const PARTS = { config: 'config', axis: 'axis', run: 'run', tuned: 'set of tuned weights (data/tuned)' } as const;

interface Evaluation extends EvaluationOf {
  readonly points: readonly SweepPoint[];
}

/** Points of an earlier call; none without a file. @throws if the file is of another config, axis or run, or was edited */
export function readEvaluation(file: string, of: EvaluationOf): readonly SweepPoint[] {
  if (!existsSync(file)) return [];
  const found = readJson<Evaluation>(file);
  if (!Array.isArray(found?.points)) throw new Error(`${file}: field "points" is missing; it is no evaluation file`);
  for (const part of ['config', 'axis', 'run', 'tuned'] as const)
    if (canonicalJson(found[part] ?? null) !== canonicalJson(of[part] ?? null))
      throw new Error(`${file}: was made with another ${PARTS[part]}; give another --out or the same ${PARTS[part]}`);
  return found.points;
}

export function writeEvaluation(file: string, of: EvaluationOf, points: readonly SweepPoint[]): void {
  writeJson(file, { ...of, points } satisfies Evaluation);
}
