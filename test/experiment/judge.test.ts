import { deepEqual, equal, match, ok, throws } from 'node:assert/strict';
import { type JudgeOptions, judgeClaim, LEAST_SEEDS } from '../../src/experiment/judge';
import { spearman } from '../../src/experiment/statistics';
import { type Claim, claims } from '../../src/paper/claims';
import { syntheticRows } from './synthetic';

const template: Claim = {
  id: 'planted',
  place: 'test',
  words: '',
  statement: '',
  subject: 'all',
  predicate: 'nonDecreasing',
  metric: 'msr',
  panel: '6b',
  baseline: 'none',
  threshold: 0.8,
  needs: 'references',
  sways: [],
};
const rises = template;
const falls: Claim = { ...template, predicate: 'nonIncreasing' };
const bound: Claim = { ...template, predicate: 'atMost', metric: 'exploitability', threshold: 1e-6 };

type Value = (policy: number, x: number, seed: number) => number;
const xs = [1, 2, 3, 4];
const rowsOf = (value: Value, seeds = LEAST_SEEDS, metric = 'msr') =>
  syntheticRows({ policies: ['greedy', 'random'], xs, seeds, value, metrics: [metric] });
const judge = (claim: Claim, value: Value, seeds?: number, options?: JudgeOptions) =>
  judgeClaim(claim, rowsOf(value, seeds, claim.metric), options);

const up: Value = (policy, x, seed) => x + 10 * policy + seed / 100;
const down: Value = (policy, x, seed) => -up(policy, x, seed);
/** One exchanged pair in one direction or the other, by seed: ρ of 0.8 and of −0.8 in turn. */
const undecided: Value = (_, x, seed) => (seed % 2 === 0 ? 1 : -1) * [1, 3, 2, 4][x - 1];

describe('judgeClaim on a trend', () => {
  it('supports a planted rise and refutes it where a fall is claimed', () => {
    const { verdict, effect, low, high, seeds } = judge(rises, up);
    deepEqual([verdict, effect, low, high, seeds], ['SUPPORTED', 1, 1, 1, LEAST_SEEDS]);
    equal(judge(falls, up).verdict, 'REFUTED');
  });

  it('supports a planted fall and refutes it where a rise is claimed', () => {
    deepEqual([judge(falls, down).verdict, judge(falls, down).effect], ['SUPPORTED', -1]);
    equal(judge(rises, down).verdict, 'REFUTED');
  });

  it('refutes a claim about every policy by one policy, and names it', () => {
    const { verdict, policy, effect } = judge(rises, (policy, x, seed) => (policy === 1 ? down : up)(policy, x, seed));
    deepEqual([verdict, policy, effect], ['REFUTED', 'random', -1]);
  });

  it('shows the worst of those that refute it', () => {
    const values: Value = (policy, x, seed) => [3, x === 4 ? -1 : x, down(policy, x, seed)][policy];
    const policies = ['greedy', 'random', 'hybrid'];
    const rows = syntheticRows({ policies, xs, seeds: LEAST_SEEDS, value: values, metrics: ['msr'] });
    const { verdict, policy, effect } = judgeClaim(rises, rows);
    deepEqual([verdict, policy, effect], ['REFUTED', 'hybrid', -1]);
  });

  it('refutes by one of several policies only where it does so after Holm’s correction', () => {
    // One policy has ρ 0.8, 0.4, 0.4, 0.4, 0.4: p = 0.016 against 0.8. The others have ρ 1, 1, 1, 1, 0.8.
    const value: Value = (policy, x, seed) => {
      if (policy > 0) return seed === 5 ? [1, 3, 2, 4][x - 1] : x;
      return seed === 5 ? [1, 3, 2, 4][x - 1] : [1, 4, 2, 3][x - 1];
    };
    const among = (policies: string[]) =>
      judgeClaim(rises, syntheticRows({ policies, xs, seeds: LEAST_SEEDS, value, metrics: ['msr'] })).verdict;
    equal(among(['greedy', 'random']), 'REFUTED');
    equal(among(['greedy', 'random', 'hybrid', 'cloud']), 'INCONCLUSIVE');
  });

  it('says so where all policies agree, and asks the same of every further metric', () => {
    const rows = syntheticRows({
      ...{ policies: ['greedy', 'random'], xs, seeds: LEAST_SEEDS, metrics: ['msr'], value: up },
    }).map((row) => ({ ...row, metrics: { ...row.metrics, qoe: -row.metrics.msr } }));
    match(judgeClaim(rises, rows).why, /rank correlation of msr with x, the same for all 2/);
    const both = judgeClaim({ ...rises, also: ['qoe'] }, rows);
    deepEqual([both.verdict, both.effect], ['REFUTED', -1]);
    match(both.why, /rank correlation of qoe with x, least favourable of 4: greedy/);
  });

  it('refutes a rise by a curve that never moves: its correlation is 0, below the threshold', () => {
    const { verdict, effect } = judge(rises, () => 3);
    deepEqual([verdict, effect], ['REFUTED', 0]);
  });

  it('is inconclusive where the interval holds the threshold', () => {
    const { verdict, low, high } = judge({ ...rises, threshold: 0 }, undecided, 6);
    equal(verdict, 'INCONCLUSIVE');
    ok(low !== null && high !== null && low < 0 && high > 0, `[${low}, ${high}]`);
  });

  it('is inconclusive below five seeds, however clear the effect', () => {
    for (const seeds of [1, 2, LEAST_SEEDS - 1]) {
      equal(judge(rises, up, seeds).verdict, 'INCONCLUSIVE', `${seeds} seeds`);
      equal(judge(falls, up, seeds).verdict, 'INCONCLUSIVE', `${seeds} seeds`);
    }
    equal(judge(rises, up, LEAST_SEEDS).verdict, 'SUPPORTED');
  });

  it('takes the interval of Student: t = 2.776445 at four degrees of freedom', () => {
    // Seeds 1–4 rise (ρ = 1), seed 5 has one exchanged pair (ρ = 0.8): mean 0.96, s = 0.2/√5.
    const once: Value = (_, x, seed) => (seed === 5 ? [1, 3, 2, 4][x - 1] : x);
    const { effect, low, high } = judge(rises, once);
    const half = (2.776445105 * (0.2 / Math.sqrt(5))) / Math.sqrt(5);
    ok(Math.abs((effect as number) - 0.96) < 1e-12);
    ok(Math.abs((low as number) - (0.96 - half)) < 1e-8, `${low}`);
    equal(high, 1, 'a correlation does not exceed 1');
  });

  it('refuses rows that cannot be judged', () => {
    throws(() => judgeClaim(rises, []), /planted: no rows; give the sweep of panel 6b/);
    throws(() => judgeClaim({ ...rises, metric: 'qoe' }, rowsOf(up)), /"greedy" has qoe at fewer than three x/);
    throws(() => judgeClaim({ ...rises, predicate: 'lowest' }, rowsOf(up)), /predicate lowest comes with the learners/);
  });
});

describe('judgeClaim on a bound', () => {
  it('supports it if every row keeps it and refutes it by one row', () => {
    equal(judge(bound, () => 1e-9).verdict, 'SUPPORTED');
    const once = judge(bound, (policy, x, seed) => (policy === 1 && x === 2 && seed === 3 ? 0.5 : 0));
    deepEqual([once.verdict, once.effect, once.policy], ['REFUTED', 0.5, 'random']);
  });

  it('counts the threshold itself as kept', () => {
    equal(judge(bound, () => 1e-6).verdict, 'SUPPORTED');
  });

  it('refuses rows without the metric', () => {
    throws(() => judgeClaim(bound, rowsOf(up)), /no row holds "exploitability"/);
  });
});

describe('judgeClaim without evidence on the paper', () => {
  it('never supports and never refutes with a modified equation set', () => {
    const options = { modified: ['linkRate', 'queueWait'] };
    for (const [claim, value] of [
      [rises, up],
      [rises, down],
      [bound, () => 0],
    ] as const) {
      const { verdict, why } = judge(claim, value, LEAST_SEEDS, options);
      equal(verdict, 'NOT-TESTABLE');
      match(why, /^MODIFIED\(linkRate, queueWait\)/);
    }
  });

  it('leaves what needs learners open and calls untestable what names no metric', () => {
    const verdicts = claims
      .filter(({ needs }) => needs !== 'references')
      .map((claim) => [claim.needs, judgeClaim(claim, []).verdict]);
    const expected = { learners: 'not judged yet', nothing: 'NOT-TESTABLE' };
    for (const [needs, verdict] of verdicts) equal(verdict, expected[needs as keyof typeof expected]);
    ok(verdicts.length > 0);
  });
});

describe('spearman', () => {
  const points = (ys: readonly number[]) => ys.map((y, k) => ({ x: k, y }));

  it('agrees with 1 − 6 Σd² / (n(n² − 1)) where no rank is shared', () => {
    // d = (1, −1, 1, 1, −2): Σd² = 8, so 1 − 48/120.
    ok(Math.abs(spearman(points([20, 10, 40, 50, 30])) - 0.6) < 1e-12);
  });

  it('gives ties their mean rank', () => {
    // Ranks 1, 2.5, 2.5, 4 against 1…4: Pearson of the ranks is 4.5 / √(5 · 4.5).
    ok(Math.abs(spearman(points([1, 2, 2, 3])) - 4.5 / Math.sqrt(22.5)) < 1e-12);
  });

  it('sees the order only, and turns its sign with it', () => {
    const ys = [1, 5, 2, 9];
    equal(spearman(points(ys)), spearman(points(ys.map(Math.exp))));
    equal(spearman(points(ys)), -spearman(points(ys.map((y) => -y))));
  });

  it('refuses an x that never changes', () => {
    throws(
      () =>
        spearman([
          { x: 1, y: 1 },
          { x: 1, y: 2 },
        ]),
      /x never changes/,
    );
  });
});
