import type { Config } from '../paper/config';
import type { Rng } from '../support/rng';
import type { Policy } from './policy';
import { isHandover, ruled, rules } from './rules';

/** A candidate of a genetic search: its genes, each a whole number, and its fitness. */
export interface Individual {
  readonly genes: readonly number[];
  readonly fitness: number;
}

/** Size of a tournament, and the probabilities that a pair crosses and that a gene mutates (MODEL.md §5.6). */
export interface Operators {
  readonly tournament: number;
  readonly crossover: number;
  readonly mutation: number;
}

export const CROSSOVER = 0.9;

export const fittest = (population: readonly Individual[]): Individual =>
  population.reduce((best, other) => (other.fitness > best.fitness ? other : best));

/**
 * `count` children: two parents by tournament, uniform crossover, mutation to a fresh gene. The caller keeps the fittest parent
 * beside them (elitism).
 * @param draw a fresh value of the k-th gene
 */
export function breed(
  population: readonly Individual[],
  count: number,
  { tournament, crossover, mutation }: Operators,
  draw: (k: number) => number,
  rng: Rng,
): (readonly number[])[] {
  const select = () => fittest(Array.from({ length: tournament }, () => population[rng.integer(population.length)]));
  return Array.from({ length: count }, () => {
    const [first, second] = [select(), select()];
    const crosses = rng.uniform() < crossover;
    return first.genes.map((gene, k) => {
      const inherited = crosses && rng.uniform() < 0.5 ? second.genes[k] : gene;
      return rng.uniform() < mutation ? draw(k) : inherited;
    });
  });
}

/** What a vehicle does with a service task, and with a hand-over: the fixed policies' rules (MODEL.md §5.6). */
const TASK_RULES = ['edge', 'cloud', 'relay'] as const;
const HANDOVER_RULES = ['edge', 'cloud', 'relay', 'relocation'] as const;

/** Values of a gene of the static search: a mode class with a hand-over rule. */
export const GENE_VALUES = TASK_RULES.length * HANDOVER_RULES.length;

/** The gene of a mode class and a hand-over rule. */
export const geneOf = (task: (typeof TASK_RULES)[number], handover: (typeof HANDOVER_RULES)[number]): number =>
  TASK_RULES.indexOf(task) * HANDOVER_RULES.length + HANDOVER_RULES.indexOf(handover);

/**
 * The policy of a chromosome: vehicle v follows gene v for the whole episode; in a world with more vehicles the genes are
 * repeated, with fewer the rest is unused. Pre-migrations are deferred, nodes stay at their defaults.
 * @throws if there is no gene, or one is not from 0 to 11
 */
export function staticPolicy(config: Config, genes: ArrayLike<number>): Policy {
  if (genes.length === 0) throw new Error('chromosome: it has no genes; one a vehicle is needed');
  for (let k = 0; k < genes.length; k++)
    if (!Number.isInteger(genes[k]) || genes[k] < 0 || genes[k] >= GENE_VALUES)
      throw new Error(`chromosome[${k}] = ${genes[k]}: must be a whole number from 0 to ${GENE_VALUES - 1}`);
  return ruled('ga', (environment, v) => {
    const gene = genes[v % genes.length];
    const name = isHandover(environment, v)
      ? HANDOVER_RULES[gene % HANDOVER_RULES.length]
      : TASK_RULES[Math.floor(gene / HANDOVER_RULES.length)];
    return rules[name](environment, v);
  })(config);
}
