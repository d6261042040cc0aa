import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { type Claim, claims } from '../paper/claims';
import { projectFile } from '../support/root';
import { readExpected } from './results-reader';

const BEGIN = '<!-- claims:begin -->';
const END = '<!-- claims:end -->';

/** Verdicts that the notebooks recorded as "verdict <claim>", by claim. A claim that two notebooks judge differently is an error. */
export function recordedVerdicts(expectedFile: string): Map<string, string> {
  const verdicts = new Map<string, string>();
  for (const [notebook, { values }] of Object.entries(readExpected(expectedFile)?.notebooks ?? {}))
    for (const [key, value] of Object.entries(values)) {
      const claim = /^verdict (\S+)$/.exec(key)?.[1];
      if (claim === undefined || typeof value !== 'string') continue;
      const other = verdicts.get(claim);
      if (other !== undefined && other !== value)
        throw new Error(`${expectedFile}: ${notebook} finds ${value} for ${claim}, another notebook ${other}`);
      verdicts.set(claim, value);
    }
  return verdicts;
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const row = ({ id, place, words }: Claim, verdict: string) =>
  `| ${[id, place.replace(/^section /, ''), words, verdict].map(cell).join(' | ')} |`;

/** The accepted results with the most training seeds: those README shows. */
export function largestAccepted(): string {
  const files = ['paper', 'std', 'quick'].map((profile) => projectFile('data/expected', `${profile}.json`));
  return files.find((file) => existsSync(file)) ?? files[files.length - 1];
}

/** The claims as a Markdown table with the recorded verdicts, and what they rest on. */
export function claimsTable(expectedFile: string): string {
  const verdicts = recordedVerdicts(expectedFile);
  const found = claims.map(({ id }) => verdicts.get(id) ?? 'not judged yet');
  const counts = [...new Set(found)].sort().map((verdict) => `${found.filter((v) => v === verdict).length} ${verdict}`);
  return [
    `${claims.length} claims of the abstract and of section V, judged from the runs of profile ${basename(expectedFile, '.json')}: ${counts.join(', ')}.`,
    '',
    '| claim | place | the paper says | verdict |',
    '|---|---|---|---|',
    ...claims.map((claim) => row(claim, verdicts.get(claim.id) ?? 'not judged yet')),
  ].join('\n');
}

/** A page with the table between its two marks brought up to date. @throws if the marks are missing */
export function withClaimsTable(page: string, table: string): string {
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`README.md: the marks ${BEGIN} and ${END} are missing`);
  return `${page.slice(0, from + BEGIN.length)}\n${table}\n${page.slice(to)}`;
}
