import { type Command, Option } from 'commander';
import { makeConfig } from '../paper/config';
import { useDeterministicSettings } from '../support/deterministic';
import { writeFileAtomic } from '../support/files';
import { jsonOption, nameList, notEmpty, profileOption } from './options';

interface ExportOptions {
  format: 'csv' | 'marl-eval' | 'tensorboard';
  profile: string;
  run?: string[];
  out?: string;
  json?: boolean;
}

export function addExportCommand(root: Command): void {
  root
    .command('export')
    .description('logs of finished runs for other tools: CSV, TensorBoard event files, or JSON for marl-eval')
    .addOption(
      new Option('--format <name>', 'which').choices(['csv', 'marl-eval', 'tensorboard']).makeOptionMandatory(),
    )
    .addOption(profileOption('std'))
    .addOption(
      new Option('--run <folders>', "runs by folder, not all of a profile's").argParser(nameList).conflicts('profile'),
    )
    .option('--out <path>', 'a file, or for tensorboard a folder; standard output unless told', notEmpty)
    .addOption(jsonOption())
    .action(run);
}

/** TensorFlow is loaded only here, after its settings are in place. */
async function run({ format, profile, run: folders, out, json }: ExportOptions): Promise<void> {
  if (format === 'tensorboard' && !out) throw new Error('export: --format tensorboard needs --out, a folder');
  const { profile: known } = makeConfig(profile);
  useDeterministicSettings();
  const { runsOfFolders, runsOfProfile } = await import('../experiment/export/runs.js');
  const runs = folders ? runsOfFolders(folders) : runsOfProfile(known);
  const written = await write();
  if (out) process.stdout.write(json ? `${JSON.stringify(written)}\n` : `${written.join('\n')}\n`);

  async function write(): Promise<string[]> {
    if (format === 'tensorboard') {
      const { writeTensorboard } = await import('../experiment/export/tensorboard.js');
      return writeTensorboard(runs, out as string);
    }
    const text = await textOf();
    if (out) writeFileAtomic(out, text);
    else process.stdout.write(text);
    return out ? [out] : [];
  }

  async function textOf(): Promise<string> {
    if (format === 'marl-eval') {
      const { marlEvalOf } = await import('../experiment/export/marl-eval.js');
      return `${JSON.stringify(marlEvalOf(runs))}\n`;
    }
    const { csvOf } = await import('../experiment/export/csv.js');
    return json
      ? `${JSON.stringify(runs.map(({ group, algorithm, seed, rows }) => ({ group, algorithm, seed, rows })))}\n`
      : csvOf(runs);
  }
}
