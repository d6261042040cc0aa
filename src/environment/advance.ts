import { type Flows, OBJECTIVE_COUNT, STATUS } from './flows';
import type { SlotView } from './options';
import type { SlotOutcome } from './slot';
import { holdHorizon, REQUEST, releaseHolds, type State } from './state';

/** Slots of length Δ that cover `seconds`, at most L_max of them. */
function slotsFor({ config }: SlotView, seconds: number): number {
  const { latencyMaxS, slotS } = config.parameters;
  return Math.ceil(Math.min(seconds, latencyMaxS) / slotS);
}

/** Reserves what an admitted flow holds, from this slot on (AMB-28), and starts its flight (MODEL.md §5.1-7). */
function depart(view: SlotView, outcome: SlotOutcome, f: number): void {
  const { config, state } = view;
  const { flows } = outcome;
  const v = flows.vehicle[f];
  if (config.register['env.coupling'] === 'reservation') {
    const horizon = holdHorizon(config);
    const hold = (holds: Float64Array, n: number, hz: number, slots: number) => {
      if (n >= 0 && slots > 0) holds[n * horizon + slots - 1] += hz;
    };
    const moving = slotsFor(view, flows.migrationS[f]);
    hold(state.accessHoldHz, flows.access[f], flows.bandwidthHz[f], slotsFor(view, flows.uploadS[f]));
    hold(state.backhaulHoldHz, flows.source[f], flows.backhaulHz[f], moving);
    hold(state.accessHoldHz, flows.hosting[f], flows.hostingUnits[f] * config.parameters.unitHz, moving);
  }
  const waitedS = config.register['latency.gating'] === 'byMode' ? flows.waitS[f] : 0; // the printed sum has no wait in it
  state.flightSlots[v] = Math.max(1, slotsFor(view, flows.latencyS[f] - waitedS));
  state.flightDst[v] = flows.success[f] === 1 ? flows.dst[f] : -1;
  state.flightDataMB[v] = flows.dataMB[f];
  state.flightCyclesG[v] = flows.cyclesG[f];
  if (state.request[v] === REQUEST.SERVICE) remember(state, v, flows.success[f] === 1 ? flows.rating[f] : 0);
  state.lastRating[v] = flows.success[f] === 1 ? flows.rating[f] : 0;
  state.request[v] = REQUEST.NONE;
  state.waitSlots[v] = 0;
}

/** Keeps the last five ratings of the vehicle's resolved service tasks. */
export function remember(state: State, v: number, rating: number): void {
  if (state.recentCount[v] === 5) state.recentRatings.copyWithin(5 * v, 5 * v + 1, 5 * v + 5);
  else state.recentCount[v]++;
  state.recentRatings[5 * v + state.recentCount[v] - 1] = rating;
}

export function departAll(view: SlotView, outcome: SlotOutcome): void {
  for (let f = 0; f < outcome.flows.count; f++)
    if (outcome.flows.status[f] === STATUS.ADMITTED) depart(view, outcome, f);
}

/** Holds and flights count down; a successful flight that ends makes its destination the host (MODEL.md §5.1-10). */
export function countDown(view: SlotView): void {
  const { config, state } = view;
  releaseHolds(state.accessHoldHz, holdHorizon(config));
  releaseHolds(state.backhaulHoldHz, holdHorizon(config));
  for (let v = 0; v < config.parameters.vehicles; v++) {
    if (state.flightSlots[v] === 0 || --state.flightSlots[v] > 0 || state.flightDst[v] < 0) continue;
    if (config.register['env.hosting'] === true) {
      state.host[v] = state.flightDst[v];
      state.twinDataMB[v] = state.flightDataMB[v];
      state.twinCyclesG[v] = state.flightCyclesG[v];
    }
    state.flightDst[v] = -1;
  }
}

const HALF = 0.5;
const SLOW = 0.3;

/** What the flows of a slot left at a node. */
interface Tally {
  arrived: number;
  touching: number;
  readonly sums: number[];
  executed: number;
  succeeded: number;
  relays: number;
  relayCost: number;
}

const openTally = (): Tally => ({
  arrived: 0,
  touching: 0,
  sums: [0, 0, 0, 0, 0],
  executed: 0,
  succeeded: 0,
  relays: 0,
  relayCost: 0,
});

function touch(tally: Tally, values: readonly number[]): void {
  tally.touching++;
  for (let k = 0; k < values.length; k++) tally.sums[k] += values[k];
}

/** Counts every flow at the nodes it touched, each node once. */
function tallyFlows({ config, scenario }: SlotView, { flows }: SlotOutcome): Tally[] {
  const tallies = Array.from({ length: scenario.nodes }, openTally);
  for (let f = 0; f < flows.count; f++) {
    const [access, source, dst] = [flows.access[f], flows.source[f], flows.dst[f]];
    if (access >= 0) tallies[access].arrived++;
    if (flows.status[f] !== STATUS.ADMITTED) continue;
    const values = traces(flows, f);
    if (access >= 0) touch(tallies[access], values);
    if (source >= 0 && source !== access) touch(tallies[source], values);
    if (dst !== access && dst !== source) touch(tallies[dst], values);
    tallies[dst].executed++;
    tallies[dst].succeeded += flows.success[f];
    if (source < 0) continue;
    tallies[dst].relays++;
    tallies[dst].relayCost += flows.cost[f] / config.parameters.referenceCost;
  }
  return tallies;
}

/** Moving averages over the flows that touched a vehicle or node in the slot; MODEL.md §5.2, §5.3. */
export function updateAverages(view: SlotView, outcome: SlotOutcome): void {
  const { config, state } = view;
  const { flows } = outcome;
  const V = config.parameters.vehicles;
  for (let f = 0; f < flows.count; f++)
    if (flows.status[f] === STATUS.ADMITTED) blend(state.touched, 5 * flows.vehicle[f], traces(flows, f));
  tallyFlows(view, outcome).forEach(({ arrived, touching, sums, executed, succeeded, relays, relayCost }, n) => {
    if (touching > 0)
      blend(
        state.touched,
        5 * (V + n),
        sums.map((sum) => sum / touching),
      );
    if (executed > 0) state.success[n] += HALF * (succeeded / executed - state.success[n]);
    if (relays > 0) state.relayCost[n] += HALF * (relayCost / relays - state.relayCost[n]);
    state.arrivals[n] += HALF * (arrived - state.arrivals[n]);
    state.arrivalsSlow[n] += SLOW * (arrived - state.arrivalsSlow[n]);
  });
}

/** UX, U, L, E, C of a flow, scaled as in the reward and all positive. */
const traces = (flows: Flows, f: number): number[] => {
  const base = f * OBJECTIVE_COUNT;
  const { parts } = flows;
  return [flows.success[f] * flows.rating[f], parts[base + 1], -parts[base + 2], -parts[base + 3], -parts[base + 4]];
};

function blend(averages: Float64Array, base: number, values: readonly number[]): void {
  for (let k = 0; k < values.length; k++) averages[base + k] += HALF * (values[k] - averages[base + k]);
}
