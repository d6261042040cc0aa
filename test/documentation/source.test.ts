import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { sourceFiles } from '../../src/support/sources';

const ROOT = path.join(__dirname, '..', '..');
const files = sourceFiles('src').map((file) => [file, readFileSync(path.join(ROOT, file), 'utf8')] as const);

function linesWith(pattern: RegExp): string[] {
  return files.flatMap(([file, text]) =>
    text
      .split('\n')
      .filter((line) => !/^\s*(?:\/\*\*|\*|\/\/)/.test(line) && pattern.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
}

describe('documentation: source', () => {
  it('powers with broken exponents go through power(), since Math.pow differs between versions of Node', () => {
    assert.deepEqual(linesWith(/Math\.pow|\*\*(?!=?\s*\d+(?![\d.]))/), []);
  });

  it('randomness comes from seeded streams alone', () => {
    assert.deepEqual(linesWith(/(?<!window\.)Math\.random|tf\.randomNormal/), []);
  });

  it('no file is longer than 250 lines', () => {
    const long = files.filter(([, text]) => text.trimEnd().split('\n').length > 250).map(([file]) => file);
    assert.deepEqual(long, []);
  });
});
