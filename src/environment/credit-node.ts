import type { JointAction } from './action';
import { LATENCY, localCredit, REFUSAL_PART } from './credit';
import type { Environment } from './environment';
import { OBJECTIVE_COUNT, STATUS } from './flows';
import { interrupted } from './pools';
import type { SlotOutcome } from './slot';
import { REQUEST } from './state';

const EXPERIENCE = 0;

/** Mid power, everything admitted, everything offered. */
const DEFAULT = { power: 0.5, admission: 1, offer: 1 } as const;

/**
 * What each node's control was worth in the slot: the five parts of 𝕆, times N_ref, of the slot minus those of the same slot
 * with that node at its default action. Expiries count; later slots do not, except what a refusal costs under AMB-65. 0 for a node
 * at its default or without flows.
 * Pure; call it before `step`, as the credits of vehicles. Source: MODEL.md §5.4.
 *
 * @param outcome evaluation of `action` on the present state
 * @param scratch another outcome, overwritten
 * @returns (J + I)·5 numbers, edges first
 */
export function nodeCredit(
  environment: Environment,
  action: JointAction,
  outcome: SlotOutcome,
  scratch: SlotOutcome,
): Float64Array {
  if (scratch === outcome) throw new Error('nodeCredit: scratch must be another outcome than outcome');
  const { nodes } = environment.scenario;
  const credit = new Float64Array(nodes * OBJECTIVE_COUNT);
  const local = localCredit(environment, outcome);
  const joint = totalsOf(environment, outcome, local);
  for (let n = 0; n < nodes; n++) {
    if (atDefault(action, n) || !isUsed(outcome, n)) continue;
    environment.evaluate(withDefault(action, n), scratch, { known: outcome });
    const without = totalsOf(environment, scratch, localCredit(environment, scratch, local));
    for (let k = 0; k < OBJECTIVE_COUNT; k++) credit[n * OBJECTIVE_COUNT + k] = joint[k] - without[k];
  }
  return credit;
}

/** The five parts of 𝕆·N_ref, from those of every vehicle; under AMB-65 with what refused requests cost. */
function totalsOf(environment: Environment, outcome: SlotOutcome, local: Float64Array): Float64Array {
  const totals = new Float64Array(OBJECTIVE_COUNT);
  for (let at = 0; at < local.length; at += OBJECTIVE_COUNT)
    for (let k = 0; k < OBJECTIVE_COUNT; k++) totals[k] += local[at + k];
  if (environment.config.register['rl.nodeRefusals'] === 'waiting') addWaiting(environment, outcome, totals);
  return totals;
}

/** A refused request waits a slot more: 1/8 of latency, and ψ where its hand-over goes on being interrupted. */
function addWaiting({ config, state, links }: Environment, { flows }: SlotOutcome, totals: Float64Array): void {
  const psi = config.register['env.interruptionPsi'] as number;
  for (let f = 0; f < flows.count; f++) {
    const v = flows.vehicle[f];
    if (flows.status[f] !== STATUS.REFUSED || state.request[v] === REQUEST.PREMIGRATION) continue;
    totals[LATENCY] += REFUSAL_PART;
    if (interrupted(links, v)) totals[EXPERIENCE] -= psi;
  }
}

const atDefault = ({ power, admission, offer }: JointAction, n: number): boolean =>
  power[n] === DEFAULT.power && admission[n] === DEFAULT.admission && offer[n] === DEFAULT.offer;

/** The choice in which node n alone stands at its default. */
function withDefault(action: JointAction, n: number): JointAction {
  const replaced = (values: Float64Array, value: number) => {
    const copy = values.slice();
    copy[n] = value;
    return copy;
  };
  return {
    ...action,
    power: replaced(action.power, DEFAULT.power),
    admission: replaced(action.admission, DEFAULT.admission),
    offer: replaced(action.offer, DEFAULT.offer),
  };
}

/** Whether any flow executes at node n or buys there; nobody else feels the node's control in this slot. */
function isUsed({ flows }: SlotOutcome, n: number): boolean {
  for (let f = 0; f < flows.count; f++)
    if (flows.dst[f] === n || flows.access[f] === n || flows.hosting[f] === n) return true;
  return false;
}
