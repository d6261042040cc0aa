import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type Judgement, unmeasured } from '../../src/experiment/judge';
import { judgeAll } from '../../src/experiment/judging';
import { withSection } from '../../src/experiment/readme';
import { claimsTable, recordedVerdicts } from '../../src/experiment/readme-claims';
import { loadRuns } from '../../src/experiment/runs/load';
import { standingsTable } from '../../src/experiment/standings';
import { claims } from '../../src/paper/claims';
import { projectFile } from '../../src/support/root';

describe('table of claims', () => {
  it('README shows the standings and verdicts from the committed runs', async () => {
    const page = readFileSync(projectFile('README.md'), 'utf8');
    const runs = await loadRuns('std');
    const tables = { standings: standingsTable(runs), claims: claimsTable(judgeAll(runs), 'std') };
    for (const [name, table] of Object.entries(tables))
      assert.equal(withSection(page, name, table), page, 'run `twinkit claims --write`');
  });

  it('has every claim once, with verdict, effect and interval', () => {
    const judged = (claim: string): Judgement => ({
      claim,
      verdict: claim === '5b-rises' ? 'REFUTED' : 'not judged yet',
      ...unmeasured,
      ...(claim === '5b-rises' ? { effect: 0.12345, low: -1, high: 2 } : {}),
      why: 'by | hand',
      sways: [],
    });
    const rows = claimsTable(
      claims.map(({ id }) => judged(id)),
      'tiny',
    )
      .split('\n')
      .slice(6);
    assert.equal(rows.length, claims.length);
    assert.match(
      rows.find((row) => row.startsWith('| 5b-rises |')) as string,
      /\| REFUTED \| 0\.123 \[-1, 2\] \| by \\\| hand \|$/,
    );
    assert.match(
      rows.find((row) => row.startsWith('| 2a-order |')) as string,
      /\| not judged yet \| – \| by \\\| hand \|$/,
    );
    assert.throws(() => claimsTable([judged('5b-rises')], 'tiny'), /no judgement of the claim 2a-order/);
  });

  it('refuses two notebooks that disagree, and a page without marks', () => {
    const one = (verdict: string) => ({ hash: '', values: { 'verdict x': verdict } });
    assert.deepEqual(recordedVerdicts('here', { a: one('REFUTED'), b: one('REFUTED') }), new Map([['x', 'REFUTED']]));
    assert.throws(
      () => recordedVerdicts('here', { a: one('REFUTED'), b: one('SUPPORTED') }),
      /here: b finds SUPPORTED for x, another notebook REFUTED/,
    );
    assert.throws(() => withSection('no marks', 'claims', 'table'), /the marks .*claims:begin.* are missing/);
  });
});
