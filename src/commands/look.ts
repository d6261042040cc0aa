import type { Command } from 'commander';
import { describeEquation, equationDocstrings, findEquation, idsOf } from '../experiment/equation-index';
import { exploitability, type GameInstance, solveGame } from '../game';
import { readJsonFile } from '../support/json';
import { compileSchema } from '../support/schema';
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

const number = { type: 'number' };
const list = (items: object) => ({ type: 'array', items });
const fields = (properties: Readonly<Record<string, object>>) => ({
  ...{ type: 'object', additionalProperties: false, required: Object.keys(properties), properties },
});
const seller = {
  ...{ followers: list(fields({ valuation: number, weight: number })) },
  ...{ capacityUnits: number, unitCost: number, lastPrice: number },
};

/** What is wrong with the fields of a `GameInstance`. */
const gameProblems = compileSchema(
  fields({
    cloud: fields(seller),
    edges: list(fields({ ...seller, relayShare: number })),
    market: fields({ priceMin: number, priceMax: number, hostingWeight: number }),
  }),
);

/** Names the file in what the game refuses. */
function solveFrom(file: string, instance: GameInstance): ReturnType<typeof solveGame> {
  const problems = gameProblems(instance);
  if (problems.length > 0) throw new Error(`${file}: ${problems.join('; ')}; data/golden/game.json shows instances`);
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
