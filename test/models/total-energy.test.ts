import assert from 'node:assert/strict';
import { energyByLayer, energyByLayerDestination, MODE, type Mode, totalEnergy } from '../../src/models';
import { assertGolden, assertRefuses, assertSame } from './numbers';

const parts = { uploadJ: 1, executionJ: 20, migrationJ: 300 };
const destinations: { mode: Mode; destinationIsCloud: boolean }[] = [
  { mode: MODE.EDGE, destinationIsCloud: false },
  { mode: MODE.CLOUD, destinationIsCloud: true },
  { mode: MODE.RELAY, destinationIsCloud: true },
  { mode: MODE.RELAY, destinationIsCloud: false },
];
const sum = ({ vehicleJ, edgeJ, cloudJ }: ReturnType<typeof energyByLayer>) => vehicleJ + edgeJ + cloudJ;

describe('models: total energy', () => {
  it('GOLD-5 energy of the four ways', () => {
    const none = { uploadJ: 0, executionJ: 0, migrationJ: 0, destinationExecutionJ: 0 };
    assertGolden(totalEnergy({ ...none, mode: 1, uploadJ: 1.460164711, executionJ: 10.62038323 }), 12.08054794);
    const uploadJ = 0.2 * (240e6 / 32_900_303.74);
    assertGolden(totalEnergy({ ...none, mode: 2, uploadJ, destinationExecutionJ: 27.5 }), 28.9589531);
    const fresh = { ...none, mode: MODE.RELAY, uploadJ: 1.460164711, migrationJ: 0.4252311481 };
    assertGolden(totalEnergy({ ...fresh, destinationExecutionJ: 27.5 }), 29.38539586);
    const resident = { ...none, mode: MODE.RELAY, migrationJ: 0.933114242, destinationExecutionJ: 10.62038323 };
    assertGolden(totalEnergy(resident), 11.55349747);
  });

  it('limits: totalEnergy is 0 for nothing and takes from each mode the terms it uses', () => {
    const all = { ...parts, destinationExecutionJ: 4000 };
    assert.equal(totalEnergy({ ...all, mode: MODE.EDGE }), 21);
    assert.equal(totalEnergy({ ...all, mode: MODE.CLOUD }), 4001);
    assert.equal(totalEnergy({ ...all, mode: MODE.RELAY }), 4301);
    const none = { uploadJ: 0, executionJ: 0, migrationJ: 0, destinationExecutionJ: 0 };
    assert.equal(totalEnergy({ ...none, mode: MODE.RELAY }), 0);
  });

  it('limits: energyByLayer adds up to the total and gives a cloud nothing unless it is the destination', () => {
    const layers = destinations.map((flow) => energyByLayer({ ...flow, ...parts }));
    assert.deepEqual(layers.map(sum), [21, 21, 321, 321]);
    assert.deepEqual(
      layers.map(({ cloudJ }) => cloudJ),
      [0, 20, 20, 0],
    );
    assert.equal(layers[2].edgeJ, 300);
  });

  it('limits: energyByLayerDestination adds up too and differs only when a cloud is relayed to', () => {
    for (const flow of destinations) {
      const [sender, destination] = [energyByLayer, energyByLayerDestination].map((f) => f({ ...flow, ...parts }));
      assertSame(sum(destination), sum(sender));
      const moved = flow.mode === MODE.RELAY && flow.destinationIsCloud ? parts.migrationJ : 0;
      assert.equal(destination.cloudJ - sender.cloudJ, moved);
    }
  });

  it('a negative or missing energy is refused by name', () => {
    const flow = { ...destinations[2], ...parts };
    for (const f of [energyByLayer, energyByLayerDestination]) assertRefuses(f, flow, 'migrationJ', Number.NaN);
    assertRefuses(totalEnergy, { ...parts, mode: MODE.EDGE, destinationExecutionJ: 0 }, 'uploadJ', -1);
  });
});
