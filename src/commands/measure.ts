import type { Command } from 'commander';
import { runAcceptance } from '../experiment/acceptance';
import { runBench } from '../experiment/bench';

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
}
