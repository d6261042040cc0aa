import assert from 'node:assert/strict';
import { createRng, type Rng } from '../../src/support/rng';

const draws = (rng: Rng, count: number, draw: (rng: Rng) => number = (r) => r.uniform()) =>
  Array.from({ length: count }, () => draw(rng));

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function correlation(a: readonly number[], b: readonly number[]): number {
  const [ma, mb] = [mean(a), mean(b)];
  const cov = mean(a.map((value, i) => (value - ma) * (b[i] - mb)));
  return cov / Math.sqrt(mean(a.map((x) => (x - ma) ** 2)) * mean(b.map((x) => (x - mb) ** 2)));
}

describe('createRng', () => {
  it('repeats itself for the same seed and stream', () => {
    assert.deepEqual(draws(createRng(7, 'environment'), 50), draws(createRng(7, 'environment'), 50));
  });

  it('differs for another seed and for another stream', () => {
    const own = draws(createRng(7, 'environment'), 5);
    assert.notDeepEqual(own, draws(createRng(8, 'environment'), 5));
    assert.notDeepEqual(own, draws(createRng(7, 'explore'), 5));
  });

  it('draws the same as the published Alea generator', () => {
    // state after seeding is that of seedrandom.alea('environment/7'); the recurrence is worked out here
    const rng = createRng(7, 'environment');
    const { c, s0, s1, s2 } = rng.save().alea;
    const state = [s0, s1, s2];
    let carry = c;
    for (let i = 0; i < 20; i++) {
      const t = 2091639 * state[0] + carry * 2 ** -32;
      carry = Math.trunc(t);
      state.push(t - carry);
      state.shift();
      assert.equal(rng.uniform(), state[2]);
    }
  });

  it('gives streams that do not move together, over draws and over neighbouring seeds', () => {
    const [a, b] = ['scenario', 'environment'].map((stream) => draws(createRng(3, stream), 20_000));
    assert.ok(Math.abs(correlation(a, b)) < 0.03);
    const firsts = Array.from({ length: 5_000 }, (_, seed) => createRng(seed, 'explore').uniform());
    assert.ok(Math.abs(correlation(firsts.slice(1), firsts.slice(0, -1))) < 0.06);
    assert.ok(Math.abs(mean(firsts) - 0.5) < 0.02);
  });

  it('draws normals with mean 0, deviation 1 and the normal share within one deviation', () => {
    const normals = draws(createRng(11, 'environment'), 40_000, (r) => r.normal());
    assert.ok(Math.abs(mean(normals)) < 0.02);
    assert.ok(Math.abs(mean(normals.map((x) => x * x)) - 1) < 0.03);
    assert.ok(Math.abs(normals.filter((x) => Math.abs(x) < 1).length / normals.length - 0.6827) < 0.01);
  });

  it('draws integers evenly from 0 to n - 1', () => {
    const counts = new Array(5).fill(0);
    for (const value of draws(createRng(2, 'explore'), 10_000, (r) => r.integer(5))) counts[value]++;
    assert.ok(counts.every((count) => Math.abs(count - 2000) < 200));
  });

  it('continues from a saved state, the waiting normal included', () => {
    const rng = createRng(5, 'environment');
    rng.normal();
    const saved = JSON.parse(JSON.stringify(rng.save()));
    const expected = [rng.normal(), rng.uniform(), rng.normal(), rng.integer(9)];
    const other = createRng(99, 'another');
    other.restore(saved);
    assert.deepEqual([other.normal(), other.uniform(), other.normal(), other.integer(9)], expected);
  });

  for (const seed of [-1, 0.5, Number.NaN, 2 ** 53, '7' as unknown as number]) {
    it(`refuses ${JSON.stringify(seed)} (${seed}) as a seed`, () => {
      assert.throws(() => createRng(seed, 'environment'), /^RangeError: seed: .* is not a non-negative integer/);
    });
  }

  it('refuses an empty stream, a count below one and a damaged state', () => {
    assert.throws(() => createRng(1, ''), /stream: the name is empty/);
    assert.throws(() => createRng(1, 'a').integer(0), /n = 0 is not a whole number/);
    assert.throws(() => createRng(1, 'a').restore({} as never), /random state: needs finite/);
  });
});
