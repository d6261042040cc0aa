import type { PanelMetric } from './panel-table';

/** What a panel over the episodes of training shows; MODEL.md §5.7. */
export interface CurveDescription {
  title: string;
  yTitle: string;
  bounds?: readonly [number, number];
  /** The plots of a view have y axes of their own. */
  separateY?: boolean;
  /** First what the paper shows; further views are chosen by name. */
  views: Readonly<Record<string, readonly PanelMetric[]>>;
  /** What a reader must know to read it. */
  note?: string;
}

const share = [0, 1] as const;

/** Panels over the episodes of training. */
export const curvePanels = {
  '2a': {
    title: 'Fig. 2a · reward and training',
    yTitle: 'reward of an episode R',
    views: {
      main: [{ metric: 'reward', heading: '' }],
      psi: [
        { metric: 'reward', heading: 'as trained: an interruption costs ψ = 0.25' },
        { metric: 'rewardWithoutPsi', heading: 'the same episodes counted with ψ = 0' },
      ],
    },
  },
  '2b': {
    title: 'Fig. 2b · loss and training',
    yTitle: 'loss, or error over variance',
    separateY: true,
    views: {
      main: [
        { metric: 'loss', heading: 'own loss: not comparable' },
        { metric: 'bellmanError', heading: 'normalised Bellman error' },
      ],
      loss: [{ metric: 'loss', heading: 'each as it defines it' }],
      bellman: [{ metric: 'bellmanError', heading: 'normalised Bellman error' }],
    },
    note: 'The losses have different targets: (27) averages five errors on parts of the reward, the baselines square one error on their sum, so the left plot ranks definitions. The right one divides each by the variance of its own targets. A lower error is no better policy, and a genetic algorithm has no loss.',
  },
  '3a': {
    title: 'Fig. 3a · energy by layer and training',
    yTitle: 'energy per attempt (J)',
    separateY: true,
    views: {
      main: [
        { metric: 'energyVehicleJ', heading: 'vehicle layer' },
        { metric: 'energyEdgeJ', heading: 'edge layer' },
        { metric: 'energyCloudJ', heading: 'cloud layer' },
      ],
      total: [{ metric: 'energyJ', heading: 'all layers' }],
    },
  },
  '4a': {
    title: 'Fig. 4a · quality of experience and training',
    yTitle: 'mean experience of service tasks',
    bounds: share,
    views: {
      main: [{ metric: 'qoe', heading: '' }],
      tiers: [
        { metric: 'qoe', heading: 'all destinations' },
        { metric: 'qoeEdge', heading: 'to an edge' },
        { metric: 'qoeCloud', heading: 'to a cloud' },
      ],
    },
  },
  '5a': {
    title: 'Fig. 5a · latency and training',
    yTitle: 'mean latency per attempt (s)',
    views: {
      main: [{ metric: 'latencyS', heading: 'a failed attempt counts L_max' }],
      parts: [
        { metric: 'latencyVehicleS', heading: 'vehicle part' },
        { metric: 'latencyEdgeS', heading: 'edge part' },
        { metric: 'latencyCloudS', heading: 'cloud part' },
      ],
      censoring: [
        { metric: 'latencyS', heading: 'failed = L_max' },
        { metric: 'latencySuccessS', heading: 'successes only' },
        { metric: 'latencyP95S', heading: '95th percentile' },
      ],
    },
  },
  '6a': {
    title: 'Fig. 6a · success and training',
    yTitle: 'migration success rate',
    bounds: share,
    views: {
      main: [{ metric: 'msr', heading: '' }],
      tiers: [
        { metric: 'msr', heading: 'all destinations' },
        { metric: 'msrEdge', heading: 'to an edge' },
        { metric: 'msrCloud', heading: 'to a cloud' },
      ],
    },
  },
  '7b': {
    title: 'Fig. 7b · migration cost and training',
    yTitle: 'cost ($)',
    separateY: true,
    views: {
      main: [
        { metric: 'costPerAttempt', heading: 'per attempt' },
        { metric: 'costPerSuccess', heading: 'per successful migration' },
      ],
      payers: [
        { metric: 'costVehicle', heading: 'paid by vehicles' },
        { metric: 'costEdge', heading: 'paid by edge servers' },
      ],
    },
  },
} as const satisfies Record<string, CurveDescription>;

export type CurvePanelId = keyof typeof curvePanels;
