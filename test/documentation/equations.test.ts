import assert from 'node:assert/strict';
import { type RegisterKey, register } from '../../src/paper/register';
import { symbols } from '../../src/paper/symbols';
import { equationDocstrings, idsOf, testSource } from './docstrings';

const INLINE = 'R Lex Lqu Lrd Ltot Eex Eji Etot C UX aleph fL fQ fR U reward'.split(' ');
const CONSTRAINTS = Array.from({ length: 10 }, (_, k) => `C${k + 1}`);
const NUMBERED = Array.from({ length: 27 }, (_, k) => String(k + 1));

const equations = equationDocstrings();
const owners = (id: string) => equations.filter((doc) => idsOf(doc, 'eq').includes(id)).map(({ name }) => name);
const shortOf = (doc: { file: string; name: string }, what: string) => `${doc.file}: ${doc.name}: ${what}`;

describe('documentation: equations', () => {
  for (const id of [...NUMBERED, '2b', ...INLINE, ...CONSTRAINTS, 'SIM-W', 'alpha']) {
    it(`(${id}) has exactly one function`, () => assert.equal(owners(id).length, 1, `@eq (${id}): ${owners(id)}`));
  }

  it('no id is given to two functions', () => {
    const ids = equations.flatMap((doc) => idsOf(doc, 'eq'));
    assert.deepEqual(
      ids.filter((id, k) => ids.indexOf(id) !== k),
      [],
    );
  });

  it('every alternative is another reading of an equation, chosen by a value the register knows', () => {
    for (const doc of equations) {
      for (const text of doc.tags.get('alternative') ?? []) {
        const [, id, key, value] = /^\(([^)]+)\) ([\w.]+)=(\S+)$/.exec(text) ?? [];
        assert.equal(owners(id).length, 1, shortOf(doc, `no equation (${id})`));
        const values = register[key as RegisterKey]?.alternatives.map(String);
        assert.ok(values?.includes(value), shortOf(doc, `${key} has no alternative ${value}`));
      }
    }
  });

  it('every docstring has its section, limits and example, and equations their symbols and reading', () => {
    for (const doc of equations) {
      const needed = ['section', 'limits', 'example', ...(doc.tags.has('eq') ? ['symbols', 'reading'] : [])];
      const missing = needed.filter((tag) => !doc.tags.get(tag)?.[0]);
      assert.deepEqual(missing, [], shortOf(doc, `lacks @${missing}`));
    }
  });

  it('every function with @limits has a test whose title says "limits: <function>"', () => {
    const tests = testSource();
    const missing = equations.filter(({ name }) => !new RegExp(`limits: ${name}\\b`).test(tests));
    assert.deepEqual(
      missing.map(({ name }) => name),
      [],
    );
  });

  it('every AMB row a docstring names is in the register', () => {
    const rows = new Set(Object.values(register).map(({ amb }) => amb));
    for (const doc of equations) {
      for (const [row] of (doc.tags.get('reading') ?? []).join(' ').matchAll(/AMB-\d+/g)) {
        assert.ok(rows.has(row), shortOf(doc, `${row} is not in the register`));
      }
    }
  });

  it('every symbol is in the table of symbols', () => {
    const unknown = equations.flatMap((doc) =>
      [...(doc.tags.get('symbols') ?? []).join(' ').matchAll(/(\w+) \[[^\]]*\]/g)]
        .map(([, name]) => name)
        .filter((name) => name !== 'returns' && !(name in symbols))
        .map((name) => shortOf(doc, name)),
    );
    assert.deepEqual(unknown, []);
  });
});
