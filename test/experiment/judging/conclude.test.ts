import { equal, match, ok } from 'node:assert/strict';
import { conclude } from '../../../src/experiment/judging/conclude';
import { difference, type Finding, pAgainst } from '../../../src/experiment/judging/finding';
import { holm } from '../../../src/experiment/statistics';
import { claims } from '../../../src/paper/claims';

const [claim] = claims;
const zero = new Map([0, 1, 2, 3, 4].map((seed) => [seed, 0]));
const scattered = (label: string, mean: number, scatter: number): Finding => {
  const values = [-2, -1, 0, 1, 2].map((step, seed) => [seed, mean + step * scatter] as const);
  return difference(label, new Map(values), zero, 1);
};

describe('conclude: the p value', () => {
  it('is that of the comparison whose effect is shown, not the largest of the claim', () => {
    const findings = [scattered('above', 3, 0.1), scattered('unclear', -0.05, 1), scattered('below', -2, 0.1)];
    const plain = findings.map(({ student }) => Number(pAgainst(student, 0)));
    const judged = conclude(claim, { findings, bound: 0 });
    match(judged.why, /^below \(least favourable/);
    ok(Math.abs(Number(judged.effect) + 2) < 1e-12);
    equal(judged.p, holm(plain)[2]);
    ok(Number(judged.p) < 0.001 && plain[1] > 0.9, 'the unclear comparison has a far larger one');
  });

  it('finds its comparison also after one without a spread, which has no p value', () => {
    const findings = [scattered('without a spread', 1, 0), scattered('above', 0.5, 0.1), scattered('high', 4, 0.1)];
    const judged = conclude(claim, { findings, bound: 0 });
    equal(judged.effect, 0.5);
    equal(judged.p, holm([1, 2].map((k) => Number(pAgainst(findings[k].student, 0))))[0]);
  });

  it('is twice that of the t test where two comparisons have the same', () => {
    const findings = [scattered('one', 1, 0.5), scattered('other', 1, 0.5)];
    // t = 1/(0.5·√2.5/√5) = 2.8284 with 4 degrees of freedom; SciPy: 2 * t.sf(8 ** 0.5, 4) = 0.04742065558
    equal(conclude(claim, { findings, bound: 0 }).p?.toFixed(6), (2 * 0.04742065558).toFixed(6));
  });
});
