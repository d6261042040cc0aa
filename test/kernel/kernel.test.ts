import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { deterministicSettings } from '../../src/support/deterministic';
import { inKernel, python, type Ran } from './client';

const wait = (milliseconds: number): string => `await new Promise((resolve) => setTimeout(resolve, ${milliseconds}));`;

function onlyError({ errors, reply }: Ran): { ename: string; evalue: string; trace: string } {
  assert.equal(errors.length, 1);
  assert.equal(reply.status, 'error');
  return { ename: errors[0].ename, evalue: errors[0].evalue, trace: errors[0].traceback.join('\n') };
}

describe('notebook kernel: output', () => {
  it('delivers 500,000 printed lines, whole and in order, in few messages', async () => {
    const [ran, next] = await inKernel([
      { run: 'for (let i = 0; i < 500000; i++) console.log(i);' },
      { run: 'console.log("next");' },
    ]);
    const lines = ran.stdout.split('\n');
    assert.equal(lines.length, 500_001);
    assert.ok(lines.slice(0, -1).every((line, index) => line === String(index)));
    assert.ok(ran.messages < 1000, `${ran.messages} messages`);
    assert.equal(next.stdout, 'next\n');
  });

  it('keeps streams and displays apart, and shows the value of the last line', async () => {
    const code = `import * as tslab from 'tslab';
console.log('before'); console.error('aside');
tslab.display.raw('application/vnd.plotly.v1+json', { data: [] } as any);
6 * 7`;
    const [ran] = await inKernel([{ run: code }]);
    assert.equal(ran.stdout, 'before\n42\n');
    assert.equal(ran.stderr, 'aside\n');
    assert.deepEqual(ran.displays, [{ 'application/vnd.plotly.v1+json': { data: [] } }]);
  });
});

describe('notebook kernel: messages', () => {
  it('passes over one with a wrong signature; the next cell runs as if nothing had been', async () => {
    const [, , ran] = await inKernel([{ run: 'const a = 1;' }, { forge: 'const b = 2;' }, { run: 'a + 1' }]);
    assert.deepEqual([ran.stdout, ran.stderr, ran.errors], ['2\n', '', []]);
    assert.equal(ran.reply.execution_count, 2);
  });
});

describe('notebook kernel: settings', () => {
  it('has those TensorFlow must find before it loads', async () => {
    const settings = deterministicSettings();
    const names = JSON.stringify(settings.map(([name]) => name));
    const [ran] = await inKernel([{ run: `console.log(${names}.map((name) => process.env[name]).join('\\n'));` }]);
    assert.deepEqual(
      ran.stdout.trimEnd().split('\n'),
      settings.map(([, value]) => value),
    );
  });
});

describe('notebook kernel: language', () => {
  it('understands { name } of a name from an earlier cell, awaits at top level and imports the package by name', async () => {
    const [, shorthand, awaits, imports] = await inKernel([
      { run: 'const data = [1, 2]; let b = 0; const size = 4;' },
      { run: 'const f = { data, size: 3 }; ({ size: b } = f); console.log(JSON.stringify({ f, data }), b);' },
      { run: 'const later = await Promise.resolve(5);\nlater + 1' },
      { run: "import * as twinkit from 'twinkit';\nObject.keys(twinkit).length > 0" },
    ]);
    assert.equal(shorthand.stdout, '{"f":{"data":[1,2],"size":3},"data":[1,2]} 3\n');
    assert.equal(awaits.stdout, '6\n');
    assert.equal(imports.stdout, 'true\n', imports.errors[0]?.evalue);
  });
});

describe('notebook kernel: errors', () => {
  it('reports a throw with name, message and the place in the cell, not in the launcher', async () => {
    const [ran, after] = await inKernel([
      { run: 'function far(): void { throw new RangeError("too far"); }\nfar();' },
      { run: '"still here"' },
    ]);
    const { ename, evalue, trace } = onlyError(ran);
    assert.deepEqual([ename, evalue], ['RangeError', 'too far']);
    assert.match(trace, /at far \(cell:/);
    assert.doesNotMatch(trace, /node_modules|dist\/tools/);
    assert.equal(after.stdout, 'still here\n');
  });

  it('reports a compile error with its line', async () => {
    const [ran] = await inKernel([{ run: 'const fine = 1;\nconst wrong: number = "text";' }]);
    const { ename, evalue, trace } = onlyError(ran);
    assert.equal(ename, 'CompileError');
    assert.match(evalue, /^line 2: Type 'string' is not assignable to type 'number'/);
    assert.match(trace, /const wrong: number = "text";/);
  });

  it('fails the cell whose promise is rejected and forgotten, at once or a little later', async () => {
    const [now, later] = await inKernel([
      { run: 'void Promise.reject(new TypeError("forgotten"));' },
      { run: `void (async () => { ${wait(300)} throw new TypeError("later"); })();` },
    ]);
    assert.deepEqual([onlyError(now).ename, onlyError(now).evalue], ['TypeError', 'forgotten']);
    assert.deepEqual([onlyError(later).ename, onlyError(later).evalue], ['TypeError', 'later']);
  });

  it('lets a rejection pass that the cell handles', async () => {
    const [ran] = await inKernel([
      { run: 'const caught = await Promise.reject(new Error("x")).catch(() => "handled"); caught' },
    ]);
    assert.equal(ran.stdout, 'handled\n');
    assert.equal(ran.reply.status, 'ok');
  });

  it('does not run the cells queued behind a failed one, and runs those sent after its reply', async () => {
    const [failed, sent] = await inKernel([{ run: 'throw "text"', queue: ['1', '2'] }, { run: '3' }]);
    assert.equal(onlyError(failed).ename, 'Thrown');
    assert.deepEqual(
      failed.queued.map(({ reply }) => reply.status),
      ['aborted', 'aborted'],
    );
    assert.equal(sent.stdout, '3\n');
  });
});

describe('notebook kernel: interrupt and end', () => {
  const loops: Record<string, string> = {
    'a synchronous loop': 'for (;;) {}',
    'a loop that awaits only promises': 'for (;;) await null;',
    'a training loop that yields between steps': `for (;;) { counter.steps += 1; ${wait(1)} }`,
    'a synchronous loop after an await': `${wait(5)} for (;;) {}`,
    'a synchronous loop in a timer': `setTimeout(() => { for (;;) {} }, 5); ${wait(1e6)}`,
    'a cell that waits for ever': 'await new Promise(() => {});',
  };

  it('stops every kind of loop, for good, and keeps what earlier cells defined', async () => {
    const declare = 'const counter = { steps: 0 };';
    const count = `const seen = counter.steps; ${wait(100)} console.log(seen > 0, counter.steps === seen);`;
    const steps = Object.values(loops).map((run) => ({ run, interruptAfter: 0.5 }));
    const answers = await inKernel([{ run: declare }, ...steps, { run: count }]);
    for (const [index, name] of Object.keys(loops).entries()) {
      assert.equal(onlyError(answers[index + 1]).ename, 'KeyboardInterrupt', name);
    }
    assert.equal(answers.at(-1)?.stdout, 'true true\n');
  });

  it('leaves no kernel behind when its client dies, even in a busy cell', async () => {
    const kernel = Number(await python('', '--leave'));
    assert.ok(kernel > 0);
    const alive = (): boolean => {
      try {
        return process.kill(kernel, 0);
      } catch {
        return false;
      }
    };
    for (let tries = 0; tries < 50 && alive(); tries += 1) await sleep(100);
    assert.equal(alive(), false);
  });
});

describe('notebook kernel: help while typing', () => {
  it('completes, inspects and says whether a cell is complete', async () => {
    const [, completion, inspection] = await inKernel<Record<string, unknown>>([
      { run: 'const price: number = 0.4;' },
      { complete: 'price.toFi' },
      { inspect: 'price + 1', at: 2 },
    ]);
    assert.deepEqual(completion.matches, ['toFixed']);
    assert.deepEqual(inspection.data, { 'text/plain': 'const price: number' });
  });
});
