import { readJsonFile } from '../support/json';
import { projectFile } from '../support/root';
import { compileSchema } from '../support/schema';

/** Where the tables and their schemas are kept. */
export const tableFile = (name: string) => projectFile('data/paper', `${name}.json`);

/**
 * Reads a table of data/paper strictly, checks it with the schema beside it, then row by row.
 *
 * @param name 'parameters', 'register' or 'claims'
 * @param rowProblem what a schema cannot say about a row: undefined when nothing is wrong
 * @param file another file with a table of that kind, for checking an edit
 * @throws Error naming the file and every field that is wrong, with its value and what would be right
 */
export function loadTable<Row, Table extends Readonly<Record<string, Row>> | readonly Row[]>(
  name: string,
  rowProblem: (row: Row) => string | undefined,
  file = tableFile(name),
): Table {
  const table = readJsonFile(file);
  const problems = compileSchema(readJsonFile(tableFile(`${name}.schema`)) as object)(table);
  if (problems.length === 0) {
    for (const [key, row] of Object.entries<Row>(table as Readonly<Record<string, Row>>)) {
      const problem = rowProblem(row);
      if (problem !== undefined) problems.push(`${key}.${problem}`);
    }
  }
  if (problems.length > 0) throw new Error(problems.map((problem) => `${file}: ${problem}`).join('\n'));
  return deepFreeze(table as Table);
}

function deepFreeze<T extends object>(value: T): T {
  for (const item of Object.values(value)) {
    if (item !== null && typeof item === 'object') deepFreeze(item);
  }
  return Object.freeze(value);
}
