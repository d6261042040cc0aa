import assert from 'node:assert/strict';
import {
  costWithin,
  energyWithin,
  experienceWithin,
  latencyWithin,
  qualityWithin,
  reliabilityWithin,
} from '../../src/models';
import { assertRefuses } from './numbers';

describe('models: success, C5 to C10', () => {
  it('limits: latencyWithin, limits: energyWithin, limits: costWithin hold up to equality', () => {
    for (const [value, holds] of [
      [7.999, true],
      [8, true],
      [8.001, false],
    ] as const) {
      assert.equal(latencyWithin({ latencyS: value, latencyMaxS: 8 }), holds);
      assert.equal(energyWithin({ energyJ: value, energyMaxJ: 8 }), holds);
      assert.equal(costWithin({ cost: value, costMax: 8 }), holds);
    }
  });

  it('limits: experienceWithin, limits: reliabilityWithin, limits: qualityWithin hold from equality on', () => {
    for (const [value, holds] of [
      [0.499, false],
      [0.5, true],
      [0.501, true],
    ] as const) {
      assert.equal(experienceWithin({ experience: value, experienceMin: 0.5 }), holds);
      assert.equal(reliabilityWithin({ reliability: value, reliabilityMin: 0.5 }), holds);
      assert.equal(qualityWithin({ quality: value, qualityMin: 0.5 }), holds);
    }
  });

  it('NaN is refused by name, it is neither success nor failure', () => {
    assertRefuses(latencyWithin, { latencyS: 1, latencyMaxS: 8 }, 'latencyS', Number.NaN);
    assertRefuses(energyWithin, { energyJ: 1, energyMaxJ: 8 }, 'energyJ', Number.NaN);
    assertRefuses(costWithin, { cost: 1, costMax: 8 }, 'costMax', 0);
    assertRefuses(experienceWithin, { experience: 1, experienceMin: 0.5 }, 'experience', Number.NaN);
    assertRefuses(reliabilityWithin, { reliability: 1, reliabilityMin: 0.5 }, 'reliability', Number.NaN);
    assertRefuses(qualityWithin, { quality: 1, qualityMin: 0.5 }, 'quality', Number.NaN);
  });
});
