import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Acting, LearningAgent } from '../../agents/learning/agent';
import { agentPolicy } from '../../agents/learning/policy';
import { createSeats, type Seat } from '../../agents/learning/rollout';
import { settingsFrom } from '../../agents/learning/settings';
import { look } from '../../agents/learning/view';
import type { World } from '../../agents/learning/world';
import type { Policy } from '../../agents/policy';
import { createEnvironment } from '../../environment/environment';
import type { Equations } from '../../models';
import { type Config, makeConfig } from '../../paper/config';
import { isDeterministic } from '../../support/deterministic';
import { readJson, sha256, writeFileAtomic, writeJson } from '../../support/files';
import { createRng } from '../../support/rng';
import { runEpisode, type SweepPoint } from '../evaluate';
import { createMeter } from '../metrics';
import { algorithmOf } from './algorithms';
import type { Vector } from './trainer';

/** A finished run as its folder holds it: log.csv, weights.bin and run.json, which names what they are and their checksums. */
export interface Run {
  readonly algorithm: string;
  readonly seed: number;
  readonly config: Config;
  readonly modified: readonly string[];
  /** False for a run without TensorFlow's deterministic settings: its bits depend on the machine. */
  readonly deterministic?: false;
  /** Order and length of the weight vectors in weights.bin: first trained, then target values. */
  readonly weights: readonly { name: string; length: number }[];
  readonly checksums: { readonly log: string; readonly weights: string };
}

const files = (folder: string) => ({
  run: join(folder, 'run.json'),
  log: join(folder, 'log.csv'),
  weights: join(folder, 'weights.bin'),
});

/** Whether the folder holds a finished run. */
export const isFinished = (folder: string): boolean => existsSync(files(folder).run);

interface Finished {
  readonly folder: string;
  readonly algorithm: string;
  readonly seed: number;
  readonly config: Config;
  readonly weights: readonly Vector[];
  readonly modified: readonly string[];
}

/** Writes the final weights, and run.json last: a folder without it is no finished run. */
export function finishRun({ folder, algorithm, seed, config, weights, modified }: Finished): void {
  const bytes = Buffer.concat(
    weights.map(({ values }) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
  );
  writeFileAtomic(files(folder).weights, bytes);
  const vectors = weights.map(({ name, values }) => ({ name, length: values.length }));
  const checksums = { log: sha256(readFileSync(files(folder).log)), weights: sha256(bytes) };
  const run: Run = { algorithm, seed, config, modified, weights: vectors, checksums };
  writeJson(files(folder).run, isDeterministic() ? run : { ...run, deterministic: false });
}

/**
 * Reads a finished run; readings that the register learned since then are at their default.
 * @throws if it is not finished, or log or weights were edited or truncated
 */
export function readRun(folder: string): Run {
  if (!isFinished(folder)) throw new Error(`${folder}: holds no finished run; train it first`);
  const run = readJson<Run>(files(folder).run);
  for (const part of ['log', 'weights'] as const)
    if (sha256(readFileSync(files(folder)[part])) !== run.checksums[part])
      throw new Error(
        `${files(folder)[part]}: its checksum is not that of ${files(folder).run}: it was edited or truncated`,
      );
  const { profile, parameters, register } = run.config;
  return { ...run, config: makeConfig(profile, { parameters, register }) };
}

/** The final weights of a run, by name. */
export function readWeights(folder: string, run: Run): Vector[] {
  const bytes = readFileSync(files(folder).weights);
  let at = bytes.byteOffset;
  return run.weights.map(({ name, length }) => {
    const values = new Float32Array(bytes.buffer.slice(at, at + 4 * length));
    at += 4 * length;
    return { name, values };
  });
}

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
      throw new Error(`${files(folder).weights}: "${name}" has ${values.length} weights in place of ${target?.length}`);
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
): SweepPoint[] {
  const meters = seeds.map(() => createMeter());
  const used = seats.slice(0, seeds.length);
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
      meters[k].record(environment, environment.step(actions[k]));
    });
  }
  return seeds.map((seed, k) => ({ policy, x, seed, metrics: meters[k].finish() }));
}

/** A run's policy in any world of the same number of servers: loads the weights and plays the seeds. */
export function evaluateRun(
  folder: string,
  seeds: readonly number[],
  config?: Config,
  equations?: Equations,
  x = 0,
): SweepPoint[] {
  const run = readRun(folder);
  const algorithm = algorithmOf(run.algorithm);
  const own = config ?? run.config;
  if ('create' in algorithm) {
    const seats = createSeats(own, equations, seeds.length);
    const agent = loadAgent(folder, run, seats);
    return evaluateAgent(agent, seats.seats, seeds, actingOf(run), run.algorithm, x);
  }
  const environment = createEnvironment(own, equations);
  const policy = algorithm.policy(own, readWeights(folder, run));
  return seeds.map((seed) => ({ policy: run.algorithm, x, seed, metrics: runEpisode(environment, policy, seed) }));
}
