import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { claimsTable, largestAccepted, withClaimsTable } from '../experiment/readme-claims';
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
    .action(({ profile }: { profile: string }) => {
      process.stdout.write(`${accept(pathsOf(profile)).summary}\n`);
      refreshReadme();
    });
  root
    .command('claims')
    .description("the paper's claims with the verdicts of the accepted results; --write brings README.md up to date")
    .addOption(profileOption('quick'))
    .option('--write', 'rewrite the table in README.md')
    .action(({ profile, write }: { profile: string; write?: boolean }) => {
      if (write) refreshReadme();
      else process.stdout.write(`${claimsTable(pathsOf(profile).expectedFile)}\n`);
    });
}

function refreshReadme(): void {
  const readme = projectFile('README.md');
  writeFileAtomic(readme, withClaimsTable(readFileSync(readme, 'utf8'), claimsTable(largestAccepted())));
}
