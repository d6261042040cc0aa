import type { JointAction } from '../environment/action';
import { createOutcome, slotValue, weightsOf } from '../environment/slot';
import { DEFER } from '../environment/state';
import type { Config } from '../paper/config';
import type { Rng } from '../support/rng';
import { decidersOf, idleAction, initiatingSlots, isFeasible } from './choice';
import { breed, CROSSOVER, fittest, type Individual, type Operators } from './genetic';
import { REFUSED } from './greedy';
import type { Policy } from './policy';

/** Size of the search in a slot; the operators are those of the static genetic algorithm as it starts out (MODEL.md §5.6). */
const POPULATION = 24;
const GENERATIONS = 12;
const OPERATORS: Operators = { tournament: 2, crossover: CROSSOVER, mutation: 0.05 };

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
  for (let generation = 1; generation < GENERATIONS; generation++)
    population = [fittest(population), ...breed(population, POPULATION - 1, OPERATORS, draw, rng).map(judge)];
  return fittest(population);
}

function place(action: JointAction, deciders: ArrayLike<number>, genes: readonly number[]): void {
  for (let k = 0; k < deciders.length; k++) action.option[deciders[k]] = genes[k];
}

/** Slots for which a stale choice is kept. */
const KEPT_SLOTS = 25;

/** The oracle's choice kept: a vehicle that received an option takes it again for 25 slots where it is feasible (AMB-38). */
export function staleOracle(config: Config): Policy {
  const search = oracle(config);
  const option = new Uint8Array(config.parameters.vehicles);
  const until = new Int32Array(config.parameters.vehicles);
  return {
    name: 'oracle-stale',
    begin() {
      until.fill(0);
    },
    act(environment, rng) {
      const action = search.act(environment, rng);
      const { slot } = environment.state;
      for (const v of decidersOf(environment, false)) {
        if (slot < until[v] && isFeasible(environment, v, option[v])) action.option[v] = option[v];
        else if (action.option[v] !== DEFER) [option[v], until[v]] = [action.option[v], slot + KEPT_SLOTS];
      }
      return action;
    },
  };
}
