import { digits } from '../digits';
import type { Explanation } from './explain';

const short = (checksum: string) => checksum.slice(0, 12);
const number = (value: number | null) => (value === null ? '–' : digits(value, 4));

/** An explanation for a terminal: from the verdict down to the equation. */
export function explanationText(e: Explanation): string {
  const section = (title: string, lines: readonly string[]) => [title, ...lines.map((line) => `  ${line}`), ''];
  return [
    `${e.subject}: ${e.title}`,
    '',
    ...section(e.kind === 'claim' ? 'tested as' : 'shows', [e.statement]),
    ...section('found', verdictLines(e)),
    ...section('goes through the equations', equationLines(e)),
    ...section('hangs on these readings of the paper (register key = value | others)', readingLines(e)),
    ...section(`made from the runs of ${e.profile} in ${e.folder}`, runLines(e)),
    ...section('made again by', [`version ${e.version}, code of this clone ${e.code}`, ...e.commands]),
  ]
    .join('\n')
    .trimEnd();
}

function verdictLines({ verdicts, kind }: Explanation): string[] {
  if (verdicts.length === 0) return ['no claim of the paper rests on this panel'];
  return verdicts.map(({ claim, verdict, effect, low, high, seeds, why }) => {
    const measured =
      effect === null ? '' : ` effect ${number(effect)} [${number(low)}, ${number(high)}], ${seeds} seeds;`;
    return `${kind === 'panel' ? `${claim}: ` : ''}${verdict};${measured} ${why}`;
  });
}

const equationLines = ({ equations, quantities }: Explanation): string[] =>
  equations.length === 0
    ? ['none: the paper gives nothing to measure']
    : [
        `of ${quantities.join(', ')}:`,
        ...equations.map(({ id, name, file, line }) => `(${id}) ${name}  ${file}:${line}`),
      ];

const readingLines = ({ readings }: Explanation): string[] =>
  readings.length === 0
    ? ['none']
    : readings.map(
        ({ key, amb, value, alternatives }) =>
          `${amb}  ${key} = ${value} | ${alternatives.join(', ') || 'any other number'}`,
      );

function referencesText({ file, checksum, episodes }: Explanation['references']): string {
  if (checksum !== null && episodes > 0) return `${episodes} episodes in ${file} ${short(checksum)}`;
  const state =
    checksum === null ? 'not there yet' : `those in ${file} belong to another world or to weights tuned before`;
  return `${state}; twinkit points --references plays them`;
}

function runLines({ runs, references, evaluationSeeds }: Explanation): string[] {
  const trained = runs.map(
    ({ id, log, weights, evaluatedEpisodes, evaluation }) =>
      `${id}  log.csv ${short(log)}  weights.bin ${short(weights)}  ${evaluation === null ? 'not evaluated yet' : `evaluation.json ${short(evaluation)}, ${evaluatedEpisodes} episodes`}`,
  );
  const seeds =
    evaluationSeeds.length === 0
      ? 'no evaluation seed yet'
      : `evaluation seeds ${evaluationSeeds[0]} to ${evaluationSeeds[evaluationSeeds.length - 1]}`;
  return [
    ...(trained.length > 0 ? trained : ['no finished run yet']),
    `reference policies: ${referencesText(references)}`,
    seeds,
  ];
}
