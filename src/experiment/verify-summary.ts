import { existsSync, readdirSync } from 'node:fs';
import type { Difference } from './compare';
import type { ResultsFile } from './results';
import type { NotebookRun } from './results-reader';

export interface SummaryInput {
  ok: boolean;
  differences: readonly Difference[];
  compared: number;
  runs: Map<string, NotebookRun>;
  results: Map<string, ResultsFile>;
  figuresDir?: string;
}

const verdicts = ['SUPPORTED', 'REFUTED', 'INCONCLUSIVE', 'NOT-TESTABLE', 'not judged yet'];
const mostDifferences = 12;

function verdictLine(results: Map<string, ResultsFile>): string {
  const values = [...results.values()].flatMap((file) => Object.values(file.values));
  const counts = verdicts.map((verdict) => [verdict, values.filter((value) => value === verdict).length] as const);
  const known = counts.filter(([, count]) => count > 0).map(([verdict, count]) => `${count} ${verdict}`);
  return `verdicts: ${known.join(', ') || 'none recorded'}`;
}

function figureLine(figuresDir: string | undefined): string[] {
  if (!figuresDir) return [];
  const count = existsSync(figuresDir) ? readdirSync(figuresDir).filter((name) => name.endsWith('.svg')).length : 0;
  return [`figures: ${count} SVG files in ${figuresDir}`];
}

function notebookLines({ runs, results, differences }: SummaryInput): string[] {
  const width = Math.max(0, ...[...runs.keys()].map((name) => name.length));
  return [...runs].map(([name, { seconds, cells }]) => {
    const values = Object.keys(results.get(name)?.values ?? {}).length;
    const wrong = differences.filter(({ notebook }) => notebook === name).length;
    const counts = `${String(cells).padStart(3)} cells ${String(values).padStart(4)} values`;
    const state = wrong === 0 ? 'as expected' : `${wrong} DIFFERENT`;
    return `  ${name.padEnd(width)} ${seconds.toFixed(1).padStart(7)} s ${counts}  ${state}`;
  });
}

function differenceLines(differences: readonly Difference[]): string[] {
  const lines = differences
    .slice(0, mostDifferences)
    .map(({ notebook, kind, message }) => `  ${notebook}: ${kind}: ${message}`);
  const more = differences.length - mostDifferences;
  return more > 0 ? [...lines, `  … and ${more} more`] : lines;
}

/** Notebooks with time and outcome, what differs, numbers compared, verdicts and figures, on one screen. */
export function summary(input: SummaryInput): string {
  const seconds = [...input.runs.values()].reduce((total, run) => total + run.seconds, 0);
  const notebooks = [...input.runs.values()].filter(({ cells }) => cells > 0); // the training has none
  const outcome = input.ok ? 'OK: everything is as expected' : `NOT OK: ${input.differences.length} differences`;
  return [
    `notebooks: ${notebooks.length}, together ${seconds.toFixed(1)} s`,
    ...notebookLines(input),
    `compared: ${input.compared} values`,
    verdictLine(input.results),
    ...figureLine(input.figuresDir),
    outcome,
    ...differenceLines(input.differences),
  ].join('\n');
}
