import assert from 'node:assert/strict';
import {
  MODE,
  type Mode,
  megabytesToBits,
  migrationLatency,
  uploadCharged,
  uploadChargedAlways,
  uploadChargedNeverForRelay,
  uploadLatency,
} from '../../src/models';
import { assertGolden, assertRefuses, assertSame } from './numbers';

const ALL: { mode: Mode; resident: boolean }[] = [
  { mode: MODE.EDGE, resident: false },
  { mode: MODE.CLOUD, resident: false },
  { mode: MODE.RELAY, resident: false },
  { mode: MODE.RELAY, resident: true },
];

describe('models: latency of the hops', () => {
  it('GOLD-5 upload and migration of 30 MB', () => {
    const dataBits = megabytesToBits({ dataMB: 30, megabyte: 1e6 });
    assertGolden(uploadLatency({ dataBits, rateBps: 32_873_003.73 }), 7.300823556);
    assertGolden(migrationLatency({ dataBits, rateBps: 564_398_918.2, wanDelayS: 0 }), 0.4252311481);
    assertGolden(migrationLatency({ dataBits, rateBps: 257_203_233.2, wanDelayS: 0 }), 0.933114242);
  });

  it('limits: megabytesToBits is 0 for nothing and follows the megabyte chosen', () => {
    assert.equal(megabytesToBits({ dataMB: 0, megabyte: 1e6 }), 0);
    const ratio = megabytesToBits({ dataMB: 30, megabyte: 2 ** 20 }) / megabytesToBits({ dataMB: 30, megabyte: 1e6 });
    assertSame(ratio, 1.048576);
  });

  it('limits: uploadLatency is 0 for nothing, proportional to data and inverse in the rate', () => {
    assert.equal(uploadLatency({ dataBits: 0, rateBps: 1e6 }), 0);
    const base = uploadLatency({ dataBits: 1e8, rateBps: 3e7 });
    assertSame(uploadLatency({ dataBits: 2e8, rateBps: 3e7 }), 2 * base);
    assertSame(uploadLatency({ dataBits: 1e8, rateBps: 6e7 }), base / 2);
  });

  it('limits: migrationLatency is the propagation delay for nothing and inverse in the rate', () => {
    assert.equal(migrationLatency({ dataBits: 0, rateBps: 1e6, wanDelayS: 0.15 }), 0.15);
    const base = migrationLatency({ dataBits: 1e8, rateBps: 3e7, wanDelayS: 0 });
    assertSame(migrationLatency({ dataBits: 1e8, rateBps: 6e7, wanDelayS: 0 }), base / 2);
  });

  it('limits: uploadCharged spares only the resident relay', () => {
    assert.deepEqual(ALL.map(uploadCharged), [true, true, true, false]);
  });

  it('limits: uploadChargedNeverForRelay spares every relay', () => {
    assert.deepEqual(ALL.map(uploadChargedNeverForRelay), [true, true, false, false]);
  });

  it('limits: uploadChargedAlways spares none', () => {
    assert.deepEqual(ALL.map(uploadChargedAlways), [true, true, true, true]);
  });

  it('a rate of zero is refused, not turned into an infinite latency', () => {
    assertRefuses(uploadLatency, { dataBits: 1, rateBps: 1 }, 'rateBps', 0);
    assertRefuses(migrationLatency, { dataBits: 1, rateBps: 1, wanDelayS: 0 }, 'rateBps', 0);
    assertRefuses(migrationLatency, { dataBits: 1, rateBps: 1, wanDelayS: 0 }, 'wanDelayS', -1);
    assertRefuses(megabytesToBits, { dataMB: 1, megabyte: 1e6 }, 'dataMB', Number.NaN);
  });
});
