import type { JointAction } from '../environment/action';
import { createOutcome, slotValue, weightsOf } from '../environment/slot';
import type { Config } from '../paper/config';
import type { Rng } from '../support/rng';
import { decidersOf, idleAction, initiatingSlots } from './choice';
import { REFUSED } from './greedy';
import type { Policy } from './policy';

/** Size of the search in a slot; the operators are those of the static genetic algorithm (MODEL.md §5.6). */
const POPULATION = 24;
const GENERATIONS = 12;
const TOURNAMENT = 2;
const CROSSOVER = 0.9;
const MUTATION = 0.05;

interface Individual {
  /** Option slot of every decider, in the order of the deciders. */
  readonly genes: readonly number[];
  readonly fitness: number;
}

/** Genetic search of a slot's joint choice on its true objective: an oracle that is myopic, and no learner (MODEL.md §5.6). */
export function oracle(config: Config): Policy {
  const outcome = createOutcome(config);
  const weights = weightsOf(config);
  return {
    name: 'oracle',
    act(environment, rng) {
      const action = idleAction(environment);
      const deciders = decidersOf(environment, false);
      if (deciders.length === 0) return action;
      const feasible = Array.from(deciders, (v) => initiatingSlots(environment, v));
      const judge = (genes: readonly number[]): Individual => {
        place(action, deciders, genes);
        const fitness = slotValue(environment.equations, environment.evaluate(action, outcome), weights, REFUSED);
        return { genes, fitness };
      };
      place(action, deciders, evolve(feasible, judge, rng).genes);
      return action;
    },
  };
}

function evolve(feasible: number[][], judge: (genes: readonly number[]) => Individual, rng: Rng): Individual {
  const draw = (k: number) => feasible[k][rng.integer(feasible[k].length)];
  let population = Array.from({ length: POPULATION }, () => judge(feasible.map((_, k) => draw(k))));
  for (let generation = 1; generation < GENERATIONS; generation++) {
    const children = [fittest(population)];
    while (children.length < POPULATION) {
      const [first, second] = [select(population, rng), select(population, rng)];
      const crosses = rng.uniform() < CROSSOVER;
      const genes = first.genes.map((gene, k) => {
        const inherited = crosses && rng.uniform() < 0.5 ? second.genes[k] : gene;
        return rng.uniform() < MUTATION ? draw(k) : inherited;
      });
      children.push(judge(genes));
    }
    population = children;
  }
  return fittest(population);
}

const fittest = (population: readonly Individual[]): Individual =>
  population.reduce((best, other) => (other.fitness > best.fitness ? other : best));

function select(population: readonly Individual[], rng: Rng): Individual {
  return fittest(Array.from({ length: TOURNAMENT }, () => population[rng.integer(population.length)]));
}

function place(action: JointAction, deciders: ArrayLike<number>, genes: readonly number[]): void {
  for (let k = 0; k < deciders.length; k++) action.option[deciders[k]] = genes[k];
}
