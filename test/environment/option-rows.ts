import assert from 'node:assert/strict';
import type { Environment } from '../../src/environment/environment';
import { OPTION_FEATURES, OPTION_NAMES, writeOptionFeatures } from '../../src/environment/option-features';
import { OPTIONS, type State } from '../../src/environment/state';
import type { Overrides } from '../../src/paper/profiles';
import { alone, environmentWith, observed, surveyOf } from './slots';

/** Numbers a decider has. */
export const ROW = OPTIONS * OPTION_FEATURES;

/** The features of all deciders. */
export const featuresOf = (environment: Environment) =>
  observed(environment.options.count * ROW, (out) => writeOptionFeatures(environment, surveyOf(environment), out));

/** The features of an option slot of the only decider, by name. */
export function named(environment: Environment, slot: number): Record<string, number> {
  assert.equal(environment.options.count, 1);
  const row = featuresOf(environment).subarray(slot * OPTION_FEATURES, (slot + 1) * OPTION_FEATURES);
  return Object.fromEntries(OPTION_NAMES.map((name, k) => [name, row[k]]));
}

/** The task of GOLD-5: 30 MB, 1.1 Gcycles, no wait, 150 m before or behind an edge that sells at 0.36 $/MB. */
function goldenTask(state: State): void {
  alone(state);
  state.x[0] = 400;
  state.requestDataMB[0] = 30;
  state.requestCyclesG[0] = 1.1;
  state.waitSlots[0] = 0;
  state.price[0] = 0.36;
}

/** A vehicle with that task, alone, after `edit`, under register overrides. */
export const golden = (edit: (state: State) => void = () => {}, overrides: Overrides['register'] = {}): Environment =>
  environmentWith(
    'std',
    { parameters: { edgeMaxBandwidthHz: 4e6, cloudMaxBandwidthHz: 6e6 }, register: overrides },
    (state) => {
      goldenTask(state);
      edit(state);
    },
  );
