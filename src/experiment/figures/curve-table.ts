import { cost, experience, latency, success, type ViewedQuantity } from './panel-quantities';

/** What a panel over the episodes of training shows; MODEL.md §5.7. */
export interface CurveDescription extends ViewedQuantity {
  title: string;
  /** What a reader must know to read it. */
  note?: string;
}

/** Panels over the episodes of training. */
export const curvePanels = {
  '2a': {
    title: 'Fig. 2a · reward and training',
    yTitle: 'reward of an episode R',
    views: {
      main: [{ metric: 'reward', heading: '' }],
      psi: [
        { metric: 'reward', heading: 'as trained: an interruption costs ψ' },
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
    ...experience,
  },
  '5a': {
    title: 'Fig. 5a · latency and training',
    ...latency,
  },
  '6a': {
    title: 'Fig. 6a · success and training',
    ...success,
  },
  '7b': {
    title: 'Fig. 7b · migration cost and training',
    ...cost,
  },
} as const satisfies Record<string, CurveDescription>;

export type CurvePanelId = keyof typeof curvePanels;
