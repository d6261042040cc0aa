import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tunedChecksums } from '../../agents/tuned';
import type { Config } from '../../paper/config';
import { type ParameterName, parameters } from '../../paper/parameters';
import { type RegisterKey, register } from '../../paper/register';
import { canonicalJson, readJson, sha256, writeJson } from '../../support/files';
import type { Progress } from '../../support/progress';
import { type Axis, axisValuesIn, EVALUATION_SEED, type SweepPoint, seedsFrom } from '../evaluate';
import { SWEPT } from '../training/retrain';

/** An evaluated episode with the axis on which its x lies. */
export interface AxisPoint extends SweepPoint {
  readonly axis: Axis;
}

/** The points at which a policy is evaluated on one axis. */
export interface PlannedPoints {
  readonly axis: Axis;
  readonly values: readonly number[];
  readonly seeds: readonly number[];
}

/** Evaluation episodes of the final weights, and of each point of a sweep: as many, except in the small profiles (MODEL.md §5.7). */
export const FINAL_EPISODES = 20;
const SWEEP_EPISODES = { tiny: 1, quick: 3, std: FINAL_EPISODES, paper: FINAL_EPISODES } as const;

const sweepSeeds = ({ profile }: Config) => seedsFrom(EVALUATION_SEED, SWEEP_EPISODES[profile]);

/** Where a policy is evaluated: at the default, along the four axes and, if it buys at a posted price, at other prices. */
export function plannedPoints(config: Config): PlannedPoints[] {
  const axes = config.register['game.enabled'] === true ? SWEPT : [...SWEPT, 'postedPrice' as const];
  return [
    { axis: 'none', values: [0], seeds: seedsFrom(EVALUATION_SEED, FINAL_EPISODES) },
    ...axes.map((axis) => ({ axis, values: axisValuesIn(config, axis), seeds: sweepSeeds(config) })),
  ];
}

/** Where a variant is evaluated: at the default, and over the vehicles, where the claim on the game compares it. */
export const variantPoints = (config: Config): PlannedPoints[] =>
  plannedPoints(config).filter(({ axis }) => axis === 'none' || axis === 'vehicles');

/** Where a policy that was trained at an x of a sweep is evaluated: there, on the seeds of the sweep (AMB-40). */
export const retrainedPlan = (config: Config): PlannedPoints[] => [
  { axis: 'none', values: [0], seeds: sweepSeeds(config) },
];

/**
 * What a file of points does not have yet: every x that was not evaluated on just the planned seeds. An x is played as a whole,
 * since the last bits of an episode depend on how many are played side by side.
 */
export const notIn = (known: readonly AxisPoint[], plan: readonly PlannedPoints[]): PlannedPoints[] =>
  plan
    .map(({ axis, values, seeds }) => {
      const seedsAt = (x: number) =>
        known.filter((point) => point.axis === axis && point.x === x).map(({ seed }) => seed);
      const isThere = (x: number) => {
        const played = new Set(seedsAt(x));
        return played.size === seeds.length && seeds.every((seed) => played.has(seed));
      };
      return { axis, values: values.filter((x) => !isThere(x)), seeds };
    })
    .filter(({ values }) => values.length > 0);

/** @throws naming the file that lacks planned points, and what to do */
export function requireAll(file: string, known: readonly AxisPoint[], plan: readonly PlannedPoints[]): void {
  const [first] = notIn(known, plan);
  if (first) throw new Error(`${file}: lacks ${first.axis} at ${first.values.join(', ')}; play it with twinkit points`);
}

/** Points in the order of a plan; an x that was played again replaces what was kept of it. */
export const inOrder = (
  plan: readonly PlannedPoints[],
  played: readonly AxisPoint[],
  kept: readonly AxisPoint[],
): AxisPoint[] =>
  plan.flatMap(({ axis, values }) =>
    values.flatMap((x) => {
      const at = (points: readonly AxisPoint[]) => points.filter((point) => point.axis === axis && point.x === x);
      const fresh = at(played);
      return fresh.length > 0 ? fresh : at(kept);
    }),
  );

/** The file of evaluated points in a run's folder. */
export const pointsFile = (folder: string): string => join(folder, 'evaluation.json');

/** What is kept of an episode. */
const KEPT = [
  'reward',
  'rewardExperience',
  'rewardUtility',
  'rewardLatency',
  'rewardEnergy',
  'rewardCost',
  'msr',
  'msrEdge',
  'msrCloud',
  'latencyS',
  'latencySuccessS',
  'latencyP95S',
  'latencyVehicleS',
  'latencyEdgeS',
  'latencyCloudS',
  'energyJ',
  'energyVehicleJ',
  'energyEdgeJ',
  'energyCloudJ',
  'costPerAttempt',
  'costPerSuccess',
  'costVehicle',
  'costEdge',
  'qoe',
  'qoeEdge',
  'qoeCloud',
  'utilisation',
  'interruptions',
  'handovers',
  'attempts',
  'successes',
  'failures',
  'expiries',
  'exploitability',
] as const;

/** What a file of points belongs to: other weights or another world make its points worthless. */
export type PointsOwner =
  /** Checksum of a run's weights; its config stands beside them. */
  | { readonly weights: string }
  /** The world of policies that are not trained. */
  | { readonly config: Config };

interface PointsFile {
  /** Checksum of the weights or of the world. */
  readonly owner: string;
  readonly metrics: readonly string[];
  /** By axis a row a point: policy, x, seed, then the metrics; null where an episode has none. */
  readonly points: Readonly<Record<string, readonly (readonly [string, number, number, ...(number | null)[]])[]>>;
}

/** A world's checksum: parameters, readings that are not the default, except how learners learn, and weights tuned in it. */
function ownerOf(owner: PointsOwner): string {
  if ('weights' in owner) return owner.weights;
  const numbers = Object.entries(owner.config.parameters).filter(
    ([name]) => parameters[name as ParameterName].concerns !== 'learning',
  );
  const readings = Object.entries(owner.config.register).filter(([name, value]) => {
    const { default: standing, concerns } = register[name as RegisterKey];
    return concerns !== 'learning' && value !== standing;
  });
  return sha256(canonicalJson([Object.fromEntries(numbers), Object.fromEntries(readings), tunedChecksums()]));
}

/** Writes points in the order given, numbers to 10 significant digits. */
export function writePoints(file: string, owner: PointsOwner, points: readonly AxisPoint[]): void {
  const axes = [...new Set(points.map(({ axis }) => axis))];
  const rowsOf = (axis: Axis) =>
    points
      .filter((point) => point.axis === axis)
      .map(({ policy, x, seed, metrics }) => [policy, x, seed, ...KEPT.map((name) => digits(metrics[name]))]);
  const content = {
    owner: ownerOf(owner),
    metrics: KEPT,
    points: Object.fromEntries(axes.map((axis) => [axis, rowsOf(axis)])),
  };
  writeJson(file, content);
}

const digits = (value: number | undefined) => (value === undefined ? null : Number(value.toPrecision(10)));

/** A point as its file keeps it: for a comparison with one that is read. */
export const asKept = ({ axis, policy, x, seed, metrics }: AxisPoint): AxisPoint => ({
  ...{ axis, policy, x, seed },
  metrics: named(
    KEPT,
    KEPT.map((name) => digits(metrics[name])),
  ),
});

const named = (names: readonly string[], values: readonly (number | null)[]) =>
  Object.fromEntries(names.flatMap((name, k) => (values[k] === null ? [] : [[name, values[k]]])));

/**
 * Points of an earlier evaluation; none without a file, or if they belong to other weights or another config.
 * @throws naming the file if it was edited or truncated
 */
export function readPoints(file: string, owner: PointsOwner): AxisPoint[] {
  if (!existsSync(file)) return [];
  const found = readJson<PointsFile>(file);
  if (found.owner !== ownerOf(owner)) return [];
  return Object.entries(found.points).flatMap(([axis, rows]) =>
    rows.map(([policy, x, seed, ...values]) => ({
      ...{ axis: axis as Axis, policy, x, seed },
      metrics: named(found.metrics, values),
    })),
  );
}

/** Who plays what is missing, one x at a time. */
export interface Player {
  readonly play: (at: PlannedPoints) => readonly AxisPoint[];
  readonly progress?: Progress;
}

/**
 * The points of a plan as a file has them; what it lacks is played now and kept there. Until all of them are played they
 * lie beside it, since a graph takes a file that is there for whole; a next call goes on from there.
 * @throws as `readPoints`
 */
export function filled(
  file: string,
  owner: PointsOwner,
  plan: readonly PlannedPoints[],
  start: (missing: readonly PlannedPoints[]) => Player,
): AxisPoint[] {
  const whole = readPoints(file, owner);
  if (notIn(whole, plan).length === 0) return whole;
  const part = `${file}.part`;
  let known = inOrder(plan, readPoints(part, owner), whole);
  const missing = notIn(known, plan);
  if (missing.length > 0) {
    const { play, progress } = start(missing);
    for (const { axis, values, seeds } of missing)
      for (const x of values) {
        known = inOrder(plan, play({ axis, values: [x], seeds }), known);
        writePoints(part, owner, known);
      }
    progress?.finish();
  }
  writePoints(file, owner, known);
  rmSync(part, { force: true });
  return readPoints(file, owner);
}

/** The points of a plan as a file has them. @throws as `readPoints`, and naming the file if it lacks one */
export function keptWhole(file: string, owner: PointsOwner, plan: readonly PlannedPoints[]): AxisPoint[] {
  const known = readPoints(file, owner);
  requireAll(file, known, plan);
  return known;
}
