import type { Policy } from '../agents/policy';
import { createEnvironment, type Environment, type StepResult } from '../environment/environment';
import { chargedPrices, gameInstances } from '../environment/instances';
import { exploitability, solveGame } from '../game';
import { type Equations, equationsFor } from '../models';
import { type Config, makeConfig } from '../paper/config';
import { createProgress, type Progress } from '../support/progress';
import { createRng } from '../support/rng';
import { didYouMean } from '../support/suggest';
import { createMeter, type Metrics } from './metrics';

/** One evaluated episode: who decided, at which x of a sweep (NaN-free), on which seed. */
export interface SweepPoint {
  readonly policy: string;
  readonly x: number;
  readonly seed: number;
  readonly metrics: Metrics;
}

export interface EpisodeOptions {
  /** Adds `exploitability` ($, the largest over the slots) to the metrics, where there is a game. */
  readonly recordExploitability?: boolean;
  /** Sees every step before the next one overwrites it. */
  readonly onStep?: (environment: Environment, step: StepResult) => void;
}

/** Measures an episode of one environment slot by slot, with what the options ask for besides. */
export function episodeMeter(environment: Environment, options: EpisodeOptions = {}) {
  const meter = createMeter();
  const searches = options.recordExploitability && environment.config.register['game.enabled'] === true;
  let worst = 0;
  return {
    record(step: StepResult): void {
      meter.record(environment, step);
      if (searches) worst = Math.max(worst, slotExploitability(environment, step));
      options.onStep?.(environment, step);
    },
    finish: (): Metrics => (searches ? { ...meter.finish(), exploitability: worst } : meter.finish()),
  };
}

/** Plays one episode without learning. Same seed, config, equations and policy: same metrics. */
export function runEpisode(
  environment: Environment,
  policy: Policy,
  seed: number,
  options: EpisodeOptions = {},
): Metrics {
  const rng = createRng(seed, 'explore');
  const meter = episodeMeter(environment, options);
  environment.reset(seed);
  policy.begin?.(environment);
  for (let done = false; !done; ) {
    const step = environment.step(policy.act(environment, rng));
    meter.record(step);
    done = step.truncated;
  }
  return meter.finish();
}

/**
 * Largest gain of any player by changing only its own choice in the slot just played, $.
 * @throws if a price the slot charged is not the equilibrium's
 */
export function slotExploitability(environment: Environment, { outcome }: StepResult): number {
  const charged = chargedPrices(environment, outcome);
  let worst = 0;
  gameInstances(environment, outcome).forEach((instance, i) => {
    const solved = solveGame(instance);
    [solved.cloud, ...solved.edges].forEach(({ price, regime }, k) => {
      if (regime !== 'idle' && Math.abs(price - charged[i][k]) > 1e-12)
        throw new Error(`tree ${i}, seller ${k}: charged ${charged[i][k]} $, but the equilibrium price is ${price} $`);
    });
    worst = Math.max(worst, exploitability(instance, solved).maximum);
  });
  return worst;
}

/** Makes a policy for a config: what a sweep needs to run the same rule in every world. */
export type PolicyMaker = (config: Config) => Policy;

/** The axes of the paper's sweeps (MODEL.md §5.7), and the price that is posted where there is no game (AMB-39). */
export type Axis = 'dataMB' | 'resources' | 'requestProb' | 'vehicles' | 'postedPrice' | 'none';

/** The axis on which demand grows in panel 5d, by request probability, and in 6c, by vehicles; or the other one (AMB-42). */
export function demandAxis({ register }: Pick<Config, 'register'>, panel: '5d' | '6c'): Axis {
  const byProbability = (panel === '5d') === (register['axis.demand'] === 'requestProb');
  return byProbability ? 'requestProb' : 'vehicles';
}

/** Values of x per axis as in MODEL.md §5.7. */
export const axisValues: Record<Axis, readonly number[]> = {
  dataMB: [10, 20, 30, 40, 50],
  resources: [0.5, 0.75, 1, 1.25, 1.5, 2],
  requestProb: [0.04, 0.08, 0.12, 0.16, 0.2, 0.3],
  vehicles: [25, 50, 75, 100, 125, 150, 200],
  postedPrice: [0.3, 0.4, 0.5],
  none: [0],
};

/** The paper's number of vehicles, to which the axis of panel 6c belongs. */
const PAPER_VEHICLES = 100;

/** Values of x in the world of a config: a smaller fleet is swept over the same multiples of its size. */
export function axisValuesIn({ parameters }: Pick<Config, 'parameters'>, axis: Axis): readonly number[] {
  if (axis !== 'vehicles') return axisValues[axis];
  return axisValues.vehicles.map((count) => Math.round((count * parameters.vehicles) / PAPER_VEHICLES));
}

/** The config at x on an axis: task size (AMB-43), resource multiplier (AMB-41), demand (AMB-42), posted price. */
export function configAt(config: Config, axis: Axis, x: number): Config {
  const { profile, parameters, register } = config;
  const change = {
    none: {},
    dataMB:
      register['axis.taskSize'] === 'fixed'
        ? { dataMinMB: x, dataMaxMB: x }
        : { dataMinMB: Math.max(1, x - 20), dataMaxMB: x + 20 },
    resources: { resourceMultiplier: x },
    requestProb: {},
    vehicles: { vehicles: x },
    postedPrice: {},
  }[axis];
  const reading = {
    ...(axis === 'requestProb' && { 'env.requestProb': x }),
    ...(axis === 'postedPrice' && { 'baseline.postedPrice': x }),
  };
  return makeConfig(profile, { parameters: { ...parameters, ...change }, register: { ...register, ...reading } });
}

export interface Sweep {
  readonly config: Config;
  readonly policies: Readonly<Record<string, PolicyMaker>>;
  readonly axis: Axis;
  readonly values?: readonly number[];
  readonly seeds: readonly number[];
  readonly equations?: (config: Config) => Equations;
  readonly recordExploitability?: boolean;
  /** Points already evaluated: they are kept and not run again. */
  readonly known?: readonly SweepPoint[];
  /** Called after every new point; a caller may store it. */
  readonly onPoint?: (point: SweepPoint) => void;
  readonly progress?: Progress;
}

/** @throws RangeError if no seed is given, or one twice: an episode that counts twice makes intervals too narrow */
export function requireSeeds(seeds: readonly number[]): void {
  if (seeds.length === 0) throw new RangeError('seeds: there is none; give at least one episode to play');
  requireOnce('seeds', seeds);
}

function requireOnce(name: string, values: readonly number[]): void {
  const twice = values.find((value, k) => values.indexOf(value) < k);
  if (twice !== undefined) throw new RangeError(`${name}: ${twice} is given twice; once is enough`);
}

/**
 * The values of x that a sweep plays: those given, or the axis's own.
 * @throws RangeError if the axis is not known, a value is given twice, or there is none
 */
export function sweptValues({ axis, values = axisValues[axis] }: Pick<Sweep, 'axis' | 'values'>): readonly number[] {
  if (!Object.hasOwn(axisValues, axis))
    throw new RangeError(`axis: "${axis}" is not known${didYouMean(axis, Object.keys(axisValues))}`);
  if (values.length === 0) throw new RangeError('values: there is none; give at least one x');
  requireOnce('values', values);
  return values;
}

/**
 * Every policy at every x on every seed (common random numbers). Rows in the order x, policy, seed.
 * The task's total is known from the start, so the bar's estimate of the time left is honest.
 * @throws RangeError for an axis that is not known, and for values, policies or seeds of which there is none or one twice
 */
export function sweep(task: Sweep): SweepPoint[] {
  const values = sweptValues(task);
  requireSeeds(task.seeds);
  const names = Object.keys(task.policies);
  if (names.length === 0) throw new RangeError('policies: there is none; give at least one to play');
  const progress =
    task.progress ??
    createProgress({ label: `sweep ${task.axis}`, total: values.length * names.length * task.seeds.length });
  const known = new Map((task.known ?? []).map((point) => [keyOf(point), point]));
  const rows: SweepPoint[] = [];
  for (const x of values) {
    const config = configAt(task.config, task.axis, x);
    const environment = createEnvironment(config, (task.equations ?? equationsFor)(config));
    for (const policy of names)
      for (const seed of task.seeds) {
        const old = known.get(keyOf({ policy, x, seed }));
        const point = old ?? {
          policy,
          x,
          seed,
          metrics: runEpisode(environment, task.policies[policy](config), seed, task),
        };
        if (!old) task.onPoint?.(point);
        rows.push(point);
        progress.advance();
      }
  }
  progress.finish();
  return rows;
}

/** Tells the points of one axis apart. */
export const keyOf = ({ policy, x, seed }: Pick<SweepPoint, 'policy' | 'x' | 'seed'>) => `${policy} ${x} ${seed}`;

/** A list of `count` seeds from `first` on. Evaluation uses 7000 …, on which nothing is chosen (MODEL.md §5.5). */
export const seedsFrom = (first: number, count: number): number[] => Array.from({ length: count }, (_, k) => first + k);

export const EVALUATION_SEED = 7000;

/** Training and tuning seeds start here; no evaluation ever uses them (MODEL.md §5.5). */
export const TRAINING_SEED = 100_000;
