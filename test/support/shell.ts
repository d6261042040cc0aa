import { deterministicSettings } from '../../src/support/deterministic';

/** The environment of a user's shell, which has none of TensorFlow's settings: every entry must bring its own. */
export function userEnvironment(): NodeJS.ProcessEnv {
  const env = { ...process.env };
  for (const [name] of deterministicSettings()) delete env[name];
  return env;
}
