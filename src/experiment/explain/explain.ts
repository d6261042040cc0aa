import { existsSync, readFileSync } from 'node:fs';
import { type Claim, claims, metricsOf as metricsOfClaim } from '../../paper/claims';
import type { Config } from '../../paper/config';
import { makeConfig } from '../../paper/config';
import type { ProfileName } from '../../paper/profiles';
import { type RegisterKey, type RegisterValue, register } from '../../paper/register';
import { codeHash } from '../../support/code-hash';
import { sha256 } from '../../support/files';
import { readJsonFile } from '../../support/json';
import { projectFile } from '../../support/root';
import { didYouMean } from '../../support/suggest';
import type { Axis } from '../evaluate';
import { curvePanels } from '../figures/curve-table';
import type { PanelMetric } from '../figures/panel-quantities';
import { panels } from '../figures/panel-table';
import type { Judgement } from '../judge';
import { judge } from '../judging';
import { ablatedPair, switchedOff } from '../judging/gains';
import { axisOf } from '../judging/values';
import { type AnyPanelId, isCurve, panelIds } from '../panels/series';
import { loadRuns, type RunData, type Runs, referencesFile, runsRoot } from '../runs/load';
import { pointsFile } from '../runs/points';
import { LEARNERS } from '../runs/rows';
import { type EquationPlace, equationsBehind } from './quantities';

/** A reading of the paper that may turn the result, as it was taken. */
export interface ReadingTaken {
  readonly key: string;
  readonly amb: string;
  readonly value: RegisterValue;
  readonly alternatives: readonly RegisterValue[];
}

/** A run behind a number. */
export interface RunTrace {
  readonly id: string;
  readonly seed: number;
  readonly log: string;
  readonly weights: string;
  readonly evaluatedEpisodes: number;
  /** SHA-256 of the file of its evaluated episodes, from which the numbers come; null without one. */
  readonly evaluation: string | null;
}

/** The way from a claim or a panel to its sources. */
export interface Explanation {
  readonly subject: string;
  readonly kind: 'claim' | 'panel';
  readonly title: string;
  /** What is tested, or what the panel shows. */
  readonly statement: string;
  readonly verdicts: readonly Judgement[];
  readonly quantities: readonly string[];
  readonly equations: readonly EquationPlace[];
  readonly readings: readonly ReadingTaken[];
  readonly profile: ProfileName;
  /** Folder of the runs, relative to the project. */
  readonly folder: string;
  readonly runs: readonly RunTrace[];
  readonly references: { readonly file: string; readonly checksum: string | null; readonly episodes: number };
  /** Seeds of the episodes on the axis of the claim or panel. */
  readonly evaluationSeeds: readonly number[];
  readonly version: string;
  /** Hash of sources, tables and pinned packages of this clone. */
  readonly code: string;
  readonly commands: readonly string[];
}

/** Follows a claim's verdict or a panel to files, checksums, seeds, readings and equations. @throws as `explanationOf` */
export const explain = async (subject: string, profile: ProfileName): Promise<Explanation> =>
  explanationOf(subject, await loadRuns(profile));

/** The same for runs at hand. @throws Error naming what is near if there is neither a claim nor a panel of that name */
export function explanationOf(subject: string, runs: Runs): Explanation {
  const { profile } = runs;
  const claim = claims.find(({ id }) => id === subject);
  const panel = panelIds.find((id) => id === subject);
  if (!claim && !panel) {
    const known = [...claims.map(({ id }) => id), ...panelIds];
    throw new Error(
      `explain: "${subject}" is neither a claim nor a panel${didYouMean(subject, known, 'twinkit claims')}`,
    );
  }
  const about = claim ? [claim] : claims.filter((one) => one.panel === panel);
  const quantities = claim ? measuredIn(claim) : metricsOf(panel as AnyPanelId);
  const behind = runs.runs.filter(about.length > 0 ? isBehind(about, runs) : isOwn);
  const axis = axisOf({ panel: claim?.panel ?? subject }, runs) ?? 'none';
  return {
    ...{ subject, kind: claim ? 'claim' : 'panel', quantities, profile },
    title: claim ? `${claim.place}: ${claim.words}` : describe(panel as AnyPanelId).title,
    statement: claim ? claim.statement : `${describe(panel as AnyPanelId).yTitle}: ${quantities.join(', ')}`,
    verdicts: about.map((one) => judge(one, runs)),
    equations: equationsBehind(quantities),
    readings: readingsOf(about.flatMap(({ sways }) => sways) as RegisterKey[], makeConfig(profile)),
    folder: relative(runsRoot(profile)),
    runs: behind.map(traceOf),
    references: {
      file: relative(referencesFile(profile)),
      checksum: checksumOf(referencesFile(profile)),
      episodes: runs.references.length,
    },
    evaluationSeeds: seedsOf({ ...runs, runs: behind }, axis),
    version: (readJsonFile(projectFile('package.json')) as { version: string }).version,
    code: codeHash(),
    commands: commandsFor(subject, profile, behind),
  };
}

/** What a claim compares; of a speed the quantity whose curve it is. */
const measuredIn = (claim: Claim): readonly string[] =>
  metricsOfClaim(claim).map((name) =>
    name === 'episodesTo95Percent' ? curvePanels[claim.panel as '2a'].views.main[0].metric : name,
  );

const isOwn = ({ algorithm, variant }: RunData) =>
  variant === '' && (LEARNERS as readonly string[]).includes(algorithm);

/** The runs that the claims compare: an ablation those of MO-MADDPG with and without, a bound every run that measured it. */
function isBehind(about: readonly Claim[], runs: Runs): (run: RunData) => boolean {
  const tests = about.map(({ baseline, metric, predicate }) => {
    if (predicate === 'atMost') return ({ points }: RunData) => points.some(({ metrics }) => metric in metrics);
    const key = switchedOff[baseline];
    if (!key) return isOwn;
    const pair = ablatedPair(runs, key);
    return ({ algorithm, variant }: RunData) =>
      algorithm === LEARNERS[0] && (variant === pair?.on || variant === pair?.off);
  });
  return (run) => tests.some((test) => test(run));
}

const checksumOf = (file: string): string | null => (existsSync(file) ? sha256(readFileSync(file)) : null);

const describe = (id: AnyPanelId): { title: string; yTitle: string } => (isCurve(id) ? curvePanels[id] : panels[id]);

function metricsOf(id: AnyPanelId): string[] {
  const { main }: { main: readonly PanelMetric[] } = isCurve(id) ? curvePanels[id].views : panels[id].views;
  return main.map(({ metric }) => metric);
}

const readingsOf = (keys: readonly RegisterKey[], config: Config): ReadingTaken[] =>
  [...new Set(keys)].map((key) => {
    const { amb, alternatives } = register[key];
    return { key, amb, value: config.register[key], alternatives };
  });

const traceOf = ({ id, seed, checksums, points, folder }: RunData): RunTrace => ({
  ...{ id, seed, log: checksums.log, weights: checksums.weights },
  evaluatedEpisodes: points.length,
  evaluation: checksumOf(pointsFile(folder)),
});

function seedsOf({ runs, references }: Runs, on: Axis): number[] {
  const points = [...references, ...runs.flatMap((run) => run.points)].filter(({ axis }) => axis === on);
  return [...new Set(points.map(({ seed }) => seed))].sort((a, b) => a - b);
}

const relative = (file: string): string => file.slice(projectFile().length + 1);

function commandsFor(subject: string, profile: ProfileName, runs: readonly RunData[]): string[] {
  const twinkit = '.venv/bin/twinkit';
  const again = runs.length === 0 ? [`make train PROFILE=${profile}   # the runs that are missing`] : [];
  const sample = runs.length > 0 ? [`${twinkit} points --profile ${profile} --remake 10   # a sample of episodes`] : [];
  return [
    ...again,
    ...runs.slice(0, 1).map((run) => `${trainAgain(twinkit, profile, run)}   # a run, the same bytes`),
    `make reproduce PROFILE=${profile}   # evaluation, panels and verdicts`,
    ...sample,
    `${twinkit} explain ${subject} --profile ${profile} --json`,
  ];
}

/** A finished run stays as it is: trained again, it needs a folder of its own. */
function trainAgain(twinkit: string, profile: ProfileName, { id, algorithm, seed, variant, folder }: RunData): string {
  const options = `--profile ${profile}${variant && ` --variant ${variant}`} --algorithm ${algorithm} --seed ${seed}`;
  const out = `build/again/${id}`;
  return `${twinkit} train ${options} --evaluate 0 --out ${out} && cmp ${out}/weights.bin ${relative(folder)}/weights.bin`;
}
