import { breed, CROSSOVER, fittest, GENE_VALUES, staticPolicy } from '../../agents/genetic';
import { oracle, staleOracle } from '../../agents/oracle';
import type { Policy } from '../../agents/policy';
import { createEnvironment } from '../../environment/environment';
import type { Config } from '../../paper/config';
import { createRng, type RngState } from '../../support/rng';
import { runEpisode } from '../evaluate';
import { type LogRow, logRow } from './log';
import { type Memory, type Setup, type Trainer, trainingSeed, type Vector } from './trainer';

/** Chromosomes of a generation; each plays one episode of the budget. */
const POPULATION = 20;

/**
 * The static genetic search (MODEL.md §5.6): fitness is the 𝕆 of an episode. All chromosomes of a generation play the same
 * training seed, so that they are compared on the same demand, and the fittest plays on in the next generation on its seed.
 */
function staticTrainer(setup: Setup): Trainer {
  const { config, seed } = setup;
  const { vehicles, episodes, geneticMutation, geneticTournament } = config.parameters;
  const operators = { tournament: geneticTournament, crossover: CROSSOVER, mutation: geneticMutation };
  const environment = createEnvironment(config, setup.equations);
  const rng = createRng(seed, 'genetic');
  const draw = () => rng.integer(GENE_VALUES);
  const search = {
    rounds: 0,
    population: Float32Array.from({ length: POPULATION * vehicles }, draw),
    best: new Float32Array(vehicles),
  };
  const chromosome = (k: number) => Array.from(search.population.subarray(k * vehicles, (k + 1) * vehicles));
  const playRound = (): LogRow[] => {
    const first = search.rounds++ * POPULATION;
    const episode = trainingSeed(seed, first);
    const played = Array.from({ length: Math.min(POPULATION, episodes - first) }, (_, k) => {
      const genes = chromosome(k);
      return { genes, metrics: runEpisode(environment, staticPolicy(config, genes), episode) };
    });
    const generation = played.map(({ genes, metrics }) => ({ genes, fitness: metrics.reward }));
    const { genes } = fittest(generation);
    search.best.set(genes);
    search.population.set([genes, ...breed(generation, POPULATION - 1, operators, draw, rng)].flat());
    return played.map(({ metrics }, k) => logRow(first + k, episode, metrics, {}));
  };
  const memory: Memory = {
    save: () => ({ rounds: search.rounds, rng: rng.save() }),
    restore(saved: { rounds: number; rng: RngState }) {
      search.rounds = saved.rounds;
      rng.restore(saved.rng);
    },
    parts: () =>
      (['population', 'best'] as const).map((name) => ({ name, array: search[name], used: search[name].length })),
  };
  return {
    rounds: Math.ceil(episodes / POPULATION),
    playRound,
    memory,
    weights: () => [{ name: 'chromosome', values: search.best }],
  };
}

/** A search of every slot learns nothing over episodes: one round of them shows its level in the log. */
function slotTrainer({ config, equations, seed }: Setup): Trainer {
  const environment = createEnvironment(config, equations);
  const policy = geneticPolicy(config, []);
  return {
    rounds: 1,
    playRound: () =>
      Array.from({ length: Math.min(POPULATION, config.parameters.episodes) }, (_, k) => {
        const episode = trainingSeed(seed, k);
        return logRow(k, episode, runEpisode(environment, policy, episode), {});
      }),
    memory: { save: () => null, restore() {}, parts: () => [] },
    weights: () => [],
  };
}

/** The training under `baseline.ga` (AMB-38). */
export const geneticTrainer = (setup: Setup): Trainer =>
  setup.config.register['baseline.ga'] === 'static' ? staticTrainer(setup) : slotTrainer(setup);

/** The policy of a finished run under `baseline.ga` (AMB-38): its chromosome, or the search of every slot, kept or not. */
export function geneticPolicy(config: Config, weights: readonly Vector[]): Policy {
  const reading = config.register['baseline.ga'];
  if (reading === 'slotOracle') return oracle(config);
  if (reading === 'stale') return staleOracle(config);
  const chromosome = weights.find(({ name }) => name === 'chromosome');
  if (!chromosome) throw new Error('ga: the run has no chromosome; it was trained with another baseline.ga');
  return staticPolicy(config, chromosome.values);
}
