import assert from 'node:assert/strict';
import { noiseDensity, pathGain } from '../../src/models';
import { assertGolden, assertRefuses, assertSame } from './numbers';

const vehicle = { lossAt1mDb: 15.3, lossExponent: 3.76, antennaGainDb: 0 };

describe('models: channel', () => {
  it('GOLD-1 noise density times noise figure', () => {
    assertGolden(noiseDensity({ noiseDbmPerHz: -174, noiseFigureDb: 9 }), 3.16227766e-20);
    assertGolden(noiseDensity({ noiseDbmPerHz: -174, noiseFigureDb: 5 }), 1.258925412e-20);
  });

  it('the vehicle link is 128.1 + 37.6 log10(d in km), written for kilometres', () => {
    for (const distanceM of [20, 151.3, 500, 1000]) {
      const lossDb = 128.1 + 37.6 * Math.log10(distanceM / 1000);
      assertSame(pathGain({ distanceM, ...vehicle }), 10 ** (-lossDb / 10));
    }
  });

  it('limits: pathGain is the loss at 1 m there and 10 ε dB less ten times as far', () => {
    assertSame(pathGain({ distanceM: 1, ...vehicle, antennaGainDb: 17 }), 10 ** 0.17);
    const drop = pathGain({ distanceM: 30, ...vehicle }) / pathGain({ distanceM: 300, ...vehicle });
    assertSame(drop, 10 ** 3.76);
  });

  it('limits: noiseDensity doubles with 3.0103 dB and is N0 itself without a noise figure', () => {
    const bare = noiseDensity({ noiseDbmPerHz: -174, noiseFigureDb: 0 });
    assertSame(bare, 10 ** -20.4);
    assertSame(noiseDensity({ noiseDbmPerHz: -174, noiseFigureDb: 10 * Math.log10(2) }), 2 * bare);
  });

  it('a distance of zero, below zero or NaN is refused by name', () => {
    for (const bad of [0, -3, Number.NaN, Infinity]) {
      assertRefuses(pathGain, { distanceM: 1, ...vehicle }, 'distanceM', bad);
    }
    assert.throws(() => noiseDensity({ noiseDbmPerHz: Number.NaN, noiseFigureDb: 9 }), /noiseDbmPerHz = NaN/);
  });
});
