import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every test runs with the deterministic TensorFlow settings that the Makefile and the notebook kernel use too. */
const settings = readFileSync(join(__dirname, '../../tools/deterministic.env'), 'utf8');

for (const [, name, value] of settings.matchAll(/^(\w+)=(.*)$/gm)) {
  process.env[name] = value;
}
