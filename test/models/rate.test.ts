import assert from 'node:assert/strict';
import {
  backhaulRate,
  backhaulRateFixed,
  linkRate,
  linkRateFixedPower,
  linkRateLiteral,
  linkRatePoolBandwidth,
  noiseDensity,
  pathGain,
  wanRate,
} from '../../src/models';
import { assertGolden, assertIncreasing, assertRefuses, assertSame, range } from './numbers';

const vehicleNoise = noiseDensity({ noiseDbmPerHz: -174, noiseFigureDb: 9 });
const backhaulNoise = noiseDensity({ noiseDbmPerHz: -174, noiseFigureDb: 5 });
const vehicleGain = (distanceM: number, antennaGainDb: number) =>
  pathGain({ distanceM, lossAt1mDb: 15.3, lossExponent: 3.76, antennaGainDb });
const backhaulGain = (distanceM: number) =>
  pathGain({ distanceM, lossAt1mDb: 47.9, lossExponent: 2.2, antennaGainDb: 20 });

const access = {
  bandwidthHz: 4e6,
  txPowerW: 0.2,
  gain: vehicleGain(Math.hypot(150, 20), 0),
  noiseDensityWPerHz: vehicleNoise,
  poolBandwidthHz: 20e6,
};
const backhaul = { ...access, txPowerW: 1, noiseDensityWPerHz: backhaulNoise, poolBandwidthHz: 60e6 };

describe('models: rate', () => {
  it('GOLD-3 rates of the access and backhaul hops', () => {
    assertGolden(linkRate(access), 32_873_003.73);
    const cloud = { ...access, bandwidthHz: 6e6, gain: vehicleGain(Math.hypot(400, 500), 17) };
    assertGolden(linkRate(cloud), 32_900_303.74);
    const relay = { ...backhaul, bandwidthHz: 60e6, gain: backhaulGain(901.3878189) };
    assertGolden(backhaulRate(relay), 564_398_918.2);
    assertGolden(backhaulRate({ ...backhaul, bandwidthHz: 20e6, gain: backhaulGain(500) }), 257_203_233.2);
  });

  it('limits: linkRate is 0 without bandwidth, increasing, concave and bounded by P g / (N0 F ln 2)', () => {
    assert.equal(linkRate({ ...access, bandwidthHz: 0 }), 0);
    const rates = range(1e5, 20e6, 200).map((bandwidthHz) => linkRate({ ...access, bandwidthHz }));
    assertIncreasing(rates);
    const slopes = rates.slice(1).map((rate, k) => rate - rates[k]);
    assertIncreasing(slopes.map((slope) => -slope));
    const bound = (access.txPowerW * access.gain) / (vehicleNoise * Math.LN2);
    const widest = linkRate({ ...access, bandwidthHz: 1e18 });
    assert.ok(widest <= bound && widest > 0.999 * bound, `${widest} against ${bound}`);
  });

  it('limits: backhaulRate is 0 without bandwidth and increases with it', () => {
    const gain = backhaulGain(500);
    assert.equal(backhaulRate({ ...backhaul, gain, bandwidthHz: 0 }), 0);
    assertIncreasing(range(1e6, 60e6).map((bandwidthHz) => backhaulRate({ ...backhaul, gain, bandwidthHz })));
  });

  it('limits: linkRateFixedPower is proportional to the bandwidth and meets linkRate at 20 MHz', () => {
    assertSame(linkRateFixedPower({ ...access, bandwidthHz: 8e6 }), 2 * linkRateFixedPower(access));
    assertSame(linkRateFixedPower({ ...access, bandwidthHz: 20e6 }), linkRate({ ...access, bandwidthHz: 20e6 }));
  });

  it('limits: linkRatePoolBandwidth is proportional to the bandwidth and meets linkRate when the pool is one flow', () => {
    assertSame(linkRatePoolBandwidth({ ...access, bandwidthHz: 8e6 }), 2 * linkRatePoolBandwidth(access));
    assertSame(linkRatePoolBandwidth({ ...access, poolBandwidthHz: 4e6 }), linkRate(access));
  });

  it('limits: linkRateLiteral is proportional to the bandwidth and meets linkRate at 1 Hz', () => {
    assertSame(linkRateLiteral({ ...access, bandwidthHz: 8e6 }), 2 * linkRateLiteral(access));
    assertSame(linkRateLiteral({ ...access, bandwidthHz: 1 }), linkRate({ ...access, bandwidthHz: 1 }));
  });

  it('the literal signal-to-noise ratio at 151 m is 1.2e9, and 9.4e9 with N0 alone', () => {
    const snr = (noiseW: number) => (access.txPowerW * access.gain) / noiseW;
    assert.equal(snr(vehicleNoise).toPrecision(2), '1.2e+9');
    assert.equal(snr(noiseDensity({ noiseDbmPerHz: -174, noiseFigureDb: 0 })).toPrecision(2), '9.4e+9');
    assertSame(linkRateLiteral({ ...access, bandwidthHz: 1 }), Math.log2(1 + snr(vehicleNoise)));
  });

  it('limits: backhaulRateFixed is the same for every bandwidth and distance', () => {
    assert.equal(backhaulRateFixed({ ...backhaul, gain: 0, bandwidthHz: 1 }), 1e9);
    assert.equal(backhaulRateFixed({ ...backhaul, gain: 1e-6, bandwidthHz: 60e6 }), 1e9);
  });

  it('limits: wanRate shares 50 Mbit/s', () => {
    assert.equal(wanRate({ flows: 1 }), 50e6);
    assertSame(7 * wanRate({ flows: 7 }), 50e6);
  });

  it('what is no number or below zero is refused by name', () => {
    for (const f of [linkRate, linkRateFixedPower, linkRatePoolBandwidth, linkRateLiteral, backhaulRate]) {
      assertRefuses(f, access, 'bandwidthHz', -1);
      assertRefuses(f, access, 'gain', Number.NaN);
      assertRefuses(f, access, 'noiseDensityWPerHz', 0);
    }
    assertRefuses(linkRatePoolBandwidth, access, 'poolBandwidthHz', 0);
    assertRefuses(wanRate, { flows: 1 }, 'flows', 0);
  });
});
