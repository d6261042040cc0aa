import type { Axis } from '../evaluate';

/** A measured quantity as a panel shows it. */
export interface PanelMetric {
  /** Key in the rows. */
  metric: string;
  heading: string;
}

/** What a panel of section V shows; MODEL.md §5.7. */
export interface PanelDescription {
  title: string;
  /** The swept quantity, as `sweep` takes it. */
  axis: Axis;
  xTitle: string;
  yTitle: string;
  /** What the quantity cannot leave. */
  bounds?: readonly [number, number];
  /** The plots of a view have y axes of their own. */
  separateY?: boolean;
  /** First what the paper shows; further views are chosen by name. */
  views: Readonly<Record<string, readonly PanelMetric[]>>;
}

const resources = 'resource multiplier (bandwidth, backhaul, CPU)';
const taskSize = 'size of the twin D (MB)';
const latencyViews = {
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
} as const;
const successViews = {
  main: [{ metric: 'msr', heading: '' }],
  tiers: [
    { metric: 'msr', heading: 'all destinations' },
    { metric: 'msrEdge', heading: 'to an edge' },
    { metric: 'msrCloud', heading: 'to a cloud' },
  ],
} as const;
const share = [0, 1] as const;
const latencyTitle = 'mean latency per attempt (s)';
const successTitle = 'migration success rate';

/** Panels that need no training. */
export const panels = {
  '3b': {
    axis: 'dataMB',
    title: 'Fig. 3b · energy by layer and task size',
    xTitle: taskSize,
    yTitle: 'energy per attempt (J)',
    views: {
      main: [
        { metric: 'energyVehicleJ', heading: 'vehicle' },
        { metric: 'energyEdgeJ', heading: 'edge' },
        { metric: 'energyCloudJ', heading: 'cloud' },
      ],
    },
  },
  '4b': {
    axis: 'resources',
    title: 'Fig. 4b · quality of experience and resources',
    xTitle: resources,
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
  '5b': {
    axis: 'dataMB',
    title: 'Fig. 5b · latency and task size',
    xTitle: taskSize,
    yTitle: latencyTitle,
    views: latencyViews,
  },
  '5c': {
    axis: 'resources',
    title: 'Fig. 5c · latency and resources',
    xTitle: resources,
    yTitle: latencyTitle,
    views: latencyViews,
  },
  '5d': {
    axis: 'requestProb',
    title: 'Fig. 5d · latency and demand',
    xTitle: 'request probability per idle vehicle and slot',
    yTitle: latencyTitle,
    views: latencyViews,
  },
  '6b': {
    axis: 'resources',
    title: 'Fig. 6b · success and resources',
    xTitle: resources,
    yTitle: successTitle,
    bounds: share,
    views: successViews,
  },
  '6c': {
    axis: 'vehicles',
    title: 'Fig. 6c · success and demand',
    xTitle: 'vehicles',
    yTitle: successTitle,
    bounds: share,
    views: successViews,
  },
  '7a': {
    axis: 'resources',
    title: 'Fig. 7a · migration cost and resources',
    xTitle: resources,
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
} as const satisfies Record<string, PanelDescription>;

export type PanelId = keyof typeof panels;
