import { readFileSync } from 'node:fs';
import { projectFile } from './root';

/** What TensorFlow must find in the environment before it loads, so that one seed gives the same bits on every machine. */
export function deterministicSettings(): [name: string, value: string][] {
  const text = readFileSync(projectFile('tools/deterministic.env'), 'utf8');
  return [...text.matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]);
}
