import assert from 'node:assert/strict';
import { correlation, principalComponent, ridge, rSquared } from '../../../src/experiment/statistics';
import { createRng } from '../../../src/support/rng';

const near = (found: number, expected: number, tolerance = 1e-9) =>
  assert.ok(Math.abs(found - expected) <= tolerance, `${found}, expected ${expected}`);

describe('ridge regression', () => {
  it('without penalty is least squares: a line by hand, through (0, 1), (1, 1), (2, 4)', () => {
    const predict = ridge({ inputs: [[0], [1], [2]], outputs: [1, 1, 4], penalty: 0 });
    near(predict([0]), 0.5);
    near(predict([3]), 5);
  });

  it('with penalty 1 halves the slope of one standardised input, and with a huge one gives the mean', () => {
    const data = { inputs: [[0], [1], [2]], outputs: [1, 1, 4] };
    near(ridge({ ...data, penalty: 1 })([3]), 2 + (5 - 2) / 2);
    near(ridge({ ...data, penalty: 1e9 })([3]), 2, 1e-6);
  });

  it('finds the weights of several inputs, and passes over one that does not vary and one that is there twice', () => {
    const rng = createRng(1, 'ridge');
    const rows = Array.from({ length: 60 }, () => [rng.normal(), 5 * rng.normal(), 7]);
    const outputs = rows.map(([a, b]) => 2 * a - 0.5 * b + 3);
    const predict = ridge({ inputs: rows, outputs, penalty: 0 });
    near(predict([1, 2, 7]), 4, 1e-8);
    const doubled = ridge({ inputs: rows.map(([a, b]) => [a, a, b]), outputs, penalty: 0 });
    near(doubled([1, 1, 2]), 4, 1e-6);
  });

  it('refuses rows and outputs that differ in number', () => {
    assert.throws(() => ridge({ inputs: [[1]], outputs: [1, 2], penalty: 0 }), /1 rows of inputs and 2 outputs/);
    assert.throws(() => ridge({ inputs: [], outputs: [], penalty: 0 }), /one or more/);
  });

  it('R² is 1 for the truth, 0 for the mean, negative below it', () => {
    assert.equal(rSquared([1, 2, 6], [1, 2, 6]), 1);
    assert.equal(rSquared([3, 3, 3], [1, 2, 6]), 0);
    near(rSquared([6, 2, 1], [1, 2, 6]), 1 - 50 / 14);
    assert.equal(rSquared([1, 2], [3, 3]), 0);
  });
});

describe('principal component', () => {
  it('of points near a line is the line, its largest weight positive', () => {
    const { scores, share } = principalComponent([
      [-2, -4],
      [0, 0],
      [2, 4],
    ]);
    for (const [k, expected] of [-Math.sqrt(20), 0, Math.sqrt(20)].entries()) near(scores[k], expected);
    near(share, 1);
    assert.ok(
      principalComponent([
        [0, 0],
        [1, -5],
      ]).scores[1] < 0,
    );
  });

  it('takes the larger share of two directions, and nothing where rows are equal', () => {
    near(
      principalComponent([
        [3, 0],
        [-3, 0],
        [0, 1],
        [0, -1],
      ]).share,
      0.9,
    );
    assert.deepEqual(
      principalComponent([
        [1, 2],
        [1, 2],
      ]),
      { scores: [0, 0], share: 0 },
    );
  });
});

describe('correlation', () => {
  it('is ±1 on a line, 0 without variation, and by hand 0.5', () => {
    near(correlation([1, 2, 3], [5, 7, 9]), 1);
    near(correlation([1, 2, 3], [9, 7, 5]), -1);
    assert.equal(correlation([1, 1, 1], [5, 7, 9]), 0);
    near(correlation([1, 2, 3], [1, 3, 2]), 0.5);
  });
});
