import type { Claim } from '../../paper/claims';
import { type Axis, demandAxis } from '../evaluate';
import { curvePanels } from '../figures/curve-table';
import { type PanelId, panelUnder } from '../figures/panel-table';
import { type AnyPanelId, isCurve } from '../panels/series';
import { quantity } from '../runs/derived';
import type { RunData, Runs } from '../runs/load';
import { configOfRuns, curveOf, finalQuantity, type RunsOf, runsOf, SMOOTHING, sweepOf } from '../runs/rows';
import { mean, slope } from '../statistics';

/** A quantity by training seed. */
export type SeedValues = ReadonlyMap<number, number>;

/** What a claim measures on one run; undefined where the run has no such thing. */
type Measure = (run: RunData, claim: Claim) => number | undefined;

/** Mean over the first or last tenth of the episodes that have the quantity. */
export function tenth(run: RunData, name: string, which: 'first' | 'last'): number | undefined {
  const values = run.log.map((row) => quantity(name, row, run.config)).filter((value) => value !== undefined);
  const count = Math.ceil(values.length / 10);
  if (count === 0) return undefined;
  return mean(which === 'first' ? values.slice(0, count) : values.slice(-count));
}

/**
 * First episode at which the smoothed curve has made 95 % of the way from its first full window to its last value
 * (MODEL.md §5.8); undefined for a curve shorter than a window.
 */
export function episodesTo95Percent(run: RunData, name: string): number | undefined {
  const curve = curveOf(run, name).slice(SMOOTHING - 1);
  if (curve.length === 0) return undefined;
  const [from, to] = [curve[0].y, curve[curve.length - 1].y];
  return curve.find(({ y }) => Math.abs(y - from) >= 0.95 * Math.abs(to - from) && (y - from) * (to - from) >= 0)?.x;
}

/** Slope of a quantity over an axis, and its growth from the first to the last x. */
function slopeOver(run: RunData, axis: Axis, name: string): number | undefined {
  const points = sweepOf(run, axis).flatMap(({ x, metrics }) => (name in metrics ? [{ x, y: metrics[name] }] : []));
  return points.length < 2 ? undefined : slope(points);
}

export function growthOver(run: RunData, axis: Axis, name: string): number | undefined {
  const points = sweepOf(run, axis);
  const [first, last] = [points[0]?.metrics[name], points[points.length - 1]?.metrics[name]];
  return first && last !== undefined ? (last - first) / first : undefined;
}

/** Quantities of a claim that are not a metric of the final episodes. */
const measures: Readonly<Record<string, Measure>> = {
  loss: (run) => tenth(run, 'loss', 'last'),
  normalisedBellmanError: (run) => tenth(run, 'bellmanError', 'last'),
  episodesTo95Percent: (run, { panel }) => episodesTo95Percent(run, curvePanels[panel as '2a'].views.main[0].metric),
  latencySlope: (run) => slopeOver(run, demandAxis(run.config, '5d'), 'latencyS'),
  msrGain: (run) => {
    const [first, last] = [tenth(run, 'msr', 'first'), tenth(run, 'msr', 'last')];
    return first === undefined || last === undefined ? undefined : last - first;
  },
  msrDecline: (run) => {
    const rise = slopeOver(run, demandAxis(run.config, '6c'), 'msr');
    return rise === undefined ? undefined : -rise;
  },
  'energyGrowth.vehicle': (run) => growthOver(run, 'dataMB', 'energyVehicleJ'),
  'energyGrowth.edge': (run) => growthOver(run, 'dataMB', 'energyEdgeJ'),
  'energyGrowth.cloud': (run) => growthOver(run, 'dataMB', 'energyCloudJ'),
};

/** A claim's quantity by training seed: of the final weights, or of the curve or sweep that its metric names. */
export function valuesOf(runs: Runs, of: RunsOf, metric: string, claim: Claim): SeedValues {
  const measure = Object.hasOwn(measures, metric) ? measures[metric] : (run: RunData) => finalQuantity(run, metric);
  return collect(runsOf(runs, of), (run) => measure(run, claim));
}

/** A metric at one x of a sweep, by training seed. */
export const valuesAt = (runs: Runs, of: RunsOf, axis: Axis, x: number, metric: string): SeedValues =>
  collect(runsOf(runs, of), (run) => sweepOf(run, axis).find((point) => point.x === x)?.metrics[metric]);

export function collect(runs: readonly RunData[], value: (run: RunData) => number | undefined): SeedValues {
  return new Map(
    runs.flatMap((run) => {
      const found = value(run);
      return found === undefined ? [] : [[run.seed, found] as const];
    }),
  );
}

/** The axis of the panel named, a claim's for example; undefined for a curve and for claims without a panel. */
export function axisOf({ panel }: { readonly panel: string }, { profile, runs }: Runs): Axis | undefined {
  if (panel === 'none' || isCurve(panel as AnyPanelId)) return undefined;
  return panelUnder(panel as PanelId, configOfRuns({ profile, runs })).axis;
}
