import type { Equations } from '../models';
import type { Config } from '../paper/config';
import { OBJECTIVE_COUNT, STATUS } from './flows';
import type { SlotView } from './options';
import { bookedRating } from './outcome';
import { interrupted } from './pools';
import { type SlotOutcome, weigh, weightsOf } from './slot';

/** Requests that ran out of time in a slot, by vehicle. */
export interface Expiries {
  readonly services: number[];
  readonly handovers: number[];
}

/**
 * Running mean and deviation of the five parts over the episode's last 1,000 slots, used from its 21st on (AMB-20, `zscore`). It
 * begins anew with each episode: what was played before must not change what an episode is worth.
 */
export interface RunningScale {
  readonly window: Float64Array;
  count: number;
}

const WINDOW = 1000;
const WARM_UP = 20;

export const createRunningScale = (): RunningScale => ({
  window: new Float64Array(WINDOW * OBJECTIVE_COUNT),
  count: 0,
});

/** N_ref = V·p_req, which makes rewards of different fleets comparable. */
export const referenceCount = ({ parameters, register }: Config): number =>
  parameters.vehicles * (register['env.requestProb'] as number);

/** Vehicles interrupted at the start of the slot (AMB-30). */
export function countInterrupted({ config, links }: SlotView): number {
  let count = 0;
  for (let v = 0; v < config.parameters.vehicles; v++) if (interrupted(links, v)) count++;
  return count;
}

/**
 * The five signed parts of the slot, divided by N_ref: admitted flows, expiries, interruptions (MODEL.md §5.1-8; (21), (23)).
 * @returns parts in the order experience, utility, latency, energy, cost
 */
export function slotParts(
  view: SlotView,
  outcome: SlotOutcome,
  expiries: Expiries,
  interruptions: number,
): Float64Array {
  const { config } = view;
  const { flows } = outcome;
  const parts = new Float64Array(OBJECTIVE_COUNT);
  for (let f = 0; f < flows.count; f++) {
    if (flows.status[f] !== STATUS.ADMITTED) continue;
    for (let k = 0; k < OBJECTIVE_COUNT; k++) parts[k] += flows.parts[f * OBJECTIVE_COUNT + k];
  }
  for (const v of expiries.services) parts[0] += bookedRating(view, v, 0);
  parts[0] -= (config.register['env.interruptionPsi'] as number) * interruptions;
  parts[2] -= expiries.services.length + expiries.handovers.length;
  const count = referenceCount(config);
  for (let k = 0; k < OBJECTIVE_COUNT; k++)
    parts[k] = view.equations.normalise({ value: parts[k], reference: 1, count });
  return parts;
}

/** 𝕆 of a slot from its parts, after the running scale where AMB-20 asks for it. */
export function slotObjective(view: SlotView, parts: Float64Array, scale: RunningScale): number {
  const { config, equations } = view;
  if (config.register['objective.normaliser'] === 'thresholds') return objectiveOf(view, parts);
  scale.window.set(parts, (scale.count % WINDOW) * OBJECTIVE_COUNT);
  scale.count++;
  if (scale.count <= WARM_UP) return objectiveOf(view, parts);
  return weigh(equations, standardised(equations, parts, scale), 0, weightsOf(config));
}

/** (21) on the parts, whose last three are negative here and positive there. */
function objectiveOf({ config, equations }: SlotView, parts: Float64Array): number {
  const [experience, utility, latency, energy, cost] = parts;
  return equations.objective({
    experience,
    utility,
    latency: -latency,
    energy: -energy,
    cost: -cost,
    weights: weightsOf(config),
  });
}

function standardised(equations: Equations, parts: Float64Array, { window, count }: RunningScale): Float64Array {
  const rows = Math.min(count, WINDOW);
  return parts.map((value, k) => {
    let mean = 0;
    for (let r = 0; r < rows; r++) mean += window[r * OBJECTIVE_COUNT + k] / rows;
    let variance = 0;
    for (let r = 0; r < rows; r++) variance += (window[r * OBJECTIVE_COUNT + k] - mean) ** 2 / rows;
    return equations.standardise({ value, mean, deviation: Math.sqrt(variance) });
  });
}
