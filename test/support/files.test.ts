import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  canonicalJson,
  piecesOf,
  readJson,
  removeHalves,
  sha256,
  sha256OfPieces,
  writeFileAtomic,
  writeJson,
} from '../../src/support/files';
import { withFile, withFolder } from './temporary';

describe('canonicalJson', () => {
  it('sorts keys at every depth and writes 10 significant digits', () => {
    assert.equal(
      canonicalJson({ b: 1 / 3, a: [{ d: 1e21, c: -0 }, true, null, 'é'] }),
      '{"a":[{"c":0,"d":1e+21},true,null,"é"],"b":0.3333333333}',
    );
  });

  it('does not depend on the order of keys or on the twelfth digit', () => {
    assert.equal(canonicalJson({ x: 1.00000000001, y: 2 }), canonicalJson({ y: 2, x: 1.00000000002 }));
    assert.notEqual(canonicalJson({ x: 1.000000001 }), canonicalJson({ x: 1.000000002 }));
  });

  it('leaves out undefined fields and writes typed arrays as lists', () => {
    assert.equal(canonicalJson({ a: undefined, b: new Float32Array([0.5, 2]) }), '{"b":[0.5,2]}');
  });

  it('keeps a key named __proto__ as data', () => {
    assert.equal(canonicalJson(JSON.parse('{"__proto__":1}')), '{"__proto__":1}');
  });

  for (const [value, path] of [
    [{ runs: [{ reward: Number.NaN }] }, 'runs[0].reward: NaN'],
    [[1, Number.POSITIVE_INFINITY], '[1]: Infinity'],
    [Number.NaN, 'the value: NaN'],
    [{ a: new Float64Array([1, Number.NaN]) }, 'a[1]: NaN'],
    [{ f: () => 1 }, 'f: a function'],
    [{ n: 1n }, 'n: a bigint'],
    [{ map: new Map([['a', 1]]) }, 'map: a Map'],
    [[new Date(0)], '[0]: a Date'],
  ] as const) {
    it(`refuses ${path}`, () => {
      assert.throws(
        () => canonicalJson(value),
        (error: Error) => error.message.startsWith(path),
      );
    });
  }
});

describe('sha256', () => {
  it('is that of FIPS 180-4 for "abc", from text and from bytes', () => {
    const expected = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    assert.equal(sha256('abc'), expected);
    assert.equal(sha256(new Uint8Array([97, 98, 99])), expected);
  });
});

describe('writeFileAtomic', () => {
  it('writes text and bytes, makes folders, replaces what was there and leaves nothing else', () => {
    withFolder((folder) => {
      const file = join(folder, 'a', 'b', 'log.txt');
      writeFileAtomic(file, 'first');
      writeFileAtomic(file, 'zweite Größe\n');
      assert.equal(readFileSync(file, 'utf8'), 'zweite Größe\n');
      writeFileAtomic(file, new Uint8Array([0, 255]));
      assert.deepEqual([...readFileSync(file)], [0, 255]);
      assert.deepEqual(readdirSync(join(folder, 'a', 'b')), ['log.txt']);
    });
  });

  it('writes pieces one after the other, longer than a piece of reading; they read back as they are', () => {
    withFolder((folder) => {
      const file = join(folder, 'pieces.bin');
      const pieces = [new Uint8Array(3).fill(1), new Uint8Array(3 << 20).fill(2), new Uint8Array(0)];
      writeFileAtomic(file, pieces);
      assert.deepEqual(readFileSync(file), Buffer.concat(pieces));
      assert.equal(sha256OfPieces(pieces), sha256(Buffer.concat(pieces)));
      assert.equal(sha256OfPieces(piecesOf(file, 3)), sha256(pieces[1]));
    });
  });

  it('removes halves of other processes, and no other file', () => {
    withFolder((folder) => {
      const file = join(folder, 'run.bin');
      const own = `run.bin.${process.pid}.tmp`;
      for (const name of ['run.bin', 'run.bin.4194305.tmp', own, 'other.bin.4194305.tmp', 'run.bin.old'])
        writeFileSync(join(folder, name), name);
      removeHalves(file);
      assert.deepEqual(readdirSync(folder).sort(), ['other.bin.4194305.tmp', 'run.bin', own, 'run.bin.old'].sort());
    });
  });

  it('names the file when it cannot write, and cleans up', () => {
    withFolder((folder) => {
      const file = join(folder, 'taken');
      mkdirSync(join(file, 'inside'), { recursive: true });
      assert.throws(
        () => writeFileAtomic(file, 'x'),
        (error: Error) => error.message.startsWith(`${file}: cannot be written: `),
      );
      assert.deepEqual(readdirSync(folder), ['taken']);
      writeFileSync(join(folder, 'plain'), 'kept');
      const below = join(folder, 'plain', 'new.json');
      assert.throws(
        () => writeFileAtomic(below, 'x'),
        (error: Error) => error.message.startsWith(`${below}: cannot be written: `),
      );
    });
  });
});

describe('writeJson and readJson', () => {
  it('give back the same value with every digit', () => {
    withFolder((folder) => {
      const file = join(folder, 'run.json');
      const content = { z: 0.1 + 0.2, a: [1e-300, 'x'], none: null };
      writeJson(file, content);
      assert.deepEqual(readJson(file), content);
      assert.deepEqual(readdirSync(folder), ['run.json']);
    });
  });

  it('accept another layout and order of keys', () => {
    withFolder((folder) => {
      const file = join(folder, 'run.json');
      writeJson(file, { a: 1, b: 2 });
      const { checksum } = JSON.parse(readFileSync(file, 'utf8'));
      writeFileSync(file, JSON.stringify({ content: { b: 2, a: 1 }, checksum }, null, 2));
      assert.deepEqual(readJson(file), { a: 1, b: 2 });
    });
  });

  it('notice a changed digit, even the last', () => {
    withFolder((folder) => {
      const file = join(folder, 'run.json');
      writeJson(file, { reward: 0.30000000000000004 });
      writeFileSync(file, readFileSync(file, 'utf8').replace('0000004', '0000009'));
      assert.throws(() => readJson(file), /run\.json: checksum: .* changed or damaged/);
    });
  });

  it('leave the old file when the new content has a NaN', () => {
    withFolder((folder) => {
      const file = join(folder, 'run.json');
      writeJson(file, { reward: 1 });
      assert.throws(() => writeJson(file, { reward: Number.NaN }), /run\.json: reward: NaN is not a finite number/);
      assert.deepEqual(readJson(file), { reward: 1 });
    });
  });

  for (const [name, text, message] of [
    ['truncated', '{"checksum":"ab","content":{"a":', 'the file ends too early'],
    ['empty', '', 'the file is empty'],
    ['without checksum', '{"content":1}', 'needs the two fields'],
    ['a list', '[1]', 'needs the two fields'],
    ['null', 'null', 'needs the two fields'],
  ] as const) {
    it(`name a file that is ${name}`, () => {
      withFile('run.json', text, (file) => {
        assert.throws(
          () => readJson(file),
          (error: Error) => error.message.startsWith(file) && error.message.includes(message),
        );
      });
    });
  }
});
