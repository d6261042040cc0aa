import table from '../../data/paper/register.json';

export type RegisterKey = keyof typeof table;
export type RegisterValue = string | number | boolean;
export type RegisterConcern = 'model' | 'game' | 'environment' | 'metric' | 'learning';

export interface RegisterRow {
  readonly amb: string;
  readonly default: RegisterValue;
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

/** Every place where the paper can be read in more than one way, with the reading taken, by key. */
export const register = table as unknown as Readonly<Record<RegisterKey, RegisterRow>>;

export const registerKeys = Object.keys(table) as readonly RegisterKey[];
