import assert from 'node:assert/strict';
import { didYouMean } from '../../src/support/suggest';

describe('didYouMean', () => {
  it('offers the nearest name when it is near', () => {
    assert.equal(didYouMean('vehicels', ['edges', 'vehicles']), '; did you mean "vehicles"?');
    assert.equal(didYouMean('RADIO.NOISE', ['radio.noise', 'queue.model']), '; did you mean "radio.noise"?');
  });

  it('lists a few names when none is near, and stays silent over many or none', () => {
    assert.equal(didYouMean('enormous', ['tiny', 'quick']), '; known are tiny, quick');
    assert.equal(
      didYouMean(
        'enormous',
        Array.from({ length: 13 }, (_, i) => `name${i}`),
      ),
      '',
    );
    assert.equal(didYouMean('enormous', []), '');
  });
});
