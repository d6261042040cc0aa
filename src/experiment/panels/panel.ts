import type { Config } from '../../paper/config';
import { type CurveDescription, curvePanels } from '../figures/curve-table';
import { markModified } from '../figures/modified';
import { hasOwnY, type PanelMetric, panelOf, unknownView } from '../figures/panel-quantities';
import { type PanelDescription, panels, panelUnder } from '../figures/panel-table';
import { farLines, type Series } from '../figures/series';
import { policyStyle } from '../figures/style';
import { withSubtitle } from '../figures/subtitle';
import { facetFigure } from '../figures/sweep';
import type { Figure } from '../figures/types';
import type { Runs } from '../runs/load';
import { protocolOf } from '../runs/retrained';
import { configOfRuns, missingLearners, runsOf, sweepOf } from '../runs/rows';
import { type DanfoFrame, type TableRow, toCsv, toFrame } from '../tables';
import { type AnyPanelId, isCurve, panelData, panelSeries } from './series';
import { specialViews } from './special';

/** A line of a panel's table: a mean over seeds with its 95 % t-interval; null below two seeds. */
export interface PanelLine {
  readonly policy: string;
  readonly quantity: string;
  readonly x: number;
  readonly mean: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly seeds: number;
}

/** A panel of the paper made from runs. */
export interface Panel {
  readonly id: AnyPanelId;
  readonly view: string;
  readonly figure: Figure;
  /** The numbers behind the lines; curves at every tenth of the training. */
  readonly rows: readonly PanelLine[];
  readonly csv: string;
  /** The same rows as a danfo DataFrame; empty cells are NaN there. */
  frame(): Promise<DanfoFrame>;
  /** The means with half of their intervals, a row a policy and quantity, a column an x: what a reader sees. */
  grid(): TableRow[];
  /** Learners of which there are no runs yet. */
  readonly missing: readonly string[];
  /** What a reader must know to read it; may be empty. */
  readonly note: string;
}

export interface PanelOptions {
  /** One of `panelViews(id)`; 'main' unless told. */
  readonly view?: string;
  /** Replaced equations besides those of the runs. */
  readonly modified?: readonly string[];
}

export interface Plot {
  readonly heading: string;
  readonly quantity: string;
  readonly series: readonly Series[];
}

type Description = (CurveDescription | PanelDescription) & { xTitle: string; note?: string };

const describe = (id: AnyPanelId, config?: Config): Description => {
  const described = panelOf<PanelDescription | CurveDescription>(id, { ...curvePanels, ...panels });
  if (isCurve(id)) return { xTitle: 'episode', ...described };
  return config ? panelUnder(id, config) : panels[id];
};

/** Runs have nothing of a panel yet. */
export class NothingToDraw extends RangeError {}

/** Names of a panel's views, the paper's first. */
export const panelViews = (id: AnyPanelId): string[] => [
  ...new Set([...Object.keys(describe(id).views), ...Object.keys(specialViews[id] ?? {})]),
];

/**
 * A panel of Figs. 2–7 from runs: learners with 95 % bands over training seeds, reference policies as thin lines; what is
 * not there yet is named and left out.
 * @throws RangeError naming the views there are; NothingToDraw; Error if runs were swept by
 * different protocols (AMB-40)
 */
export function panel(id: AnyPanelId, runs: Runs, { view = 'main', modified = [] }: PanelOptions = {}): Panel {
  const protocol = protocolOf(runs);
  const special = specialViews[id]?.[view];
  const described = describe(id, configOfRuns(runs));
  const { title, xTitle, yTitle, bounds, note = '' } = described;
  const separateY = hasOwnY(described, view);
  const drawn = special
    ? special(runs)
    : { plots: plotsOf(id, runs, view), title, xTitle, yTitle, bounds, separateY, note };
  const plots = drawn.plots.filter(({ series }) => series.length > 0);
  const shown = isCurve(id) ? runs : sweptRuns(runs, panelUnder(id, configOfRuns(runs)).axis);
  const missing = missingLearners(shown).map((name) => policyStyle(name).label);
  if (plots.length === 0)
    throw new NothingToDraw(
      `panel ${id}, ${view}: there is nothing to draw yet; missing are ${missing.join(', ') || 'points at these x'}; make train PROFILE=${runs.profile} trains and plays them`,
    );
  const figure = withSubtitle(
    facetFigure({ ...drawn, facets: plots }),
    subtitle(shown, plots, missing, isCurve(id) ? '' : PROTOCOL[protocol]),
    leaving(plots, drawn.separateY),
  );
  const rows = plots.flatMap((plot) => linesOf(plot, isCurve(id)));
  return {
    ...{ id, view, missing, rows, note: drawn.note ?? '' },
    figure: markModified(figure, [...new Set([...runs.modified, ...modified])]),
    csv: toCsv(rows as unknown as Parameters<typeof toCsv>[0]),
    frame: () => toFrame(rows as unknown as Parameters<typeof toFrame>[0]),
    grid: () => gridOf(rows),
  };
}

function plotsOf(id: AnyPanelId, runs: Runs, view: string): Plot[] {
  const views: Readonly<Record<string, readonly PanelMetric[]>> = describe(id).views;
  if (!Object.hasOwn(views, view)) throw unknownView(id, view, panelViews(id));
  const data = panelData(
    id,
    runs,
    views[view].map(({ metric }) => metric),
  );
  return views[view].map(({ metric, heading }) => ({
    heading,
    quantity: metric,
    series: panelSeries(id, data, metric),
  }));
}

/** The runs with points on an axis. */
const sweptRuns = (runs: Runs, axis: PanelDescription['axis']): Runs => ({
  ...runs,
  runs: runs.runs.filter((run) => sweepOf(run, axis).length > 0),
});

/** What a sweep's points are of (AMB-40). */
const PROTOCOL = {
  zeroShot: 'trained at the default, not retrained',
  retrain: 'protocol retrain: trained at each x',
} as const;

function subtitle(runs: Runs, plots: readonly Plot[], missing: readonly string[], protocol: string): string {
  const counts = [...new Set(runs.runs.map(({ algorithm }) => algorithm))]
    .map((algorithm) => runsOf(runs, { algorithm }).length)
    .filter((count) => count > 0);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const seeds = least === most ? `${least}` : `${least} to ${most}`;
  const trained = counts.length > 0 ? `profile ${runs.profile}, ${seeds} training seed${most === 1 ? '' : 's'}` : '';
  const open = missing.length > 0 ? `not there yet: ${missing.join(', ')}` : '';
  const thin = plots.some(({ series }) => series.some(({ band }) => band === false))
    ? 'thin lines: reference policies'
    : '';
  return [trained, trained && protocol, thin, open].filter(Boolean).join(' · ');
}

/** Which lines leave a plot, so that nobody looks for them there. */
function leaving(plots: readonly Plot[], separateY = false): string {
  const each = plots.map(({ series }) => series);
  const far = (separateY ? each : [each.flat()]).flatMap(farLines);
  const names = new Set(far.map(({ name }) => name));
  return names.size > 0 ? `beyond an axis, in part or wholly: ${[...names].join(', ')}` : '';
}

function gridOf(rows: readonly PanelLine[]): TableRow[] {
  const several = new Set(rows.map(({ quantity }) => quantity)).size > 1;
  const keyOf = ({ policy, quantity }: PanelLine) => `${policy} ${quantity}`;
  const lines = [...new Set(rows.map(keyOf))].map((key) => rows.filter((row) => keyOf(row) === key));
  const xs = lines.reduce<PanelLine[]>((a, b) => (b.length > a.length ? b : a), []).map(({ x }) => x);
  return lines.map((line) => {
    const cells = xs.map((x) => [`at ${x}`, withHalf(line.find((one) => one.x === x))]);
    return { policy: line[0].policy, ...(several ? { quantity: line[0].quantity } : {}), ...Object.fromEntries(cells) };
  });
}

function withHalf(line: PanelLine | undefined): string {
  if (!line) return '–';
  const { mean, low, high } = line;
  const size = Math.abs(mean);
  const text = (value: number) => value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
  return low === null || high === null ? text(mean) : `${text(mean)} ± ${text((high - low) / 2)}`;
}

/** A curve's table has its value at every tenth of the training. */
const TENTHS = 10;

function linesOf({ quantity, series }: Plot, sparse: boolean): PanelLine[] {
  return series.flatMap(({ name, points, row }) => {
    const step = sparse && points.length > 2 * TENTHS ? points.length / TENTHS : 1;
    const kept = points.filter((_, k) => Math.floor((k + 1) / step) > Math.floor(k / step));
    return kept.map(({ x, interval: { mean, low, high, count } }) => {
      return { policy: name, quantity, ...row, x, mean, low, high, seeds: count };
    });
  });
}
