import { compileSchema } from '../support/schema';
import { type Parameter, parameterNames, parameters } from './parameters';
import { type RegisterRow, register, registerKeys } from './register';

function parameterSchema(parameter: Parameter): object {
  return { type: parameter.integer ? 'integer' : 'number', minimum: parameter.min, maximum: parameter.max };
}

function readingSchema(row: RegisterRow): object {
  if (row.type === 'number') {
    return { type: row.integer ? 'integer' : 'number', minimum: row.min, maximum: row.max };
  }
  if (row.type === 'text') return { type: 'string', pattern: row.pattern };
  return { enum: [row.default, ...row.alternatives] };
}

/** JSON schema of a config file, made from the two tables. */
export const configSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['profile'],
  properties: {
    profile: { type: 'string' },
    parameters: {
      type: 'object',
      description: 'data/paper/parameters.json',
      additionalProperties: false,
      properties: Object.fromEntries(parameterNames.map((name) => [name, parameterSchema(parameters[name])])),
    },
    register: {
      type: 'object',
      description: 'data/paper/register.json',
      additionalProperties: false,
      properties: Object.fromEntries(registerKeys.map((key) => [key, readingSchema(register[key])])),
    },
  },
};

/** What is wrong with a config's names, types and ranges: a line each, empty when nothing is. */
export const schemaProblems = compileSchema(configSchema);
