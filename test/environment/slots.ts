import assert from 'node:assert/strict';
import { defaultAction, type JointAction } from '../../src/environment/action';
import { createEnvironment, type Environment } from '../../src/environment/environment';
import { globalLength, observeGlobal } from '../../src/environment/observation-global';
import { observeCloud, observeEdge } from '../../src/environment/observation-server';
import { observeLearner } from '../../src/environment/observation-vehicle';
import { createOutcome } from '../../src/environment/slot';
import type { State } from '../../src/environment/state';
import { OPTIONS, REQUEST } from '../../src/environment/state';
import { createSurvey, type Survey, takeSurvey } from '../../src/environment/survey';
import { makeConfig } from '../../src/paper/config';
import type { Overrides } from '../../src/paper/profiles';
import { createRng, type Rng } from '../../src/support/rng';

/** An environment at the start of an episode, its state changed by `edit` before anything is derived from it. */
export function environmentWith(
  profile: string,
  overrides: Overrides = {},
  edit?: (state: State) => void,
  seed = 1,
): Environment {
  const environment = createEnvironment(makeConfig(profile, overrides));
  environment.reset(seed);
  if (edit) editState(environment, edit);
  return environment;
}

/** Changes the state and derives links, pools and options from it again. */
export function editState(environment: Environment, edit: (state: State) => void): void {
  const snapshot = environment.save();
  edit(snapshot.state);
  environment.restore(snapshot);
}

export const feasibleSlots = ({ options }: Environment, v: number): number[] =>
  Array.from({ length: OPTIONS }, (_, o) => o).filter((o) => options.dst[v * OPTIONS + o] >= 0);

/** A random feasible choice of everybody, node controls included. */
export function randomAction(environment: Environment, rng: Rng): JointAction {
  const action = defaultAction(environment.config);
  const { options } = environment;
  for (const v of options.deciders.subarray(0, options.count)) {
    const slots = feasibleSlots(environment, v);
    action.option[v] = slots[rng.integer(slots.length)];
    action.qos[v] = rng.uniform();
  }
  for (const controls of [action.power, action.admission, action.offer])
    for (let n = 0; n < controls.length; n++) controls[n] = 0.3 + 0.7 * rng.uniform();
  return action;
}

/** Calls `look` at every slot of an episode of random choices, before the step, with that slot's choice. */
export function randomEpisode(
  environment: Environment,
  slots: number,
  look: (action: JointAction, slot: number) => void,
  seed = 5,
): void {
  environment.reset(seed);
  const rng = createRng(seed, 'explore');
  for (let slot = 0; slot < slots; slot++) {
    const action = randomAction(environment, rng);
    look(action, slot);
    environment.step(action);
  }
}

/** The entry of a named row. */
export function entry(names: readonly string[], row: ArrayLike<number>, name: string): number {
  const index = names.indexOf(name);
  if (index < 0) throw new Error(`no entry is called "${name}"`);
  return row[index];
}

/** Fails unless the two numbers differ by at most `tolerance`. */
export const close = (actual: number, expected: number, tolerance = 1e-9): void =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} instead of ${expected}`);

/** A survey of the environment's present slot. */
export function surveyOf(environment: Environment): Survey {
  const survey = createSurvey(environment);
  takeSurvey(environment, survey);
  return survey;
}

/** What `write` writes into a row that held NaN everywhere. */
export function observed(length: number, write: (out: Float64Array) => void): Float64Array {
  const out = new Float64Array(length).fill(Number.NaN);
  write(out);
  return out;
}

export const learnerRow = (environment: Environment, v: number): Float64Array =>
  observed(32, (out) => observeLearner(environment, v, out));
export const edgeRow = (environment: Environment, j: number): Float64Array =>
  observed(16, (out) => observeEdge(environment, surveyOf(environment), j, out));
export const cloudRow = (environment: Environment, n: number): Float64Array =>
  observed(12, (out) => observeCloud(environment, surveyOf(environment), n, out));
export const globalRow = (environment: Environment): Float64Array =>
  observed(globalLength(environment.config), (out) => observeGlobal(environment, surveyOf(environment), out));

/** Vehicle 0 at x = 350 m drives on at 20 m/s with a service task; everybody else stands far off without requests or hosts. */
export function alone(state: State): void {
  state.x.fill(2400);
  state.request.fill(REQUEST.NONE);
  state.host.fill(-1);
  state.x[0] = 350;
  state.headingX[0] = 1;
  state.speedMps[0] = 20;
  state.request[0] = REQUEST.SERVICE;
  state.requestDataMB[0] = 20;
  state.requestCyclesG[0] = 1.2;
  state.waitSlots[0] = 2;
}

/** An environment with two outcomes to work on. */
export function bench(profile: string, overrides: Overrides = {}) {
  const environment = createEnvironment(makeConfig(profile, overrides));
  return {
    environment,
    outcome: createOutcome(environment.config),
    scratch: createOutcome(environment.config),
  };
}

/** Fails unless two rows agree to 1e-12 in every entry. */
export const closeRows = (actual: ArrayLike<number>, expected: ArrayLike<number>): void => {
  assert.equal(actual.length, expected.length);
  for (let k = 0; k < expected.length; k++) close(actual[k], expected[k], 1e-12);
};
