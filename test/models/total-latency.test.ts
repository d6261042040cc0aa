import assert from 'node:assert/strict';
import { MODE, totalLatency, totalLatencyAddExec, totalLatencyLiteral } from '../../src/models';
import { assertGolden, assertRefuses, assertSame } from './numbers';

const none = {
  mode: MODE.EDGE as 1 | 2 | 3,
  resident: false,
  waitS: 0,
  uploadS: 0,
  executionS: 0,
  migrationS: 0,
  queueS: 0,
  restartS: 0,
};
const terms = { ...none, waitS: 1, uploadS: 20, executionS: 300, migrationS: 4000, queueS: 50_000, restartS: 600_000 };
const edge = { ...terms, mode: MODE.EDGE };
const cloud = { ...terms, mode: MODE.CLOUD };
const relay = { ...terms, mode: MODE.RELAY };

describe('models: total latency', () => {
  it('GOLD-5 total latency of the four ways', () => {
    const waitEdge = 0.06044472362;
    const waitCloud = 0.008687088451;
    const vj = { ...none, uploadS: 7.300823556, executionS: 0.3540127744, queueS: waitEdge };
    assertGolden(totalLatency(vj), 7.715281054);
    const uploadS = 240e6 / 32_900_303.74;
    assertGolden(totalLatency({ ...none, mode: MODE.CLOUD, uploadS, queueS: waitCloud, restartS: 0.22 }), 7.523452569);
    const fresh = { ...none, mode: MODE.RELAY, uploadS: 7.300823556, migrationS: 0.4252311481 };
    assertGolden(totalLatency({ ...fresh, queueS: waitCloud, restartS: 0.22 }), 7.954741793);
    const resident = { ...none, mode: MODE.RELAY, resident: true, migrationS: 0.933114242 };
    assertGolden(totalLatency({ ...resident, queueS: waitEdge, restartS: 0.3540127744 }), 1.34757174);
  });

  it('limits: totalLatency is 0 for nothing and takes from each mode the terms it uses', () => {
    for (const mode of [MODE.EDGE, MODE.CLOUD, MODE.RELAY]) assert.equal(totalLatency({ ...none, mode }), 0);
    assert.equal(totalLatency(edge), 50_321);
    assert.equal(totalLatency(cloud), 650_021);
    assert.equal(totalLatency(relay), 654_021);
  });

  it('limits: totalLatencyLiteral counts no wait and charges v→j its restart too', () => {
    assert.equal(totalLatencyLiteral({ ...edge, waitS: 7 }), totalLatencyLiteral(edge));
    const prompt = { ...edge, waitS: 0 };
    assertSame(totalLatencyLiteral(prompt) - totalLatency(prompt), prompt.restartS);
    assert.equal(totalLatencyLiteral(relay), totalLatency({ ...relay, waitS: 0 }));
  });

  it('limits: totalLatencyAddExec equals totalLatency for v→j and adds the execution elsewhere', () => {
    assert.equal(totalLatencyAddExec(edge), totalLatency(edge));
    assert.equal(totalLatencyAddExec(cloud), totalLatency(cloud) + 300);
    assert.equal(totalLatencyAddExec(relay), totalLatency(relay) + 300);
  });

  it('each term is checked, used or not', () => {
    for (const name of ['waitS', 'uploadS', 'executionS', 'migrationS', 'queueS', 'restartS'] as const) {
      for (const f of [totalLatency, totalLatencyLiteral, totalLatencyAddExec]) {
        assertRefuses(f, edge, name, Number.NaN);
        assertRefuses(f, edge, name, -1);
      }
    }
  });
});
