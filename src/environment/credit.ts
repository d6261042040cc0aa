import type { JointAction } from './action';
import type { Environment } from './environment';
import { type Flows, OBJECTIVE_COUNT, STATUS } from './flows';
import type { SlotView } from './options';
import { bookedRating } from './outcome';
import { accessPoolHz, interrupted } from './pools';
import type { SlotOutcome } from './slot';
import { REQUEST } from './state';

/*
 * What the learners are given in place of 𝕆 (AMB-33): per vehicle five signed parts in the order experience, utility,
 * latency, energy, cost, not divided by N_ref. All functions here are pure and speak about the present slot, so they must be
 * called before `step` moves the state on: evaluate(action, outcome), credit, step(action). Source: MODEL.md §5.4.
 */

const UTILITY = 1;
export const LATENCY = 2;
/** What another vehicle's refusal weighs in the difference credit, on the latency part. */
export const REFUSAL_PART = -1 / 8;
/** λ of the charge for held spectrum, and the time its share is taken of. */
export const SPECTRUM_CHARGE = 2;
const CHARGE_HORIZON_S = 8;

const emptyCredit = (environment: Environment): Float64Array =>
  new Float64Array(environment.config.parameters.vehicles * OBJECTIVE_COUNT);

/**
 * Each vehicle's own booked parts: its flow, −ψ while interrupted, −1 on latency if its request expires in this slot.
 * Summed over the vehicles and divided by N_ref they are the parts that `step` returns.
 *
 * @param outcome evaluation of the slot's joint choice
 * @param credit receives them, where given
 * @returns V·5 numbers
 */
export function localCredit(
  environment: Environment,
  outcome: SlotOutcome,
  credit: Float64Array = emptyCredit(environment),
): Float64Array {
  credit.fill(0);
  const { flows } = outcome;
  const psi = environment.config.register['env.interruptionPsi'] as number;
  for (let v = 0; v < environment.config.parameters.vehicles; v++)
    if (interrupted(environment.links, v)) credit[v * OBJECTIVE_COUNT] -= psi;
  for (const v of expiring(environment, outcome)) {
    if (environment.state.request[v] === REQUEST.SERVICE)
      credit[v * OBJECTIVE_COUNT] += bookedRating(environment, v, 0);
    credit[v * OBJECTIVE_COUNT + LATENCY] -= 1;
  }
  for (let f = 0; f < flows.count; f++) {
    if (flows.status[f] !== STATUS.ADMITTED) continue;
    const base = flows.vehicle[f] * OBJECTIVE_COUNT;
    for (let k = 0; k < OBJECTIVE_COUNT; k++) credit[base + k] += flows.parts[f * OBJECTIVE_COUNT + k];
  }
  return credit;
}

/** Vehicles whose service task or hand-over waits past w_max if the slot ends with this outcome (MODEL.md §5.1-9). */
function expiring({ config, state, options }: Environment, { flows }: SlotOutcome): number[] {
  const vehicles: number[] = [];
  for (let k = 0; k < options.count; k++) {
    const v = options.deciders[k];
    const late = state.waitSlots[v] + 1 > config.parameters.waitMaxSlots;
    if (late && state.request[v] !== REQUEST.PREMIGRATION && !isAdmitted(flows, v)) vehicles.push(v);
  }
  return vehicles;
}

function isAdmitted(flows: Flows, v: number): boolean {
  for (let f = 0; f < flows.count; f++) if (flows.vehicle[f] === v && flows.status[f] === STATUS.ADMITTED) return true;
  return false;
}

/**
 * What each vehicle's flow did to the others in the slot: Σ_{y≠x} [c_y(joint) − c_y(joint without x)], the slot being
 * allocated anew without x. A refused y counts −1/8 on latency. 0 for a vehicle that defers, or meets nobody in a pool or market.
 *
 * @param outcome evaluation of `action` on the present state
 * @param scratch another outcome, overwritten
 * @returns V·5 numbers
 */
export function differenceCredit(
  environment: Environment,
  action: JointAction,
  outcome: SlotOutcome,
  scratch: SlotOutcome,
): Float64Array {
  if (scratch === outcome) throw new Error('differenceCredit: scratch must be another outcome than outcome');
  const credit = emptyCredit(environment);
  const { flows } = outcome;
  for (let x = 0; x < flows.count; x++) {
    if (!sharesPools(environment, flows, x)) continue;
    const v = flows.vehicle[x];
    environment.evaluate(action, scratch, { without: v, known: outcome });
    for (let y = 0; y < flows.count; y++) {
      if (y === x) continue;
      const yWithout = y < x ? y : y - 1; // flows stand in the order of their vehicles
      for (let k = 0; k < OBJECTIVE_COUNT; k++)
        credit[v * OBJECTIVE_COUNT + k] += partOf(flows, y, k) - partOf(scratch.flows, yWithout, k);
    }
  }
  return credit;
}

function partOf(flows: Flows, f: number, k: number): number {
  if (flows.status[f] === STATUS.ADMITTED) return flows.parts[f * OBJECTIVE_COUNT + k];
  return k === LATENCY ? REFUSAL_PART : 0;
}

/** Whether another flow meets flow x: at its executing node (C3, queue), its backhaul, or in a market tree. */
function sharesPools(view: SlotView, flows: Flows, x: number): boolean {
  const trees = treesOf(view, flows, x);
  for (let y = 0; y < flows.count; y++) {
    if (y === x) continue;
    if (flows.source[x] >= 0 && flows.source[y] === flows.source[x]) return true;
    if (treesOf(view, flows, y).some((tree) => trees.includes(tree))) return true;
  }
  return false;
}

/** Clouds whose trees set a price for the flow: those of its access and hosting, and of its destination, whose price it pays. */
function treesOf({ scenario }: SlotView, { access, hosting, dst }: Flows, f: number): number[] {
  const sellers = [access[f], hosting[f], dst[f]].filter((n) => n >= 0);
  return sellers.map((n) => (n < scenario.edges ? scenario.upstream[n] : n));
}

/**
 * Charge for the spectrum an admitted flow holds beyond the slot: λ (b/B_up) min(L_tr, L_max)/8 off the utility part, λ = 2.
 *
 * @returns V·5 numbers, not above 0
 */
export function spectrumCharge(environment: Environment, { flows }: SlotOutcome): Float64Array {
  const { config } = environment;
  const credit = emptyCredit(environment);
  for (let f = 0; f < flows.count; f++) {
    if (flows.status[f] !== STATUS.ADMITTED || flows.access[f] < 0) continue;
    const share = flows.bandwidthHz[f] / accessPoolHz(config, flows.access[f]);
    const held = Math.min(flows.uploadS[f], config.parameters.latencyMaxS) / CHARGE_HORIZON_S;
    credit[flows.vehicle[f] * OBJECTIVE_COUNT + UTILITY] = -SPECTRUM_CHARGE * share * held;
  }
  return credit;
}

/**
 * Takes ψ of a successful hand-over back from a credit, under `rl.handoverCredit` = withheld (AMB-66): while it is booked, an
 * interruption of one slot costs nothing, and no vehicle learns to migrate before one.
 */
function withholdBonus({ config, state }: Environment, { flows }: SlotOutcome, credit: Float64Array): void {
  if (config.register['rl.handoverCredit'] === 'booked') return;
  for (let f = 0; f < flows.count; f++) {
    const v = flows.vehicle[f];
    const handedOver = flows.status[f] === STATUS.ADMITTED && flows.success[f] === 1;
    if (handedOver && state.request[v] === REQUEST.HANDOVER)
      credit[v * OBJECTIVE_COUNT] -= config.register['env.interruptionPsi'] as number;
  }
}

/**
 * The credit of vehicles under `rl.credit` = localDifferenceCharge: local parts, less the bonus of hand-overs where it is
 * withheld, effect on the others, charge for spectrum.
 *
 * @param outcome evaluation of `action` on the present state
 * @param scratch another outcome, overwritten
 * @returns V·5 numbers
 */
export function vehicleCredit(
  environment: Environment,
  action: JointAction,
  outcome: SlotOutcome,
  scratch: SlotOutcome,
): Float64Array {
  const credit = localCredit(environment, outcome);
  withholdBonus(environment, outcome, credit);
  const difference = differenceCredit(environment, action, outcome, scratch);
  const charge = spectrumCharge(environment, outcome);
  return credit.map((own, k) => own + (difference[k] + charge[k]));
}
