import { createEnvironment, type Environment } from '../../src/environment/environment';
import type { State } from '../../src/environment/state';
import { makeConfig } from '../../src/paper/config';
import type { Overrides } from '../../src/paper/profiles';

/** A request set by hand: position on the road (m), kind as in REQUEST, and where the twin lies (−1: nowhere). */
export interface Decider {
  readonly x: number;
  readonly request: number;
  readonly host?: number;
  readonly speedMps?: number;
  readonly heading?: 1 | -1;
  readonly dataMB?: number;
}

/** An environment in which only the given vehicles (ids from 0) have a request; the others stand at x = 0 with nothing. */
export function handMade(
  deciders: readonly Decider[],
  {
    profile = 'std',
    overrides = {},
    change,
  }: { profile?: string; overrides?: Overrides; change?: (state: State) => void } = {},
): Environment {
  const environment = createEnvironment(makeConfig(profile, overrides));
  environment.reset(1);
  const snapshot = environment.save();
  const { state } = snapshot;
  for (const column of [state.x, state.y, state.request, state.flightSlots, state.waitSlots]) column.fill(0);
  state.host.fill(-1);
  state.flightDst.fill(-1);
  deciders.forEach(({ x, request, host = -1, speedMps = 20, heading = 1, dataMB = 20 }, v) => {
    state.x[v] = x;
    state.headingX[v] = heading;
    state.speedMps[v] = speedMps;
    state.request[v] = request;
    state.host[v] = host;
    for (const data of [state.requestDataMB, state.twinDataMB]) data[v] = dataMB;
    for (const cycles of [state.requestCyclesG, state.twinCyclesG]) cycles[v] = 1.1;
  });
  change?.(state);
  environment.restore(snapshot);
  return environment;
}
