import { registerKeys } from './register';
import { loadTable } from './tables';

export type Predicate =
  | 'order'
  | 'highest'
  | 'lowest'
  | 'higherByAtLeast'
  | 'lowerByAtLeast'
  | 'matches'
  | 'nonDecreasing'
  | 'nonIncreasing'
  | 'changesByLessThan'
  | 'notDominated'
  | 'atMost'
  | 'notTestable';

/** A claim of the abstract or of section V, in words and as a predicate on a metric. */
export interface Claim {
  readonly id: string;
  readonly place: string;
  /** What the paper says: a short quotation or a paraphrase. */
  readonly words: string;
  /** What is tested. */
  readonly statement: string;
  readonly subject: 'MO-MADDPG' | 'GA' | 'MADDPG, MADQN' | 'learners' | 'all';
  readonly predicate: Predicate;
  readonly metric: string;
  /** Further metrics of which the same must hold. */
  readonly also?: readonly string[];
  /** The baseline that is claimed to be last besides. */
  readonly last?: string;
  /** Figure panel, or 'none'. */
  readonly panel: string;
  readonly baseline: 'worst' | 'best' | 'each' | 'gameOff' | 'gcnOff' | 'none';
  /** Share, correlation or absolute bound, as the predicate asks; null where nothing can be tested. */
  readonly threshold: number | null;
  readonly tolerance?: number;
  /** The policies a verdict needs; 'nothing' when the paper gives nothing to test. */
  readonly needs: 'references' | 'learners' | 'nothing';
  /** Register keys that may change the verdict. */
  readonly sways: readonly string[];
  readonly note?: string;
}

/** Every metric of which a claim must hold. */
export const metricsOf = ({ metric, also = [] }: Claim): string[] => [metric, ...also];

/** Reads a table of claims and checks it, also that what sways a claim is in the register. */
export function loadClaims(file?: string): readonly Claim[] {
  const ids = new Set<string>();
  return loadTable<Claim, readonly Claim[]>('claims', (claim) => claimProblem(claim, ids), file);
}

function claimProblem({ id, sways, predicate, threshold }: Claim, ids: Set<string>): string | undefined {
  if (ids.has(id)) return `id: "${id}" appears twice`;
  ids.add(id);
  const unknown = sways.find((key) => !(registerKeys as readonly string[]).includes(key));
  if (unknown !== undefined) return `sways: "${unknown}" is not in the register`;
  if ((threshold === null) !== (predicate === 'notTestable'))
    return `threshold: ${threshold} does not fit ${predicate}`;
  return undefined;
}

export const claims = loadClaims();
