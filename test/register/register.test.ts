import assert from 'node:assert/strict';
import { makeConfig } from '../../src/paper/config';
import { register, registerKeys } from '../../src/paper/register';
import { actorKeys } from './actor-keys';
import { creditKeys } from './credit-keys';
import { gameKeys } from './game-keys';
import { learningKeys } from './learning-keys';
import { metricKeys } from './metric-keys';
import { modelKeys } from './model-keys';
import type { Checks } from './scenes';
import { worldKeys } from './world-keys';

const checks: Checks = {
  ...modelKeys,
  ...worldKeys,
  ...gameKeys,
  ...metricKeys,
  ...learningKeys,
  ...creditKeys,
  ...actorKeys,
};

describe('the register', () => {
  for (const key of registerKeys) {
    const row = register[key];
    for (const value of row.alternatives)
      it(`${key} = ${value} changes what its row says`, () => {
        const check = checks[key]?.[String(value)];
        assert.ok(check, `no test for ${key} = ${value}; add it to test/register`);
        const changed = { [key]: value };
        assert.equal(makeConfig('std', { parameters: { vehicles: 10 }, register: changed }).register[key], value);
        return check(changed);
      });
  }

  it('has no test of a key or value that is not there', () => {
    for (const [key, values] of Object.entries(checks)) {
      assert.ok((registerKeys as readonly string[]).includes(key), key);
      const { alternatives } = register[key as keyof typeof register];
      for (const value of Object.keys(values)) assert.ok(alternatives.map(String).includes(value), `${key} = ${value}`);
    }
  });
});
