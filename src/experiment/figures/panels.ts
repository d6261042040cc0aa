import type { Config } from '../../paper/config';
import { markModified } from './modified';
import { hasOwnY, type PanelMetric, unknownView } from './panel-quantities';
import { type PanelDescription, type PanelId, panels, panelUnder } from './panel-table';
import type { Series } from './series';
import { layerStyles } from './style';
import { withSubtitle } from './subtitle';
import { facetFigure, policySeries } from './sweep';
import { type SweepPoint, summarise } from './sweep-data';
import type { Figure } from './types';

export interface PanelOptions {
  rows: readonly SweepPoint[];
  /** Which policies and in which order; default: all in the rows. */
  policies?: readonly string[];
  /** Name of a view in `panels[id].views`; default: main. */
  view?: string;
  /** Equations that were replaced; the panel says so. */
  modified?: readonly string[];
  /** Whose readings say along which axis the rows were swept; the default's unless told. */
  config?: Pick<Config, 'register'>;
}

export interface LayerPanelOptions extends Omit<PanelOptions, 'policies' | 'view'> {
  /** The one policy whose layers are shown. */
  policy: string;
}

/** The metrics of one view of a panel. @throws RangeError naming the views there are */
export function panelMetrics(id: PanelId, view = 'main'): readonly PanelMetric[] {
  const { views }: PanelDescription = panels[id];
  const metrics = Object.hasOwn(views, view) ? views[view] : undefined;
  if (!metrics) throw unknownView(id, view, Object.keys(views));
  return metrics;
}

function policyPanel(id: PanelId, { rows, policies, view, modified = [], config }: PanelOptions): Figure {
  const described: PanelDescription = config ? panelUnder(id, config) : panels[id];
  const { title, xTitle, yTitle, bounds } = described;
  const separateY = hasOwnY(described, view ?? 'main');
  const facets = panelMetrics(id, view).map(({ metric, heading }) => ({
    heading,
    series: policySeries(rows, metric, policies),
  }));
  return markModified(facetFigure({ title, xTitle, yTitle, bounds, separateY, facets }), modified);
}

export interface ModifiedPanelOptions {
  /** As the paper has it. */
  rows: readonly SweepPoint[];
  /** The same sweep with the replaced equations. */
  changedRows: readonly SweepPoint[];
  /** The replaced equations, as `equations.modified`. */
  modified: readonly string[];
  /** Default: the first metric of the panel. */
  metric?: string;
  policies?: readonly string[];
  /** As of `PanelOptions`. */
  config?: Pick<Config, 'register'>;
}

/** A panel beside the same panel with replaced equations, on one y axis, with the MODIFIED mark. */
export function modifiedPanel(id: PanelId, options: ModifiedPanelOptions): Figure {
  const { rows, changedRows, modified, policies, config } = options;
  if (modified.length === 0)
    throw new RangeError(`modifiedPanel ${id}: modified is empty; name the replaced equations`);
  const { title, xTitle, yTitle, bounds }: PanelDescription = config ? panelUnder(id, config) : panels[id];
  const metric = options.metric ?? panelMetrics(id)[0].metric;
  const { heading } = panelMetrics(id).find((one) => one.metric === metric) ?? { heading: '' };
  const facets = [
    { heading: [heading, 'as specified'].filter(Boolean).join(', '), series: policySeries(rows, metric, policies) },
    {
      heading: [heading, 'with your equation'].filter(Boolean).join(', '),
      series: policySeries(changedRows, metric, policies),
    },
  ];
  const figure = facetFigure({ title, xTitle, yTitle, bounds, facets });
  const [left, right] = [rows, changedRows].map(episodesAt);
  const said = left === right ? `${left} episodes at each x` : `episodes at each x: ${left} left, ${right} right`;
  return markModified(withSubtitle(figure, said), modified);
}

/** Episodes behind each point. */
function episodesAt(rows: readonly SweepPoint[]): string {
  const counts = new Map<string, number>();
  for (const { policy, x } of rows) counts.set(`${policy} ${x}`, (counts.get(`${policy} ${x}`) ?? 0) + 1);
  return [...new Set(counts.values())].sort((a, b) => a - b).join(' or ');
}

/** Relative growth of a sweep from its first to its last x. */
export function sweepGrowth(rows: readonly SweepPoint[], policy: string, metric: string): number {
  const points = summarise(rows, policy, metric);
  const first = points[0].interval.mean;
  const last = points[points.length - 1].interval.mean;
  if (first === 0) throw new RangeError(`growth of ${metric} of "${policy}": the value at x = ${points[0].x} is 0`);
  return (last - first) / first;
}

function growthLabel(rows: readonly SweepPoint[], policy: string, metric: string, heading: string): string {
  const points = summarise(rows, policy, metric);
  if (points[0].interval.mean === 0) return `${heading} (from 0)`;
  const percent = 100 * sweepGrowth(rows, policy, metric);
  return `${heading} (${percent < 0 ? '−' : '+'}${Math.abs(percent).toFixed(0)} %)`;
}

/** Fig. 3b: energy by layer over the task size, for one policy; the growth from the smallest size stands at each line. */
export function panel3b({ rows, policy, modified = [] }: LayerPanelOptions): Figure {
  const { title, xTitle, yTitle } = panels['3b'];
  const series: Series[] = panelMetrics('3b').map(({ metric, heading }) => ({
    name: growthLabel(rows, policy, metric, heading),
    style: layerStyles[heading as 'vehicle' | 'edge' | 'cloud'],
    points: summarise(rows, policy, metric),
  }));
  const figure = facetFigure({ title: `${title} (${policy})`, xTitle, yTitle, facets: [{ heading: '', series }] });
  return markModified(figure, modified);
}

/** Fig. 4b: quality of experience over resources; views: main, tiers. */
export const panel4b = (options: PanelOptions): Figure => policyPanel('4b', options);
/** Fig. 5b: latency over task size; views: main, parts, censoring. */
export const panel5b = (options: PanelOptions): Figure => policyPanel('5b', options);
/** Fig. 5c: latency over resources; views: main, parts, censoring. */
export const panel5c = (options: PanelOptions): Figure => policyPanel('5c', options);
/** Fig. 5d: latency over demand; views: main, parts, censoring. */
export const panel5d = (options: PanelOptions): Figure => policyPanel('5d', options);
/** Fig. 6b: success over resources; views: main, tiers. */
export const panel6b = (options: PanelOptions): Figure => policyPanel('6b', options);
/** Fig. 6c: success over the number of vehicles; views: main, tiers. */
export const panel6c = (options: PanelOptions): Figure => policyPanel('6c', options);
/** Fig. 7a: cost over resources, per attempt and per success; views: main, payers. */
export const panel7a = (options: PanelOptions): Figure => policyPanel('7a', options);
