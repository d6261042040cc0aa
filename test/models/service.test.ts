import assert from 'node:assert/strict';
import { reliability, reliabilityBernoulli, serviceQuality, serviceQualityDataFraction } from '../../src/models';
import { assertGolden, assertNonDecreasing, assertRefuses, assertSame, range } from './numbers';

const task = {
  bandwidthHz: 4e6,
  referenceBandwidthHz: 4e6,
  frequencyHz: 3.107232506e9,
  referenceFrequencyHz: 4e9,
  rateBps: 32_873_003.73,
  dataBits: 240e6,
  latencyMaxS: 8,
};
const upload = { tierReliability: 0.97, dwellS: 5, uploadS: 7.300823556, dwellApplies: true };

describe('models: service', () => {
  it('GOLD-5 quality at an edge and at a cloud', () => {
    assertGolden(serviceQuality(task), 0.8884040632);
    assert.equal(serviceQuality({ ...task, bandwidthHz: 6e6, frequencyHz: 5e9 }), 1);
  });

  it('GOLD-13 reliability of an upload longer than the stay, and the stay itself', () => {
    assertGolden(reliability(upload), 0.6643086171);
    const dwellS = (Math.sqrt(300 ** 2 - 20 ** 2) - (350 - 250)) / 20;
    assertGolden(dwellS, 9.966629547);
    assert.equal(reliability({ ...upload, dwellS }), 0.97);
  });

  it('limits: serviceQuality is 0 for nothing, 1 for both references, non-decreasing in both', () => {
    assert.equal(serviceQuality({ ...task, bandwidthHz: 0, frequencyHz: 0 }), 0);
    assert.equal(serviceQuality({ ...task, frequencyHz: 4e9 }), 1);
    assertNonDecreasing(range(0, 12e6).map((bandwidthHz) => serviceQuality({ ...task, bandwidthHz })));
    assertNonDecreasing(range(0, 6e9).map((frequencyHz) => serviceQuality({ ...task, frequencyHz })));
  });

  it('limits: serviceQualityDataFraction is 0 without a rate and 1 once the twin fits', () => {
    assert.equal(serviceQualityDataFraction({ ...task, rateBps: 0 }), 0);
    assert.equal(serviceQualityDataFraction({ ...task, rateBps: 240e6 / 8 }), 1);
    assertSame(serviceQualityDataFraction({ ...task, rateBps: 240e6 / 32 }), 0.25);
  });

  it('limits: reliability is 0 without a stay, the tier’s from dwellS = uploadS on or without an upload', () => {
    assert.equal(reliability({ ...upload, dwellS: 0 }), 0);
    assert.equal(reliability({ ...upload, dwellS: upload.uploadS }), 0.97);
    assert.equal(reliability({ ...upload, dwellS: Infinity }), 0.97);
    assert.equal(reliability({ ...upload, dwellS: 0, uploadS: 0 }), 0.97);
    assert.equal(reliability({ ...upload, dwellS: 0, dwellApplies: false }), 0.97);
    assertNonDecreasing(range(0, 10).map((dwellS) => reliability({ ...upload, dwellS })));
  });

  it('limits: reliabilityBernoulli is certain at 0 and 1, and as frequent as the probability between', () => {
    for (const uniform of [0, 0.5, 1]) {
      assert.equal(reliabilityBernoulli({ probability: 0, uniform }), 0);
      assert.equal(reliabilityBernoulli({ probability: 1, uniform }), 1);
    }
    const draws = range(0, 1, 1001).map((uniform) => reliabilityBernoulli({ probability: 0.66, uniform }) as number);
    assert.equal(
      draws.reduce((a, b) => a + b),
      660,
    );
  });

  it('what is no share or below zero is refused by name', () => {
    assertRefuses(reliability, upload, 'tierReliability', 1.01);
    assertRefuses(reliability, upload, 'dwellS', -1);
    assertRefuses(reliability, upload, 'dwellS', Number.NaN);
    assertRefuses(reliabilityBernoulli, { probability: 0.5, uniform: 0.5 }, 'uniform', Number.NaN);
    for (const f of [serviceQuality, serviceQualityDataFraction]) {
      assertRefuses(f, task, 'bandwidthHz', Number.NaN);
      assertRefuses(f, task, 'dataBits', 0);
    }
  });
});
