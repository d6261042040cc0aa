import Ajv, { type AnySchema, type AnySchemaObject, type ErrorObject } from 'ajv';
import { didYouMean } from './suggest';

/** Says what is wrong with a value: a line a problem (field, value, what would be right), empty when nothing is. */
export type SchemaCheck = (value: unknown) => string[];

/** Compiles a JSON schema once; call the result as often as needed. */
export function compileSchema(schema: AnySchema): SchemaCheck {
  const validate = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true }).compile(schema);
  return (value) => (validate(value) ? [] : (validate.errors ?? []).filter(isCause).map(describe));
}

/** The line "must match then" of a conditional only repeats the line that says why. */
function isCause(error: ErrorObject): boolean {
  return error.keyword !== 'if';
}

function describe(error: ErrorObject): string {
  const path = error.instancePath.slice(1).replaceAll('/', '.').replaceAll('~1', '/');
  if (error.keyword === 'additionalProperties') {
    const name: string = error.params.additionalProperty;
    return `${inside(path, name)}: unknown name${knownNames(name, error.parentSchema ?? {})}`;
  }
  if (error.keyword === 'required') return `${inside(path, error.params.missingProperty)}: missing`;
  return `${path || 'the whole'}: ${show(error.data)} ${expectation(error)}`;
}

function knownNames(name: string, { properties, patternProperties, description }: AnySchemaObject): string {
  if (patternProperties !== undefined) return `; a name here matches ${Object.keys(patternProperties).join(' or ')}`;
  return didYouMean(name, Object.keys(properties ?? {}), description);
}

function inside(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function expectation({ keyword, parentSchema, message }: ErrorObject): string {
  const schema = parentSchema ?? {};
  switch (keyword) {
    case 'enum':
      return `is not one of ${schema.enum.map(show).join(', ')}`;
    case 'pattern':
      return `does not match ${schema.pattern}`;
    case 'minimum':
    case 'maximum':
      return `is not ${range(schema)}`;
    case 'type':
      return `is not ${kinds(schema.type)}${schema.minimum === undefined ? '' : ` ${range(schema)}`}`;
    default:
      return message ?? keyword;
  }
}

function range({ minimum, maximum }: AnySchemaObject): string {
  return maximum === undefined ? `${minimum} or more` : `from ${minimum} to ${maximum}`;
}

const kindNames: Readonly<Record<string, string>> = {
  integer: 'a whole number',
  number: 'a number',
  string: 'a text',
  object: 'an object',
  array: 'a list',
  boolean: 'true or false',
  null: 'null',
};

function kinds(type: string | readonly string[]): string {
  return [type]
    .flat()
    .map((name) => kindNames[name] ?? name)
    .join(' or ');
}

function show(value: unknown): string {
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
