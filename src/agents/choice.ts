import { defaultAction, type JointAction } from '../environment/action';
import type { Environment } from '../environment/environment';
import { DEFER, OPTIONS, REQUEST } from '../environment/state';

/** Whether option slot `slot` of vehicle v is feasible in the present slot. */
export const isFeasible = ({ options }: Environment, v: number, slot: number): boolean =>
  options.dst[v * OPTIONS + slot] >= 0;

/** The first option of v that initiates, −1 if none is feasible. */
export function firstInitiating(environment: Environment, v: number): number {
  for (let slot = DEFER + 1; slot < OPTIONS; slot++) if (isFeasible(environment, v, slot)) return slot;
  return -1;
}

/** What v does when its rule has no feasible wish: it defers, or takes its first option where AMB-04 forbids that. */
export const idleChoice = (environment: Environment, v: number): number =>
  isFeasible(environment, v, DEFER) ? DEFER : firstInitiating(environment, v);

/** Slot among `from` … `to` − 1 whose destination is node n, −1 if there is none. */
export function slotTo({ options }: Environment, v: number, n: number, from: number, to: number): number {
  for (let slot = from; slot < to; slot++) if (options.dst[v * OPTIONS + slot] === n) return slot;
  return -1;
}

/** Everybody idle, nodes at their defaults. */
export function idleAction(environment: Environment): JointAction {
  const action = defaultAction(environment.config);
  const { options } = environment;
  for (let k = 0; k < options.count; k++)
    action.option[options.deciders[k]] = idleChoice(environment, options.deciders[k]);
  return action;
}

/** The deciders of the slot; without those that may pre-migrate unless `withPreMigrations`. */
export const decidersOf = ({ options, state }: Environment, withPreMigrations: boolean): Int16Array =>
  options.deciders
    .slice(0, options.count)
    .filter((v) => withPreMigrations || state.request[v] !== REQUEST.PREMIGRATION);

/** Slots among which a myopic searcher chooses for v: those that initiate, or deferring where none does (MODEL.md §5.6). */
export function initiatingSlots(environment: Environment, v: number): number[] {
  const slots: number[] = [];
  for (let slot = DEFER + 1; slot < OPTIONS; slot++) if (isFeasible(environment, v, slot)) slots.push(slot);
  return slots.length > 0 ? slots : [DEFER];
}
