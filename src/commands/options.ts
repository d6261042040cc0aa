import { InvalidArgumentError, Option } from 'commander';
import { protocols } from '../experiment/training/retrain';
import { type Config, loadConfig, makeConfig } from '../paper/config';

/** Parses a whole number from `low` on, or says what would be right. */
export const wholeNumber =
  (low: number) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isSafeInteger(value) || value < low)
      throw new InvalidArgumentError(`"${text}" is not a whole number from ${low} on.`);
    return value;
  };

/** Parses numbers parted by commas, none of them twice. */
export function numberList(text: string): number[] {
  const values = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (!values.every(Number.isFinite)) throw new InvalidArgumentError(`"${text}" is not a list like 10,20,30.`);
  if (new Set(values).size < values.length) throw new InvalidArgumentError(`"${text}" has a number twice.`);
  return values;
}

/** Parses a name or path. An empty one, as of a shell variable that is not set, is a mistake and not the fallback. */
export function notEmpty(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('it is empty; leave the option out or give it a value.');
  return text;
}

export const nameList = (text: string): string[] => text.split(',').map((name) => name.trim());

export const profileOption = (fallback: string): Option =>
  new Option('--profile <name>', 'tiny, quick, std or paper').default(fallback);

export const protocolOption = (): Option =>
  new Option(
    '--protocol <name>',
    'sweeps of the policies trained at the default, or of policies trained anew at each x',
  )
    .choices(protocols)
    .default(protocols[0]);

/** Researchers who want more training seeds than the profile has say so to every command that asks for them. */
export const seedsOption = (): Option =>
  new Option('--seeds <n>', "how many training seeds the profile's runs have; its own number unless told").argParser(
    wholeNumber(1),
  );

export const jsonOption = (): Option => new Option('--json', 'print JSON');

/**
 * The config of a command: a file where one is given, else the profile.
 * @throws besides what makes no config, if the file sets `stats.seeds`, which says how many runs a profile has
 */
export function configFrom({ profile, config: file }: { profile: string; config?: string }): Config {
  if (!file) return makeConfig(profile);
  const config = loadConfig(file);
  const [own, standing] = [config, makeConfig(config.profile)].map(({ register }) => register['stats.seeds']);
  if (own !== standing)
    throw new Error(
      `${file}: register.stats.seeds: ${own} would change nothing: a command plays one run, and ${config.profile} has ${standing} training seeds; leave it out and give each run its --seed`,
    );
  return config;
}

/**
 * Runs what asks between its steps whether it should stop: SIGINT and SIGTERM make the answer yes, and the exit code 130.
 * @returns what it returns: false if it stopped before its end
 */
export async function untilStopped(work: (shouldStop: () => boolean) => Promise<boolean>): Promise<boolean> {
  let stopping = false;
  const stop = () => {
    stopping = true;
    process.stderr.write('\nstopping after this round; the same command goes on from there\n');
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const done = await work(() => stopping);
  process.off('SIGINT', stop).off('SIGTERM', stop);
  if (!done) process.exitCode = 130;
  return done;
}
