import * as tf from '@tensorflow/tfjs-node';
import { gatherRows } from './layers';
import { type Parameters, type Values, weightsBy } from './parameters';

/** Weights of one network by name. */
export type Weights = Record<string, tf.Tensor>;

/** The networks of a role, such as the actors of vehicles: one for all its agents, or one an agent in their order (AMB-45). */
export type Team = readonly Weights[];

/** Names of a role's networks: the role's own, or `vehicleActor.0`, `vehicleActor.1`, … */
export const namesOf = (networks: Readonly<Record<string, Parameters>>, role: string): string[] =>
  Object.keys(networks).filter((name) => name === role || name.startsWith(`${role}.`));

/** Networks of a role by name: one that is everybody's, or one for each of `agents` agents. */
export const networksOf = (
  role: string,
  agents: number | 'shared',
  create: () => Parameters,
): Record<string, Parameters> =>
  agents === 'shared'
    ? { [role]: create() }
    : Object.fromEntries(Array.from({ length: agents }, (_, agent) => [`${role}.${agent}`, create()]));

/** A role's networks as tensors, for a pass that changes nothing. */
export const teamsBy =
  (networks: Readonly<Record<string, Parameters>>, values: Values) =>
  (role: string): Team =>
    namesOf(networks, role).map(weightsBy(networks, values));

/**
 * Passes every row through its agent's network and returns the results in the order of the rows.
 * @param owner the agent of each row, [B]; not read where one network is everybody's
 * @param inputs each with as many rows an entry of `owner` as it likes, [B·k, width]
 */
export function byOwner(
  team: Team,
  owner: Int32Array | undefined,
  inputs: readonly tf.Tensor[],
  apply: (weights: Weights, inputs: readonly tf.Tensor[]) => tf.Tensor2D,
): tf.Tensor2D {
  if (team.length === 1) return apply(team[0], inputs);
  if (!owner)
    throw new Error('byOwner: rows without an owner cannot be shared out among the networks of single agents');
  const order: number[] = [];
  const parts = team.map((weights, agent) => {
    const own = [...owner.keys()].filter((row) => owner[row] === agent);
    order.push(...own);
    return apply(
      weights,
      inputs.map((input) => takeRows(input, own, owner.length)),
    );
  });
  const place = new Array<number>(order.length);
  order.forEach((row, k) => {
    place[row] = k;
  });
  return takeRows(tf.concat(parts, 0), place, owner.length);
}

/** Rows of a table that has `table.shape[0] / count` rows for each of `count` entries, for the entries named. */
function takeRows(table: tf.Tensor, entries: readonly number[], count: number): tf.Tensor2D {
  const width = table.shape[0] / count;
  const index = Int32Array.from({ length: entries.length * width }, (_, k) => {
    const entry = Math.floor(k / width);
    return entries[entry] * width + (k - entry * width);
  });
  return gatherRows(table, tf.tensor1d(index, 'int32'));
}
