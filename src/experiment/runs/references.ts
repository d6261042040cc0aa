import { createPolicy, type PolicyName } from '../../agents/policies';
import { type Config, makeConfig } from '../../paper/config';
import type { ProfileName } from '../../paper/profiles';
import { canonicalJson } from '../../support/files';
import { sum } from '../../support/numeric';
import { createProgress, type Progress } from '../../support/progress';
import { type Axis, type PolicyMaker, sweep } from '../evaluate';
import { type AxisPoint, asKept, filled, keptWhole, type PlannedPoints, plannedPoints } from './points';

/** Thin lines on every panel, from the plainest policy to the one that plans ahead. */
export const referenceLines: readonly PolicyName[] = ['random', 'hybrid', 'greedy', 'far-sighted'];

/** On the panels of training there is also the genetic algorithm that searches in every slot. */
export const levelLines: readonly PolicyName[] = [...referenceLines, 'oracle'];

/** Played at the default only, beside the learners' final weights. */
const AT_DEFAULT: readonly PolicyName[] = ['oracle', 'far-sighted-patient', 'linear'];

/** The linear scorer under the other setting of `options.nodeState`, with the weights tuned for it (AMB-53). */
export const LINEAR_BROADCAST = 'linear broadcast';

interface Players {
  readonly config: Config;
  readonly policies: Readonly<Record<string, PolicyMaker>>;
}

/** Who plays on an axis, and in which world. */
function playersOn(axis: Axis, profile: ProfileName): Players[] {
  const config = makeConfig(profile);
  const named = (names: readonly PolicyName[]) =>
    Object.fromEntries(names.map((name): [string, PolicyMaker] => [name, (world) => createPolicy(name, world)]));
  if (axis !== 'none') return [{ config, policies: named(referenceLines) }];
  const broadcast = makeConfig(profile, { register: { 'options.nodeState': 'broadcast' } });
  return [
    { config, policies: named([...referenceLines, ...AT_DEFAULT]) },
    { config: broadcast, policies: { [LINEAR_BROADCAST]: (world) => createPolicy('linear', world) } },
  ];
}

/** Plays the reference policies at the points at which a profile's runs are evaluated. */
export function playReferences(
  profile: ProfileName,
  progress?: Progress,
  plan: readonly PlannedPoints[] = plannedPoints(makeConfig(profile)),
): AxisPoint[] {
  return plan.flatMap(({ axis, values, seeds }) =>
    playersOn(axis, profile).flatMap((players) =>
      sweep({ ...players, axis, values, seeds, recordExploitability: axis === 'none', progress }).map((point) => ({
        ...point,
        axis,
      })),
    ),
  );
}

/** How many episodes `playReferences` plays. */
export function referenceEpisodes(
  profile: ProfileName,
  plan: readonly PlannedPoints[] = plannedPoints(makeConfig(profile)),
): number {
  const episodes = plan.flatMap(({ axis, values, seeds }) =>
    playersOn(axis, profile).map(({ policies }) => values.length * seeds.length * Object.keys(policies).length),
  );
  return sum(episodes);
}

const barOf = (label: string, profile: ProfileName, plan: readonly PlannedPoints[]): Progress =>
  createProgress({ label, total: referenceEpisodes(profile, plan) });

/** Many sweeps under one bar: none of them ends it. */
const unending = ({ advance }: Progress): Progress => ({ advance, finish: () => {} });

/** The points of the reference policies as their file has them; what it has not is played now and kept there. */
export function pointsOfReferences(profile: ProfileName, file: string): AxisPoint[] {
  const config = makeConfig(profile);
  return filled(file, { config }, plannedPoints(config), (missing) => {
    const progress = barOf(`references, ${profile}`, profile, missing);
    return { progress, play: (at) => playReferences(profile, unending(progress), [at]) };
  });
}

/**
 * Plays one episode of every reference policy on every axis again and compares it with the one kept.
 * @returns how many episodes were played
 * @throws naming policy, axis and x where they differ, and the file if it lacks a planned point
 */
export function remakeReferences(profile: ProfileName, file: string): number {
  const config = makeConfig(profile);
  const planned = plannedPoints(config);
  const kept = keptWhole(file, { config }, planned);
  const plan = planned.map(({ axis, values, seeds }) => ({
    axis,
    values: values.slice(0, 1),
    seeds: seeds.slice(0, 1),
  }));
  const progress = barOf('reference policies again', profile, plan);
  const again = playReferences(profile, unending(progress), plan);
  progress.finish();
  for (const point of again.map(asKept)) {
    const { axis, policy, x, seed } = point;
    const before = kept.find((one) => one.axis === axis && one.policy === policy && one.x === x && one.seed === seed);
    if (canonicalJson(before ?? null) !== canonicalJson(point))
      throw new Error(`${policy}, ${axis} at ${x}, seed ${seed}: other numbers than ${file} keeps`);
  }
  return again.length;
}
