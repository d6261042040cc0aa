import { cpus } from 'node:os';
import { createPolicy } from '../agents';
import { createEnvironment, type Environment } from '../environment/environment';
import { globalLength, observeGlobal } from '../environment/observation-global';
import { observeCloud, observeEdge } from '../environment/observation-server';
import { LEARNER_NAMES, observeLearner } from '../environment/observation-vehicle';
import { OPTION_FEATURES, writeOptionFeatures } from '../environment/option-features';
import { OPTIONS } from '../environment/state';
import { createSurvey, takeSurvey } from '../environment/survey';
import { type Config, makeConfig } from '../paper/config';
import { createRng } from '../support/rng';
import { median } from './statistics';

/** Cost of the environment at one size of fleet, microseconds. */
export interface BenchRow {
  readonly vehicles: number;
  /** Admission, game, allocation, outcome, reward, mobility, requests. */
  readonly stepUs: number;
  /** States of all vehicles and servers, the global state, option features of the deciders. */
  readonly observeUs: number;
  readonly perVehicleUs: number;
}

export interface Benchmark {
  readonly cpu: string;
  readonly node: string;
  readonly rows: readonly BenchRow[];
}

export const BENCH_SIZES: readonly number[] = [100, 1000, 10_000];

/** The paper's world with everything that grows with the fleet grown alike: a longer road with more servers on it. */
export function scaledConfig(vehicles: number): Config {
  const times = vehicles / 100;
  return makeConfig('std', {
    parameters: { vehicles, edges: 10 * times, clouds: 3 * times, roadM: 5000 * times },
  });
}

/** All that a learner would read in a slot. */
function createReader(environment: Environment): () => void {
  const { config, scenario, options } = environment;
  const V = config.parameters.vehicles;
  const survey = createSurvey(environment);
  const width = LEARNER_NAMES.length;
  const vehicles = new Float32Array(V * width);
  const server = new Float32Array(16);
  const world = new Float32Array(globalLength(config));
  const features = new Float32Array(V * OPTIONS * OPTION_FEATURES);
  return () => {
    takeSurvey(environment, survey);
    for (let v = 0; v < V; v++) observeLearner(environment, v, vehicles, v * width);
    for (let j = 0; j < scenario.edges; j++) observeEdge(environment, survey, j, server);
    for (let i = scenario.edges; i < scenario.nodes; i++) observeCloud(environment, survey, i, server);
    observeGlobal(environment, survey, world);
    if (options.count > 0) writeOptionFeatures(environment, survey, features);
  };
}

const nowUs = (): number => Number(process.hrtime.bigint()) / 1e3;

/** Medians over `slots` slots of the random policy, after as many to warm up. */
function measure(vehicles: number, slots: number): BenchRow {
  const config = scaledConfig(vehicles);
  const environment = createEnvironment(config);
  const policy = createPolicy('random', config);
  const rng = createRng(1, 'explore');
  const read = createReader(environment);
  const steps: number[] = [];
  const reads: number[] = [];
  environment.reset(1);
  for (let slot = 0; slot < 2 * slots; slot++) {
    const action = policy.act(environment, rng);
    const start = nowUs();
    environment.step(action);
    const stepped = nowUs();
    read();
    const done = nowUs();
    if (slot < slots) continue;
    steps.push(stepped - start);
    reads.push(done - stepped);
  }
  const stepUs = median(steps);
  const observeUs = median(reads);
  return { vehicles, stepUs, observeUs, perVehicleUs: (stepUs + observeUs) / vehicles };
}

/**
 * Measures the environment on one core with the random policy: game, observations and rewards.
 * @param sizes numbers of vehicles, multiples of 100; servers and road grow with them
 * @param slots measured slots, the same for all sizes; unless told about as many as take a second
 */
export function benchmark(sizes: readonly number[] = BENCH_SIZES, slots?: number): Benchmark {
  const rows = sizes.map((vehicles) => measure(vehicles, slots ?? Math.max(30, Math.round(200_000 / vehicles))));
  return { cpu: cpus()[0]?.model.trim() ?? 'unknown', node: process.version, rows };
}

/** The table that `make bench` prints. */
export function benchTable({ cpu, node, rows }: Benchmark): string {
  const line = ({ vehicles, stepUs, observeUs, perVehicleUs }: BenchRow) =>
    [vehicles, stepUs.toFixed(0), observeUs.toFixed(0), (stepUs + observeUs).toFixed(0), perVehicleUs.toFixed(2)]
      .map((cell) => String(cell).padStart(12))
      .join('');
  const head = ['vehicles', 'step', 'observe', 'both', 'per vehicle'].map((name) => name.padStart(12)).join('');
  return [`${cpu}, one core, Node ${node}; microseconds, median`, head, ...rows.map(line)].join('\n');
}

/** Updates between which nothing may pile up; memory climbs before the first, until Node collects for the first time. */
const HELD_AFTER = [2_000, 10_000];

/** `twinkit bench`: measures and prints; TORCH_PYTHON names a Python with PyTorch to measure beside. */
export async function runBench(): Promise<void> {
  process.stdout.write(`${benchTable(benchmark())}\n`);
  const { benchLearning, learningTable } = await import('./bench-learning.js');
  const options = { python: process.env.TORCH_PYTHON, heldAfter: HELD_AFTER };
  process.stdout.write(`\n${learningTable(benchLearning(options))}\n`);
}
