import assert from 'node:assert/strict';
import {
  experienceRating,
  latencyScore,
  qualityScore,
  reliabilityScore,
  vehicleExperience,
  vehicleExperienceRunning,
} from '../../src/models';
import { assertGolden, assertIncreasing, assertRefuses, assertSame, range } from './numbers';

const weights = { weightLatency: 0.5, weightQuality: 0.3, weightReliability: 0.2 };

function rating(latencyS: number, quality: number, reliability: number): number {
  return experienceRating({
    latencyScore: latencyScore({ latencyS, decay: 0.15 }),
    qualityScore: qualityScore({ quality, rate: 3 }),
    reliabilityScore: reliabilityScore({ reliability, rate: 4 }),
    ...weights,
  });
}

describe('models: experience', () => {
  it('GOLD-5 rating of the four ways', () => {
    assertGolden(rating(7.715281054, 0.8884040632, 0.97), 0.6504419032);
    assertGolden(rating(7.523452569, 1, 0.99), 0.6616039076);
    assertGolden(rating(7.954741793, 1, 0.99), 0.6514706631);
    assertGolden(rating(1.34757174, 0.8884040632, 0.97), 0.901765805);
  });

  it('limits: latencyScore is 1 at once, 0 for ever, decreasing between', () => {
    assert.equal(latencyScore({ latencyS: 0, decay: 0.15 }), 1);
    assert.equal(latencyScore({ latencyS: Infinity, decay: 0.15 }), 0);
    assertIncreasing(range(0, 20).map((latencyS) => -latencyScore({ latencyS, decay: 0.15 })));
  });

  it('limits: qualityScore is 0 at 0, 1 at 1, increasing between', () => {
    assert.equal(qualityScore({ quality: 0, rate: 3 }), 0);
    assert.equal(qualityScore({ quality: 1, rate: 3 }), 1);
    assertIncreasing(range(0, 1).map((quality) => qualityScore({ quality, rate: 3 })));
  });

  it('limits: reliabilityScore is 0 at 0, 1 at 1, increasing between', () => {
    assert.equal(reliabilityScore({ reliability: 0, rate: 4 }), 0);
    assert.equal(reliabilityScore({ reliability: 1, rate: 4 }), 1);
    assertIncreasing(range(0, 1).map((reliability) => reliabilityScore({ reliability, rate: 4 })));
  });

  it('limits: experienceRating is 0 for scores of 0 and the sum of the weights for scores of 1', () => {
    const all = (score: number) => ({ latencyScore: score, qualityScore: score, reliabilityScore: score, ...weights });
    assert.equal(experienceRating(all(0)), 0);
    assertSame(experienceRating(all(1)), 1);
    assertSame(experienceRating({ ...all(0), latencyScore: 1 }), 0.5);
    assertSame(experienceRating({ ...all(0), qualityScore: 1 }), 0.3);
  });

  it('limits: vehicleExperience is 0 without ratings or migration, and the rating itself for one', () => {
    assert.equal(vehicleExperience({ migrates: 1, ratings: [] }), 0);
    assert.equal(vehicleExperience({ migrates: 0, ratings: [0.7] }), 0);
    assert.equal(vehicleExperience({ migrates: 1, ratings: [0.7] }), 0.7);
    assertSame(vehicleExperience({ migrates: 1, ratings: [0.6, 0, 0.9] }), 0.5);
  });

  it('limits: vehicleExperienceRunning forgets what is older than five ratings', () => {
    const recent = [0.1, 0.2, 0.3, 0.4, 0.5];
    assertSame(vehicleExperienceRunning({ migrates: 1, ratings: [1, 1, ...recent] }), 0.3);
    assert.equal(
      vehicleExperienceRunning({ migrates: 1, ratings: recent }),
      vehicleExperience({ migrates: 1, ratings: recent }),
    );
  });

  it('what is outside [0, 1] is refused by name', () => {
    assertRefuses(qualityScore, { quality: 1, rate: 3 }, 'quality', 1.5);
    assertRefuses(reliabilityScore, { reliability: 1, rate: 4 }, 'reliability', Number.NaN);
    assertRefuses(latencyScore, { latencyS: 1, decay: 0.15 }, 'latencyS', -1);
    assertRefuses(vehicleExperience, { migrates: 1, ratings: [0.5] }, 'ratings', [1.5]);
    const scores = { latencyScore: 1, qualityScore: 1, reliabilityScore: 1, ...weights };
    for (const name of Object.keys(scores) as (keyof typeof scores)[]) assertRefuses(experienceRating, scores, name, 2);
  });
});
