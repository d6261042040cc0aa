import { existsSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { createPolicy, policyNames } from '../agents/policies';
import { type Axis, axisValues, EVALUATION_SEED, type SweepPoint, seedsFrom, sweep } from '../experiment/evaluate';
import { tInterval } from '../experiment/statistics';
import type { Config } from '../paper/config';
import { canonicalJson, readJson, sha256, writeJson } from '../support/files';
import { configFrom, jsonOption, nameList, numberList, profileOption, wholeNumber } from './options';

interface EvaluateOptions {
  policy: string[];
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

/** A file of evaluated points with what they depend on. */
interface Evaluation {
  readonly config: Config;
  readonly points: readonly SweepPoint[];
}

export function addEvaluateCommand(root: Command): void {
  root
    .command('evaluate')
    .description('play reference policies on fixed seeds, at the default or along an axis; resumable with --out')
    .addOption(new Option('--policy <names>', `of ${policyNames.join(', ')}`).argParser(nameList).default(['greedy']))
    .addOption(new Option('--axis <name>', 'what x is').choices(Object.keys(axisValues)).default('none'))
    .addOption(new Option('--values <list>', "values of x; the paper's unless told").argParser(numberList))
    .addOption(new Option('--seeds <n>', 'episodes at each point').argParser(wholeNumber(1)).default(5))
    .addOption(new Option('--first-seed <n>', 'their first seed').argParser(wholeNumber(0)).default(EVALUATION_SEED))
    .addOption(profileOption('std'))
    .option('--config <file>', 'JSON config in place of a profile')
    .option('--out <file>', 'keep the points here; points already in it are not run again')
    .option('--exploitability', 'record the largest gain of any player in any slot')
    .addOption(jsonOption())
    .action(run);
}

function run(options: EvaluateOptions): void {
  const config = configFrom(options);
  const policies = Object.fromEntries(options.policy.map((name) => [name, (c: Config) => createPolicy(name, c)]));
  for (const make of Object.values(policies)) make(config);
  const points = options.out ? [...readPoints(options.out, config)] : [];
  const rows = sweep({
    config,
    policies,
    axis: options.axis,
    values: options.values,
    seeds: seedsFrom(options.firstSeed, options.seeds),
    recordExploitability: options.exploitability,
    known: points,
    onPoint(point) {
      points.push(point);
      if (options.out) writeJson(options.out, { config, points } satisfies Evaluation);
    },
  });
  process.stdout.write(options.json ? `${JSON.stringify(rows)}\n` : `${pointTable(rows)}\n`);
}

/** Points of an earlier call. @throws if the file belongs to another config */
function readPoints(file: string, config: Config): readonly SweepPoint[] {
  if (!existsSync(file)) return [];
  const found = readJson<Evaluation>(file);
  if (!Array.isArray(found?.points)) throw new Error(`${file}: field "points" is missing; it is no evaluation file`);
  if (sha256(canonicalJson(found.config)) !== sha256(canonicalJson(config)))
    throw new Error(`${file}: was made with another config; give another --out or the same config`);
  return found.points;
}

const COLUMNS = ['reward', 'msr', 'latencyS', 'energyJ', 'costPerAttempt', 'qoe', 'interruptionsPerSlot'];

/** Means with 95 % intervals of the main metrics, tab-separated, a line a policy and x. */
export function pointTable(rows: readonly SweepPoint[]): string {
  const groups = new Map<string, SweepPoint[]>();
  for (const row of rows) {
    const key = `${row.policy}\t${row.x}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const lines = [...groups].map(([key, group]) => {
    const cells = COLUMNS.map((column) => {
      const values = group.map(({ metrics }) => metrics[column]).filter((value) => value !== undefined);
      return values.length === 0 ? 'none' : formatInterval(values);
    });
    return [key, ...cells].join('\t');
  });
  return [['policy', 'x', ...COLUMNS].join('\t'), ...lines].join('\n');
}

function formatInterval(values: readonly number[]): string {
  const { mean, high } = tInterval({ values, level: 0.95 });
  return high === null ? mean.toFixed(3) : `${mean.toFixed(3)} ±${(high - mean).toFixed(3)}`;
}
