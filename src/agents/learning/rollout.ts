import { createEnvironment, type Environment } from '../../environment/environment';
import { createOutcome, type SlotOutcome } from '../../environment/slot';
import type { Equations } from '../../models';
import type { Config } from '../../paper/config';
import { createSession, type Session } from './session';
import { createView, type LearnerView } from './view';
import { type World, worldOf } from './world';

/** Episodes that run side by side, with one policy pass for all (MODEL.md §5.5, schedule). */
export const SIDE_BY_SIDE = 4;

/** One of the episodes: its environment, what learners see of it, its open decisions. */
export interface Seat {
  readonly environment: Environment;
  readonly view: LearnerView;
  readonly session: Session;
  readonly outcome: SlotOutcome;
  readonly scratch: SlotOutcome;
}

export function createSeats(
  config: Config,
  equations: Equations | undefined,
  count = SIDE_BY_SIDE,
): { seats: Seat[]; world: World } {
  const environments = Array.from({ length: count }, () => createEnvironment(config, equations));
  const world = worldOf(environments[0]);
  const seats = environments.map((environment) => ({
    environment,
    view: createView(environment, world),
    session: createSession(world),
    outcome: createOutcome(config),
    scratch: createOutcome(config),
  }));
  return { seats, world };
}
