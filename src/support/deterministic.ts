import { readFileSync } from 'node:fs';
import { projectFile } from './root';

/** What TensorFlow must find in the environment before it loads, so that one seed gives the same bits on every machine. */
export function deterministicSettings(): [name: string, value: string][] {
  const text = readFileSync(projectFile('tools/deterministic.env'), 'utf8');
  return [...text.matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]);
}

/** Only how much TensorFlow prints. */
const LOG_LEVEL = 'TF_CPP_MIN_LOG_LEVEL';

/** Puts the settings into this process's environment; call it before anything loads TensorFlow. */
export function useDeterministicSettings(): void {
  for (const [name, value] of deterministicSettings()) process.env[name] = value;
}

/** Takes them out: TensorFlow then uses every thread and kernel it has, and the bits depend on the machine. */
export function useFastSettings(): void {
  for (const [name] of deterministicSettings()) if (name !== LOG_LEVEL) delete process.env[name];
}

/** Whether this process runs with the settings. */
export function isDeterministic(): boolean {
  return deterministicSettings().every(([name, value]) => name === LOG_LEVEL || process.env[name] === value);
}
