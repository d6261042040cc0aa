import { createPolicy } from '../agents';
import { choiceValue, exhaustiveBest, MOST_DECIDERS } from '../agents/exhaustive';
import { createEnvironment } from '../environment/environment';
import { REQUEST } from '../environment/state';
import { makeConfig } from '../paper/config';
import { writeFileAtomic, writeJson } from '../support/files';
import { readJsonFile } from '../support/json';
import { createProgress, type Progress } from '../support/progress';
import { createRng } from '../support/rng';
import { projectFile } from '../support/root';
import { acceptanceMarkdown } from './acceptance-table';
import { type Axis, configAt, runEpisode, seedsFrom } from './evaluate';
import type { Metrics } from './metrics';

/** Figures of the prototype of the specification (MODEL.md §3): what the environment is held against. */
export interface Prototype {
  readonly source: string;
  readonly policies: Readonly<Record<string, Metrics>>;
  readonly sweeps: Readonly<
    Record<string, { readonly x: readonly number[]; readonly msr: Readonly<Record<string, readonly number[]>> }>
  >;
  readonly bands: Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>>;
  readonly profiles: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly exhaustive: { readonly share: number; readonly least: number };
}

export const loadPrototype = (): Prototype => readJsonFile(projectFile('data/golden/prototype.json')) as Prototype;

/** Our numbers beside the prototype's. Means over `seeds`; `msr` of a sweep in the order of its x. */
export interface Acceptance {
  readonly seeds: readonly number[];
  readonly policies: Readonly<Record<string, Metrics>>;
  readonly sweeps: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
  readonly profiles: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Share of the best choice's value that coordinated greedy reaches, over slots with few deciders. */
  readonly exhaustive: { readonly slots: number; readonly share: number };
  /** What does not hold, one line each. */
  readonly problems: readonly string[];
}

const SEEDS = seedsFrom(11, 8);
/** Short episodes of few vehicles vary more. */
const SMALL_SEEDS = seedsFrom(11, 32);
const SWEEP_SEEDS = seedsFrom(11, 4);

/** Means over seeds of the named metrics; those an episode lacks count as missing there. */
export function meansOf(profile: string, policy: string, seeds: readonly number[], names: readonly string[]): Metrics {
  const config = makeConfig(profile);
  const environment = createEnvironment(config);
  const episodes = seeds.map((seed) => runEpisode(environment, createPolicy(policy, config), seed));
  return Object.fromEntries(
    names.map((name) => {
      const values = episodes.flatMap((metrics) => (name in metrics ? [metrics[name]] : []));
      return [name, values.reduce((sum, value) => sum + value, 0) / values.length];
    }),
  );
}

function sweepMsr(axis: Axis, xs: readonly number[], policies: readonly string[], progress: Progress) {
  const rows: Record<string, number[]> = Object.fromEntries(policies.map((policy) => [policy, []]));
  for (const x of xs) {
    const config = configAt(makeConfig('std'), axis, x);
    const environment = createEnvironment(config);
    for (const policy of policies) {
      const msr = SWEEP_SEEDS.map((seed) => runEpisode(environment, createPolicy(policy, config), seed).msr ?? 0);
      rows[policy].push(msr.reduce((sum, value) => sum + value, 0) / msr.length);
      progress.advance();
    }
  }
  return rows;
}

/** Greedy against the best of all joint choices, slot by slot at 25 vehicles, where few enough decide (MODEL.md §3.4). */
export function greedyShare(episodes: number): Acceptance['exhaustive'] {
  const config = makeConfig('std', { parameters: { vehicles: 25 } });
  const environment = createEnvironment(config);
  const policy = createPolicy('greedy', config);
  let [slots, reached, best] = [0, 0, 0];
  for (const seed of seedsFrom(11, episodes)) {
    environment.reset(seed);
    const rng = createRng(seed, 'explore');
    for (let t = 0; t < config.parameters.episodeSlots; t++) {
      const action = policy.act(environment, rng);
      const { deciders, count } = environment.options;
      const urgent = deciders.subarray(0, count).filter((v) => environment.state.request[v] !== REQUEST.PREMIGRATION);
      if (urgent.length > 0 && urgent.length <= MOST_DECIDERS) {
        slots++;
        reached += choiceValue(environment, action);
        best += exhaustiveBest(environment).value;
      }
      environment.step(action);
    }
  }
  return { slots, share: reached / best };
}

/** Rises of a series against its direction that are larger than noise. */
const REVERSAL = 0.03;

/** What is wrong with a sweep's shape: a policy that goes against the direction, or ends where it began (MODEL.md §3.6). */
export function shapeProblems(axis: string, policy: string, msr: readonly number[]): string[] {
  const rising = axis === 'resources' ? 1 : -1;
  const problems: string[] = [];
  if (rising * (msr[msr.length - 1] - msr[0]) <= 0)
    problems.push(`${axis}, ${policy}: ends at ${msr.at(-1)} from ${msr[0]}`);
  // the threshold rule sends too much to the edge at light load, in the prototype too
  if (policy === 'hybrid') return problems;
  for (let k = 1; k < msr.length; k++)
    if (rising * (msr[k] - msr[k - 1]) < -REVERSAL) problems.push(`${axis}, ${policy}: turns at point ${k}`);
  return problems;
}

const AROUND = 0.1;

/** MSR of a profile outside its band: the stated one, or `AROUND` the prototype's, which was measured on few short episodes. */
export function bandProblem(prototype: Prototype, profile: string, policy: string, msr: number): string[] {
  const about = prototype.profiles[profile][policy];
  const [low, high] = prototype.bands[profile]?.[policy] ?? [about - AROUND, about + AROUND];
  return msr >= low && msr <= high
    ? []
    : [`${profile}, ${policy}: MSR ${msr.toFixed(3)} is outside ${low.toFixed(2)}–${high.toFixed(2)}`];
}

/** Runs everything the acceptance table shows; some minutes. */
export function measureAcceptance(prototype: Prototype): Acceptance {
  const swept = Object.entries(prototype.sweeps);
  const small = Object.values(prototype.profiles).flatMap((names) => Object.keys(names));
  const total =
    Object.keys(prototype.policies).length +
    small.length +
    1 +
    swept.reduce((sum, [, { x, msr }]) => sum + x.length * Object.keys(msr).length, 0);
  const progress = createProgress({ label: 'acceptance', total });
  const policies: Record<string, Metrics> = {};
  for (const [policy, metrics] of Object.entries(prototype.policies)) {
    policies[policy] = meansOf('std', policy, SEEDS, Object.keys(metrics));
    progress.advance();
  }
  const sweeps = Object.fromEntries(
    swept.map(([axis, { x, msr }]) => [axis, sweepMsr(axis as Axis, x, Object.keys(msr), progress)]),
  );
  const profiles = Object.fromEntries(
    Object.entries(prototype.profiles).map(([profile, names]) => [
      profile,
      Object.fromEntries(
        Object.keys(names).map((policy) => {
          const { msr } = meansOf(profile, policy, profile === 'std' ? SEEDS : SMALL_SEEDS, ['msr']);
          progress.advance();
          return [policy, msr];
        }),
      ),
    ]),
  );
  const exhaustive = greedyShare(4);
  progress.advance();
  progress.finish();
  const problems = [
    ...Object.entries(profiles).flatMap(([profile, row]) =>
      Object.entries(row).flatMap(([policy, msr]) => bandProblem(prototype, profile, policy, msr)),
    ),
    ...Object.entries(sweeps).flatMap(([axis, row]) =>
      Object.entries(row).flatMap(([policy, msr]) => shapeProblems(axis, policy, msr)),
    ),
    ...(exhaustive.share >= prototype.exhaustive.least
      ? []
      : [`greedy reaches ${exhaustive.share} of the best choice`]),
  ];
  return { seeds: SEEDS, policies, sweeps, profiles, exhaustive, problems };
}

/** `twinkit acceptance`: measures, writes `data/expected/acceptance.json` and `.md`, prints the table. */
export async function runAcceptance(): Promise<Acceptance> {
  const prototype = loadPrototype();
  const acceptance = measureAcceptance(prototype);
  const markdown = acceptanceMarkdown(prototype, acceptance);
  writeJson(projectFile('data/expected/acceptance.json'), acceptance);
  writeFileAtomic(projectFile('data/expected/acceptance.md'), markdown);
  process.stdout.write(markdown);
  return acceptance;
}
