import type { Config } from '../../paper/config';
import { type Axis, demandAxis } from '../evaluate';
import { cost, experience, latency, panelOf, success, type ViewedQuantity } from './panel-quantities';

/** What a panel of section V shows; MODEL.md §5.7. */
export interface PanelDescription extends ViewedQuantity {
  title: string;
  /** The swept quantity, as `sweep` takes it. */
  axis: Axis;
  xTitle: string;
}

const resources = 'resource multiplier (bandwidth, backhaul, CPU)';
const taskSize = 'size of the twin D (MB)';
/** Panels over a sweep. */
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
    ...experience,
  },
  '5b': {
    axis: 'dataMB',
    title: 'Fig. 5b · latency and task size',
    xTitle: taskSize,
    ...latency,
  },
  '5c': {
    axis: 'resources',
    title: 'Fig. 5c · latency and resources',
    xTitle: resources,
    ...latency,
  },
  '5d': {
    axis: 'requestProb',
    title: 'Fig. 5d · latency and demand',
    xTitle: 'request probability per idle vehicle and slot',
    ...latency,
  },
  '6b': {
    axis: 'resources',
    title: 'Fig. 6b · success and resources',
    xTitle: resources,
    ...success,
  },
  '6c': {
    axis: 'vehicles',
    title: 'Fig. 6c · success and demand',
    xTitle: 'vehicles',
    ...success,
  },
  '7a': {
    axis: 'resources',
    title: 'Fig. 7a · migration cost and resources',
    xTitle: resources,
    ...cost,
  },
} as const satisfies Record<string, PanelDescription>;

export type PanelId = keyof typeof panels;

/**
 * A panel over a sweep as a config has it: demand grows along the other of the two axes where AMB-42 says so.
 * @throws RangeError naming those there are
 */
export function panelUnder(id: PanelId, config: Pick<Config, 'register'>): PanelDescription {
  if (id !== '5d' && id !== '6c') return panelOf(id, panels);
  const axis = demandAxis(config, id);
  const { xTitle } = axis === panels['5d'].axis ? panels['5d'] : panels['6c'];
  return { ...panels[id], axis, xTitle };
}
