import type { Policy } from '../agents/policy';
import type { Environment } from '../environment/environment';
import { interrupted } from '../environment/pools';
import type { Scenario } from '../environment/scenario';
import type { Config } from '../paper/config';
import { runEpisode } from './evaluate';
import type { RoadFrame, RoadLayout } from './figures/road';
import type { Metrics } from './metrics';

/** How far beside the middle of the road a vehicle is drawn, so that the two directions are told apart; m. */
const LANE_M = 28;

/** An episode as a film: what `roadFigure` draws, and the episode's metrics. */
export interface RoadFilm {
  readonly layout: RoadLayout;
  readonly frames: readonly RoadFrame[];
  readonly metrics: Metrics;
}

export interface RoadFilmOptions {
  readonly environment: Environment;
  readonly policy: Policy;
  readonly seed: number;
  /** Frames to keep, the start of the episode included; at least 1. */
  readonly slots: number;
}

/** Where the servers of an environment stand, as a picture needs it; gateways of a road lie beside it. */
export function roadLayout({ config, scenario }: Pick<Environment, 'config' | 'scenario'>): RoadLayout {
  const { edges, nodes } = scenario;
  const numbers = (from: number, to: number, at: (n: number) => number) =>
    Array.from({ length: to - from }, (_, k) => at(from + k));
  const beside = (n: number) => scenario.y[n] + (alongRoad(scenario) ? scenario.offsetM[n] : 0);
  return {
    kind: scenario.kind === 'ring' ? 'ring' : 'plane',
    roadM: scenario.sizeM,
    edgeX: numbers(0, edges, (n) => scenario.x[n]),
    edgeY: numbers(0, edges, (n) => scenario.y[n]),
    gatewayX: numbers(edges, nodes, (n) => scenario.x[n]),
    gatewayY: numbers(edges, nodes, beside),
    coverageM: coverageOnGround(config),
  };
}

const alongRoad = ({ kind }: Pick<Scenario, 'kind'>) => kind === 'ring' || kind === 'openRoad';

/** Coverage is a slant range; on the ground the mast's height is missing. */
function coverageOnGround({ parameters: { coverageM, edgeHeightM } }: Config): number {
  return Math.sqrt(coverageM * coverageM - edgeHeightM * edgeHeightM);
}

/** The present slot of an environment: positions, hosts, twins on their way, twins out of reach. */
export function roadFrame({ config, scenario, state, links }: Environment): RoadFrame {
  const lane = (v: number) => (alongRoad(scenario) ? state.y[v] + LANE_M * Math.sign(state.headingX[v]) : state.y[v]);
  const each = <T>(at: (v: number) => T) => Array.from({ length: config.parameters.vehicles }, (_, v) => at(v));
  return {
    slot: state.slot,
    xM: each((v) => state.x[v]),
    yM: each(lane),
    hostNode: each((v) => state.host[v]),
    inFlightTo: each((v) => (state.flightSlots[v] > 0 ? state.flightDst[v] : -1)),
    interrupted: each((v) => interrupted(links, v)),
  };
}

/**
 * Plays an episode and keeps its first frames.
 * @throws RangeError if `slots` is not a whole number from 1 on
 */
export function filmEpisode({ environment, policy, seed, slots }: RoadFilmOptions): RoadFilm {
  if (!Number.isInteger(slots) || slots < 1)
    throw new RangeError(`filmEpisode: slots is ${slots}; it must be a whole number from 1 on`);
  environment.reset(seed);
  const frames = [roadFrame(environment)];
  const keep = () => {
    if (frames.length < slots) frames.push(roadFrame(environment));
  };
  const metrics = runEpisode(environment, policy, seed, { onStep: keep });
  return { layout: roadLayout(environment), frames, metrics };
}
