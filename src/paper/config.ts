import { readJsonFile } from '../support/json';
import { didYouMean } from '../support/suggest';
import { schemaProblems } from './config-schema';
import { inconsistencies } from './consistency';
import { type ParameterName, parameterNames, parameters } from './parameters';
import { type Overrides, type ProfileName, profileNames, profiles } from './profiles';
import { type RegisterKey, type RegisterValue, register, registerKeys } from './register';

/** Everything a run depends on besides its seed. Frozen. */
export interface Config {
  readonly profile: ProfileName;
  readonly parameters: Readonly<Record<ParameterName, number>>;
  readonly register: Readonly<Record<RegisterKey, RegisterValue>>;
}

/** A configuration that cannot be used; the message has a line for each field that is wrong. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * The configuration of a profile, with values of one's own on top.
 *
 * @param profile 'tiny', 'quick', 'std' or 'paper'
 * @param overrides parameters by name and readings by register key
 * @throws ConfigError naming every field that is unknown, of the wrong type, out of range or in conflict with another
 * @example makeConfig('std', { parameters: { vehicles: 50 }, register: { 'game.enabled': false } })
 */
export function makeConfig(profile: string, overrides: Overrides = {}): Config {
  return build('config', { ...overrides, profile });
}

/**
 * The configuration a JSON file describes: `{ "profile": "std", "parameters": { … }, "register": { … } }`.
 *
 * @throws Error naming the file, the field, its value and what would be right
 */
export function loadConfig(file: string): Config {
  return build(file, readJsonFile(file));
}

/** Parameters that a file which makes a config sets itself. */
export const parametersNamedIn = (file: string): string[] =>
  Object.keys((readJsonFile(file) as Overrides).parameters ?? {});

function build(origin: string, input: unknown): Config {
  refuse(origin, schemaProblems(input));
  const { profile, parameters: ownParameters, register: ownRegister } = input as Overrides & { profile: string };
  if (!isProfile(profile)) {
    throw new ConfigError(
      `${origin}: profile: ${JSON.stringify(profile)} is not known${didYouMean(profile, profileNames)}`,
    );
  }
  const base: Overrides = profiles[profile];
  const baseRegister = { ...registerDefaults(), ...base.register };
  const baseParameters = { ...parameterDefaults(), ...base.parameters };
  const config = {
    profile,
    parameters: Object.freeze({ ...baseParameters, ...given(ownParameters) }) as Config['parameters'],
    register: Object.freeze({ ...baseRegister, ...given(ownRegister) }) as Config['register'],
  };
  refuse(origin, inconsistencies(config.parameters, config.register));
  return Object.freeze(config);
}

function refuse(origin: string, problems: readonly string[]): void {
  if (problems.length > 0) throw new ConfigError(problems.map((problem) => `${origin}: ${problem}`).join('\n'));
}

/** A name set to undefined counts as not given, as in an optional argument. */
function given<T extends object>(overrides: T | undefined): Partial<T> {
  return Object.fromEntries(Object.entries(overrides ?? {}).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function isProfile(name: string): name is ProfileName {
  return (profileNames as readonly string[]).includes(name);
}

function parameterDefaults(): Record<ParameterName, number> {
  return Object.fromEntries(parameterNames.map((name) => [name, parameters[name].value])) as Record<
    ParameterName,
    number
  >;
}

function registerDefaults(): Record<RegisterKey, RegisterValue> {
  return Object.fromEntries(registerKeys.map((key) => [key, register[key].default])) as Record<
    RegisterKey,
    RegisterValue
  >;
}
