import type { Command } from 'commander';
import { explain, explanationText } from '../experiment/explain';
import type { ProfileName } from '../paper/profiles';
import { jsonOption, profileOption } from './options';

export function addExplainCommand(root: Command): void {
  root
    .command('explain <subject>')
    .description(
      'the way from a claim (2a-32) or a panel (3b) to its sources: verdict, equations, readings, runs, checksums, seeds, commands',
    )
    .addOption(profileOption('std'))
    .addOption(jsonOption())
    .action(async (subject: string, { profile, json }: { profile: ProfileName; json?: boolean }) => {
      const found = await explain(subject, profile);
      process.stdout.write(`${json ? JSON.stringify(found) : explanationText(found)}\n`);
    });
}
