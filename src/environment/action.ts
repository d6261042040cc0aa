import type { Config } from '../paper/config';
import type { Options } from './options';
import { DEFER, OPTIONS, type State } from './state';

/**
 * The joint choice of a slot (MODEL.md §5.4). Vehicles: option slot 0–9 and a_q' ∈ [0, 1]; nodes: share a_r' of the power
 * range, admission level h and offered fraction φ. Entries of vehicles that decide nothing are ignored.
 */
export interface JointAction {
  readonly option: Uint8Array;
  readonly qos: Float64Array;
  readonly power: Float64Array;
  readonly admission: Float64Array;
  readonly offer: Float64Array;
}

/** Everybody defers; nodes at mid power, h = φ = 1. */
export function defaultAction(config: Config): JointAction {
  const V = config.parameters.vehicles;
  const N = config.parameters.edges + config.parameters.clouds;
  return {
    option: new Uint8Array(V),
    qos: new Float64Array(V).fill(0.5),
    power: new Float64Array(N).fill(0.5),
    admission: new Float64Array(N).fill(1),
    offer: new Float64Array(N).fill(1),
  };
}

/**
 * Refuses a joint choice that the slot does not allow.
 * @throws naming the field, the index, the value and what would be right.
 */
export function checkAction(options: Options, state: State, action: JointAction): void {
  for (const field of ['option', 'qos'] as const) checkLength(field, action[field].length, state.request.length);
  for (const field of ['power', 'admission', 'offer'] as const)
    checkLength(field, action[field].length, state.powerW.length);
  for (let k = 0; k < options.count; k++) {
    const v = options.deciders[k];
    const slot = action.option[v];
    if (slot >= OPTIONS || options.dst[v * OPTIONS + slot] < 0) {
      const allowed = Array.from({ length: OPTIONS }, (_, o) => o).filter((o) => options.dst[v * OPTIONS + o] >= 0);
      throw new Error(
        `action.option[${v}] = ${slot}: not feasible in slot ${state.slot}; feasible: ${allowed.join(', ')}`,
      );
    }
    if (slot !== DEFER) checkShare('qos', v, action.qos[v], 0);
  }
  for (let n = 0; n < action.power.length; n++) {
    checkShare('power', n, action.power[n], 0);
    checkShare('admission', n, action.admission[n], 0);
    checkShare('offer', n, action.offer[n], 0);
  }
}

function checkShare(field: string, index: number, value: number, low: number): void {
  if (!(value >= low && value <= 1))
    throw new Error(`action.${field}[${index}] = ${value}: must be a number from ${low} to 1`);
}

function checkLength(field: string, length: number, right: number): void {
  if (length !== right) throw new Error(`action.${field} has ${length} entries, but there are ${right} to decide for`);
}
