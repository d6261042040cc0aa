import { createPolicy, type PolicyName } from '../../agents/policies';
import { type Config, makeConfig } from '../../paper/config';
import type { ProfileName } from '../../paper/profiles';
import { canonicalJson } from '../../support/files';
import { createProgress, type Progress } from '../../support/progress';
import { type PolicyMaker, sweep } from '../evaluate';
import { type AxisPoint, asKept, type PlannedPoints, plannedPoints, readPoints, writePoints } from './points';

/** Thin lines on every panel, from the plainest policy to the one that plans ahead. */
export const referenceLines: readonly PolicyName[] = ['random', 'hybrid', 'greedy', 'far-sighted'];

/** The per-slot genetic algorithm is played at the default only: it searches in every slot. */
const SLOW: readonly PolicyName[] = ['oracle'];

/** Plays the reference policies at the points at which a profile's runs are evaluated. */
export function playReferences(
  profile: ProfileName,
  progress?: Progress,
  plan: readonly PlannedPoints[] = plannedPoints(makeConfig(profile)),
): AxisPoint[] {
  const config = makeConfig(profile);
  return plan.flatMap(({ axis, values, seeds }) => {
    const names = axis === 'none' ? [...referenceLines, ...SLOW] : referenceLines;
    const policies = Object.fromEntries(
      names.map((name): [string, PolicyMaker] => [name, (world: Config) => createPolicy(name, world)]),
    );
    const task = { config, policies, axis, values, seeds, recordExploitability: axis === 'none', progress };
    return sweep(task).map((point) => ({ ...point, axis }));
  });
}

/** How many episodes `playReferences` plays. */
export function referenceEpisodes(profile: ProfileName): number {
  const episodes = plannedPoints(makeConfig(profile)).map(
    ({ axis, values, seeds }) =>
      values.length * seeds.length * (referenceLines.length + (axis === 'none' ? SLOW.length : 0)),
  );
  return episodes.reduce((sum, count) => sum + count, 0);
}

/** Many sweeps under one bar: none of them ends it. */
const silent: Progress = { advance: () => {}, finish: () => {} };

/** The points of the reference policies as their file has them; played now and kept there where it has none. */
export function pointsOfReferences(profile: ProfileName, file: string): AxisPoint[] {
  const owner = { config: makeConfig(profile) };
  const known = readPoints(file, owner);
  if (known.length > 0) return known;
  const progress = createProgress({ label: `references, ${profile}`, total: referenceEpisodes(profile) });
  writePoints(file, owner, playReferences(profile, { ...silent, advance: progress.advance }));
  progress.finish();
  return readPoints(file, owner);
}

/**
 * Plays one episode of every reference policy on every axis again and compares it with the one kept.
 * @returns how many episodes were played
 * @throws naming policy, axis and x where they differ
 */
export function remakeReferences(profile: ProfileName, file: string): number {
  const kept = pointsOfReferences(profile, file);
  const plan = plannedPoints(makeConfig(profile)).map(({ axis, values, seeds }) => ({
    ...{ axis, values: values.slice(0, 1), seeds: seeds.slice(0, 1) },
  }));
  const again = playReferences(profile, silent, plan);
  for (const point of again.map(asKept)) {
    const { axis, policy, x, seed } = point;
    const before = kept.find((one) => one.axis === axis && one.policy === policy && one.x === x && one.seed === seed);
    if (canonicalJson(before ?? null) !== canonicalJson(point))
      throw new Error(`${policy}, ${axis} at ${x}, seed ${seed}: other numbers than ${file} keeps`);
  }
  return again.length;
}
