#!/usr/bin/env node
import { Command } from 'commander';
import { addCheckCommands } from './commands/check';
import { addEvaluateCommand } from './commands/evaluate';
import { addExplainCommand } from './commands/explain';
import { addExportCommand } from './commands/export';
import { addJudgeCommands } from './commands/judge';
import { addLookCommands } from './commands/look';
import { addMeasureCommands } from './commands/measure';
import { addPointsCommand } from './commands/points';
import { addRunsCommands } from './commands/runs';
import { addTrainCommand } from './commands/train';
import { addTuneCommands } from './commands/tune';
import { readJsonFile } from './support/json';
import { projectFile } from './support/root';

/** The command line: results on standard output, progress and messages on standard error. */
export function program(): Command {
  const { version } = readJsonFile(projectFile('package.json')) as { version: string };
  const root = new Command('twinkit')
    .description('Twin migration in the multi-tier vehicular Metaverse: model, game, environment and checks.')
    .version(version)
    .showHelpAfterError('(see twinkit --help)');
  addCheckCommands(root);
  addEvaluateCommand(root);
  addTrainCommand(root);
  addPointsCommand(root);
  addJudgeCommands(root);
  addRunsCommands(root);
  addExportCommand(root);
  addTuneCommands(root);
  addMeasureCommands(root);
  addLookCommands(root);
  addExplainCommand(root);
  return root;
}

async function main(): Promise<void> {
  // TensorFlow's package calls what newer versions of Node call deprecated; under --no-deprecation the flag is fixed already
  if (!process.noDeprecation) process.noDeprecation = true;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(); // whoever read it has seen enough, as with `| head`
  });
  try {
    await program().parseAsync();
  } catch (error) {
    process.stderr.write(`twinkit: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

if (require.main === module) void main();
