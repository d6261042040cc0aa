import { localCredit } from './credit';
import type { Environment } from './environment';
import { OBJECTIVE_COUNT, STATUS } from './flows';
import { referenceCount } from './reward';
import type { SlotOutcome } from './slot';

/**
 * Credit under `rl.credit` = localTeam (AMB-33): half the agent's own part times the number of agents of its tier, half 𝕆, both
 * by parts and in units of 𝕆. A vehicle's own part is its local credit, so that the mean over all vehicles is 𝕆; a node's is that
 * of every admitted flow that starts at it, buys its spectrum or executes there, once a flow. Source: MODEL.md §5.4.
 *
 * @param outcome evaluation of the slot's joint choice
 * @returns V·5 and (J + I)·5 numbers
 */
export function teamCredit(
  environment: Environment,
  outcome: SlotOutcome,
): { vehicles: Float64Array; nodes: Float64Array } {
  const { config, scenario } = environment;
  const { vehicles: V, edges, clouds } = config.parameters;
  const count = referenceCount(config);
  const local = localCredit(environment, outcome);
  const team = new Float64Array(OBJECTIVE_COUNT);
  local.forEach((part, at) => {
    team[at % OBJECTIVE_COUNT] += part / count;
  });
  const shared = (own: Float64Array, agents: (x: number) => number) =>
    own.map((part, at) => {
      const x = Math.floor(at / OBJECTIVE_COUNT);
      return (agents(x) * part) / count / 2 + team[at % OBJECTIVE_COUNT] / 2;
    });
  return {
    vehicles: shared(local, () => V),
    nodes: shared(ownFlows(scenario.nodes, outcome), (n) => (n < edges ? edges : clouds)),
  };
}

/** Parts of the admitted flows that touch each node. */
function ownFlows(nodes: number, { flows }: SlotOutcome): Float64Array {
  const own = new Float64Array(nodes * OBJECTIVE_COUNT);
  for (let f = 0; f < flows.count; f++) {
    if (flows.status[f] !== STATUS.ADMITTED) continue;
    for (const n of new Set([flows.source[f], flows.access[f], flows.dst[f]]))
      if (n >= 0)
        for (let k = 0; k < OBJECTIVE_COUNT; k++) own[n * OBJECTIVE_COUNT + k] += flows.parts[f * OBJECTIVE_COUNT + k];
  }
  return own;
}
