import { type Command, InvalidArgumentError, Option } from 'commander';
import { type NodeState, type TunablePolicy, tunablePolicies } from '../agents/tuned';
import { type AlgorithmName, algorithmNames } from '../experiment/training/names';
import { type Tuning, trialsOf } from '../experiment/training/tuning';
import { tune } from '../experiment/tune';
import { useDeterministicSettings } from '../support/deterministic';
import { nameList, untilStopped, wholeNumber } from './options';

/** Commands that tune: reference policies by the cross-entropy method, learners over a grid. */
export function addTuneCommands(root: Command): void {
  root
    .command('tune')
    .description(
      'tune a reference policy again by the cross-entropy method; writes data/tuned, goes on where it stopped',
    )
    .addOption(new Option('--policy <name>', 'which').choices(tunablePolicies).makeOptionMandatory())
    .addOption(
      new Option('--node-state <name>', 'how vehicles know servers').choices(['viaGcn', 'broadcast']).default('viaGcn'),
    )
    .action(({ policy, nodeState }: { policy: TunablePolicy; nodeState: NodeState }) => {
      const { history } = tune(policy, nodeState);
      process.stdout.write(`R of the last iteration: ${history[history.length - 1].mean.toFixed(2)}\n`);
    });
  root
    .command('tune-learners')
    .description(
      'train the trials that are not finished (data/runs/trial-<k>); when all are, choose and write data/tuned/learners.json',
    )
    .addOption(
      new Option('--algorithm <names>', `of ${algorithmNames.join(', ')}; all unless told`).argParser(algorithms),
    )
    .addOption(new Option('--trial <k>', 'only the k-th trial of each; all unless told').argParser(wholeNumber(1)))
    .action(tuneLearners);
}

function algorithms(text: string): AlgorithmName[] {
  const unknown = nameList(text).find((name) => !(algorithmNames as readonly string[]).includes(name));
  if (unknown !== undefined) throw new InvalidArgumentError(`"${unknown}" is none of ${algorithmNames.join(', ')}.`);
  return nameList(text) as AlgorithmName[];
}

async function tuneLearners({
  algorithm = [...algorithmNames],
  trial,
}: {
  algorithm?: AlgorithmName[];
  trial?: number;
}) {
  useDeterministicSettings();
  const { gatherTrials, runTrial, trialRuns } = await import('../experiment/training/trials.js');
  const { isFinished } = await import('../experiment/training/run.js');
  const ofEach = (name: AlgorithmName) => trialRuns().filter((run) => run.algorithm === name);
  const wanted = algorithm.flatMap(ofEach).filter((run) => trial === undefined || run.trial === trial);
  if (wanted.length === 0)
    throw new Error(`--trial ${trial}: there are ${trialsOf(algorithm[0]).length} of each algorithm`);
  const done = await untilStopped(async (shouldStop) => {
    for (const run of wanted) if (!(await runTrial(run, {}, shouldStop))) return false;
    return true;
  });
  if (!done) return;
  const left = trialRuns().filter(({ folder }) => !isFinished(folder)).length;
  process.stdout.write(left > 0 ? `${left} runs of trials are not finished yet\n` : `${tuningTable(gatherTrials())}\n`);
}

/** A line a trial: R on the seeds of the choice, and a star at the chosen one. */
export function tuningTable({ methods }: Tuning): string {
  const lines = algorithmNames.flatMap((name) =>
    methods[name].trials.map(({ values, reward }) => {
      const settings = Object.entries(values).map(([key, value]) => `${key}=${value}`);
      return [name, settings.join(' '), reward.toFixed(2), values === methods[name].chosen ? '*' : ''].join('\t');
    }),
  );
  return ['algorithm\tvalues\tR\tchosen', ...lines].join('\n');
}
