import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ProfileName } from '../../paper/profiles';
import { codeHash } from '../../support/code-hash';
import { canonicalJson, sha256, writeFileAtomic } from '../../support/files';
import { projectFile } from '../../support/root';
import type { SweepPoint } from '../evaluate';
import { POINT_METRICS } from '../point-table';
import { hashOfValues, type ResultsFile } from '../results';
import { loadRuns, type RunData } from '../runs/load';
import { mean } from '../statistics';
import { TRAINING, trainingResultsFile } from './plan';

/** What the final weights of a run reach at the default point: means over the evaluation episodes. */
export interface RunSummary extends Pick<RunData, 'id' | 'variant' | 'algorithm' | 'seed'> {
  /** Checksums of log, weights and all evaluated points. */
  readonly checksums: RunData['checksums'] & { readonly points: string };
  readonly metrics: Readonly<Record<string, number>>;
}

function summarise({ id, variant, algorithm, seed, points, checksums }: RunData): RunSummary {
  const own = points.filter(({ axis }) => axis === 'none').map((point) => point.metrics);
  const names = POINT_METRICS.filter((name) => own.every((metrics) => metrics[name] !== undefined));
  const metrics = Object.fromEntries(names.map((name) => [name, mean(own.map((episode) => episode[name]))]));
  return { id, variant, algorithm, seed, metrics, checksums: { ...checksums, points: sha256(canonicalJson(points)) } };
}

/** The finished and evaluated runs of a profile with what each reaches. */
export async function summariseRuns(profile: ProfileName): Promise<RunSummary[]> {
  const { runs } = await loadRuns(profile);
  return runs.filter(({ points }) => points.length > 0).map(summarise);
}

/** The summaries as points over training seeds, for `pointTable`. */
export const summaryPoints = (summaries: readonly RunSummary[]): SweepPoint[] =>
  summaries.map(({ algorithm, variant, seed, metrics }) => ({
    policy: variant ? `${algorithm} ${variant}` : algorithm,
    x: 0,
    seed,
    metrics,
  }));

/** Writes checksums and means of the finished runs where `verify` compares them with what is expected. */
export function writeTrainingResults(profile: ProfileName, summaries: readonly RunSummary[]): void {
  const entries = summaries.flatMap(({ id, checksums, metrics }) => [
    ...Object.entries(checksums).map(([name, sum]) => [`${id} ${name}`, sum.slice(0, 16)]),
    ...Object.entries(metrics).map(([name, value]) => [`${id} ${name}`, value]),
  ]);
  const values = Object.fromEntries(entries);
  const content: ResultsFile = { notebook: TRAINING, values, hash: hashOfValues(values) };
  writeFileAtomic(trainingResultsFile(profile), `${canonicalJson(content)}\n`);
}

/** Removes from build/ the runs that other code left: nothing reads them again. */
export function removeStale(profile: ProfileName): void {
  const folder = projectFile('build', profile, 'runs');
  if (!existsSync(folder)) return;
  for (const code of readdirSync(folder))
    if (code !== codeHash()) rmSync(join(folder, code), { recursive: true, force: true });
}
