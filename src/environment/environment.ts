import { type Equations, equationsFor } from '../models';
import type { Config } from '../paper/config';
import { createRng, type Rng, type RngState } from '../support/rng';
import { checkAction, type JointAction } from './action';
import { countDown, departAll, updateAverages } from './advance';
import { STATUS } from './flows';
import { createLinks, updateLinks } from './links';
import { mobilityOf } from './mobility';
import { createOptions, type SlotView, updateOptions } from './options';
import { kappaOf } from './outcome';
import { capacityG, createPools, type Pools, powerRangeW, updatePools } from './pools';
import { drawRequests, expire, rememberExpired } from './requests';
import {
  countInterrupted,
  createRunningScale,
  type Expiries,
  type RunningScale,
  slotObjective,
  slotParts,
} from './reward';
import { createScenario, drawInRange } from './scenario';
import { updateShadowing } from './shadowing';
import { createOutcome, evaluateSlot, type SlotOutcome, type Variation } from './slot';
import { copyState, createState, type State } from './state';

/** What one slot gave. `outcome` is overwritten by the next step. */
export interface StepResult {
  /** 𝕆(t) and its five signed parts, divided by N_ref, in the order experience, utility, latency, energy, cost. */
  readonly reward: number;
  readonly parts: Float64Array;
  readonly outcome: SlotOutcome;
  /** What every vehicle asked for at the start of the slot. */
  readonly requests: Uint8Array;
  readonly expiries: Expiries;
  readonly interruptions: number;
  /** The time limit is reached; there is no absorbing state. */
  readonly truncated: boolean;
}

/** All that decides how an episode goes on; plain data that shares no memory with the environment. */
export interface Snapshot {
  readonly state: State;
  readonly streams: Record<string, RngState>;
  readonly scale: RunningScale;
}

export interface Environment extends SlotView {
  readonly pools: Pools;
  reset(seed: number): void;
  /** @param evaluated the evaluation of this very choice on the present state, where the caller has it */
  step(action: JointAction, evaluated?: SlotOutcome): StepResult;
  /** Steps 5–7 of a joint choice on the present state, which stays as it is. */
  evaluate(action: JointAction, outcome: SlotOutcome, variation?: Variation): SlotOutcome;
  save(): Snapshot;
  restore(snapshot: Snapshot): void;
}

/**
 * The slotted world of MODEL.md §5.1 under a config and an equation set.
 * @throws if `step` gets a choice that is not feasible, or a number that is not finite comes out
 */
export function createEnvironment(config: Config, equations: Equations = equationsFor(config)): Environment {
  const scenario = createScenario(config, equations);
  const links = createLinks(config, equations);
  const options = createOptions(config);
  const pools = createPools(config);
  const buffer = createOutcome(config);
  let state = createState(config);
  let scale = createRunningScale();
  let begun = false;
  let streams = openStreams(0);
  const view = (): World => ({ config, scenario, equations, state, links, options, pools });

  function look(): void {
    updateLinks(config, scenario, equations, state, links);
  }

  function observe(): void {
    updatePools(config, scenario, equations, state, links, pools);
    updateOptions(view());
  }

  function reset(seed: number): void {
    begun = true;
    state = createState(config);
    scale = createRunningScale();
    streams = openStreams(seed);
    mobilityOf[scenario.kind].place({ config, scenario, state, rng: streams.mobility });
    updateShadowing(config, state, streams.shadowing, true);
    drawServers(config, state, streams.scenario);
    look();
    hostTwins(view(), streams.scenario);
    look();
    drawRequests(view(), streams.requests);
    observe();
  }

  function step(action: JointAction, evaluated?: SlotOutcome): StepResult {
    if (!begun) throw new Error('step: no episode has begun; call reset(seed) first');
    checkAction(options, state, action);
    const now = view();
    const interruptions = countInterrupted(now);
    const requests = state.request.slice();
    const outcome = evaluated ?? evaluateSlot(now, pools, action, buffer); // Algorithm 1, lines 23–25
    departAll(now, outcome);
    const expiries = expire(now);
    const parts = slotParts(now, outcome, expiries, interruptions);
    const reward = slotObjective(now, parts, scale);
    if (!Number.isFinite(reward))
      throw new Error(`reward is ${reward} in slot ${state.slot}: parts ${Array.from(parts).join(', ')}`);
    rememberExpired(now, expiries);
    keepControls(now, outcome);
    updateAverages(now, outcome);
    state.lastParts.set(parts);
    countDown(now);
    mobilityOf[scenario.kind].move({ config, scenario, state, rng: streams.mobility });
    updateShadowing(config, state, streams.shadowing, false);
    look();
    drawRequests(now, streams.requests);
    state.slot++;
    observe();
    const truncated = state.slot >= config.parameters.episodeSlots;
    return { reward, parts, outcome, requests, expiries, interruptions, truncated };
  }

  return {
    config,
    scenario,
    equations,
    links,
    options,
    pools,
    get state() {
      return state;
    },
    reset,
    step,
    evaluate: (action, target, variation) => evaluateSlot(view(), pools, action, target, variation),
    save: () => ({
      state: copyState(state),
      streams: Object.fromEntries(Object.entries(streams).map(([name, rng]) => [name, rng.save()])),
      scale: structuredClone(scale),
    }),
    restore(snapshot) {
      begun = true;
      state = copyState(snapshot.state);
      scale = structuredClone(snapshot.scale);
      for (const [name, rng] of Object.entries(streams)) rng.restore(snapshot.streams[name]);
      look();
      observe();
    },
  };
}

interface World extends SlotView {
  readonly pools: Pools;
}

type Streams = Record<'scenario' | 'mobility' | 'shadowing' | 'requests', Rng>;

const openStreams = (seed: number): Streams => ({
  scenario: createRng(seed, 'scenario'),
  mobility: createRng(seed, 'mobility'),
  shadowing: createRng(seed, 'shadowing'),
  requests: createRng(seed, 'requests'),
});

/** One power per server and episode where AMB-26 reads the range as heterogeneity; else mid power until the first action. */
function drawServers(config: Config, state: State, rng: Rng): void {
  const drawn = config.register['cpu.wattsToHz'] === 'perServerDraw';
  for (let n = 0; n < state.powerW.length; n++) {
    const [low, high] = powerRangeW(config, n);
    const share = rng.uniform();
    state.powerW[n] = low + (high - low) * (drawn ? share : 0.5);
  }
}

/** At reset, in id order, each twin is hosted by its vehicle's nearest edge if C3 allows it at mid power and h = 1. */
function hostTwins(world: World, rng: Rng): void {
  const { config, scenario, equations, state, links } = world;
  const p = config.parameters;
  const kind = config.register['dist.task'];
  const hostedG = new Float64Array(scenario.nodes);
  const capacity = Float64Array.from({ length: scenario.nodes }, (_, n) =>
    capacityG(config, n, equations.cpuFrequency({ powerW: state.powerW[n], kappa: kappaOf(world) })),
  );
  for (let v = 0; v < p.vehicles; v++) {
    state.twinDataMB[v] = drawInRange(kind, p.dataMinMB, p.dataMaxMB, rng);
    state.twinCyclesG[v] = drawInRange(kind, p.cyclesMinG, p.cyclesMaxG, rng);
    const n = links.nearest[v];
    const newCyclesG = equations.taskCycles({ cyclesG: state.twinCyclesG[v], dataMB: state.twinDataMB[v] });
    const load = { hostedCyclesG: hostedG[n], inboundCyclesG: 0, newCyclesG, capacityCyclesG: capacity[n] };
    if (config.register['env.hosting'] !== true || !equations.computeWithinCapacity(load)) continue;
    hostedG[n] += newCyclesG;
    state.host[v] = n;
  }
}

/** Keeps what the next slot's observations show: controls, prices of sellers, energy by layer. */
function keepControls({ scenario, state }: SlotView, outcome: SlotOutcome): void {
  state.powerW.set(outcome.powerW);
  state.admission.set(outcome.admission);
  for (let n = 0; n < scenario.nodes; n++) state.price[n] = outcome.price[n];
  state.lastEnergyJ.fill(0);
  for (let f = 0; f < outcome.flows.count; f++) {
    if (outcome.flows.status[f] !== STATUS.ADMITTED) continue;
    state.lastEnergyJ[0] += outcome.flows.vehicleJ[f];
    state.lastEnergyJ[1] += outcome.flows.edgeJ[f];
    state.lastEnergyJ[2] += outcome.flows.cloudJ[f];
  }
}
