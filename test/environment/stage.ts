import { defaultAction, type JointAction } from '../../src/environment/action';
import { createEnvironment, type Environment } from '../../src/environment/environment';
import { createOutcome, type SlotOutcome } from '../../src/environment/slot';
import { REQUEST } from '../../src/environment/state';
import { type Config, makeConfig } from '../../src/paper/config';
import type { Overrides } from '../../src/paper/profiles';

/** A vehicle put in place by hand; what is left out is 30 MB, 1.1 Gcycles, 10 m/s forward, no host, a service task. */
export interface Actor {
  readonly x: number;
  readonly heading?: number;
  readonly speed?: number;
  readonly host?: number;
  readonly request?: number;
  readonly dataMB?: number;
  readonly cyclesG?: number;
  readonly wait?: number;
}

type World = { parameters?: Overrides['parameters']; register?: Overrides['register'] };

/** The paper's world with a few servers of one's own choice. */
export const worldOf = (vehicles: number, { parameters, register }: World = {}): Config =>
  makeConfig('std', { parameters: { vehicles, ...parameters }, register: { ...register } });

/** An environment in which the actors stand as told, with links, pools and options computed for them. */
export function stage(
  config: Config,
  actors: readonly Actor[],
  arrange?: (environment: Environment) => void,
): Environment {
  const environment = createEnvironment(config);
  environment.reset(1);
  const { state } = environment;
  actors.forEach((actor, v) => {
    state.x[v] = actor.x;
    state.headingX[v] = actor.heading ?? 1;
    state.speedMps[v] = actor.speed ?? 10;
    state.meanSpeedMps[v] = state.speedMps[v];
    state.host[v] = actor.host ?? -1;
    state.request[v] = actor.request ?? REQUEST.SERVICE;
    state.requestDataMB[v] = state.twinDataMB[v] = actor.dataMB ?? 30;
    state.requestCyclesG[v] = state.twinCyclesG[v] = actor.cyclesG ?? 1.1;
    state.waitSlots[v] = actor.wait ?? 0;
    state.flightSlots[v] = 0;
  });
  arrange?.(environment);
  environment.restore(environment.save());
  return environment;
}

/** Everybody takes these option slots; nodes at their defaults. */
export function choose(config: Config, ...slots: number[]): JointAction {
  const action = defaultAction(config);
  action.option.set(slots);
  return action;
}

export const evaluated = (environment: Environment, action: JointAction): SlotOutcome =>
  environment.evaluate(action, createOutcome(environment.config));

/** Offered fraction that leaves exactly `units` MHz of a pool of `poolMHz`. */
export const offering = (action: JointAction, n: number, units: number, poolMHz: number): JointAction => {
  action.offer[n] = units / poolMHz;
  return action;
};
