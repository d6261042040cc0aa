import { readFileSync } from 'node:fs';
import { projectFile } from '../support/root';

/** A line of Algorithm 1 and the code that does it. */
export interface AlgorithmRow {
  readonly line: string;
  /** What the paper's line says, in our words. */
  readonly does: string;
  readonly code: string;
  readonly file: string;
}

const FILES = ['src/agents/mo-maddpg.ts', 'src/experiment/training/rounds.ts', 'src/environment/environment.ts'];

/** First and last line, and what they say; ends of loops are left out. */
const LINES: readonly (readonly [first: number, last: number, does: string])[] = [
  [1, 1, 'an actor and a critic for each agent'],
  [2, 2, 'target networks with the same weights'],
  [3, 3, 'the replay buffer'],
  [4, 4, 'the GCN'],
  [5, 6, 'parameters of the game and of migration'],
  [7, 7, 'for each episode'],
  [8, 8, 'reset the environment'],
  [9, 10, 'for each slot and each agent'],
  [11, 11, 'features z by the GCN'],
  [12, 12, 'action by the policy, with exploration'],
  [14, 15, 'execute the joint action; observe'],
  [16, 16, 'store the experience'],
  [18, 19, 'sample a mini-batch'],
  [20, 20, 'targets by (26)'],
  [21, 21, 'critics by (27)'],
  [22, 22, 'actors by (24)'],
  [23, 25, 'migrate; update the game by (14)–(17)'],
  [27, 27, 'the GCN, by the loss of the critics'],
  [28, 28, 'refine the weights of the objectives (nothing by default)'],
];

interface Mention {
  readonly numbers: readonly number[];
  readonly code: string;
  readonly file: string;
}

/** The rows of Algorithm 1; the code is found by its comments "line 20" or "lines 14–15", so it cannot go stale. */
export function algorithmRows(): AlgorithmRow[] {
  const mentions = FILES.flatMap(mentionsIn);
  return LINES.map(([first, last, does]) => {
    const fitting = mentions.filter(({ numbers }) => numbers.some((n) => n >= first && n <= last));
    const [best] = fitting.sort((a, b) => a.numbers.length - b.numbers.length);
    const line = first === last ? String(first) : `${first}–${last}`;
    return { line, does, code: best?.code ?? '–', file: best?.file ?? '–' };
  });
}

const MENTION = /\blines? (\d+(?:(?:–|, | and )\d+)*)/gi;

function mentionsIn(file: string): Mention[] {
  const lines = readFileSync(projectFile(file), 'utf8').split('\n');
  return lines.flatMap((text, k) => {
    const comment = /(?:\/\/|\/?\*)(.*)$/.exec(text);
    if (!comment) return [];
    const numbers = [...comment[1].matchAll(MENTION)].flatMap(([, list]) => numbersOf(list));
    return numbers.length > 0 ? [{ numbers, code: codeAt(lines, k), file }] : [];
  });
}

/** "18–22 and 27" → 18, 22, 27: the ends of a stretch name it, its lines in between have code of their own. */
const numbersOf = (list: string): number[] => list.split(/–|, | and /).map(Number);

/** The call before the comment; for a comment of its own, the function below it. */
function codeAt(lines: readonly string[], k: number): string {
  const before = lines[k].split('//')[0].trim();
  if (before !== '' && !/^\/?\*/.test(before)) return before.replace(/^const .*? = |^[?:] |;$/g, '');
  const below = lines.slice(k + 1).find((text) => !/^\s*\*/.test(text)) ?? '';
  return /function (\w+)/.exec(below)?.[1] ?? below.trim();
}
