import assert from 'node:assert/strict';
import { qualityTo } from '../../src/environment/links';
import { choose, evaluated, offering, stage, worldOf } from '../environment/stage';
import { type Checks, feasible, near, type Register } from './scenes';

export const gameKeys: Checks = {
  'game.enabled': {
    false: (register) => {
      const config = worldOf(2, { register });
      const { flows, price, soldUnits } = evaluated(
        stage(config, [{ x: 250 }, { x: 250, dataMB: 10 }]),
        offering(choose(config, 1, 1), 0, 9, 20),
      );
      assert.deepEqual([price[0], flows.bandwidthHz[0], flows.bandwidthHz[1], soldUnits[0]], [0.4, 4.5e6, 4.5e6, 9]);
    },
  },
  'se.ell': {
    snr: (register) => near(qualityTo(stage(worldOf(1, { register }), [{ x: 350 }]).links, 0, 0), 1309.023148),
    off: (register) => {
      const parameters = { minSpectralEfficiency: 30 };
      const at = (chosen: Register) => feasible(stage(worldOf(1, { parameters, register: chosen }), [{ x: 700 }]));
      assert.deepEqual(at({}).slice(2, 5), [-1, -1, -1]);
      assert.deepEqual(new Set(at(register).slice(2, 5)), new Set([10, 11, 12]));
    },
  },
};
