import { makeConfig } from '../../paper/config';
import { type CurvePanelId, curvePanels } from '../figures/curve-table';
import { type PanelId, panelUnder } from '../figures/panel-table';
import type { Series } from '../figures/series';
import { policyStyle } from '../figures/style';
import { hasMetric, policiesOf, type SweepPoint, summarise } from '../figures/sweep-data';
import { quantity } from '../runs/derived';
import type { Runs } from '../runs/load';
import { levelLines, referenceLines } from '../runs/references';
import { configOfRuns, curveRows, LEARNERS, referenceRows, trainedRows } from '../runs/rows';

export type AnyPanelId = PanelId | CurvePanelId;

/** The fifteen panels in the paper's order. */
export const panelIds: readonly AnyPanelId[] = [
  ...(['2a', '2b', '3a', '3b', '4a', '4b', '5a', '5b', '5c', '5d', '6a', '6b', '6c', '7a', '7b'] as const),
];

export const isCurve = (id: AnyPanelId): id is CurvePanelId => Object.hasOwn(curvePanels, id);

/** Points of a curve in a figure; a line of 600 has no more to show on 500 px. */
const CURVE_POINTS = 120;

/** What the lines of a panel are made from. */
export interface PanelData {
  /** Learners: x, training seed, means over evaluation episodes or smoothed curves. */
  readonly trained: readonly SweepPoint[];
  /** Reference policies by evaluation seed; on a curve panel their level at the default, at the first and the last x. */
  readonly references: readonly SweepPoint[];
}

/** The rows behind a panel's lines for the metrics of one view. */
export function panelData(id: AnyPanelId, runs: Runs, metrics: readonly string[]): PanelData {
  if (!isCurve(id)) {
    const { axis } = panelUnder(id, configOfRuns(runs));
    return { trained: trainedRows(runs, axis), references: only(referenceRows(runs, axis), referenceLines) };
  }
  const episodes = Math.max(1, ...runs.runs.map(({ log }) => log.length));
  const trained = curveRows(runs, metrics, { every: Math.max(1, Math.ceil(episodes / CURVE_POINTS)) });
  const config = makeConfig(runs.profile);
  const level = only(referenceRows(runs, 'none'), levelLines).map((point) => ({
    ...point,
    metrics: picked(metrics, point, config),
  }));
  return { trained, references: [0, episodes - 1].flatMap((x) => level.map((point) => ({ ...point, x }))) };
}

/** Rows of these policies. */
export const only = (rows: readonly SweepPoint[], names: readonly string[]) =>
  rows.filter(({ policy }) => names.includes(policy));

const picked = (names: readonly string[], { metrics }: SweepPoint, config: ReturnType<typeof makeConfig>) =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = quantity(name, metrics, config);
      return value === undefined ? [] : [[name, value]];
    }),
  );

/** The lines for one metric: learners with bands, references thin; who has no such metric has no line. */
export function panelSeries(id: AnyPanelId, { trained, references }: PanelData, metric: string): Series[] {
  const bare = isCurve(id);
  const learned = LEARNERS.filter((name) => has(trained, name, metric)).map((name): Series => {
    const style = policyStyle(name);
    return { name: style.label, style, points: summarise(trained, name, metric), markers: !bare };
  });
  const thin = policiesOf(references)
    .filter((name) => has(references, name, metric))
    .map((name): Series => {
      const style = policyStyle(name);
      return { name: style.label, style, points: summarise(references, name, metric), markers: !bare, band: false };
    });
  return [...learned, ...thin];
}

const has = (rows: readonly SweepPoint[], policy: string, metric: string) =>
  rows.some((row) => row.policy === policy) && hasMetric(rows, policy, metric);
