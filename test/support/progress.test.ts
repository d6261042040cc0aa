import assert from 'node:assert/strict';
import { createProgress } from '../../src/support/progress';

function record(isTTY: boolean) {
  const written: string[] = [];
  let time = 0;
  return {
    written,
    pass: (ms: number) => {
      time += ms;
    },
    options: { stream: { isTTY, write: (text: string) => written.push(text) }, now: () => time },
  };
}

describe('createProgress', () => {
  const variables = ['TWINKIT_NOTEBOOK', 'JPY_PARENT_PID'] as const;
  const before = variables.map((name) => [name, process.env[name]] as const);
  beforeEach(() => {
    for (const name of variables) delete process.env[name];
  });
  after(() => {
    for (const [name, value] of before) if (value !== undefined) process.env[name] = value;
  });

  it('writes a line every 10 % into a log', () => {
    const { written, options } = record(false);
    const progress = createProgress({ label: 'runs', total: 40, ...options });
    for (let i = 0; i < 40; i++) progress.advance();
    progress.finish();
    assert.equal(written.length, 10);
    assert.ok(written[0].startsWith('runs 10 % (4/40'));
    assert.equal(written[9], 'runs 100 % (40/40)\n');
  });

  it('says how long the rest takes', () => {
    const { written, options, pass } = record(false);
    const progress = createProgress({ label: 'runs', total: 10, ...options });
    pass(3000);
    progress.advance(3);
    assert.deepEqual(written, ['runs 30 % (3/10, 7 s left)\n']);
    pass(3_000_000);
    progress.advance(2, 'reward 4.1');
    assert.equal(written[1], 'runs 50 % (5/10, 51 min left) reward 4.1\n');
  });

  for (const [where, isTTY, env] of [
    ['a terminal', true, undefined],
    ['a notebook', false, 'TWINKIT_NOTEBOOK'],
    ["Jupyter's kernel", false, 'JPY_PARENT_PID'],
  ] as const) {
    it(`keeps to one line in ${where}`, () => {
      if (env !== undefined) process.env[env] = '1';
      const { written, options, pass } = record(isTTY);
      const progress = createProgress({ label: 'runs', total: 1000, ...options });
      for (let i = 0; i < 1000; i++) {
        pass(1);
        progress.advance();
      }
      progress.finish();
      progress.finish();
      const all = written.join('');
      assert.ok(written.length <= 14, `${written.length} writes for 1000 steps`);
      assert.ok(written.slice(0, -1).every((text) => text.startsWith('\r')));
      assert.equal(all.indexOf('\n'), all.length - 1);
      assert.match(all.split('\r').at(-1) ?? '', /^runs █{24} 100 % \(1000\/1000\) *\n$/);
    });
  }

  it('covers a longer line with a shorter one', () => {
    const { written, options, pass } = record(true);
    const progress = createProgress({ label: 'runs', total: 2, ...options });
    progress.advance(1, 'a long note about this step');
    pass(1000);
    progress.advance(1, '');
    assert.equal(written[1].length, written[0].length);
  });

  it('does not break a run by counting too far or after the end', () => {
    const { written, options } = record(false);
    const progress = createProgress({ label: 'runs', total: 2, ...options });
    progress.advance(5);
    progress.finish();
    progress.advance();
    assert.deepEqual(written, ['runs 100 % (2/2)\n']);
  });

  it('leaves standard output alone', () => {
    const original = process.stdout.write;
    const written: unknown[] = [];
    process.stdout.write = ((text: unknown) => written.push(text) > 0) as typeof process.stdout.write;
    try {
      createProgress({ label: 'runs', total: 1, stream: { write: () => true } }).advance();
    } finally {
      process.stdout.write = original;
    }
    assert.deepEqual(written, []);
  });

  it('refuses a total that is not a count', () => {
    assert.throws(() => createProgress({ label: 'runs', total: 0 }), /total: 0 is not a whole number from 1/);
  });
});
