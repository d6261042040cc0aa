import assert from 'node:assert/strict';
import { claimOf, claimRows, verdictCounts, verdictRows } from '../../src/experiment/claims-table';
import type { SweepPoint } from '../../src/experiment/evaluate';
import { judgeClaim, spearman } from '../../src/experiment/judge';
import { claims } from '../../src/paper/claims';

const xs = [1, 2, 3, 4, 5];
const seeds = [1, 2, 3, 4, 5];

/** Rows of a policy whose metric is value(x, seed). */
function rowsOf(policy: string, metric: string, value: (x: number, seed: number) => number, own = seeds): SweepPoint[] {
  return xs.flatMap((x) => own.map((seed) => ({ policy, x, seed, metrics: { [metric]: value(x, seed) } })));
}

const rises = claimOf('6b-rises');
const falls = claimOf('6c-falls');
const bound = claimOf('game-equilibrium');
const points = (ys: readonly number[]) => ys.map((y, k) => ({ x: k + 1, y }));

describe('rank correlation', () => {
  it('agrees with hand-made values', () => {
    assert.equal(spearman(points([3, 5, 9])), 1);
    assert.equal(spearman(points([9, 5, 3])), -1);
    assert.ok(Math.abs(spearman(points([1, 3, 2, 4])) - 0.8) < 1e-12);
    // Ranks 1, 2, 3, 4 and 1, 2.5, 2.5, 4: 4.5 / √(5 · 4.5) by hand; the short formula with Σd² does not hold with ties.
    assert.ok(Math.abs(spearman(points([1, 2, 2, 3])) - 4.5 / Math.sqrt(22.5)) < 1e-12);
  });

  it('is the same for any rising transformation and 0 for what never changes', () => {
    const values = [0.2, 1.5, 1.1, 4, 3];
    assert.equal(spearman(points(values)), spearman(points(values.map(Math.exp))));
    assert.equal(spearman(points([2, 2, 2])), 0);
    assert.throws(() => spearman([1, 2].map((y) => ({ x: 7, y }))), /x never changes/);
  });
});

describe('judgement', () => {
  it('supports what rises for every policy and seed', () => {
    const rows = [...rowsOf('a', 'msr', (x) => x / 10), ...rowsOf('b', 'msr', (x, seed) => x * seed)];
    const { verdict, effect, low, seeds: count } = judgeClaim(rises, rows);
    assert.deepEqual({ verdict, effect, low, count }, { verdict: 'SUPPORTED', effect: 1, low: 1, count: 5 });
  });

  it('refutes by one policy that falls, and names it', () => {
    const rows = [...rowsOf('a', 'msr', (x) => x), ...rowsOf('b', 'msr', (x) => -x), ...rowsOf('c', 'msr', (x) => x)];
    const { verdict, effect, policy, why } = judgeClaim(rises, rows);
    assert.deepEqual({ verdict, effect, policy }, { verdict: 'REFUTED', effect: -1, policy: 'b' });
    assert.match(why, /of 3 policies: b$/);
  });

  it('is inconclusive where seeds disagree', () => {
    const rows = rowsOf('a', 'msr', (x, seed) => (seed === 1 ? -x : x));
    assert.equal(judgeClaim(rises, rows).verdict, 'INCONCLUSIVE');
  });

  it('turns around for what should fall', () => {
    assert.equal(
      judgeClaim(
        falls,
        rowsOf('a', 'msr', (x) => -x),
      ).verdict,
      'SUPPORTED',
    );
    assert.equal(
      judgeClaim(
        falls,
        rowsOf('a', 'msr', (x) => x),
      ).verdict,
      'REFUTED',
    );
    assert.equal(
      judgeClaim(
        falls,
        rowsOf('a', 'msr', () => 1),
      ).verdict,
      'REFUTED',
      'level is not falling',
    );
  });

  it('is inconclusive below five seeds, however clear the numbers', () => {
    for (const count of [1, 4]) {
      const own = seeds.slice(0, count);
      assert.equal(
        judgeClaim(
          rises,
          rowsOf('a', 'msr', (x) => x, own),
        ).verdict,
        'INCONCLUSIVE',
      );
      assert.equal(
        judgeClaim(
          rises,
          rowsOf('a', 'msr', (x) => -x, own),
        ).verdict,
        'INCONCLUSIVE',
      );
      assert.equal(
        judgeClaim(
          bound,
          rowsOf('a', 'exploitability', () => 0, own),
        ).verdict,
        'INCONCLUSIVE',
      );
    }
    const uneven = [...rowsOf('a', 'msr', (x) => x), ...rowsOf('b', 'msr', (x) => x, [1, 2])];
    assert.equal(judgeClaim(rises, uneven).seeds, 2);
  });

  it('holds a bound on every episode', () => {
    const at = (worst: number) =>
      judgeClaim(
        bound,
        rowsOf('a', 'exploitability', (x, seed) => (x === 3 && seed === 2 ? worst : 0)),
      );
    assert.deepEqual([at(1e-7).verdict, at(2e-6).verdict], ['SUPPORTED', 'REFUTED']);
    assert.equal(at(2e-6).effect, 2e-6);
  });

  it('says nothing about the paper when an equation was replaced', () => {
    for (const sign of [1, -1]) {
      const rows = rowsOf('a', 'msr', (x) => sign * x);
      const { verdict, why, effect } = judgeClaim(rises, rows, { modified: ['linkRate'] });
      assert.equal(verdict, 'NOT-TESTABLE');
      assert.equal(effect, sign);
      assert.match(why, /^MODIFIED\(linkRate\)/);
    }
  });

  it('leaves to the learners what needs them, and to nobody what nothing can test', () => {
    assert.equal(judgeClaim(claimOf('2a-order'), []).verdict, 'not judged yet');
    assert.equal(judgeClaim(claimOf('real-world'), []).verdict, 'NOT-TESTABLE');
  });

  it('names what is missing', () => {
    assert.throws(() => judgeClaim(rises, []), /6b-rises: no rows; give the sweep of panel 6b/);
    assert.throws(
      () =>
        judgeClaim(
          rises,
          rowsOf('a', 'qoe', (x) => x),
        ),
      /6b-rises: policy "a" has msr at fewer/,
    );
    assert.throws(
      () =>
        judgeClaim(
          bound,
          rowsOf('a', 'msr', (x) => x),
        ),
      /game-equilibrium: no row holds/,
    );
    assert.throws(() => claimOf('9z'), /claim "9z" is not known; known are 2a-order/);
  });
});

describe('tables of claims', () => {
  it('have every claim once with what the paper says', () => {
    const rows = claimRows();
    assert.equal(rows.length, claims.length);
    assert.equal(rows[0]['the paper says'], claims[0].words);
    assert.deepEqual(Object.keys(claimRows(['gcn'])[0]), ['claim', 'place', 'the paper says', 'tested as']);
  });

  it('show verdicts with effect and interval, and count them', () => {
    const judged = [
      judgeClaim(
        rises,
        rowsOf('a', 'msr', (x) => x),
      ),
      judgeClaim(claimOf('gcn'), []),
    ];
    const [first, second] = verdictRows(judged);
    assert.deepEqual([first['95 % interval'], first.seeds], ['[1, 1]', 5]);
    assert.deepEqual([second['95 % interval'], second.effect, second.seeds], ['–', null, null]);
    assert.deepEqual(verdictCounts([...judged, judged[0]]), [
      { verdict: 'SUPPORTED', claims: 2 },
      { verdict: 'not judged yet', claims: 1 },
    ]);
  });
});
