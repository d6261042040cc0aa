import assert from 'node:assert/strict';
import { collisions, symbols } from '../../src/paper/symbols';
import { equationDocstrings } from '../documentation/docstrings';

/** "name [unit]" in the @symbols lines of the equations. */
function documented(): { place: string; name: string; unit: string }[] {
  return equationDocstrings().flatMap((doc) =>
    [...(doc.tags.get('symbols') ?? []).join(' ').matchAll(/: (\w+) \[([^\]]*)\]|returns (\w+) \[([^\]]*)\]/g)].map(
      ([, argument, unit, result, resultUnit]) => ({
        place: `${doc.file}: ${doc.name}`,
        name: argument ?? result,
        unit: unit ?? resultUnit,
      }),
    ),
  );
}

describe('symbols', () => {
  it('have the unit that the equations give', () => {
    const found = documented();
    assert.ok(found.length > 100, `only ${found.length} symbols found in the equations`);
    const different = found
      .filter(({ name, unit }) => name in symbols && unit !== 'any')
      .filter(({ name, unit }) => !symbols[name as 'mode'].unit.split(/, | or /).includes(unit))
      .map(({ place, name, unit }) => `${place}: ${name} [${unit}], not [${symbols[name as 'mode'].unit}]`);
    assert.deepEqual(different, []);
  });

  it('are all used by an equation', () => {
    const text = equationDocstrings()
      .flatMap((doc) => doc.tags.get('symbols') ?? [])
      .join(' ');
    const unused = Object.keys(symbols).filter((name) => !new RegExp(`\\b${name}\\b`).test(text));
    assert.deepEqual(unused, []);
  });

  it('agree with the units in their names', () => {
    const suffixes: Record<string, string> = {
      MB: 'MB',
      Hz: 'Hz',
      J: 'J',
      W: 'W',
      Bps: 'bit/s',
      Db: 'dB',
      Bits: 'bit',
    };
    for (const [name, { unit }] of Object.entries(symbols)) {
      const suffix = /(?<=[a-z])(MB|Hz|J|W|Bps|Db|Bits)$/.exec(name)?.[0];
      if (suffix !== undefined && name !== 'noiseDbmPerHz' && name !== 'noiseDensityWPerHz') {
        assert.equal(unit, suffixes[suffix], name);
      }
    }
  });
});

describe('collisions', () => {
  it('give each meaning a name of its own', () => {
    const names = collisions.flatMap((collision) => Object.keys(collision.names));
    assert.deepEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      [],
    );
  });
});
