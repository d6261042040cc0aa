import type { Tree, TreeEquilibrium } from '../game';
import { type Equations, MODE, type Objectives } from '../models';
import type { Config } from '../paper/config';
import type { JointAction } from './action';
import { admit } from './admission';
import { allocate } from './allocation';
import { clearResults, createFlows, type Flows, OBJECTIVE_COUNT, STATUS } from './flows';
import { accessNode, modeOfSlot, type SlotView } from './options';
import { kappaOf, resolve } from './outcome';
import { type Pools, powerRangeW } from './pools';
import { DEFER, OPTIONS } from './state';

interface Demand {
  readonly valuationSum: Float64Array;
  readonly weightSum: Float64Array;
  readonly accessFlows: Float64Array;
  readonly cloudRelays: Float64Array;
}

/** The result of steps 5–7 for one joint choice. Reusable: every evaluation overwrites it. */
export interface SlotOutcome {
  readonly flows: Flows;
  /** The line for admission at every destination: its first flow and each flow's follower, −1 at the end. */
  readonly first: Int16Array;
  readonly following: Int16Array;
  readonly demand: Demand;
  /** Node controls of the choice: P_c (W), f (Hz), h, the offered capacity X = φ·B_res in units, and what of X is for everybody. */
  readonly powerW: Float64Array;
  readonly frequencyHz: Float64Array;
  readonly admission: Float64Array;
  readonly offeredUnits: Float64Array;
  readonly unreservedUnits: Float64Array;
  readonly price: Float64Array;
  readonly ration: Float64Array;
  readonly soldUnits: Float64Array;
  readonly resaleUnits: Float64Array;
  readonly acceptedG: Float64Array;
  readonly relays: Float64Array;
  readonly wanRelays: Float64Array;
  readonly arrivals: Float64Array;
  readonly waitS: Float64Array;
  /** The games of the slot, a tree a cloud; left as they were where none is played. */
  readonly games: { tree: Tree; equilibrium: TreeEquilibrium }[];
  refused: number;
}

export function createOutcome({ parameters: { vehicles, edges, clouds } }: Config): SlotOutcome {
  const N = edges + clouds;
  const perNode = () => new Float64Array(N);
  return {
    flows: createFlows(vehicles),
    first: new Int16Array(N),
    following: new Int16Array(vehicles),
    demand: { valuationSum: perNode(), weightSum: perNode(), accessFlows: perNode(), cloudRelays: perNode() },
    powerW: perNode().fill(Number.NaN), // no clock is known yet
    frequencyHz: perNode(),
    admission: perNode(),
    offeredUnits: perNode(),
    unreservedUnits: perNode(),
    price: perNode(),
    ration: perNode(),
    soldUnits: perNode(),
    resaleUnits: perNode(),
    acceptedG: perNode(),
    relays: perNode(),
    wanRelays: perNode(),
    arrivals: new Float64Array(2 * N),
    waitS: new Float64Array(2 * N),
    games: [],
    refused: 0,
  };
}

/** Node controls of a joint choice: P_c from the power share (or the server's own draw, AMB-26), f, h and X. */
function setControls(view: SlotView, pools: Pools, action: JointAction, outcome: SlotOutcome): void {
  const { config, scenario, equations, state } = view;
  const drawn = config.register['cpu.wattsToHz'] === 'perServerDraw';
  const reserving = config.register['action.cloudAq'] === 'priorityReserve';
  const kappa = kappaOf(view);
  for (let n = 0; n < scenario.nodes; n++) {
    const [low, high] = powerRangeW(config, n);
    const before = outcome.powerW[n];
    outcome.powerW[n] = drawn ? state.powerW[n] : low + action.power[n] * (high - low);
    if (outcome.powerW[n] !== before)
      outcome.frequencyHz[n] = equations.cpuFrequency({ powerW: outcome.powerW[n], kappa });
    outcome.admission[n] = action.admission[n];
    outcome.unreservedUnits[n] = (action.offer[n] * pools.accessHz[n]) / config.parameters.unitHz;
    outcome.offeredUnits[n] =
      reserving && n >= scenario.edges ? pools.accessHz[n] / config.parameters.unitHz : outcome.unreservedUnits[n];
  }
}

/** Declared valuation at quality q; α° is the same at q = ½ (MODEL.md §2.2). */
export function valuationOf({ config, equations, state }: SlotView, v: number, qos: number): number {
  const p = config.parameters;
  return equations.valuation({
    dataMB: state.requestDataMB[v],
    waitS: state.waitSlots[v] * p.slotS,
    qos,
    latencyMaxS: p.latencyMaxS,
    scale: p.valuationScale,
    referenceMB: p.valuationReferenceMB,
    horizonS: p.valuationHorizonS,
    minimum: p.valuationMin,
    maximum: p.valuationMax,
  });
}

function openFlow(view: SlotView, flows: Flows, v: number, slot: number, qos: number): void {
  const { config, scenario, state, options } = view;
  const f = flows.count++;
  const mode = modeOfSlot(slot);
  const dst = options.dst[v * OPTIONS + slot];
  const relay = mode === MODE.RELAY;
  flows.vehicle[f] = v;
  flows.slot[f] = slot;
  flows.mode[f] = mode;
  flows.dst[f] = dst;
  flows.access[f] = accessNode(view, v, slot);
  flows.source[f] = relay ? options.source[v] : -1;
  flows.resident[f] = relay ? options.resident[v] : 0;
  const resale = relay && !flows.resident[f] && dst >= scenario.edges;
  flows.hosting[f] = !relay ? -1 : resale ? scenario.upstream[options.source[v]] : dst;
  flows.priorityClass[f] = qos >= 0.5 ? 1 : 2;
  flows.dataMB[f] = state.requestDataMB[v];
  flows.cyclesG[f] = state.requestCyclesG[v];
  flows.waitS[f] = state.waitSlots[v] * config.parameters.slotS;
  flows.valuation[f] = valuationOf(view, v, qos);
  flows.trueValuation[f] = qos === 0.5 ? flows.valuation[f] : valuationOf(view, v, 0.5);
  flows.status[f] = STATUS.PENDING;
  flows.broken[f] = 0;
  flows.plays[f] = 0;
  flows.success[f] = 0;
}

/** How an evaluation differs from the plain one of a joint choice. */
export interface Variation {
  /** A vehicle that is left out. */
  readonly without?: number;
  /** An evaluation of another choice on the same state; what has the same inputs there is taken from it, bit for bit. */
  readonly known?: SlotOutcome;
}

/**
 * Steps 5–7 of the slot for one joint choice: admission, game, allocation, outcome. Reads the state and changes nothing but
 * `outcome`. The step, the myopic policies, the genetic oracle and the credits all call it. Source: MODEL.md §5.1.
 */
export function evaluateSlot(
  view: SlotView,
  pools: Pools,
  action: JointAction,
  outcome: SlotOutcome,
  { without = -1, known }: Variation = {},
): SlotOutcome {
  const { options } = view;
  const { flows } = outcome;
  setControls(view, pools, action, outcome);
  flows.count = 0;
  for (let k = 0; k < options.count; k++) {
    const v = options.deciders[k];
    if (v !== without && action.option[v] !== DEFER) openFlow(view, flows, v, action.option[v], action.qos[v]);
  }
  admit(view, pools, outcome);
  allocate(view, pools, outcome, known);
  resolve(view, pools, outcome, known);
  outcome.refused = 0;
  for (let f = 0; f < flows.count; f++) {
    if (flows.status[f] !== STATUS.REFUSED) continue;
    outcome.refused++;
    clearResults(flows, f);
  }
  return outcome;
}

/** Weights ω of the objectives, by name. */
export const weightsOf = ({ parameters: p }: Config): Objectives => ({
  experience: p.weightExperience,
  utility: p.weightUtility,
  latency: p.weightLatency,
  energy: p.weightEnergy,
  cost: p.weightCost,
});

/** Σ_ι ω_ι r_ι of five signed parts stored from `base` on: a flow's contribution to 𝕆·N_ref, or 𝕆 of a slot. */
export function weigh(equations: Equations, parts: Float64Array, base: number, weights: Objectives): number {
  return equations.scalarReward({
    experience: parts[base],
    utility: parts[base + 1],
    latency: parts[base + 2],
    energy: parts[base + 3],
    cost: parts[base + 4],
    weights,
  });
}

/** What the myopic policies maximise: Σ contributions of admitted flows − `penalty` for each refused one (MODEL.md §5.6). */
export function slotValue(equations: Equations, outcome: SlotOutcome, weights: Objectives, penalty: number): number {
  let sum = -penalty * outcome.refused;
  for (let f = 0; f < outcome.flows.count; f++)
    if (outcome.flows.status[f] === STATUS.ADMITTED)
      sum += weigh(equations, outcome.flows.parts, f * OBJECTIVE_COUNT, weights);
  return sum;
}
