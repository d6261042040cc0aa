import { claims } from '../paper/claims';
import { intervalText } from './digits';
import type { Judgement } from './judge';
import type { ExpectedFile } from './results-reader';

/** Verdicts that the notebooks recorded as "verdict <claim>", by claim. A claim that two notebooks judge differently is an error. */
export function recordedVerdicts(place: string, notebooks: ExpectedFile['notebooks']): Map<string, string> {
  const verdicts = new Map<string, string>();
  for (const [notebook, { values }] of Object.entries(notebooks))
    for (const [key, value] of Object.entries(values)) {
      const claim = /^verdict (\S+)$/.exec(key)?.[1];
      if (claim === undefined || typeof value !== 'string') continue;
      const other = verdicts.get(claim);
      if (other !== undefined && other !== value)
        throw new Error(`${place}: ${notebook} finds ${value} for ${claim}, another notebook ${other}`);
      verdicts.set(claim, value);
    }
  return verdicts;
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const measured = ({ effect, low, high }: Judgement): string =>
  effect === null ? '–' : intervalText({ mean: effect, low, high }, 3);

/** The claims as a Markdown table with the verdicts, effects and intervals of the given judgements, all from one profile's runs. */
export function claimsTable(judgements: readonly Judgement[], profile: string): string {
  const found = judgements.map(({ verdict }) => verdict);
  const counts = [...new Set(found)].sort().map((verdict) => `${found.filter((v) => v === verdict).length} ${verdict}`);
  const rows = claims.map(({ id, place, words }) => {
    const judged = judgements.find(({ claim }) => claim === id);
    if (!judged) throw new Error(`no judgement of the claim ${id}; judge all of data/paper/claims.json`);
    return `| ${[id, place.replace(/^section /, ''), words, judged.verdict, measured(judged), judged.why].map(cell).join(' | ')} |`;
  });
  return [
    `${claims.length} claims of the abstract and of section V, judged from the runs of profile ${profile}: ${counts.join(', ')}. \`.venv/bin/twinkit judge\` prints the same with seeds, reasons and p values, \`.venv/bin/twinkit explain 6-30\` the way from one of them to its files and equations.`,
    '',
    'A claim has one comparison or several, and the one that decides is shown. SUPPORTED: every interval lies wholly beyond the threshold; REFUTED: one lies wholly short of it, also after Holm’s correction where there are several; INCONCLUSIVE: neither, or fewer than five training seeds. Effects are in the unit of the metric and positive in the sense of the claim, but for quantities shown as they are: rank correlations (−1 falls throughout, +1 rises throughout), growths and exploitability. Where the claim names per cent, they are shares. The interval is the percentile bootstrap’s over training seeds, paired where two algorithms are compared; for rank correlations it is Student’s. Five seeds have few distinct resamples, so where Student’s interval says otherwise, the row says so.',
    '',
    '| claim | place | the paper says | verdict | effect [95 % interval] | measured as |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}
