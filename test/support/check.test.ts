import assert from 'node:assert/strict';
import * as check from '../../src/support/check';

type Check = (name: string, value: number) => void;
const checks = { ...check } as unknown as Readonly<Record<string, Check>>;

const cases: [string, number[], number[]][] = [
  ['requireFinite', [-1, 0, 1e300], [Number.NaN, Infinity, -Infinity]],
  ['requirePositive', [1e-30, 1], [0, -1, Number.NaN, Infinity]],
  ['requireNonNegative', [0, 1], [-1e-30, Number.NaN, Infinity]],
  ['requireDuration', [0, 1, Infinity], [-1, Number.NaN]],
  ['requireShare', [0, 0.5, 1], [-1e-9, 1 + 1e-9, Number.NaN]],
  ['requireCount', [1, 8], [0, 1.5, -1, Number.NaN, Infinity]],
];

describe('support: check', () => {
  for (const [name, good, bad] of cases) {
    const require = checks[name];
    it(`${name} accepts ${good.join(', ')} and refuses ${bad.join(', ')} by name`, () => {
      for (const value of good) assert.doesNotThrow(() => require('bandwidthHz', value));
      for (const value of bad) {
        assert.throws(() => require('bandwidthHz', value), new RegExp(`^Error: bandwidthHz = ${value}: must be`));
      }
    });
  }

  it('what is no number at all is refused as NaN is', () => {
    for (const value of [undefined, 'fast', {}] as unknown as number[]) {
      assert.throws(() => check.requirePositive('rateBps', value), /rateBps = /);
    }
  });

  it('requireOneOf and requireSameLength say what would be right', () => {
    assert.throws(() => check.requireOneOf('mode', 4, [1, 2, 3]), /mode = 4: must be one of 1, 2, 3/);
    assert.throws(
      () => check.requireSameLength('decisions', [1], 'costs', [1, 2]),
      /decisions.length = 1: must equal costs.length = 2/,
    );
  });
});
