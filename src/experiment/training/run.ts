import type { Acting, LearningAgent } from '../../agents/learning/agent';
import { agentPolicy } from '../../agents/learning/policy';
import { createSeats, type Seat } from '../../agents/learning/rollout';
import { settingsFrom } from '../../agents/learning/settings';
import { look } from '../../agents/learning/view';
import type { World } from '../../agents/learning/world';
import type { Policy } from '../../agents/policy';
import { createEnvironment } from '../../environment/environment';
import type { Equations } from '../../models';
import type { Config } from '../../paper/config';
import { createRng } from '../../support/rng';
import { type EpisodeOptions, episodeMeter, requireSeeds, runEpisode, type SweepPoint } from '../evaluate';
import { algorithmOf } from './algorithms';
import { type Run, readRun, readWeights, runFiles } from './run-folder';

export { finishRun, isFinished, type Run, readRun, readWeights } from './run-folder';

/** The trained agent of a learner's run, in a world of its own or another size. @throws if the run is of no learner */
export function loadAgent(folder: string, run: Run, { world }: { world: World }): LearningAgent {
  const algorithm = algorithmOf(run.algorithm);
  if (!('create' in algorithm)) throw new Error(`${folder}: ${run.algorithm} has no networks`);
  const settings = settingsFrom(run.config);
  if (settings.independent) requireSameAgents(folder, run.config, world);
  const agent = algorithm.create(world, settings, createRng(run.seed, 'networks'));
  for (const { name, values } of readWeights(folder, run)) {
    const target = name.endsWith('.target') ? agent.targets[name.slice(0, -7)] : agent.networks[name]?.values;
    if (target?.length !== values.length)
      throw new Error(
        `${runFiles(folder).weights}: "${name}" has ${values.length} weights in place of ${target?.length}`,
      );
    target.set(values);
  }
  return agent;
}

/** Networks of single agents (AMB-45) have nothing to say in a world of other agents. */
function requireSameAgents(folder: string, { parameters }: Config, world: World): void {
  for (const count of ['vehicles', 'edges', 'clouds'] as const)
    if (world[count] !== parameters[count])
      throw new Error(
        `${folder}: has a network for each agent (rl.sharing independent) and plays with parameters.${count} ${parameters[count]} only, not ${world[count]}`,
      );
}

const actingOf = ({ config }: Run): Acting => (config.register['eval.actor'] === 'online' ? 'online' : 'target');

/** A run's policy, without noise, for single episodes in its own world. */
export function policyOf(folder: string, run: Run, equations?: Equations): Policy {
  const algorithm = algorithmOf(run.algorithm);
  if (!('create' in algorithm)) return algorithm.policy(run.config, readWeights(folder, run));
  const agent = loadAgent(folder, run, createSeats(run.config, equations, 1));
  return agentPolicy(agent, run.algorithm, actingOf(run));
}

/** Plays episodes without noise, side by side. @returns a point a seed */
export function evaluateAgent(
  agent: LearningAgent,
  seats: readonly Seat[],
  seeds: readonly number[],
  acting: Acting,
  policy: string,
  x = 0,
  options: EpisodeOptions = {},
): SweepPoint[] {
  const used = seats.slice(0, seeds.length);
  const meters = used.map(({ environment }) => episodeMeter(environment, options));
  used.forEach(({ environment }, k) => {
    environment.reset(seeds[k]);
  });
  const { episodeSlots } = used[0].environment.config.parameters;
  for (let t = 0; t < episodeSlots; t++) {
    for (const { view } of used) look(view, agent.world);
    const actions = agent.act(
      used.map(({ view }) => view),
      acting,
    );
    used.forEach(({ environment }, k) => {
      meters[k].record(environment.step(actions[k]));
    });
  }
  return seeds.map((seed, k) => ({ policy, x, seed, metrics: meters[k].finish() }));
}

/**
 * A run's policy, its weights loaded, plays the seeds in its own world or another: networks are a tier's, so they fit any number
 * of vehicles and servers.
 * @throws if there is no seed, or networks are of single agents and the world has others (AMB-45)
 */
export function evaluateRun(
  folder: string,
  seeds: readonly number[],
  config?: Config,
  equations?: Equations,
  x = 0,
  options: EpisodeOptions = {},
): SweepPoint[] {
  requireSeeds(seeds);
  const run = readRun(folder);
  const algorithm = algorithmOf(run.algorithm);
  const own = config ?? run.config;
  if ('create' in algorithm) {
    const seats = createSeats(own, equations, seeds.length);
    const agent = loadAgent(folder, run, seats);
    return evaluateAgent(agent, seats.seats, seeds, actingOf(run), run.algorithm, x, options);
  }
  const environment = createEnvironment(own, equations);
  const policy = algorithm.policy(own, readWeights(folder, run));
  return seeds.map((seed) => ({
    policy: run.algorithm,
    x,
    seed,
    metrics: runEpisode(environment, policy, seed, options),
  }));
}
