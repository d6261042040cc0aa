import assert from 'node:assert/strict';
import * as models from '../../src/models';
import { type EquationFunctions, type Equations, equationsFor, withEquations } from '../../src/models';
import { DESCRIPTIVE } from '../../src/models/defaults';
import { type Config, makeConfig } from '../../src/paper/config';
import { type RegisterKey, register } from '../../src/paper/register';
import { equationDocstrings, idsOf, sourceOf } from '../documentation/docstrings';
import { assertSame } from './numbers';

type Overrides = NonNullable<Parameters<typeof makeConfig>[1]>;
const setOf = (choice: Record<string, unknown>): Equations =>
  equationsFor(makeConfig('std', { register: choice } as Overrides));
const standard = setOf({});
const functions: Readonly<Record<string, unknown>> = { ...models };

/** Readings the environment takes by itself: they stand in every set under a name of their own. */
const READ_BY_ENVIRONMENT = ['wanRate', 'reliabilityBernoulli', 'standardise'];

/** What a set says of itself. */
const MARKS = ['modified', 'replaced'];

describe('models: equation sets', () => {
  const docs = equationDocstrings().filter(({ file }) => file.startsWith('src/models/'));

  it('the default set holds every equation of the models under its own name, and nothing else', () => {
    const tagged = docs.filter(({ tags }) => tags.has('eq')).map(({ name }) => name);
    const names = Object.keys(standard).filter((name) => !MARKS.includes(name) && !READ_BY_ENVIRONMENT.includes(name));
    assert.deepEqual(names.sort(), tagged.sort());
    for (const name of names) assert.equal(standard[name as keyof Equations], functions[name]);
    assert.deepEqual(standard.modified, []);
  });

  for (const doc of docs) {
    for (const [k, text] of (doc.tags.get('alternative') ?? []).entries()) {
      const id = idsOf(doc, 'alternative')[k];
      const [, key, value] = /(\S+)=(\S+)$/.exec(text) ?? [];
      it(`${key} = ${value} puts ${doc.name} in the place of (${id})`, () => {
        if (READ_BY_ENVIRONMENT.includes(doc.name)) {
          assert.ok(doc.name in standard);
          return;
        }
        const typed = register[key as RegisterKey].alternatives.find((one) => String(one) === value);
        const owner = docs.find((other) => idsOf(other, 'eq').includes(id))?.name as keyof EquationFunctions;
        const set = setOf({ [key]: typed });
        assert.equal(set[owner], functions[doc.name]);
        assert.notEqual(set[owner], standard[owner]);
      });
    }
  }

  it('every alternative of a key about the models moves an equation, is read by the environment, or is a unit', () => {
    const elsewhere = ['units.megabyte', 'radio.systemBandwidth60', 'ux.qualityReliability', 'objective.normaliser'];
    for (const [key, row] of Object.entries(register)) {
      if (row.concerns !== 'model' || elsewhere.includes(key)) continue;
      for (const value of row.alternatives) {
        const set = setOf({ [key]: value });
        const moved = Object.keys(standard).filter(
          (name) => !MARKS.includes(name) && set[name as keyof Equations] !== standard[name as keyof Equations],
        );
        assert.ok(moved.length > 0, `${key} = ${value} moves nothing`);
      }
    }
  });

  it('the noise reading reaches the backhaul too', () => {
    const link = { bandwidthHz: 20e6, txPowerW: 1, gain: 1.87e-9, noiseDensityWPerHz: 1.26e-20, poolBandwidthHz: 60e6 };
    const rates = ['density', 'poolBandwidth', 'literal'].map((value) =>
      setOf({ 'radio.noise': value }).backhaulRate(link),
    );
    assert.ok(rates[1] < rates[0] && rates[0] < rates[2], String(rates));
  });

  it('a fixed backhaul is not undone by the noise reading', () => {
    const set = setOf({ 'radio.noise': 'literal', 'radio.systemBandwidth60': 'reuse3Fixed1Gbps' });
    assert.equal(set.backhaulRate, models.backhaulRateFixed);
    assert.equal(set.linkRate, models.linkRateLiteral);
  });

  it('the execution at the destination is added to whatever the other readings say', () => {
    const task = { cyclesG: 1.1, dataMB: 30, frequencyHz: 5e9 };
    const both = setOf({ 'latency.destinationExec': 'addExec', 'task.omega': 'densityPerMB' });
    assertSame(both.restartLatency(task), 0.1 * models.restartLatencyDensityPerMB(task));
    const flow = { mode: 2 as const, resident: false, waitS: 1, uploadS: 2, executionS: 4, migrationS: 8, queueS: 16 };
    const literal = setOf({ 'latency.destinationExec': 'addExec', 'latency.gating': 'literalSum' });
    assert.equal(literal.totalLatency({ ...flow, restartS: 32 }), 2 + 16 + 32 + 4);
  });
});

describe('models: withEquations', () => {
  const flat = () => 8;
  const link = { bandwidthHz: 4e6, txPowerW: 0.2, gain: 1e-10, noiseDensityWPerHz: 3e-20, poolBandwidthHz: 20e6 };

  it('replaces an equation in a new set and names it, leaving the old set as it was', () => {
    const set = withEquations(standard, { linkRate: flat });
    assert.equal(set.linkRate(link), 8);
    assert.deepEqual(set.modified, ['linkRate']);
    assert.equal(standard.linkRate, models.linkRate);
    assert.deepEqual(standard.modified, []);
    assert.equal(set.backhaulRate, standard.backhaulRate);
  });

  it('names every replacement once, in alphabetical order', () => {
    const once = withEquations(standard, { queueWait: flat, linkRate: flat });
    assert.deepEqual(withEquations(once, { linkRate: () => 9 }).modified, ['linkRate', 'queueWait']);
  });

  it('a name that is no equation is an error that lists the equations', () => {
    for (const name of ['linkrate', 'modified', 'toString', '__proto__x']) {
      assert.throws(
        () => withEquations(standard, { [name]: flat } as object),
        (error: Error) => error.message.includes(`${name} is not an equation`) && error.message.includes('linkRate'),
      );
    }
  });

  it('an equation no run evaluates is refused, since replacing it would change nothing', () => {
    assert.throws(
      () => withEquations(standard, { systemEnergy: flat } as object),
      /systemEnergy is evaluated by no run; those that can be replaced are .*linkRate/,
    );
  });

  it('the equations that can be replaced are those the environment calls', () => {
    const source = sourceOf('environment');
    const unpacked = [...source.matchAll(/\{([^{}]*)\}\s*=\s*(?:\w+\.)*equations\b/g)].map(([, names]) => names);
    const named = [...source.matchAll(/equations\.(\w+)/g)].map(([, name]) => name);
    const called = new Set([...named, ...unpacked.flatMap((names) => names.match(/\w+/g) ?? [])]);
    const names = Object.keys(standard).filter((name) => !MARKS.includes(name));
    const silent = names.filter((name) => !called.has(name));
    assert.deepEqual(silent.sort(), [...DESCRIPTIVE].sort(), 'DESCRIPTIVE in src/models/defaults.ts');
  });

  it('a replacement that is no function is an error', () => {
    for (const bad of [3, null, 'b log2(1 + SNR)']) {
      assert.throws(() => withEquations(standard, { linkRate: bad } as object), /linkRate = .*: must be a function/);
    }
  });

  it('a replacement that gives nothing or NaN is named where it does so', () => {
    const forgotten = withEquations(standard, { linkRate: (() => undefined) as unknown as () => number });
    assert.throws(() => forgotten.linkRate(link), /linkRate, replaced by withEquations, gave undefined for .*4000000/);
    const broken = withEquations(standard, { queueWait: () => Number.NaN });
    assert.throws(() => broken.queueWait({} as never), /queueWait, replaced by withEquations, gave NaN/);
  });

  it('sets cannot be changed in place', () => {
    const set = withEquations(standard, { linkRate: flat }) as unknown as Record<string, unknown>;
    assert.throws(() => Object.assign(set, { linkRate: () => 1 }), TypeError);
    assert.throws(() => (set.modified as string[]).pop(), TypeError);
  });

  it('types refuse a wrong key and a wrong result', () => {
    // @ts-expect-error a name that is no equation
    assert.throws(() => withEquations(standard, { linkSpeed: flat }));
    // @ts-expect-error a rate is a number
    withEquations(standard, { linkRate: () => 'fast' });
    const config: Pick<Config, 'register'> = makeConfig('tiny');
    assert.deepEqual(equationsFor(config).modified, []);
  });
});
