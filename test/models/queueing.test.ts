import assert from 'node:assert/strict';
import { cpuFrequency, erlangC, queueWait, queueWaitPaperCount, queueWaitPaperRate } from '../../src/models';
import { assertGolden, assertIncreasing, assertRefuses, assertSame, range } from './numbers';

const edge = {
  arrivalsFirst: 4,
  arrivalsSecond: 4,
  serviceRate: cpuFrequency({ powerW: 30, kappa: 1e-27 }) / 1.1e9,
  servers: 4,
  priorityClass: 1 as 1 | 2,
};
const cloud = { ...edge, arrivalsFirst: 12, arrivalsSecond: 12, serviceRate: 5e9 / 1.1e9, servers: 8 };

function assertWaits(f: typeof queueWait, queue: typeof edge, golden: readonly [number, number]): void {
  assertGolden(f({ ...queue, priorityClass: 1 }), golden[0]);
  assertGolden(f({ ...queue, priorityClass: 2 }), golden[1]);
}

/** Erlang's C by its textbook sum, for comparison with the recursion. */
function erlangSum(servers: number, load: number): number {
  let term = 1;
  let below = 0;
  for (let k = 0; k < servers; k += 1) {
    below += term;
    term *= load / (k + 1);
  }
  const waiting = term / (1 - load / servers);
  return waiting / (below + waiting);
}

describe('models: queueing', () => {
  it('GOLD-4 probability of waiting and waits of both classes', () => {
    assertGolden(erlangC({ servers: 4, offeredLoad: 8 / edge.serviceRate }), 0.4411876875);
    assertGolden(erlangC({ servers: 8, offeredLoad: 24 / cloud.serviceRate }), 0.2116490641);
    assertGolden(8 / (4 * edge.serviceRate), 0.7080255487);
    assertWaits(queueWait, edge, [0.06044472362, 0.2070205915]);
    assertWaits(queueWait, cloud, [0.008687088451, 0.02555026015]);
  });

  it('GOLD-10 overload', () => {
    assertWaits(queueWait, { ...edge, arrivalsFirst: 8, arrivalsSecond: 8 }, [0.2702066141, 5.404132283]);
    assertWaits(queueWait, { ...edge, arrivalsFirst: 4, arrivalsSecond: 30 }, [0.1221284644, 2.442569288]);
  });

  it('GOLD-11 the printed formula, read as rate and as count', () => {
    assertWaits(queueWaitPaperRate, edge, [0.4292329135, 0.8584658271]);
    assertWaits(queueWaitPaperCount, edge, [0.05740245825, 0.1148049165]);
  });

  it('limits: erlangC is 0 without load, 1 from full load on, and the load itself for one server', () => {
    assert.equal(erlangC({ servers: 4, offeredLoad: 0 }), 0);
    assert.equal(erlangC({ servers: 4, offeredLoad: 4 }), 1);
    assert.equal(erlangC({ servers: 4, offeredLoad: 9 }), 1);
    assertSame(erlangC({ servers: 1, offeredLoad: 0.8 }), 0.8);
    for (const load of range(0.1, 7.9)) assertSame(erlangC({ servers: 8, offeredLoad: load }), erlangSum(8, load));
  });

  it('limits: queueWait is 0 without arrivals, shorter for class 1, and the M/M/1 wait for one class and server', () => {
    assert.equal(queueWait({ ...edge, arrivalsFirst: 0, arrivalsSecond: 0 }), 0);
    for (const arrivals of range(0.1, 30)) {
      const queue = { ...edge, arrivalsSecond: arrivals };
      assert.ok(queueWait({ ...queue, priorityClass: 1 }) < queueWait({ ...queue, priorityClass: 2 }));
    }
    const single = { arrivalsFirst: 0, arrivalsSecond: 2, serviceRate: 3, servers: 1, priorityClass: 2 as const };
    assertSame(queueWait(single), 2 / (3 * (3 - 2)));
    assert.ok(Number.isFinite(queueWait({ ...edge, arrivalsFirst: 1e9, priorityClass: 2 })));
  });

  it('the priority classes conserve work: Σ λ_k W_k is that of one class', () => {
    const [first, second] = [1, 2].map((k) => queueWait({ ...edge, priorityClass: k as 1 | 2 }));
    const load = 8 / edge.serviceRate;
    const together = erlangC({ servers: 4, offeredLoad: load }) / (4 * edge.serviceRate - 8);
    assertSame(4 * first + 4 * second, 8 * together);
  });

  it('limits: queueWaitPaperRate is the M/M/1 wait at one server, half of it for class 1, finite in overload', () => {
    const single = { ...edge, arrivalsFirst: 0, arrivalsSecond: 0.8 * edge.serviceRate, servers: 1 };
    assertGolden(queueWaitPaperRate({ ...single, priorityClass: 2 }), 1.416051097);
    assertSame(2 * queueWaitPaperRate(single), queueWaitPaperRate({ ...single, priorityClass: 2 }));
    assert.equal(queueWaitPaperRate({ ...edge, arrivalsFirst: 0, arrivalsSecond: 0 }), 0);
    assert.ok(Number.isFinite(queueWaitPaperRate({ ...edge, arrivalsFirst: 1e9 })));
  });

  it('limits: queueWaitPaperCount is 0 without arrivals, half for class 1, finite in overload', () => {
    assert.equal(queueWaitPaperCount({ ...edge, arrivalsFirst: 0, arrivalsSecond: 0 }), 0);
    assertSame(2 * queueWaitPaperCount(edge), queueWaitPaperCount({ ...edge, priorityClass: 2 }));
    assert.ok(Number.isFinite(queueWaitPaperCount({ ...edge, arrivalsFirst: 1e9 })));
  });

  it('waits rise with arrivals up to the overload', () => {
    for (const f of [queueWait, queueWaitPaperRate, queueWaitPaperCount]) {
      assertIncreasing(range(0.1, 6.5).map((arrivalsSecond) => f({ ...edge, arrivalsSecond, priorityClass: 2 })));
    }
  });

  it('half a server, a third class and negative rates are refused by name', () => {
    for (const f of [queueWait, queueWaitPaperRate, queueWaitPaperCount]) {
      assertRefuses(f, edge, 'servers', 3.5);
      assertRefuses(f, edge, 'servers', 0);
      assertRefuses(f, edge, 'priorityClass', 3);
      assertRefuses(f, edge, 'arrivalsFirst', -1);
      assertRefuses(f, edge, 'serviceRate', 0);
    }
    assertRefuses(erlangC, { servers: 4, offeredLoad: 1 }, 'offeredLoad', Number.NaN);
  });
});
