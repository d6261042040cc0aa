import { deepEqual, equal, throws } from 'node:assert/strict';
import { claimOf, claimRows, verdictCounts, verdictRows } from '../../src/experiment/claims-table';
import type { Judgement } from '../../src/experiment/judge';
import { claims } from '../../src/paper/claims';

const beside = { student: null, p: null, sways: [] } as const;
const judged: Judgement = {
  ...beside,
  claim: '6b-rises',
  verdict: 'SUPPORTED',
  effect: 0.98765,
  low: 0.9512,
  high: 1,
  seeds: 5,
  policy: 'random',
  why: 'because',
};
const open: Judgement = {
  ...beside,
  claim: '2a-32',
  verdict: 'not judged yet',
  effect: null,
  low: null,
  high: null,
  seeds: 0,
  policy: '',
  why: 'needs the learners',
};

describe('table of claims', () => {
  it('has a row for every claim, in the order of the file', () => {
    deepEqual(
      claimRows().map(({ claim }) => claim),
      claims.map(({ id }) => id),
    );
  });

  it('shows the words of the paper beside what is tested, with the note where there is one', () => {
    const { words, statement, note } = claimOf('2b-25');
    const [row] = claimRows(['2b-25']);
    equal(row['the paper says'], words);
    equal(row['tested as'], `${statement} (${note})`);
    equal(claimRows(['6b-rises'])[0]['tested as'], claimOf('6b-rises').statement);
  });

  it('says which claims there are when asked for another', () => {
    throws(() => claimRows(['6b-rises', '9z']), /claim "9z" is not known; known are .*6b-rises/);
  });
});

describe('table of verdicts', () => {
  it('shows an effect to three digits with its interval', () => {
    const [row] = verdictRows([{ ...judged, sways: ['metric.qoe', 'stats.seeds'] }]);
    equal(row['depends on'], 'metric.qoe, stats.seeds');
    deepEqual([row.effect, row['95 % interval'], row.seeds, row.why], [0.988, '[0.951, 1]', 5, 'because']);
  });

  it('shows nothing where nothing was measured', () => {
    const [row] = verdictRows([open]);
    deepEqual([row.effect, row['95 % interval'], row.seeds], [null, '–', null]);
  });

  it('counts each verdict', () => {
    deepEqual(verdictCounts([judged, open, judged]), [
      { verdict: 'SUPPORTED', claims: 2 },
      { verdict: 'not judged yet', claims: 1 },
    ]);
    deepEqual(verdictCounts([]), []);
  });
});
