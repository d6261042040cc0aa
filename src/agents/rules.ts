import { defaultAction } from '../environment/action';
import type { Environment } from '../environment/environment';
import { FIRST_CLOUD_SLOT, FIRST_RELAY_SLOT, NEAREST_EDGE_SLOT } from '../environment/options';
import { OPTIONS, REQUEST } from '../environment/state';
import type { Config } from '../paper/config';
import type { Rng } from '../support/rng';
import { firstInitiating, idleChoice, isFeasible, slotTo } from './choice';
import type { Policy } from './policy';

/** The option slot that a decider wants, which need not be feasible. */
export type Rule = (environment: Environment, v: number) => number;

const EDGE_SLOT = 1;
const ROOMY_HZ = 4e6;
const LONG_DWELL_S = 6;

/** A policy whose deciders follow a rule each on its own; pre-migrations and infeasible wishes are deferred (MODEL.md §5.6). */
export const ruled =
  (name: string, rule: Rule) =>
  (config: Config): Policy => ({
    name,
    act(environment) {
      const action = defaultAction(config);
      const { options, state } = environment;
      for (let k = 0; k < options.count; k++) {
        const v = options.deciders[k];
        const wish = state.request[v] === REQUEST.PREMIGRATION ? -1 : rule(environment, v);
        action.option[v] = wish >= 0 && isFeasible(environment, v, wish) ? wish : idleChoice(environment, v);
      }
      return action;
    },
  });

const cloudSlot: Rule = (environment, v) =>
  slotTo(environment, v, environment.links.nearestCloud[v], FIRST_CLOUD_SLOT, FIRST_RELAY_SLOT);

const relaySlot: Rule = (environment, v) =>
  slotTo(environment, v, environment.links.nearestCloud[v], FIRST_RELAY_SLOT, NEAREST_EDGE_SLOT);

/** A hand-over moves the resident twin to the nearest edge, else takes the first feasible option. */
const relocation: Rule = (environment, v) =>
  environment.options.resident[v] === 1 && isFeasible(environment, v, NEAREST_EDGE_SLOT)
    ? NEAREST_EDGE_SLOT
    : firstInitiating(environment, v);

/** Whether v's request is a hand-over of its twin. */
export const isHandover = ({ state }: Environment, v: number) => state.request[v] === REQUEST.HANDOVER;

const hybridSlot: Rule = (environment, v) => {
  if (isHandover(environment, v)) return relocation(environment, v);
  const { links, pools } = environment;
  const roomy = pools.accessHz[links.nearest[v]] > ROOMY_HZ && links.dwellNearestS[v] > LONG_DWELL_S;
  return roomy ? EDGE_SLOT : cloudSlot(environment, v);
};

/** The rules that look at one vehicle only, by name. */
export const rules = { edge: () => EDGE_SLOT, cloud: cloudSlot, relay: relaySlot, relocation } satisfies Record<
  string,
  Rule
>;

/** Nearest edge server, for hand-overs too. */
export const nearest = ruled('nearest', rules.edge);

/** Service tasks to the nearest edge; hand-overs relocate the resident twin over the backhaul. */
export const nearestWithRelocation = ruled('nearest-relocation', (environment, v) =>
  isHandover(environment, v) ? relocation(environment, v) : EDGE_SLOT,
);

/** Upload to the nearest cloud gateway. */
export const cloud = ruled('cloud', cloudSlot);

/** Relay over the edge to the nearest cloud gateway. */
export const relay = ruled('relay', relaySlot);

/** Threshold rule: the nearest edge while it has spectrum and the vehicle stays, else the nearest gateway. */
export const hybrid = ruled('hybrid', hybridSlot);

/** Initiates always, one of the feasible options uniformly, declared quality uniform. */
export const random = (config: Config): Policy => ({
  name: 'random',
  act(environment, rng) {
    const action = defaultAction(config);
    const { options, state } = environment;
    for (let k = 0; k < options.count; k++) {
      const v = options.deciders[k];
      action.option[v] =
        state.request[v] === REQUEST.PREMIGRATION ? idleChoice(environment, v) : drawInitiating(environment, v, rng);
      action.qos[v] = rng.uniform();
    }
    return action;
  },
});

function drawInitiating(environment: Environment, v: number, rng: Rng): number {
  const feasible: number[] = [];
  for (let slot = 1; slot < OPTIONS; slot++) if (isFeasible(environment, v, slot)) feasible.push(slot);
  return feasible.length > 0 ? feasible[rng.integer(feasible.length)] : idleChoice(environment, v);
}
