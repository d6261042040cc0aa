import { type Command, Option } from 'commander';
import { EVALUATION_SEED, seedsFrom } from '../experiment/evaluate';
import { algorithmNames } from '../experiment/training/names';
import { deterministicSettings } from '../support/deterministic';
import { projectFile } from '../support/root';
import { pointTable } from './evaluate';
import { configFrom, jsonOption, profileOption, wholeNumber } from './options';

interface TrainOptions {
  algorithm: string;
  seed: number;
  profile: string;
  config?: string;
  name?: string;
  json?: boolean;
  evaluate: number;
}

/** Folder of a run: data/runs/<profile or name>/<algorithm>/<seed>. */
export const runFolder = (name: string, algorithm: string, seed: number): string =>
  projectFile('data/runs', name, algorithm, String(seed));

export function addTrainCommand(root: Command): void {
  root
    .command('train')
    .description('train one algorithm on one seed; goes on from its checkpoint; stops with one on SIGINT or SIGTERM')
    .addOption(new Option('--algorithm <name>', `one of ${algorithmNames.join(', ')}`).default('mo-maddpg'))
    .addOption(new Option('--seed <n>', 'training seed').argParser(wholeNumber(0)).default(0))
    .addOption(profileOption('quick'))
    .option('--config <file>', 'JSON config in place of a profile')
    .option('--name <name>', 'folder under data/runs; the profile unless told')
    .addOption(
      new Option('--evaluate <n>', 'episodes without noise after training').argParser(wholeNumber(0)).default(20),
    )
    .addOption(jsonOption())
    .action(run);
}

async function run(options: TrainOptions): Promise<void> {
  const config = configFrom(options);
  const missing = deterministicSettings().flatMap(([name]) => (process.env[name] === undefined ? [name] : []));
  if (missing.length > 0)
    process.stderr.write(
      `twinkit: ${missing.join(', ')} not set: the weights of this run depend on the machine (see tools/deterministic.env)\n`,
    );
  const { train } = await import('../experiment/training/train.js');
  const { evaluateRun } = await import('../experiment/training/run.js');
  let stopping = false;
  const stop = () => {
    stopping = true;
    process.stderr.write('\nstopping after this round; the same command goes on from there\n');
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const folder = runFolder(options.name ?? config.profile, options.algorithm, options.seed);
  const done = await train({
    algorithm: options.algorithm,
    config,
    seed: options.seed,
    folder,
    shouldStop: () => stopping,
  });
  process.off('SIGINT', stop).off('SIGTERM', stop);
  if (!done) {
    process.exitCode = 130;
    return;
  }
  if (options.evaluate === 0) return;
  const points = evaluateRun(folder, seedsFrom(EVALUATION_SEED, options.evaluate));
  process.stdout.write(options.json ? `${JSON.stringify(points)}\n` : `${pointTable(points)}\n`);
}
