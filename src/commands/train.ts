import { relative, resolve, sep } from 'node:path';
import { type Command, Option } from 'commander';
import { EVALUATION_SEED, seedsFrom } from '../experiment/evaluate';
import { pointTable } from '../experiment/point-table';
import { isGroupOf, runsRoot } from '../experiment/runs/load';
import { type AlgorithmName, algorithmNames } from '../experiment/training/names';
import {
  DEFAULT_VARIANT,
  folderOf,
  type PlannedRun,
  plannedRuns,
  retrainedRuns,
  runId,
  variantConfig,
} from '../experiment/training/plan';
import { chosenFor, type Values } from '../experiment/training/tuning';
import { type Config, parametersNamedIn } from '../paper/config';
import { type ProfileName, profileNames } from '../paper/profiles';
import { useDeterministicSettings, useFastSettings } from '../support/deterministic';
import { projectFile } from '../support/root';
import { configFrom, jsonOption, notEmpty, profileOption, seedsOption, untilStopped, wholeNumber } from './options';

interface TrainOptions {
  algorithm: AlgorithmName;
  seed: number;
  seeds?: number;
  profile: string;
  variant: string;
  config?: string;
  name?: string;
  out?: string;
  fast?: boolean;
  json?: boolean;
  evaluate: number;
}

export function addTrainCommand(root: Command): void {
  root
    .command('train')
    .description('train one algorithm on one seed; goes on from its checkpoint; stops with one on SIGINT or SIGTERM')
    .addOption(new Option('--algorithm <name>', 'what to train').choices(algorithmNames).default('mo-maddpg'))
    .addOption(new Option('--seed <n>', 'training seed').argParser(wholeNumber(0)).default(0))
    .addOption(seedsOption())
    .addOption(profileOption('quick'))
    .addOption(new Option('--variant <name>', 'a variant of the profile; see twinkit runs').default(DEFAULT_VARIANT))
    .addOption(
      new Option('--config <file>', 'JSON config in place of a profile; say with --name or --out where the run goes')
        .argParser(notEmpty)
        .conflicts('profile'),
    )
    .addOption(
      new Option('--name <name>', 'folder under data/runs, in place of where the profile keeps its runs').argParser(
        notEmpty,
      ),
    )
    .addOption(new Option('--out <folder>', "the run's own folder").argParser(notEmpty).conflicts('name'))
    .option('--fast', "without TensorFlow's deterministic settings: faster, but the weights depend on the machine")
    .addOption(
      new Option('--evaluate <n>', 'episodes without noise after training').argParser(wholeNumber(0)).default(20),
    )
    .addOption(jsonOption())
    .action(run);
}

/** Where a run goes. @throws if it would lie among the runs of a profile without being one of them */
function destination(options: TrainOptions, { profile }: Config): string {
  const { algorithm, seed, seeds, variant, config, name, out, fast } = options;
  const id = runId(profile, variant, algorithm, seed);
  const own = folderOf(profile, { id });
  const isPlanned = runsOf(profile, seeds).some((run) => run.id === id);
  const folder = resolve(out ?? (name ? projectFile('data/runs', name, algorithm, String(seed)) : own));
  const changed = [config && `--config ${config}`, fast && '--fast', !isPlanned && `--seed ${seed}`]
    .filter(Boolean)
    .join(' and ');
  if (isAmongRuns(folder) && (folder !== own || changed))
    throw new Error(
      `train: ${folder} lies among the runs of a profile, and this run is none of them${changed && `: ${changed}`}; say with --name or --out where else it goes${isPlanned ? '' : ', or with --seeds how many the profile is to have'}`,
    );
  return folder;
}

const runsOf = (profile: ProfileName, seeds?: number): PlannedRun[] => [
  ...plannedRuns(profile, seeds),
  ...retrainedRuns(profile, seeds),
];

/** Whether a folder lies where a profile's runs are looked for: below `<profile>` or `<profile>-<variant>`. */
const isAmongRuns = (folder: string): boolean =>
  profileNames.some((profile) => isGroupOf(profile, relative(runsRoot(profile), folder).split(sep)[0]));

function sayTuned(chosen: Values): void {
  const values = Object.entries(chosen).map(([name, value]) => `${name} ${value}`);
  if (values.length > 0)
    process.stderr.write(`twinkit: as tuned: ${values.join(', ')}; a parameter that --config names stays as it is\n`);
}

async function run(options: TrainOptions): Promise<void> {
  const config = variantConfig(configFrom(options), options.variant, options.algorithm);
  const folder = destination(options, config);
  if (options.fast) useFastSettings();
  else useDeterministicSettings();
  const { train } = await import('../experiment/training/train.js');
  const { evaluateRun } = await import('../experiment/training/run.js');
  const { algorithm, seed } = options;
  const named = options.config ? parametersNamedIn(options.config) : [];
  sayTuned(chosenFor(algorithm, config, named));
  const done = await untilStopped((shouldStop) => train({ algorithm, config, seed, folder, named, shouldStop }));
  if (!done || (options.evaluate === 0 && !options.json)) return;
  const points = options.evaluate === 0 ? [] : evaluateRun(folder, seedsFrom(EVALUATION_SEED, options.evaluate));
  process.stdout.write(options.json ? `${JSON.stringify(points)}\n` : `${pointTable(points)}\n`);
}
