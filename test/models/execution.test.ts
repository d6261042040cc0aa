import assert from 'node:assert/strict';
import {
  executionLatency,
  executionLatencyDensityPerBit,
  executionLatencyDensityPerMB,
  restartLatency,
  restartLatencyAddExec,
  restartLatencyDensityPerBit,
  restartLatencyDensityPerMB,
  taskCycles,
  taskCyclesDensityPerBit,
  taskCyclesDensityPerMB,
} from '../../src/models';
import { assertGolden, assertRefuses, assertSame } from './numbers';

const task = { cyclesG: 1.1, dataMB: 30, frequencyHz: 3.107232506e9 };

describe('models: execution', () => {
  it('GOLD-5 execution at 30 W', () => {
    assertGolden(executionLatency(task), 0.3540127744);
  });

  it('the printed formula takes 10.6 s with megabytes and 8.5e7 s with bits, against a limit of 8 s', () => {
    assert.equal(executionLatencyDensityPerMB(task).toFixed(1), '10.6');
    assert.equal(executionLatencyDensityPerBit(task).toPrecision(2), '8.5e+7');
  });

  it('limits: taskCycles does not depend on the data', () => {
    assert.equal(taskCycles({ cyclesG: 1.1, dataMB: 10 }), taskCycles({ cyclesG: 1.1, dataMB: 50 }));
  });

  it('limits: taskCyclesDensityPerMB meets taskCycles at 1 MB and is proportional to the data', () => {
    assert.equal(taskCyclesDensityPerMB({ cyclesG: 1.1, dataMB: 1 }), 1.1);
    assertSame(taskCyclesDensityPerMB({ cyclesG: 1.1, dataMB: 50 }), 55);
  });

  it('limits: taskCyclesDensityPerBit is 8 million times as much', () => {
    assertSame(taskCyclesDensityPerBit(task), 8e6 * taskCyclesDensityPerMB(task));
  });

  it('limits: executionLatency is 0 without cycles, inverse in the clock, independent of the data', () => {
    assert.equal(executionLatency({ ...task, cyclesG: 0 }), 0);
    assertSame(executionLatency({ ...task, frequencyHz: 2 * task.frequencyHz }), executionLatency(task) / 2);
    assert.equal(executionLatency({ ...task, dataMB: 10 }), executionLatency(task));
  });

  it('limits: executionLatencyDensityPerMB meets executionLatency at 1 MB and is proportional to the data', () => {
    assert.equal(executionLatencyDensityPerMB({ ...task, dataMB: 1 }), executionLatency(task));
    assertSame(executionLatencyDensityPerMB(task), 30 * executionLatency(task));
  });

  it('limits: executionLatencyDensityPerBit is 8 million times as much', () => {
    assertSame(executionLatencyDensityPerBit(task), 8e6 * executionLatencyDensityPerMB(task));
  });

  it('limits: restartLatency is 0 without cycles, inverse in the clock', () => {
    assert.equal(restartLatency({ ...task, cyclesG: 0 }), 0);
    assertSame(restartLatency({ ...task, frequencyHz: 5e9 }), 0.22);
  });

  it('limits: restartLatencyDensityPerMB is proportional to the data', () => {
    assertSame(restartLatencyDensityPerMB(task), 30 * restartLatency(task));
  });

  it('limits: restartLatencyDensityPerBit is 8 million times as much', () => {
    assertSame(restartLatencyDensityPerBit(task), 8e6 * restartLatencyDensityPerMB(task));
  });

  it('limits: restartLatencyAddExec is a tenth', () => {
    assertSame(restartLatencyAddExec(task), restartLatency(task) / 10);
  });

  it('a clock of zero and cycles that are no number are refused by name', () => {
    for (const f of [executionLatency, executionLatencyDensityPerMB, restartLatency, restartLatencyAddExec]) {
      assertRefuses(f, task, 'frequencyHz', 0);
      assertRefuses(f, task, 'cyclesG', Number.NaN);
      assertRefuses(f, task, 'dataMB', -1);
    }
  });
});
