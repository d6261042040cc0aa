import type { Policy } from '../agents/policy';
import { createEnvironment, type Environment, type StepResult } from '../environment/environment';
import { STATUS } from '../environment/flows';
import { interrupted } from '../environment/pools';
import { REQUEST } from '../environment/state';
import type { Config } from '../paper/config';
import { runEpisode } from './evaluate';

/** What a vehicle is doing in a slot in which the host of its twin does not cover it (AMB-29, AMB-30). */
const DOING = {
  servicePending: 'waits with a service task',
  serviceFlight: 'under way: service task',
  premigrationFlight: 'under way: pre-migration',
  handoverFlight: 'under way: hand-over',
  handoverStarts: 'starts a hand-over',
  handoverRefused: 'hand-over refused',
  handoverDeferred: 'puts its hand-over off',
} as const;

const FLIGHTS: Readonly<Record<number, string>> = {
  [REQUEST.SERVICE]: DOING.serviceFlight,
  [REQUEST.PREMIGRATION]: DOING.premigrationFlight,
  [REQUEST.HANDOVER]: DOING.handoverFlight,
};

/** Interruptions a slot, and how many begin, by what the vehicle is doing; all in means over the slots of the episodes. */
export interface InterruptionRow {
  readonly total: number;
  readonly begin: number;
  readonly [doing: string]: number;
}

interface Glance {
  readonly lost: readonly boolean[];
  readonly flies: readonly boolean[];
}

function glance({ config, links, state }: Environment): Glance {
  const vehicles = [...Array(config.parameters.vehicles).keys()];
  return { lost: vehicles.map((v) => interrupted(links, v)), flies: vehicles.map((v) => state.flightSlots[v] > 0) };
}

/**
 * Plays episodes and says of every interruption what its vehicle was doing, so that one sees which of them another policy
 * could have avoided. The causes of a row add up to its total, which is the metric `interruptionsPerSlot`.
 * @throws RangeError without seeds
 */
export function interruptionCauses(config: Config, policy: Policy, seeds: readonly number[]): InterruptionRow {
  if (seeds.length === 0) throw new RangeError('seeds: there is none; give at least one episode to play');
  const environment = createEnvironment(config);
  const slots = seeds.length * config.parameters.episodeSlots;
  const counts = new Map(['total', 'begin', ...Object.values(DOING)].map((name) => [name, 0]));
  const count = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const seed of seeds) {
    const carries = new Uint8Array(config.parameters.vehicles);
    let before: Glance = { lost: [], flies: [] };
    let now = before;
    const watched: Policy = {
      ...policy,
      act(seen, rng) {
        [before, now] = [now, glance(seen)];
        return policy.act(seen, rng);
      },
    };
    runEpisode(environment, watched, seed, {
      onStep: (_, step) => {
        const statusOf = statuses(step);
        now.lost.forEach((lost, v) => {
          if (lost) {
            count('total');
            if (!before.lost[v]) count('begin');
            count(now.flies[v] ? FLIGHTS[carries[v]] : doingOf(step.requests[v], statusOf.get(v)));
          }
          if (statusOf.get(v) === STATUS.ADMITTED) carries[v] = step.requests[v];
        });
      },
    });
  }
  const rates = Object.fromEntries([...counts].map(([name, number]) => [name, number / slots]));
  return { total: rates.total, begin: rates.begin, ...rates };
}

const statuses = ({ outcome: { flows } }: StepResult): Map<number, number> =>
  new Map(Array.from({ length: flows.count }, (_, f) => [flows.vehicle[f], flows.status[f]]));

/** A vehicle that does not fly and has lost its host waits with a service task or asks for a hand-over. */
function doingOf(request: number, status: number | undefined): string {
  if (request === REQUEST.SERVICE) return DOING.servicePending;
  if (status === undefined) return DOING.handoverDeferred;
  return status === STATUS.ADMITTED ? DOING.handoverStarts : DOING.handoverRefused;
}
