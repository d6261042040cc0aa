import type { JointAction } from '../../environment/action';
import { localCredit, vehicleCredit } from '../../environment/credit';
import { nodeCredit } from '../../environment/credit-node';
import { teamCredit } from '../../environment/credit-team';
import { OBJECTIVE_COUNT } from '../../environment/flows';
import { accessNode } from '../../environment/options';
import type { SlotOutcome } from '../../environment/slot';
import { DEFER, OPTIONS } from '../../environment/state';
import { rawControls } from './controls';
import { addReward, closeForGood, closeRow, DEMAND, type Replay, writeRow, writeSlot, writeVector } from './replay';
import type { LearnerSettings } from './settings';
import type { LearnerAction } from './vectors';
import type { LearnerView } from './view';
import type { World } from './world';

/** Credit of one slot: five parts a vehicle and five a node (MODEL.md §5.4). */
export interface SlotCredit {
  readonly vehicles: Float64Array;
  readonly nodes: Float64Array;
}

/** Credit under `rl.credit`. `outcome` is the evaluation of `action` on the present state, `scratch` another outcome. */
export function creditOf(
  view: LearnerView,
  action: JointAction,
  outcome: SlotOutcome,
  scratch: SlotOutcome,
  ofNodes: boolean,
): SlotCredit {
  const { environment } = view;
  const credit = environment.config.register['rl.credit'];
  if (credit === 'localTeam') return teamCredit(environment, outcome);
  const vehicles =
    credit === 'local' ? localCredit(environment, outcome) : vehicleCredit(environment, action, outcome, scratch);
  const none = environment.scenario.nodes * OBJECTIVE_COUNT;
  return { vehicles, nodes: ofNodes ? nodeCredit(environment, action, outcome, scratch) : new Float64Array(none) };
}

/** The open decisions of one of the episodes that run side by side: a row a vehicle that waits for its next decision. */
export interface Session {
  /** Place in the ring of rows; −1 for none. */
  readonly openRow: Int32Array;
  /** Slot of that row, which tells it from a newer one in its place. */
  readonly openSlot: Int32Array;
  readonly discount: Float64Array;
}

export const createSession = (world: World): Session => ({
  openRow: new Int32Array(world.vehicles).fill(-1),
  openSlot: new Int32Array(world.vehicles).fill(-1),
  discount: new Float64Array(world.vehicles).fill(1),
});

/** A vehicle's open row; −1 for none, also where the ring was too short for it and newer rows overwrote it. */
function openRowOf({ openRow, openSlot }: Session, replay: Replay, v: number): number {
  const row = openRow[v];
  return row >= 0 && replay.rowVehicle[row] === v && replay.rowSlot[row] === openSlot[v] ? row : -1;
}

/** Rows that are open at an episode's end are dropped, as nothing follows them; a terminal end closes them (AMB-22). */
export function endEpisode(session: Session, replay: Replay, { timeLimit }: Pick<LearnerSettings, 'timeLimit'>): void {
  if (timeLimit === 'terminal')
    for (const v of session.openRow.keys()) {
      const row = openRowOf(session, replay, v);
      if (row >= 0) closeForGood(replay, row);
    }
  session.openRow.fill(-1);
}

/**
 * Stores a slot (Algorithm 1, line 16). A vehicle's earlier row is closed by its new one; then every open row receives
 * γ^k r of this slot, so that R = Σ_k γ^k r up to the next decision, or r alone where every slot is a row (AMB-55).
 */
export function storeSlot(
  replay: Replay,
  session: Session,
  view: LearnerView,
  action: LearnerAction,
  credit: SlotCredit,
  gamma: number,
): void {
  const { world } = replay;
  const record = { ...jointOf(world, view, action), control: rawControls(world, action), nodeReward: credit.nodes };
  const slot = writeSlot(replay, view, record);
  for (let k = 0; k < view.rows; k++) {
    const v = view.deciders[k];
    const row = writeRow(replay, view, k, slot, action.option[v]);
    if (action.vectors) writeVector(replay, row, action.vectors, v);
    const open = openRowOf(session, replay, v);
    if (open >= 0) closeRow(replay, open, row);
    session.openRow[v] = row;
    session.openSlot[v] = slot;
    session.discount[v] = 1;
  }
  for (let v = 0; v < world.vehicles; v++) {
    const open = openRowOf(session, replay, v);
    if (open < 0) continue;
    addReward(replay, open, session.discount[v], credit.vehicles, v * OBJECTIVE_COUNT);
    session.discount[v] *= gamma;
  }
}

/** Mean one-hot choice of the deciders, and demand at every server: access flows, Σ α°, executed flows, Σ Ω. */
function jointOf(world: World, view: LearnerView, action: JointAction): { joint: Float32Array; demand: Float32Array } {
  const joint = new Float32Array(OPTIONS);
  const demand = new Float32Array(world.servers * DEMAND);
  const { environment } = view;
  for (let k = 0; k < view.count; k++) {
    const v = view.deciders[k];
    const o = action.option[v];
    joint[o] += 1 / view.count;
    if (o === DEFER) continue;
    const up = accessNode(environment, v, o);
    const dst = environment.options.dst[v * OPTIONS + o];
    if (up >= 0) {
      demand[up * DEMAND]++;
      demand[up * DEMAND + 1] += view.valuation[k];
    }
    demand[dst * DEMAND + 2]++;
    demand[dst * DEMAND + 3] += environment.state.requestCyclesG[v];
  }
  return { joint, demand };
}
