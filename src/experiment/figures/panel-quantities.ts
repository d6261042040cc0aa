/** A measured quantity as a panel shows it. */
export interface PanelMetric {
  /** Key in the rows. */
  metric: string;
  heading: string;
}

/** What a panel's y axis shows, whatever its x is. */
export interface ViewedQuantity {
  yTitle: string;
  /** What the quantity cannot leave. */
  bounds?: readonly [number, number];
  /** The plots of a view have y axes of their own: of all views, or of those named. */
  separateY?: boolean | readonly string[];
  /** First what the paper shows; further views are chosen by name. */
  views: Readonly<Record<string, readonly PanelMetric[]>>;
}

/** A view that a panel has not, and the `names` of those it has. */
/** The described panel of that id. @throws RangeError naming those there are */
export function panelOf<T>(id: string, described: Readonly<Record<string, T>>): T {
  if (!Object.hasOwn(described, id))
    throw new RangeError(`panel "${id}" is not one of ${Object.keys(described).join(', ')}`);
  return described[id];
}

export const unknownView = (panel: string, view: string, names: readonly string[]): RangeError =>
  new RangeError(`panel ${panel} has no view "${view}"; it has ${names.join(', ')}`);

/** Whether the plots of a view have y axes of their own. */
export const hasOwnY = ({ separateY = false }: ViewedQuantity, view: string): boolean =>
  typeof separateY === 'boolean' ? separateY : separateY.includes(view);

/*
 * Quantities that the paper plots both over the episodes of training and over a sweep.
 */

export const experience = {
  yTitle: 'mean experience of service tasks',
  bounds: [0, 1],
  views: {
    main: [{ metric: 'qoe', heading: '' }],
    tiers: [
      { metric: 'qoe', heading: 'all destinations' },
      { metric: 'qoeEdge', heading: 'to an edge' },
      { metric: 'qoeCloud', heading: 'to a cloud' },
    ],
  },
} as const satisfies ViewedQuantity;

export const latency = {
  yTitle: 'latency (s)',
  separateY: ['parts'],
  views: {
    main: [{ metric: 'latencyS', heading: 'mean per attempt, a failed one counts L_max' }],
    parts: [
      { metric: 'latencyVehicleS', heading: 'vehicle part per attempt' },
      { metric: 'latencyEdgeS', heading: 'edge part per attempt' },
      { metric: 'latencyCloudS', heading: 'cloud part per attempt' },
    ],
    censoring: [
      { metric: 'latencyS', heading: 'failed = L_max' },
      { metric: 'latencySuccessS', heading: 'successes only' },
      { metric: 'latencyP95S', heading: '95th percentile' },
    ],
  },
} as const satisfies ViewedQuantity;

export const success = {
  yTitle: 'migration success rate',
  bounds: [0, 1],
  views: {
    main: [{ metric: 'msr', heading: '' }],
    tiers: [
      { metric: 'msr', heading: 'all destinations' },
      { metric: 'msrEdge', heading: 'to an edge' },
      { metric: 'msrCloud', heading: 'to a cloud' },
    ],
  },
} as const satisfies ViewedQuantity;

export const cost = {
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
} as const satisfies ViewedQuantity;
