import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Config } from '../paper/config';
import { readJson, sha256 } from '../support/files';
import { projectFile } from '../support/root';

/** Policies whose weights are found by the cross-entropy method. */
export type TunablePolicy = 'linear' | 'far-sighted' | 'far-sighted-patient';
export const tunablePolicies: readonly TunablePolicy[] = ['linear', 'far-sighted', 'far-sighted-patient'];

/** How the vehicles know the servers (AMB-53). */
export type NodeState = 'viaGcn' | 'broadcast';

/** What `twinkit tune` leaves behind; the file carries a checksum of it. */
export interface TunedPolicy {
  readonly policy: TunablePolicy;
  /** Null for a policy that does not read the option features. */
  readonly nodeState: NodeState | null;
  readonly profile: string;
  readonly weights: readonly number[];
  readonly budget: {
    readonly samples: number;
    readonly iterations: number;
    readonly elite: number;
    readonly episodes: number;
    readonly firstSeed: number;
  };
  /** R of the iterations: mean over all samples, mean over the elite, best sample. */
  readonly history: readonly { readonly mean: number; readonly elite: number; readonly best: number }[];
}

/** Where the weights of a policy are kept: of the linear scorer one file a setting of `options.nodeState`. */
export const tunedFile = (policy: TunablePolicy, nodeState: NodeState): string =>
  projectFile('data/tuned', policy === 'linear' ? `${policy}-${nodeState}.json` : `${policy}.json`);

/** Checksums of the weights of all tuned policies, by file name; '' where they are missing. */
export const tunedChecksums = (): Record<string, string> =>
  Object.fromEntries(tunedFiles().map((file) => [basename(file), existsSync(file) ? sha256(readFileSync(file)) : '']));

const tunedFiles = (): string[] => [
  ...new Set(tunablePolicies.flatMap((policy) => [tunedFile(policy, 'viaGcn'), tunedFile(policy, 'broadcast')])),
];

/**
 * The committed weights for a config.
 * @throws Error with the command that makes them, when the file is missing or was changed
 */
export function tunedWeights(policy: TunablePolicy, config: Config): readonly number[] {
  const nodeState = config.register['options.nodeState'] as NodeState;
  const file = tunedFile(policy, nodeState);
  const remedy = `twinkit tune --policy ${policy}${policy === 'linear' ? ` --node-state ${nodeState}` : ''} makes it`;
  if (!existsSync(file)) throw new Error(`${file}: is missing; ${remedy}`);
  const { weights } = readJson<TunedPolicy>(file);
  if (!Array.isArray(weights)) throw new Error(`${file}: field "weights" is missing; ${remedy}`);
  return weights;
}

/** @throws Error naming the policy, the index and the value when the weights do not fit */
export function checkWeights(policy: string, weights: readonly number[], length: number): void {
  if (weights.length !== length) throw new Error(`${policy}: ${weights.length} weights; ${length} are needed`);
  const wrong = weights.findIndex((weight) => !Number.isFinite(weight));
  if (wrong >= 0) throw new Error(`${policy}: weights[${wrong}] = ${weights[wrong]}; it must be a finite number`);
}
