import { panels } from '../figures/panel-table';
import type { Series } from '../figures/series';
import { layerStyles, type PolicyStyle, policyStyle } from '../figures/style';
import type { FacetFigure } from '../figures/sweep';
import { hasMetric, type SweepPoint, summarise } from '../figures/sweep-data';
import type { Runs } from '../runs/load';
import { configOfRuns, curveRows, finalMetrics, runsOf, trainedRows } from '../runs/rows';
import { mean } from '../statistics';
import type { Plot } from './panel';
import { type AnyPanelId, only, panelData, panelSeries } from './series';

/** A panel whose lines are not simply one quantity of every policy. */
export type SpecialView = (runs: Runs) => Omit<FacetFigure, 'facets'> & { plots: readonly Plot[]; note?: string };

const PROPOSED = 'mo-maddpg';
const layers = [
  ['vehicle', 'energyVehicleJ'],
  ['edge', 'energyEdgeJ'],
  ['cloud', 'energyCloudJ'],
] as const;

const own = (runs: Runs, policy: string, axis: Parameters<typeof trainedRows>[1]): SweepPoint[] =>
  trainedRows(runs, axis).filter((row) => row.policy === policy);

/** Energy of the proposed algorithm by layer, with the growth from the smallest size at each line. */
const layersOfProposed: SpecialView = (runs) => {
  const rows = own(runs, PROPOSED, 'dataMB');
  const series = layers
    .filter(([, metric]) => rows.length > 0 && hasMetric(rows, PROPOSED, metric))
    .map(([layer, metric]): Series => {
      return {
        name: `${layer}${growthText(rows, metric)}`,
        style: layerStyles[layer],
        points: summarise(rows, PROPOSED, metric),
        row: { policy: PROPOSED, quantity: metric },
      };
    });
  const plot = { heading: policyStyle(PROPOSED).label, quantity: 'energyJ', series };
  return { ...panels['3b'], plots: [plot] };
};

/** The mean over training seeds of each one's own growth, as the claims on 3b measure it. */
function growthText(rows: readonly SweepPoint[], metric: string): string {
  const largest = Math.max(...rows.map(({ x }) => x));
  const last = relativeRows(rows, metric).filter(({ x }) => x === largest);
  if (last.length === 0) return ' (from 0)';
  const percent = Math.round(100 * (mean(last.map(({ metrics }) => metrics[metric])) - 1));
  return ` (${percent < 0 ? '−' : percent > 0 ? '+' : ''}${Math.abs(percent)} %)`;
}

/** Growth the paper states for each layer from 10 to 50 MB. */
const STATED = { vehicle: 0.5, edge: 0.26, cloud: 0.17 } as const;

const thin = (label: string, color: string, dash: PolicyStyle['dash']): PolicyStyle => ({
  ...{ label, color, dash, marker: 'circle-open', width: 1.6 },
});
const formulaStyles = {
  sends: thin('formulas: sending', '#777777', 'dash'),
  runs: thin('formulas: executing', '#777777', 'dot'),
  paper: thin('paper', '#111111', 'solid'),
};

/** Measured growth beside that which the paper states and that which its formulas force at fixed bandwidth and mix. */
const forcedGrowth: SpecialView = (runs) => {
  const rows = own(runs, PROPOSED, 'dataMB');
  const xs = [...new Set(rows.map(({ x }) => x))].sort((p, q) => p - q);
  const exact = (style: PolicyStyle, y: (x: number) => number): Series => ({
    name: style.label,
    style,
    points: xs.map((x) => ({ x, interval: { mean: y(x), low: null, high: null, count: 0 } })),
  });
  const plots = layers.map(([layer, metric]): Plot => {
    const relative = relativeRows(rows, metric);
    const last = xs[xs.length - 1];
    const measured = { ...policyStyle(PROPOSED), label: 'MO-MADDPG, measured' };
    const series = [
      ...(relative.length > 0
        ? [{ name: measured.label, style: measured, points: summarise(relative, PROPOSED, metric) }]
        : []),
      exact(formulaStyles.paper, (x) => 1 + (STATED[layer] * (x - xs[0])) / (last - xs[0])),
      ...(layer === 'cloud' ? [] : [exact(formulaStyles.sends, (x) => x / xs[0])]),
      ...(layer === 'vehicle' ? [] : [exact(formulaStyles.runs, () => 1)]),
    ];
    return { heading: `${layer} layer`, quantity: `${metric} relative to the smallest size`, series };
  });
  return {
    ...{ title: 'Fig. 3b · growth of energy, measured, stated, forced', xTitle: panels['3b'].xTitle },
    ...{ yTitle: 'energy relative to the smallest size', plots: rows.length > 0 ? plots : [] },
    note: 'At fixed bandwidth the energy of sending is proportional to D and that of executing does not depend on it: a layer lies between the two dashed lines according to its mix. The 50, 26 and 17 % follow from no fixed mix of the vehicle layer, which only sends, and of the cloud layer, which only executes.',
  };
};

/** Each training seed's value relative to its own at the smallest x. */
function relativeRows(rows: readonly SweepPoint[], metric: string): SweepPoint[] {
  const smallest = Math.min(...rows.map(({ x }) => x));
  return rows.flatMap((row) => {
    const base = rows.find(({ x, seed }) => x === smallest && seed === row.seed)?.metrics[metric];
    return base ? [{ ...row, metrics: { [metric]: row.metrics[metric] / base } }] : [];
  });
}

const dollars = (price: number): string => price.toFixed(2);
const listed = new Intl.ListFormat('en-GB');

/** The cost of the baselines over the price that is posted to them, beside that of the proposed algorithm's game. */
const postedBand: SpecialView = (runs) => {
  const rows = trainedRows(runs, 'postedPrice').filter(({ policy }) => policy !== PROPOSED);
  const xs = [...new Set(rows.map(({ x }) => x))].sort((p, q) => p - q);
  const { 'baseline.postedPrice': trainedAt } = configOfRuns(runs).register;
  const game = runsOf(runs, { algorithm: PROPOSED }).flatMap((run) => {
    const metrics = finalMetrics(run);
    return metrics ? xs.map((x) => ({ policy: PROPOSED, x, seed: run.seed, metrics })) : [];
  });
  const plots = [
    ['costPerAttempt', 'per attempt'],
    ['costPerSuccess', 'per successful migration'],
  ].map(([metric, heading]) => ({
    heading,
    quantity: metric,
    series: panelSeries('7a', { trained: [...game, ...rows], references: [] }, metric),
  }));
  return {
    ...{
      title: 'Fig. 7 · cost and the price that is posted to the baselines',
      separateY: true,
      plots: rows.length > 0 ? plots : [],
    },
    ...{ xTitle: 'posted price of the baselines ($/MB); MO-MADDPG pays the game’s', yTitle: 'cost ($)' },
    note: `The paper does not say what the other algorithms pay. They were trained at ${dollars(trainedAt as number)} $/MB and are evaluated at ${listed.format(xs.map(dollars))}.`,
  };
};

/** The static genetic algorithm over its generations, and the one that searches anew in every slot. */
const bothGenetic: SpecialView = (runs) => {
  const { trained, references } = panelData('2a', runs, ['reward']);
  const shown = { trained: only(trained, ['ga', PROPOSED]), references: only(references, ['oracle', 'greedy']) };
  return {
    ...{ title: 'Fig. 2a · the two genetic algorithms', xTitle: 'episode', yTitle: 'reward of an episode R' },
    plots: [{ heading: '', quantity: 'reward', series: panelSeries('2a', shown, 'reward') }],
    note: 'GA static evolves one fixed rule for each vehicle, a generation every 20 episodes. GA per slot searches the joint choice of every slot on its true objective: it learns nothing, so it is flat.',
  };
};

/** 1 − fitness of the static genetic algorithm, scaled to its own range: it has no loss. */
const geneticGap: SpecialView = (runs) => {
  const rows = runsOf(runs, { algorithm: 'ga' }).flatMap(({ seed }) => {
    const curve = curveRows(runs, ['reward']).filter((row) => row.policy === 'ga' && row.seed === seed);
    const rewards = curve.map(({ metrics }) => metrics.reward);
    const [low, high] = [Math.min(...rewards), Math.max(...rewards)];
    return curve.map((row) => ({
      ...row,
      metrics: { gap: high > low ? (high - row.metrics.reward) / (high - low) : 0 },
    }));
  });
  return {
    ...{
      title: 'Fig. 2b · the genetic algorithm',
      xTitle: 'episode',
      yTitle: '1 − normalised fitness',
      bounds: [0, 1],
    },
    plots: [
      {
        heading: '',
        quantity: '1 − normalised fitness',
        series: panelSeries('2a', { trained: rows, references: [] }, 'gap'),
      },
    ],
  };
};

/** Energy by layer of all policies: what `panels['3b']` shows, under a name of its own. */
const layersOfAll: SpecialView = (runs) => {
  const metrics = panels['3b'].views.main;
  const data = panelData(
    '3b',
    runs,
    metrics.map(({ metric }) => metric),
  );
  const plots = metrics.map(({ metric, heading }) => ({
    heading: `${heading} layer`,
    quantity: metric,
    series: panelSeries('3b', data, metric),
  }));
  return { ...panels['3b'], separateY: true, plots };
};

/** Views besides those of the panel tables; 'main' of 3b is drawn by layer. */
export const specialViews: Partial<Record<AnyPanelId, Readonly<Record<string, SpecialView>>>> = {
  '2a': { genetic: bothGenetic },
  '2b': { genetic: geneticGap },
  '3b': { main: layersOfProposed, forced: forcedGrowth, algorithms: layersOfAll },
  '7a': { band: postedBand },
};
