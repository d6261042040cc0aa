import type { Command } from 'commander';
import { pointTable } from '../experiment/point-table';
import { isCommitted, plannedRuns, retrainedRuns, runsFolder } from '../experiment/training/plan';
import type { Protocol } from '../experiment/training/retrain';
import { makeConfig } from '../paper/config';
import { useDeterministicSettings } from '../support/deterministic';
import { jsonOption, profileOption, protocolOption, seedsOption } from './options';

interface ProfileOptions {
  profile: string;
  json?: boolean;
}

/** Commands about all runs of a profile: which there are, and what the finished ones reach. */
export function addRunsCommands(root: Command): void {
  root
    .command('runs')
    .description('the runs of a profile: variant, algorithm, seed and folder; the Snakefile reads this list')
    .addOption(profileOption('quick'))
    .addOption(protocolOption())
    .addOption(seedsOption())
    .addOption(jsonOption())
    .action(listRuns);
  root
    .command('summarise')
    .description('what the finished runs of a profile reach without noise: means over training seeds')
    .addOption(profileOption('quick'))
    .addOption(jsonOption())
    .action(summarise);
}

function listRuns({
  profile: name,
  protocol,
  seeds,
  json,
}: ProfileOptions & { protocol: Protocol; seeds?: number }): void {
  const { profile } = makeConfig(name);
  const plan = {
    runs: runsFolder(profile),
    planned: protocol === 'retrain' ? retrainedRuns(profile, seeds) : plannedRuns(profile, seeds),
  };
  const lines = plan.planned.map(({ id, variant, algorithm, seed }) =>
    [variant, algorithm, seed, `${plan.runs}/${id}`].join('\t'),
  );
  process.stdout.write(
    json ? `${JSON.stringify(plan)}\n` : `${['variant\talgorithm\tseed\tfolder', ...lines].join('\n')}\n`,
  );
}

/** TensorFlow is loaded only here, after its settings are in place. */
async function summarise({ profile: name, json }: ProfileOptions): Promise<void> {
  const { profile } = makeConfig(name);
  useDeterministicSettings();
  const summary = await import('../experiment/training/summary.js');
  const summaries = await summary.summariseRuns(profile);
  if (summaries.length === 0)
    throw new Error(`summarise: ${profile} has no finished and evaluated run in ${runsFolder(profile)}; make train`);
  if (!isCommitted(profile)) {
    summary.writeTrainingResults(profile, summaries);
    summary.removeStale(profile);
  }
  process.stdout.write(json ? `${JSON.stringify(summaries)}\n` : `${pointTable(summary.summaryPoints(summaries))}\n`);
}
