import type { Command } from 'commander';
import { runAcceptance } from '../experiment/acceptance';
import { runBench } from '../experiment/bench';

/** Commands that measure the kit itself. */
export function addMeasureCommands(root: Command): void {
  root
    .command('bench')
    .description('what a step of the environment costs at 100, 1,000 and 10,000 vehicles, and learning at 100')
    .action(async () => {
      await runBench();
    });
  root
    .command('acceptance')
    .description("reference policies beside the specification's prototype; writes data/expected/acceptance.*")
    .action(async () => {
      const { problems } = await runAcceptance();
      if (problems.length > 0) process.exitCode = 1;
    });
}
