import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Package → version of every line "name==version" in a text. */
function pins(text: string): Map<string, string> {
  return new Map([...text.matchAll(/^[\s-]*([a-z0-9-]+)==([\w.]+)/gm)].map(([, name, version]) => [name, version]));
}

describe('set-up: pins', () => {
  const chosen = pins(read('tools/setup/requirements.in') + read('tools/setup/tensorflow.in'));
  const locked = pins(read('tools/setup/requirements.txt') + read('tools/setup/tensorflow.txt'));

  it('environment.yml names the same packages and versions as the set-up', () => {
    const conda = pins(read('environment.yml'));
    assert.ok(chosen.size >= 8);
    assert.deepEqual([...conda].sort(), [...chosen].sort());
  });

  it('the locks hold the chosen versions', () => {
    for (const [name, version] of chosen) assert.equal(locked.get(name), version, name);
  });

  it('every locked Python package has a hash', () => {
    for (const path of ['tools/setup/requirements.txt', 'tools/setup/tensorflow.txt']) {
      const entries = read(path).split(/\n(?=\S)/);
      assert.deepEqual(
        entries.filter((entry) => !/--hash=sha256:[0-9a-f]{64}/.test(entry)),
        [],
      );
    }
  });

  it('package.json pins exactly, and the lock names no registry but the public one', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json'));
    for (const [name, version] of Object.entries<string>({ ...dependencies, ...devDependencies })) {
      if (name !== 'twinkit') assert.match(version, /^\d+\.\d+\.\d+$/, name);
    }
    const resolved = [...read('package-lock.json').matchAll(/"resolved": "(https?:\/\/[^/"]+)/g)].map(
      ([, host]) => host,
    );
    assert.deepEqual(
      resolved.filter((host) => host !== 'https://registry.npmjs.org'),
      [],
    );
  });

  it('the browser that tests use draws the same major version of Plotly as the figures', () => {
    assert.match(read('tools/setup/requirements.in'), /plotly==6\./);
    assert.match(JSON.parse(read('package.json')).dependencies['plotly.js-dist'], /^3\./);
  });
});
