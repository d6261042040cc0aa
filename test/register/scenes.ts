import assert from 'node:assert/strict';
import type { JointAction } from '../../src/environment/action';
import type { Environment } from '../../src/environment/environment';
import type { SlotOutcome } from '../../src/environment/slot';
import { OPTIONS, REQUEST } from '../../src/environment/state';
import type { Overrides } from '../../src/paper/profiles';
import { type Actor, choose, evaluated, offering, stage, worldOf } from '../environment/stage';

/** A check of one alternative of a register key: it gets the register that holds only this change. */
export type Check = (register: Register) => void | Promise<void>;
export type Register = NonNullable<Overrides['register']>;
export type Checks = Readonly<Record<string, Readonly<Record<string, Check>>>>;

export const near = (actual: number, expected: number, tolerance = 1e-8): void =>
  assert.ok(
    Math.abs(actual - expected) <= tolerance * Math.max(1e-9, Math.abs(expected)),
    `${actual}, not ${expected}`,
  );

interface Scene {
  readonly environment: Environment;
  readonly action: JointAction;
  readonly outcome: SlotOutcome;
}

const noGame = { 'game.enabled': false, 'baseline.postedPrice': 0.36 };

/** One flow that holds 4 MHz of edge 0 (or 6 MHz of the cloud), one edge and one cloud, posted price 0.36. */
function scene(
  register: Register,
  slot: number,
  actor: Partial<Actor>,
  parameters: Overrides['parameters'] = {},
): Scene {
  const config = worldOf(1, {
    parameters: { edges: 1, clouds: 1, roadM: 2000, ...parameters },
    register: { ...noGame, ...register },
  });
  const environment = stage(config, [{ x: 100, ...actor }]);
  const action = offering(offering(choose(config, slot), 0, 4, 20), 1, 6, 100);
  return { environment, action, outcome: evaluated(environment, action) };
}

/** 30 MB uploaded to the edge at 151 m: GOLD-5, first task. */
export const edgeScene = (register: Register, actor: Partial<Actor> = {}, parameters = {}): Scene =>
  scene(register, 1, actor, parameters);

/** 30 MB uploaded to a cloud at 640 m: GOLD-5, second task. */
export const cloudScene = (register: Register): Scene => scene(register, 2, { x: 600 });

/** Fresh relay over the edge to a cloud 901 m away: GOLD-5, third task. */
export const relayScene = (register: Register): Scene => scene(register, 5, {});

/** A hand-over by relay to the cloud of a twin that lies at edge 0, with the vehicle at edge 1. */
export function residentScene(register: Register): Scene {
  const config = worldOf(1, {
    parameters: { edges: 2, clouds: 1, roadM: 2000 },
    register: { ...noGame, ...register },
  });
  const environment = stage(config, [{ x: 750, host: 0, request: REQUEST.HANDOVER }]);
  const action = choose(config, 5);
  return { environment, action, outcome: evaluated(environment, action) };
}

/** Destinations of the option slots of the first vehicle, −1 where there is none. */
export const feasible = ({ options }: Environment): number[] => Array.from(options.dst.subarray(0, OPTIONS));
