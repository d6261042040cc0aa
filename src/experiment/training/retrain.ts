import { type Config, makeConfig } from '../../paper/config';
import type { ProfileName } from '../../paper/profiles';
import { canonicalJson } from '../../support/files';
import { type Axis, axisValuesIn, configAt } from '../evaluate';

/*
 * Sweeps of policies that are trained from scratch at every x, with the budget of the profile (AMB-40). An x is a variant of
 * its own, so that its runs are trained, resumed and evaluated as all others.
 */

/** How the points of a sweep are made: `sweep.protocol`. */
export const protocols = ['zeroShot', 'retrain'] as const;
export type Protocol = (typeof protocols)[number];

/** The axes of the paper's sweeps. */
export const SWEPT: readonly Axis[] = ['dataMB', 'resources', 'requestProb', 'vehicles'];

const PREFIX = 'retrain-';

export interface RetrainedPoint {
  readonly axis: Axis;
  readonly x: number;
  /** `retrain-<axis>-<x>` */
  readonly variant: string;
}

/** Whether a world is already that of an x, so that training there is training in that world. */
export const standsAt = (config: Config, axis: Axis, x: number): boolean =>
  canonicalJson(configAt(config, axis, x)) === canonicalJson(config);

/** Where the policies of a profile are trained again: every x of the paper's sweeps that is not the profile's own. */
export function retrainedPoints(profile: ProfileName): RetrainedPoint[] {
  const config = makeConfig(profile);
  return SWEPT.flatMap((axis) =>
    axisValuesIn(config, axis)
      .filter((x) => !standsAt(config, axis, x))
      .map((x) => ({ axis, x, variant: `${PREFIX}${axis}-${x}` })),
  );
}

export const isRetrained = (variant: string): boolean => variant.startsWith(PREFIX);

/** The config under which the policies of such a variant are trained; undefined for another variant. */
export function retrainedConfig({ profile, parameters, register }: Config, variant: string): Config | undefined {
  const point = retrainedPoints(profile).find((one) => one.variant === variant);
  if (!point) return undefined;
  const retrain = makeConfig(profile, { parameters, register: { ...register, 'sweep.protocol': 'retrain' } });
  return configAt(retrain, point.axis, point.x);
}
