import assert from 'node:assert/strict';
import {
  cpuFrequency,
  destinationExecutionEnergy,
  executionEnergy,
  executionEnergyLiteral,
  executionEnergyPowerTime,
  migrationEnergy,
  uploadEnergy,
} from '../../src/models';
import { assertGolden, assertIncreasing, assertRefuses, assertSame, range } from './numbers';

const edge = { kappa: 1e-27, frequencyHz: cpuFrequency({ powerW: 30, kappa: 1e-27 }), cyclesG: 1.1, powerW: 30 };

describe('models: energy', () => {
  it('GOLD-2 clocks of the power ranges', () => {
    const golden = { 10: 2.15443469e9, 30: 3.107232506e9, 50: 3.684031499e9, 125: 5e9, 200: 5.848035476e9 };
    for (const [powerW, frequencyHz] of Object.entries(golden)) {
      assertGolden(cpuFrequency({ powerW: Number(powerW), kappa: 1e-27 }), frequencyHz);
    }
  });

  it('GOLD-5 upload and execution energy', () => {
    assertGolden(uploadEnergy({ txPowerW: 0.2, uploadS: 7.300823556 }), 1.460164711);
    assertGolden(executionEnergy(edge), 10.62038323);
  });

  it('limits: cpuFrequency is 0 without power, doubles with eight times the power, and P = κ f³', () => {
    assert.equal(cpuFrequency({ powerW: 0, kappa: 1e-27 }), 0);
    assertSame(cpuFrequency({ powerW: 80, kappa: 1e-27 }), 2 * cpuFrequency({ powerW: 10, kappa: 1e-27 }));
    for (const powerW of range(10, 200)) {
      assertSame(1e-27 * cpuFrequency({ powerW, kappa: 1e-27 }) ** 3, powerW);
    }
  });

  it('limits: uploadEnergy is 0 for no time and proportional to power and time', () => {
    assert.equal(uploadEnergy({ txPowerW: 0.2, uploadS: 0 }), 0);
    assertSame(uploadEnergy({ txPowerW: 0.4, uploadS: 14 }), 4 * uploadEnergy({ txPowerW: 0.2, uploadS: 7 }));
  });

  it('limits: executionEnergy is 0 without cycles, quadruples with the clock, and is power times time', () => {
    assert.equal(executionEnergy({ ...edge, cyclesG: 0 }), 0);
    assertSame(executionEnergy({ ...edge, frequencyHz: 2 * edge.frequencyHz }), 4 * executionEnergy(edge));
    assertSame(executionEnergy(edge), edge.powerW * ((edge.cyclesG * 1e9) / edge.frequencyHz));
    assertIncreasing(range(0.6, 1.6).map((cyclesG) => executionEnergy({ ...edge, cyclesG })));
  });

  it('limits: executionEnergyPowerTime is 0 without cycles and equals κ f² Ω when P = κ f³', () => {
    assert.equal(executionEnergyPowerTime({ ...edge, cyclesG: 0 }), 0);
    for (const powerW of range(10, 200)) {
      const node = { ...edge, powerW, frequencyHz: cpuFrequency({ powerW, kappa: 1e-27 }) };
      assertSame(executionEnergyPowerTime(node), executionEnergy(node));
    }
  });

  it('limits: executionEnergyLiteral knows no cycles: 9.65e-9 J, a billionth of the limit of 60 J', () => {
    assert.equal(executionEnergyLiteral(edge).toPrecision(3), '9.65e-9');
    assert.equal(executionEnergyLiteral({ ...edge, cyclesG: 1.6 }), executionEnergyLiteral(edge));
  });

  it('limits: destinationExecutionEnergy is 0 without cycles and quadruples with the clock', () => {
    const cloud = { ...edge, frequencyHz: 5e9, powerW: 125 };
    assert.equal(destinationExecutionEnergy({ ...cloud, cyclesG: 0 }), 0);
    assertSame(destinationExecutionEnergy(cloud), 27.5);
    assertSame(destinationExecutionEnergy({ ...cloud, frequencyHz: 10e9 }), 110);
  });

  it('limits: migrationEnergy is 0 for no time and proportional to power and time', () => {
    assert.equal(migrationEnergy({ txPowerW: 1, migrationS: 0 }), 0);
    assertSame(migrationEnergy({ txPowerW: 2, migrationS: 3 }), 6 * migrationEnergy({ txPowerW: 1, migrationS: 1 }));
  });

  it('what is no number or below zero is refused by name', () => {
    assertRefuses(cpuFrequency, { powerW: 30, kappa: 1e-27 }, 'kappa', 0);
    assertRefuses(cpuFrequency, { powerW: 30, kappa: 1e-27 }, 'powerW', -1);
    for (const f of [executionEnergy, executionEnergyPowerTime, executionEnergyLiteral, destinationExecutionEnergy]) {
      assertRefuses(f, edge, 'frequencyHz', 0);
      assertRefuses(f, edge, 'cyclesG', Number.NaN);
    }
    assertRefuses(uploadEnergy, { txPowerW: 1, uploadS: 1 }, 'uploadS', Infinity);
    assertRefuses(migrationEnergy, { txPowerW: 1, migrationS: 1 }, 'migrationS', -1);
  });
});
