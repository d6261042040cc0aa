import { join } from 'node:path';
import type { Command } from 'commander';
import { verdictCounts, verdictRows } from '../experiment/claims-table';
import { adjustedP, judge, judgeAll } from '../experiment/judging';
import { writePanels } from '../experiment/panels';
import { loadRuns, type Runs } from '../experiment/runs/load';
import { loadRetrained } from '../experiment/runs/retrained';
import type { Protocol } from '../experiment/training/retrain';
import { makeConfig } from '../paper/config';
import type { ProfileName } from '../paper/profiles';
import { projectFile } from '../support/root';
import { jsonOption, notEmpty, profileOption, protocolOption } from './options';

interface JudgeOptions {
  profile: string;
  protocol: Protocol;
  json?: boolean;
}

/** Verdicts and panels from the runs of a profile. */
export function addJudgeCommands(root: Command): void {
  root
    .command('judge [claims...]')
    .description("the verdict on the paper's claims from the runs of a profile: effect, interval, seeds, why")
    .addOption(profileOption('std'))
    .addOption(protocolOption())
    .addOption(jsonOption())
    .action(judgeClaims);
  root
    .command('panels')
    .description(
      'draw every panel from the runs of a profile: figures/*.svg, numbers in build/<profile>/panels/*.csv; those of retrained sweeps in build/<profile>/retrain',
    )
    .addOption(profileOption('std'))
    .addOption(protocolOption())
    .option('--out <folder>', 'pictures here', notEmpty)
    .action(drawPanels);
}

/** Of the effect that is shown, corrected for the comparisons of its claim; then for all claims that are printed too. */
const P_COLUMNS = ['p (Holm, own comparisons)', 'p (Holm, all claims)'];

const load = (profile: ProfileName, protocol: Protocol): Promise<Runs> =>
  protocol === 'retrain' ? loadRetrained(profile) : loadRuns(profile);

async function judgeClaims(ids: string[], { profile: name, protocol, json }: JudgeOptions): Promise<void> {
  const runs = await load(makeConfig(name).profile, protocol);
  const judged = ids.length > 0 ? ids.map((id) => judge(id, runs)) : judgeAll(runs);
  if (json) {
    process.stdout.write(`${JSON.stringify(judged)}\n`);
    return;
  }
  const adjusted = adjustedP(judged);
  const lines = verdictRows(judged).map(({ claim, verdict, effect, why, ...row }, k) => {
    const ps = [judged[k].p, adjusted.get(claim)].map((p) => p?.toPrecision(2) ?? '–');
    return [claim, verdict, effect ?? '–', row['95 % interval'], row.seeds ?? '–', ...ps, why].join('\t');
  });
  const head = [...['claim', 'verdict', 'effect', '95 % interval', 'seeds'], ...P_COLUMNS, 'why'].join('\t');
  const counts = verdictCounts(judged).map(({ verdict, claims }) => `${claims} ${verdict}`);
  process.stdout.write(`${[head, ...lines, counts.join(', ')].join('\n')}\n`);
}

async function drawPanels({ profile: name, protocol, out }: JudgeOptions & { out?: string }): Promise<void> {
  const { profile } = makeConfig(name);
  const own = projectFile('build', profile, 'retrain');
  const { figures, tables } =
    protocol === 'retrain'
      ? { figures: join(own, 'figures'), tables: join(own, 'panels') }
      : {
          figures: profile === 'std' ? projectFile('figures') : projectFile('build', profile, 'figures'),
          tables: projectFile('build', profile, 'panels'),
        };
  const folders = { figures: out ?? figures, tables };
  const written = await writePanels(await load(profile, protocol), folders);
  process.stdout.write(`${written.length} pictures in ${folders.figures}, their numbers in ${folders.tables}\n`);
}
