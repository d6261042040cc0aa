import { type RegisterKey, type RegisterValue, register } from './register';

/** Hidden widths of actors and critics, and the widths of the graph network's layers. */
export interface Widths {
  readonly actor: readonly number[];
  readonly critic: readonly number[];
  readonly gcn: readonly number[];
}

type Register = Readonly<Record<RegisterKey, RegisterValue>>;

const MOST_LAYERS = 8;
const WIDEST = 1024;

function partsOf(text: string): number[][] {
  return text.split('/').map((part) => part.split('-').map(Number));
}

/** The widths that `rl.networks` and `gcn.depth` ask for: the text's default stands for 32 in every layer of the graph network. */
export function widthsOf(r: Register): Widths {
  const [actor, critic, gcn] = partsOf(r['rl.networks'] as string);
  const depth = r['gcn.depth'] as number;
  return { actor, critic, gcn: isDefault(r) ? Array.from({ length: depth }, () => gcn[0]) : gcn };
}

const isDefault = (r: Register): boolean => r['rl.networks'] === register['rl.networks'].default;

/** What is wrong with `rl.networks`: a line each, empty when nothing is. */
export function widthProblems(r: Register): string[] {
  const parts = partsOf(r['rl.networks'] as string);
  const field = `register.rl.networks: ${JSON.stringify(r['rl.networks'])}`;
  const problems: string[] = [];
  if (parts.some(({ length }) => length > MOST_LAYERS))
    problems.push(`${field} has a part of more than ${MOST_LAYERS} layers`);
  if (parts.some((widths) => widths.some((width) => width > WIDEST)))
    problems.push(`${field} has a layer wider than ${WIDEST}`);
  const layers = parts[2].length;
  if (!isDefault(r) && layers !== r['gcn.depth'])
    problems.push(
      `${field} gives the graph network ${layers} layers and gcn.depth ${r['gcn.depth']}: give its third part as many widths, or set gcn.depth ${layers}`,
    );
  return problems;
}
