import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { judgeAll } from '../experiment/judging';
import { withSection } from '../experiment/readme';
import { claimsTable } from '../experiment/readme-claims';
import { loadRuns } from '../experiment/runs/load';
import { standingsTable } from '../experiment/standings';
import { accept, type VerifyPaths, verify, verifyPaths } from '../experiment/verify';
import { makeConfig } from '../paper/config';
import { writeFileAtomic } from '../support/files';
import { projectFile } from '../support/root';
import { profileOption } from './options';

/** Where a profile's run leaves its results and keeps its expectations. @throws if there is no such profile */
function pathsOf(profile: string): VerifyPaths {
  return verifyPaths(makeConfig(profile).profile);
}

export function addCheckCommands(root: Command): void {
  root
    .command('verify')
    .description('compare the last run of the notebooks with data/expected; exit 1 on any difference')
    .addOption(profileOption('quick'))
    .action(({ profile }: { profile: string }) => {
      const report = verify(pathsOf(profile));
      process.stdout.write(`${report.summary}\n`);
      process.exitCode = report.exitCode;
    });
  root
    .command('accept')
    .description("make the last run's numbers the expected ones and show what changed")
    .addOption(profileOption('quick'))
    .action(async ({ profile }: { profile: string }) => {
      process.stdout.write(`${accept(pathsOf(profile)).summary}\n`);
      await refreshReadme();
    });
  root
    .command('claims')
    .description(
      "the paper's claims with the verdicts from the committed runs of std; --write brings README.md up to date",
    )
    .option('--write', 'rewrite the tables in README.md')
    .action(async ({ write }: { write?: boolean }) => {
      if (write) await refreshReadme();
      else process.stdout.write(`${(await committedTables()).claims}\n`);
    });
}

/** README's tables from the committed runs, by the name of their marks. */
async function committedTables() {
  const runs = await loadRuns('std');
  return { standings: standingsTable(runs), claims: claimsTable(judgeAll(runs), 'std') };
}

async function refreshReadme(): Promise<void> {
  const readme = projectFile('README.md');
  const { standings, claims } = await committedTables();
  const page = withSection(readFileSync(readme, 'utf8'), 'standings', standings);
  writeFileAtomic(readme, withSection(page, 'claims', claims));
}
