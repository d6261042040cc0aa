import assert from 'node:assert/strict';
import {
  linkAlwaysEligible,
  linkEligible,
  linkQuality,
  linkQualitySnr,
  noiseDensity,
  pathGain,
} from '../../src/models';
import { assertGolden, assertIncreasing, assertRefuses, assertSame, range } from './numbers';

const link = {
  txPowerW: 0.2,
  gain: pathGain({ distanceM: Math.hypot(100, 20), lossAt1mDb: 15.3, lossExponent: 3.76, antennaGainDb: 0 }),
  noiseDensityWPerHz: noiseDensity({ noiseDbmPerHz: -174, noiseFigureDb: 9 }),
  referenceBandwidthHz: 4e6,
};

describe('models: eligibility', () => {
  it('GOLD-13 quality of a link 100 m past a road-side unit', () => {
    assertGolden(linkQuality(link), 10.35537659);
  });

  it('limits: linkQuality is 0 without gain and increases with it', () => {
    assert.equal(linkQuality({ ...link, gain: 0 }), 0);
    assertIncreasing(range(1e-15, 1e-9).map((gain) => linkQuality({ ...link, gain })));
  });

  it('limits: linkQualitySnr is 0 without gain and proportional to it', () => {
    assert.equal(linkQualitySnr({ ...link, gain: 0 }), 0);
    assertSame(linkQualitySnr({ ...link, gain: 3 * link.gain }), 3 * linkQualitySnr(link));
    assertSame(Math.log2(1 + linkQualitySnr(link)), linkQuality(link));
  });

  it('limits: linkEligible admits the threshold itself', () => {
    assert.equal(linkEligible({ quality: 0.5, minimum: 0.5 }), true);
    assert.equal(linkEligible({ quality: 0.4999, minimum: 0.5 }), false);
  });

  it('limits: linkAlwaysEligible admits a link without quality', () => {
    assert.equal(linkAlwaysEligible({ quality: 0, minimum: 0.5 }), true);
  });

  it('NaN is neither eligible nor not', () => {
    for (const f of [linkEligible, linkAlwaysEligible]) {
      assertRefuses(f, { quality: 1, minimum: 0.5 }, 'quality', Number.NaN);
    }
    assertRefuses(linkQuality, link, 'referenceBandwidthHz', 0);
  });
});
