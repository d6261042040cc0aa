import type { JointAction } from '../environment/action';
import type { Environment } from '../environment/environment';
import type { Rng } from '../support/rng';

/** Whoever decides for all vehicles and nodes of a slot. `rng` is the episode's stream "explore". */
export interface Policy {
  readonly name: string;
  /** Called once after every reset. */
  begin?(environment: Environment): void;
  act(environment: Environment, rng: Rng): JointAction;
}
