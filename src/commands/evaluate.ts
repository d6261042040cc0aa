import { type Command, Option } from 'commander';
import { createPolicy, policyNames } from '../agents/policies';
import { tunedChecksums } from '../agents/tuned';
import {
  type Axis,
  axisValues,
  EVALUATION_SEED,
  keyOf,
  type SweepPoint,
  seedsFrom,
  sweep,
} from '../experiment/evaluate';
import { type EvaluationOf, readEvaluation, writeEvaluation } from '../experiment/evaluation-file';
import { pointTable } from '../experiment/point-table';
import type { Config } from '../paper/config';
import { useDeterministicSettings } from '../support/deterministic';
import { configFrom, jsonOption, nameList, notEmpty, numberList, profileOption, wholeNumber } from './options';

interface EvaluateOptions {
  policy: string[];
  run?: string;
  axis: Axis;
  values?: number[];
  seeds: number;
  firstSeed: number;
  profile: string;
  config?: string;
  out?: string;
  json?: boolean;
  exploitability?: boolean;
}

export function addEvaluateCommand(root: Command): void {
  root
    .command('evaluate')
    .description('play reference policies or a trained run on fixed seeds, at one point or along an axis')
    .addOption(new Option('--policy <names>', `of ${policyNames.join(', ')}`).argParser(nameList).default(['greedy']))
    .addOption(
      new Option('--run <folder>', 'a finished run, in its own config; along an axis without training it again')
        .argParser(notEmpty)
        .conflicts(['policy', 'profile', 'config', 'exploitability']),
    )
    .addOption(new Option('--axis <name>', 'what x is').choices(Object.keys(axisValues)).default('none'))
    .addOption(new Option('--values <list>', "values of x; the paper's unless told").argParser(numberList))
    .addOption(new Option('--seeds <n>', 'episodes at each point').argParser(wholeNumber(1)).default(5))
    .addOption(new Option('--first-seed <n>', 'their first seed').argParser(wholeNumber(0)).default(EVALUATION_SEED))
    .addOption(profileOption('std'))
    .addOption(
      new Option('--config <file>', 'JSON config in place of a profile').argParser(notEmpty).conflicts('profile'),
    )
    .option('--out <file>', 'keep the points here; points already in it are not run again', notEmpty)
    .option('--exploitability', 'record the largest gain of any player in any slot')
    .addOption(jsonOption())
    .action(run);
}

async function run(options: EvaluateOptions): Promise<void> {
  if (options.axis === 'none' && options.values)
    throw new Error('evaluate: --values has no axis to lie on; say which with --axis');
  const rows = options.run ? await evaluateTrained(options.run, options) : evaluatePolicies(options);
  process.stdout.write(options.json ? `${JSON.stringify(rows)}\n` : `${pointTable(rows)}\n`);
}

/** The points of `--out` that have what is asked for, and what keeps new ones there, in place of old ones of the same episode. */
function keep(out: string | undefined, of: EvaluationOf, needed?: string) {
  const points = new Map((out ? readEvaluation(out, of) : []).map((point) => [keyOf(point), point]));
  const add = (...added: readonly SweepPoint[]) => {
    for (const point of added) points.set(keyOf(point), point);
    if (out) writeEvaluation(out, of, [...points.values()]);
  };
  return { known: [...points.values()].filter(({ metrics }) => !needed || metrics[needed] !== undefined), add };
}

function evaluatePolicies(options: EvaluateOptions): SweepPoint[] {
  const config = configFrom(options);
  const policies = Object.fromEntries(options.policy.map((name) => [name, (c: Config) => createPolicy(name, c)]));
  for (const make of Object.values(policies)) make(config);
  const searches = options.exploitability && config.register['game.enabled'] === true;
  const { known, add } = keep(
    options.out,
    { config, axis: options.axis, tuned: tunedChecksums() },
    searches ? 'exploitability' : undefined,
  );
  return sweep({
    config,
    policies,
    axis: options.axis,
    values: options.values,
    seeds: seedsFrom(options.firstSeed, options.seeds),
    recordExploitability: options.exploitability,
    known,
    onPoint: (point) => add(point),
  });
}

/** TensorFlow is loaded only here, after its settings are in place. */
async function evaluateTrained(folder: string, options: EvaluateOptions): Promise<SweepPoint[]> {
  useDeterministicSettings();
  const { readRun } = await import('../experiment/training/run.js');
  const { sweepRun } = await import('../experiment/training/sweep-run.js');
  const { algorithm, seed, config, checksums } = readRun(folder);
  const trained = { algorithm, seed, weights: checksums.weights };
  const { known, add } = keep(options.out, { config, axis: options.axis, run: trained });
  return sweepRun({
    folder,
    axis: options.axis,
    values: options.values,
    seeds: seedsFrom(options.firstSeed, options.seeds),
    known,
    onPoints: (points) => add(...points),
  });
}
