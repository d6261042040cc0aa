import type { Command } from 'commander';
import { describeEquation, equationDocstrings, findEquation, idsOf } from '../experiment/equation-index';
import { exploitability, type GameInstance, solveGame } from '../game';
import { readJsonFile } from '../support/json';
import { jsonOption } from './options';

/** Commands that show what is there: an equation, the solution of a game. */
export function addLookCommands(root: Command): void {
  root
    .command('equation [id]')
    .description(
      'an equation by number, id or function name: formula, reading, where it stands; without an id, the list',
    )
    .action((id?: string) => {
      const text = id === undefined ? listOfEquations() : findEquation(id).map(describeEquation).join('\n\n');
      process.stdout.write(`${text}\n`);
    });
  root
    .command('game <file>')
    .description(
      'solve a Stackelberg game given as JSON {cloud, edges, market} with followers; prices, demands, utilities',
    )
    .addOption(jsonOption())
    .action((file: string, { json }: { json?: boolean }) => {
      const instance = readJsonFile(file) as GameInstance;
      const outcome = solveFrom(file, instance);
      const worst = exploitability(instance, outcome, 'fine').maximum;
      process.stdout.write(
        json ? `${JSON.stringify({ ...outcome, exploitability: worst })}\n` : `${tableOfGame(outcome, worst)}\n`,
      );
    });
}

/** Names the file in what the game refuses. */
function solveFrom(file: string, instance: GameInstance): ReturnType<typeof solveGame> {
  if (!instance?.cloud || !Array.isArray(instance.edges) || !instance.market)
    throw new Error(
      `${file}: needs the fields "cloud", "edges" (a list) and "market"; data/golden/game.json shows instances`,
    );
  try {
    return solveGame(instance);
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`);
  }
}

function listOfEquations(): string {
  return equationDocstrings()
    .flatMap((doc) => idsOf(doc, 'eq').map((id) => `(${id})\t${doc.name}\t${doc.file}:${doc.line}`))
    .join('\n');
}

function tableOfGame({ cloud, edges, systemUtility, welfare }: ReturnType<typeof solveGame>, worst: number): string {
  const row = (name: string, seller: (typeof edges)[number] | typeof cloud) =>
    [
      name,
      seller.price.toFixed(6),
      seller.regime,
      seller.soldUnits.toFixed(4),
      seller.utility.toFixed(6),
      seller.demands.map((units) => units.toFixed(4)).join(' '),
    ].join('\t');
  return [
    'seller\tprice\tregime\tsold\tutility\tdemands',
    row('cloud', cloud),
    ...edges.map((edge, j) => row(`edge ${j}`, edge)),
    `system utility ${systemUtility.toFixed(9)}, welfare ${welfare.toFixed(9)}, exploitability ${worst.toExponential(1)}`,
  ].join('\n');
}
