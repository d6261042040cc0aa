import { type ConditionResult, HOLDS_BELOW } from './conditions';
import { exploitability } from './exploitability';
import type { GameInstance, GameOutcome } from './instance';
import { literalConditions } from './literal';

/** Definition 1 at an outcome, in the reading that the register key se.definition names. */
export function equilibriumConditions(
  definition: 'corrected' | 'literal',
  instance: GameInstance,
  outcome: GameOutcome,
): ConditionResult[] {
  if (definition === 'literal') return literalConditions(instance, outcome);
  if (definition !== 'corrected') throw new Error(`se.definition = ${definition}: must be corrected or literal`);
  const { vehicles, relocations, edges, cloud } = exploitability(instance, outcome);
  const line = { testable: true, why: 'each player changes only what it chooses, the players below it respond' };
  const judge = (gain: number) => ({ gain, holds: gain <= HOLDS_BELOW, ...line });
  return [
    { equation: '18', player: 'cloud', variable: 'θ_i', owner: 'cloud', ...judge(cloud) },
    { equation: '19', player: 'edge', variable: 'θ_j', owner: 'edge', ...judge(edges) },
    {
      equation: '20',
      player: 'follower',
      variable: 'β_v',
      owner: 'follower',
      ...judge(Math.max(vehicles, relocations)),
    },
  ];
}
