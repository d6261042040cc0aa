import assert from 'node:assert/strict';
import { valuation } from '../../src/models';
import { assertGolden, assertNonDecreasing, assertRefuses, range } from './numbers';

const task = {
  dataMB: 30,
  waitS: 0,
  qos: 0.5,
  latencyMaxS: 8,
  scale: 2.5,
  referenceMB: 30,
  horizonS: 10,
  minimum: 1.5,
  maximum: 3.5,
};

describe('models: valuation', () => {
  it('GOLD-9 valuations', () => {
    assertGolden(valuation(task), 3.125);
    assertGolden(valuation({ ...task, dataMB: 20, waitS: 2, qos: 0.2 }), 2.361111111);
    assertGolden(valuation({ ...task, waitS: 4 }), 3.5);
  });

  it('limits: valuation lies in its band and never falls with data, wait or quality of service', () => {
    assert.equal(valuation({ ...task, dataMB: 0 }), 1.5);
    assert.equal(valuation({ ...task, dataMB: 1e9 }), 3.5);
    assertNonDecreasing(range(0, 100).map((dataMB) => valuation({ ...task, dataMB })));
    assertNonDecreasing(range(0, 20).map((waitS) => valuation({ ...task, waitS, dataMB: 5 })));
    assertNonDecreasing(range(0, 1).map((qos) => valuation({ ...task, qos })));
  });

  it('saturates from 33.6 MB on at a wait of 0 and a_q = ½', () => {
    assert.ok(valuation({ ...task, dataMB: 33.59 }) < 3.5);
    assert.equal(valuation({ ...task, dataMB: 33.61 }), 3.5);
  });

  it('a band upside down and what is no number are refused by name', () => {
    assertRefuses(valuation, task, 'maximum', 1);
    assertRefuses(valuation, task, 'qos', 1.5);
    assertRefuses(valuation, task, 'dataMB', Number.NaN);
    assertRefuses(valuation, task, 'referenceMB', 0);
  });
});
