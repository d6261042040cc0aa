import type { Config } from '../paper/config';
import { clip } from '../support/numeric';
import type { Rng } from '../support/rng';
import { gridCrossings, type Scenario } from './scenario';
import type { State } from './state';

/** How vehicles are placed at the start of an episode and moved by one slot; MODEL.md §2.2 (AMB-48). */
interface Mobility {
  place(world: World): void;
  move(world: World): void;
}

export interface World {
  readonly config: Config;
  readonly scenario: Scenario;
  readonly state: State;
  readonly rng: Rng;
}

/** Gauss–Markov speed: memory of the last speed, pull to the vehicle's own mean, noise; clipped to the paper's range. */
function nextSpeed({ config, state, rng }: World, v: number): number {
  const { speedMemory: memory, speedNoiseMps, speedMinMps, speedMaxMps } = config.parameters;
  const noise = Math.sqrt(1 - memory * memory) * rng.normal() * speedNoiseMps;
  return clip(memory * state.speedMps[v] + (1 - memory) * state.meanSpeedMps[v] + noise, speedMinMps, speedMaxMps);
}

function drawSpeed({ config, state, rng }: World, v: number): void {
  const { speedMinMps, speedMaxMps } = config.parameters;
  state.meanSpeedMps[v] = speedMinMps + (speedMaxMps - speedMinMps) * rng.uniform();
  state.speedMps[v] = state.meanSpeedMps[v];
}

const wrap = (x: number, sizeM: number) => ((x % sizeM) + sizeM) % sizeM;

/** One road along x. The first half of the ids stand anywhere, the others around two centres in turn; directions alternate by id, so a cluster drives one way. */
const road: Mobility = {
  place(world) {
    const { config, scenario, state, rng } = world;
    const V = config.parameters.vehicles;
    const centres = [rng.uniform() * scenario.sizeM, rng.uniform() * scenario.sizeM];
    for (let v = 0; v < V; v++) {
      const clustered = v - Math.ceil(V / 2);
      const spread = config.parameters.clusterHalfWidthM * (2 * rng.uniform() - 1);
      const anywhere = rng.uniform() * scenario.sizeM;
      const x = clustered < 0 ? anywhere : centres[clustered % 2] + spread;
      state.x[v] = wrap(x, scenario.sizeM);
      state.y[v] = 0;
      state.headingX[v] = v % 2 === 0 ? 1 : -1;
      state.headingY[v] = 0;
      drawSpeed(world, v);
    }
  },
  move(world) {
    const { config, scenario, state } = world;
    for (let v = 0; v < config.parameters.vehicles; v++) {
      state.speedMps[v] = nextSpeed(world, v);
      const x = state.x[v] + state.headingX[v] * state.speedMps[v] * config.parameters.slotS;
      state.x[v] = wrap(x, scenario.sizeM);
    }
  },
};

const DIRECTIONS = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

/** Streets of a square grid; at a crossing straight on with ½, left and right with ¼ each, never off the grid. */
const grid: Mobility = {
  place(world) {
    const { config, state, rng } = world;
    const { sites, perSide } = gridCrossings(config);
    for (let v = 0; v < config.parameters.vehicles; v++) {
      const crossing = rng.integer(sites.length);
      state.x[v] = sites[crossing].x;
      state.y[v] = sites[crossing].y;
      turn(world, v, perSide, rng.integer(4));
      drawSpeed(world, v);
    }
  },
  move(world) {
    const { config, state } = world;
    const { perSide, blockM } = gridCrossings(config);
    for (let v = 0; v < config.parameters.vehicles; v++) {
      state.speedMps[v] = nextSpeed(world, v);
      const step = state.speedMps[v] * config.parameters.slotS;
      const along = state.headingX[v] * state.x[v] + state.headingY[v] * state.y[v];
      const toCrossing = (Math.floor(along / blockM + 1e-9) + 1) * blockM - along;
      const u = world.rng.uniform();
      if (step < toCrossing) {
        advance(state, v, step);
        continue;
      }
      advance(state, v, toCrossing);
      const facing = DIRECTIONS.findIndex(([hx, hy]) => hx === state.headingX[v] && hy === state.headingY[v]);
      turn(world, v, perSide, facing + (u < 0.5 ? 0 : u < 0.75 ? 1 : 3));
      advance(state, v, step - toCrossing);
    }
  },
};

function advance(state: State, v: number, metres: number): void {
  state.x[v] += state.headingX[v] * metres;
  state.y[v] += state.headingY[v] * metres;
}

/** Faces the wished direction, or the next one anticlockwise that stays on the grid. */
function turn({ scenario, state }: World, v: number, perSide: number, wished: number): void {
  const inside = (value: number) => value > -1 && value < scenario.sizeM + 1;
  const blockM = scenario.sizeM / (perSide - 1);
  state.x[v] = Math.round(state.x[v] / blockM) * blockM;
  state.y[v] = Math.round(state.y[v] / blockM) * blockM;
  for (let k = 0; k < 4; k++) {
    const [hx, hy] = DIRECTIONS[(wished + k) % 4];
    if (!inside(state.x[v] + hx * blockM) || !inside(state.y[v] + hy * blockM)) continue;
    state.headingX[v] = hx;
    state.headingY[v] = hy;
    return;
  }
}

/** The recorded trace, from a start drawn so that an episode fits into it; a standing vehicle keeps its last heading. */
const recorded: Mobility = {
  place(world) {
    const { config, scenario, state, rng } = world;
    const trace = scenario.trace as NonNullable<Scenario['trace']>;
    state.traceStart = 1 + rng.integer(Math.max(1, trace.slots - config.parameters.episodeSlots - 1));
    read(world, state.traceStart - 1);
    state.headingX.fill(1);
    state.headingY.fill(0);
    read(world, state.traceStart);
  },
  move(world) {
    const trace = world.scenario.trace as NonNullable<Scenario['trace']>;
    read(world, Math.min(world.state.traceStart + world.state.slot + 1, trace.slots - 1));
  },
};

function read({ config, scenario, state }: World, row: number): void {
  const trace = scenario.trace as NonNullable<Scenario['trace']>;
  for (let v = 0; v < config.parameters.vehicles; v++) {
    const dx = trace.xM[row][v] - state.x[v];
    const dy = trace.yM[row][v] - state.y[v];
    const way = Math.sqrt(dx * dx + dy * dy);
    if (way > 0.1) {
      state.headingX[v] = dx / way;
      state.headingY[v] = dy / way;
    }
    state.x[v] = trace.xM[row][v];
    state.y[v] = trace.yM[row][v];
    state.speedMps[v] = trace.speedMps[row][v];
    state.meanSpeedMps[v] = state.speedMps[v];
  }
}

export const mobilityOf: Record<Scenario['kind'], Mobility> = { ring: road, openRoad: road, grid, trace: recorded };
