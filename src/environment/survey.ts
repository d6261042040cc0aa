import type { Environment } from './environment';
import { covers } from './links';
import { stretchAt } from './nearby';
import type { SlotView } from './options';
import { kappaOf } from './outcome';
import { addPair, createPairs, type Pairs } from './pairs';
import { accessPoolHz, backhaulPoolHz, capacityG, powerRangeW } from './pools';
import { REQUEST } from './state';

/** A caller's buffer. Observations and features are written into it, nothing is allocated. */
export type Numbers = Float32Array | Float64Array;

/**
 * The servers at the start of a slot as shares of what they have, counted once for all observations and features.
 * Arrays over nodes (edges, then clouds) unless said otherwise; shares lie in [0, 1], `loadShare` may exceed 1.
 */
export interface Survey {
  /** What is left of the access pool, of s·f·Δ after the hosted twins, and of the backhaul pool (0 for clouds). */
  readonly bandwidthShare: Float64Array;
  readonly computeShare: Float64Array;
  readonly backhaulShare: Float64Array;
  /** Hosted twins, and hosted with inbound ones, over s·f·Δ. */
  readonly hostedShare: Float64Array;
  readonly loadShare: Float64Array;
  /** Place of the last P_c in its range, and the clock it gives, Hz. */
  readonly powerShare: Float64Array;
  readonly frequencyHz: Float64Array;
  readonly capacityG: Float64Array;
  /** Deciders an edge covers; deciders whose nearest gateway a cloud is. */
  readonly deciders: Float64Array;
  /** Vehicles whose nearest edge this is, and their mean speed (m/s; 0 without vehicles), per edge. */
  readonly cellVehicles: Float64Array;
  readonly cellSpeedMps: Float64Array;
  /** Which edge (`to`) covers which vehicle (`from`). */
  readonly coverage: Pairs;
  /** What does not change in an episode: whole pools (Hz), power (W) and clock (Hz) in the middle of the range. */
  readonly poolHz: Float64Array;
  readonly backhaulPoolHz: Float64Array;
  readonly midPowerW: Float64Array;
  readonly midFrequencyHz: Float64Array;
}

/** Whether the vehicle chooses in this slot: it has a request and no flight. */
export const decides = ({ state }: Pick<SlotView, 'state'>, v: number): boolean =>
  state.request[v] !== REQUEST.NONE && state.flightSlots[v] === 0;

/** An empty survey of the environment's size; `takeSurvey` fills it. */
export function createSurvey(environment: Environment): Survey {
  const { config, scenario, equations } = environment;
  const { nodes, edges } = scenario;
  const perNode = (value: (n: number) => number = () => 0) => Float64Array.from({ length: nodes }, (_, n) => value(n));
  const midPowerW = perNode((n) => (powerRangeW(config, n)[0] + powerRangeW(config, n)[1]) / 2);
  const kappa = kappaOf(environment);
  return {
    bandwidthShare: perNode(),
    computeShare: perNode(),
    backhaulShare: perNode(),
    hostedShare: perNode(),
    loadShare: perNode(),
    powerShare: perNode(),
    frequencyHz: perNode(),
    capacityG: perNode(),
    deciders: perNode(),
    cellVehicles: new Float64Array(edges),
    cellSpeedMps: new Float64Array(edges),
    coverage: createPairs(2 * config.parameters.vehicles),
    poolHz: perNode((n) => accessPoolHz(config, n)),
    backhaulPoolHz: new Float64Array(edges).fill(backhaulPoolHz(config)),
    midPowerW,
    midFrequencyHz: perNode((n) => equations.cpuFrequency({ powerW: midPowerW[n], kappa })),
  };
}

/** Looks at the present slot. Call it once after `reset`, `restore` or `step`, before observing. Changes only `survey`. */
export function takeSurvey(environment: Environment, survey: Survey): void {
  surveyServers(environment, survey);
  surveyVehicles(environment, survey);
  countDeciders(environment, survey);
}

function surveyServers({ config, scenario, equations, state, pools }: Environment, survey: Survey): void {
  const kappa = kappaOf({ config });
  for (let n = 0; n < scenario.nodes; n++) {
    const [low, high] = powerRangeW(config, n);
    survey.powerShare[n] = high > low ? (state.powerW[n] - low) / (high - low) : 0;
    survey.frequencyHz[n] = equations.cpuFrequency({ powerW: state.powerW[n], kappa });
    const capacity = capacityG(config, n, survey.frequencyHz[n]);
    survey.capacityG[n] = capacity;
    survey.bandwidthShare[n] = pools.accessHz[n] / survey.poolHz[n];
    survey.hostedShare[n] = pools.hostedG[n] / capacity;
    survey.computeShare[n] = Math.max(0, 1 - survey.hostedShare[n]);
    survey.loadShare[n] = (pools.hostedG[n] + pools.inboundG[n]) / capacity;
    survey.backhaulShare[n] = n < scenario.edges ? pools.backhaulHz[n] / survey.backhaulPoolHz[n] : 0;
  }
}

function surveyVehicles({ config, scenario, state, links }: Environment, survey: Survey): void {
  const { coverage, cellVehicles, cellSpeedMps } = survey;
  const { vehicles } = config.parameters;
  coverage.count = 0;
  cellVehicles.fill(0);
  cellSpeedMps.fill(0);
  for (let v = 0; v < vehicles; v++) {
    cellVehicles[links.nearest[v]]++;
    cellSpeedMps[links.nearest[v]] += state.speedMps[v];
    const near = scenario.nearby.covering[stretchAt(scenario.nearby, state.x[v])];
    for (let k = 0; k < near.length; k++)
      if (covers(config, scenario, state, v, near[k])) addPair(coverage, v, near[k]);
  }
  for (let j = 0; j < scenario.edges; j++) if (cellVehicles[j] > 0) cellSpeedMps[j] /= cellVehicles[j];
}

function countDeciders(environment: Environment, { coverage, deciders }: Survey): void {
  const { options, links } = environment;
  deciders.fill(0);
  for (let e = 0; e < coverage.count; e++) if (decides(environment, coverage.from[e])) deciders[coverage.to[e]]++;
  for (let k = 0; k < options.count; k++) deciders[links.nearestCloud[options.deciders[k]]]++;
}
