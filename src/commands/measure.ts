import { type Command, Option } from 'commander';
import { type NodeState, type TunablePolicy, tunablePolicies } from '../agents/tuned';
import { runAcceptance } from '../experiment/acceptance';
import { runBench } from '../experiment/bench';
import { tune } from '../experiment/tune';

/** Commands that measure the kit itself. */
export function addMeasureCommands(root: Command): void {
  root
    .command('bench')
    .description('microseconds a step at 100, 1,000 and 10,000 vehicles')
    .action(async () => {
      await runBench();
    });
  root
    .command('acceptance')
    .description("reference policies beside the specification's prototype; writes data/expected/acceptance.*")
    .action(async () => {
      await runAcceptance();
    });
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
}
