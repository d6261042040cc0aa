import type table from '../../data/paper/parameters.json';
import { loadTable } from './tables';

export type ParameterName = keyof typeof table;

/**
 * Where a value comes from: P stated in the paper, D derived from a stated value,
 * S an external source, E an engineering choice (calibrated, to be swept).
 */
export type ParameterStatus = 'P' | 'D' | 'S' | 'E';

export interface Parameter {
  readonly value: number;
  readonly unit: string;
  readonly symbol: string;
  readonly status: ParameterStatus;
  readonly source: string;
  readonly min: number;
  readonly max: number;
  readonly integer?: boolean;
  readonly concerns?: 'learning';
}

type ParameterTable = Readonly<Record<ParameterName, Parameter>>;

/** Reads a table of parameters and checks it, also that each value lies in its own range. */
export function loadParameters(file?: string): ParameterTable {
  return loadTable<Parameter, ParameterTable>('parameters', rangeProblem, file);
}

function rangeProblem({ value, min, max, integer }: Parameter): string | undefined {
  if (min > max) return `min: ${min} is above max ${max}`;
  if (value < min || value > max) return `value: ${value} is not from ${min} to ${max}`;
  if (integer && !Number.isInteger(value)) return `value: ${value} is not a whole number`;
  return undefined;
}

/** Every number of the model with unit, symbol, source and allowed range, by name. */
export const parameters = loadParameters();

export const parameterNames = Object.keys(parameters) as readonly ParameterName[];
