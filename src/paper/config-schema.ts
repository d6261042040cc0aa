import Ajv, { type ErrorObject } from 'ajv';
import { type Parameter, parameterNames, parameters } from './parameters';
import { type RegisterRow, register, registerKeys } from './register';
import { didYouMean } from './suggest';

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
      additionalProperties: false,
      properties: Object.fromEntries(parameterNames.map((name) => [name, parameterSchema(parameters[name])])),
    },
    register: {
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(registerKeys.map((key) => [key, readingSchema(register[key])])),
    },
  },
};

const validate = new Ajv({ allErrors: true, verbose: true }).compile(configSchema);

/** What is wrong with a config's names, types and ranges: a line each, empty when nothing is. */
export function schemaProblems(input: unknown): string[] {
  return validate(input) ? [] : (validate.errors ?? []).map(describe);
}

function describe(error: ErrorObject): string {
  const field = error.instancePath.slice(1).replaceAll('/', '.') || 'the whole';
  if (error.keyword === 'additionalProperties') {
    const name: string = error.params.additionalProperty;
    const place = error.instancePath === '' ? '' : `${field}.`;
    return `${place}${name}: unknown name${didYouMean(name, Object.keys(error.parentSchema?.properties ?? {}))}`;
  }
  if (error.keyword === 'required') return `${error.params.missingProperty}: missing`;
  return `${field}: ${show(error.data)} ${expectation(error)}`;
}

function expectation(error: ErrorObject): string {
  const schema = error.parentSchema ?? {};
  switch (error.keyword) {
    case 'enum':
      return `is not one of ${schema.enum.map(show).join(', ')}`;
    case 'pattern':
      return `does not match ${schema.pattern}`;
    case 'minimum':
    case 'maximum':
      return `is outside ${schema.minimum} to ${schema.maximum}`;
    default:
      return schema.minimum === undefined
        ? `is not ${schema.type === 'object' ? 'an object' : `a ${schema.type}`}`
        : `is not ${schema.type === 'integer' ? 'a whole number' : 'a number'} from ${schema.minimum} to ${schema.maximum}`;
  }
}

function show(value: unknown): string {
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
