import type table from '../../data/paper/register.json';
import { loadTable } from './tables';

export type RegisterKey = keyof typeof table;
export type RegisterValue = string | number | boolean;
export type RegisterConcern = 'model' | 'game' | 'environment' | 'metric' | 'learning';

export interface RegisterRow {
  readonly amb: string;
  readonly default: RegisterValue;
  /** What runs did that were trained before the row was there, where that is not the default. */
  readonly before?: RegisterValue;
  /** 'number' and 'text' rows take any value in range or of the pattern; the others one of default and alternatives. */
  readonly type?: 'number' | 'text';
  readonly min?: number;
  readonly max?: number;
  readonly integer?: boolean;
  readonly pattern?: string;
  readonly alternatives: readonly RegisterValue[];
  readonly sways: readonly string[];
  readonly reading: string;
  readonly source: string;
  readonly concerns: RegisterConcern;
  readonly status: 'settled' | 'provisional';
}

type RegisterTable = Readonly<Record<RegisterKey, RegisterRow>>;

/** Reads a register and checks it, also that each default and alternative is one that a config may use. */
export function loadRegister(file?: string): RegisterTable {
  return loadTable<RegisterRow, RegisterTable>('register', rowProblem, file);
}

function rowProblem(row: RegisterRow): string | undefined {
  if (row.before !== undefined && !row.alternatives.includes(row.before))
    return `before: ${JSON.stringify(row.before)} is none of the alternatives`;
  if (row.alternatives.includes(row.default)) return `alternatives: the default ${row.default} is among them`;
  const wrong = [row.default, ...row.alternatives].find((value) => !fits(row, value));
  if (wrong === undefined) return undefined;
  const right =
    row.type === 'number'
      ? `${row.integer ? 'a whole number' : 'a number'} from ${row.min} to ${row.max}`
      : `a text like ${row.pattern}`;
  return `${wrong === row.default ? 'default' : 'alternatives'}: ${JSON.stringify(wrong)} is not ${right}`;
}

function fits({ type, min = 0, max = 0, integer, pattern = '' }: RegisterRow, value: RegisterValue): boolean {
  if (type === undefined) return true;
  if (type === 'text') return typeof value === 'string' && new RegExp(pattern).test(value);
  return typeof value === 'number' && value >= min && value <= max && (!integer || Number.isInteger(value));
}

/** Every place where the paper can be read in more than one way, with the reading taken, by key. */
export const register = loadRegister();

/** Values of the rows that runs from before them do not name, where they are not the defaults. */
export const registerBefore = Object.fromEntries(
  Object.entries(register).flatMap(([key, { before }]) => (before === undefined ? [] : [[key, before]])),
) as Readonly<Partial<Record<RegisterKey, RegisterValue>>>;

export const registerKeys = Object.keys(register) as readonly RegisterKey[];
