import { createPolicy, type PolicyName } from '../agents/policies';
import type { Equations } from '../models';
import { type Config, makeConfig } from '../paper/config';
import { type ProfileName, profileNames } from '../paper/profiles';
import { type Axis, EVALUATION_SEED, type SweepPoint, seedsFrom, sweep } from './evaluate';
import type { Curve } from './figures/lines';
import { type PanelId, panelUnder } from './figures/panel-table';
import { summarise } from './figures/sweep-data';
import { referencesFile } from './runs/load';
import { readPoints } from './runs/points';

/** Episodes at each point of a reference panel. Every panel is at the paper's size; the profile only says how often. */
export const panelSeeds: Readonly<Record<ProfileName, number>> = { tiny: 2, quick: 5, std: 5, paper: 10 };

/** The policies on the panels that need no training, from the plainest to the one that plans ahead. */
export const referencePanelPolicies: readonly PolicyName[] = ['random', 'hybrid', 'linear', 'greedy', 'far-sighted'];

/** The profile the notebook runner or `make lab` was asked for (TWINKIT_PROFILE); quick without. @throws Error for a name that is no profile */
export function panelProfile(): ProfileName {
  const asked = process.env.TWINKIT_PROFILE || 'quick';
  const found = profileNames.find((name) => name === asked);
  if (!found) throw new Error(`TWINKIT_PROFILE: "${asked}" is not a profile; use ${profileNames.join(', ')}`);
  return found;
}

export interface ReferencePanelOptions {
  /** The world at x = default; the paper's size unless told. */
  readonly config?: Config;
  readonly policies?: readonly PolicyName[];
  readonly values?: readonly number[];
  /** Number of episodes at each point, from seed 7000 on; default as `panelSeeds` of the profile. */
  readonly seeds?: number;
  readonly equations?: (config: Config) => Equations;
  /** Plays every episode here, also those that are kept in the runs folder. */
  readonly live?: boolean;
}

/**
 * The sweep of a panel with the reference policies, each on the same seeds. Episodes of the same world that are kept
 * (`twinkit points`) are read, with the metrics that are kept; the others are played, with a progress bar.
 */
export function referencePanel(id: PanelId, options: ReferencePanelOptions = {}): SweepPoint[] {
  const { config = makeConfig('std'), policies = referencePanelPolicies, values, equations } = options;
  const { axis } = panelUnder(id, config);
  const makers = policies.map((name) => [name, (world: Config) => createPolicy(name, world)] as const);
  return sweep({
    ...{ config, axis, values, equations, policies: Object.fromEntries(makers) },
    seeds: seedsFrom(EVALUATION_SEED, options.seeds ?? panelSeeds[panelProfile()]),
    known: equations || options.live ? [] : keptPoints(config, axis),
  });
}

const keptPoints = (config: Config, axis: Axis): SweepPoint[] =>
  readPoints(referencesFile(config.profile), { config }).filter((point) => point.axis === axis);

/** The mean of a metric over the seeds as a curve over x, for `lineFigure` and `barFigure`. */
export function panelCurve(rows: readonly SweepPoint[], policy: PolicyName, metric: string, name: string): Curve {
  const points = summarise(rows, policy, metric);
  return { name, x: points.map(({ x }) => x), y: points.map(({ interval }) => interval.mean) };
}

const ENERGY = ['energyVehicleJ', 'energyEdgeJ', 'energyCloudJ', 'energyJ'] as const;

/**
 * The rows with their energies per admitted flow instead of per attempt: an attempt that expires in the queue costs 0 J,
 * so per attempt a crowded world looks frugal. Adds `admittedShare` in [0, 1].
 */
export function perAdmitted(rows: readonly SweepPoint[]): SweepPoint[] {
  return rows.map((row) => {
    const { successes, failures, attempts } = row.metrics;
    const admittedShare = (successes + failures) / attempts;
    if (!(admittedShare > 0)) throw new RangeError(`${row.policy}, x ${row.x}, seed ${row.seed}: nothing was admitted`);
    const energies = ENERGY.map((name) => [name, row.metrics[name] / admittedShare]);
    return { ...row, metrics: { ...row.metrics, ...Object.fromEntries(energies), admittedShare } };
  });
}
