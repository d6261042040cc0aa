import table from '../../data/paper/parameters.json';

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

/** Every number of the model with unit, symbol, source and allowed range, by name. */
export const parameters = table as unknown as Readonly<Record<ParameterName, Parameter>>;

export const parameterNames = Object.keys(table) as readonly ParameterName[];
