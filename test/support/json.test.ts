import assert from 'node:assert/strict';
import { parseJson, readJsonFile } from '../../src/support/json';
import { withFile, withFolder } from './temporary';

describe('parseJson', () => {
  it('reads what JSON.parse reads', () => {
    const text = '{ "a": [1, -2.5e-3, true, null, "\\u00e9\\n"], "b": { "a": {} } }';
    assert.deepEqual(parseJson(text, 'x.json'), JSON.parse(text));
  });

  it('allows the same key in different objects', () => {
    assert.deepEqual(parseJson('{"a":{"a":1},"b":{"a":2}}', 'x.json'), { a: { a: 1 }, b: { a: 2 } });
  });

  for (const [text, message] of [
    ['', 'x.json: the file is empty'],
    [' \n', 'x.json: the file is empty'],
    ['{"a":1,\n "a":2}', 'x.json:2:2: the key "a" appears twice'],
    ['{"a":{"b":1,"b":1}}', 'x.json:1:13: the key "b" appears twice'],
    ['{"a":1', 'x.json:1:7: the file ends too early'],
    ['[1, 2', 'x.json:1:6: the file ends too early'],
    ['{"a":"tex', 'x.json:1:6: the file ends too early'],
    ['{"a":NaN}', 'x.json:1:6: not valid JSON near "NaN"'],
    ['{"a":-Infinity}', 'x.json:1:6: not valid JSON near'],
    ['{"a":1e999}', 'x.json:1:6: the number 1e999 is too large'],
    ['{"a":-1e999}', 'x.json:1:6: the number -1e999 is too large'],
    ['{"a":1,}', 'x.json:1:8: not valid JSON near "}"'],
    ['// note\n{}', 'x.json:1:1: not valid JSON near'],
    ['{"__proto__":{}}', 'x.json:1:2: the key "__proto__" is not allowed'],
    ['{} {}', 'x.json:1:4: not valid JSON near "{"'],
    ["{'a':1}", 'x.json:1:2: not valid JSON near'],
    ['{"a":01}', 'x.json:1:7: not valid JSON near'],
  ] as const) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      assert.throws(
        () => parseJson(text, 'x.json'),
        (error: Error) => {
          assert.equal(error.name, 'JsonError');
          assert.ok(error.message.startsWith(message), error.message);
          return true;
        },
      );
    });
  }

  it('never lets through what JSON.parse refuses', () => {
    const good = '{"a":[1,2.5e3,{"b":"x\\n"}],"c":false}';
    for (let cut = 1; cut < good.length; cut++) {
      assert.throws(() => parseJson(good.slice(0, cut), 'x.json'), { name: 'JsonError' });
    }
  });
});

describe('readJsonFile', () => {
  it('names a missing file and a folder', () => {
    withFolder((folder) => {
      assert.throws(() => readJsonFile(`${folder}/none.json`), /none\.json: cannot be read: there is no such file/);
      assert.throws(() => readJsonFile(folder), /cannot be read: is a folder/);
    });
  });

  it('reads a file that an editor began with a byte order mark', () => {
    withFile('marked.json', '\uFEFF{"a":1}', (file) => assert.deepEqual(readJsonFile(file), { a: 1 }));
  });
});
