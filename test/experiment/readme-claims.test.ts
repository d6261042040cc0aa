import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { claimsTable, largestAccepted, recordedVerdicts, withClaimsTable } from '../../src/experiment/readme-claims';
import { hashOfValues } from '../../src/experiment/results';
import { claims } from '../../src/paper/claims';
import { canonicalJson, sha256, writeFileAtomic } from '../../src/support/files';
import { projectFile } from '../../src/support/root';
import { withFolder } from '../support/temporary';

function expectedFile(folder: string, results: Record<string, Record<string, string>>): string {
  const notebooks = Object.fromEntries(
    Object.entries(results).map(([name, values]) => [name, { hash: hashOfValues(values), values }]),
  );
  const file = join(folder, 'quick.json');
  writeFileAtomic(file, JSON.stringify({ profile: 'quick', notebooks, hash: sha256(canonicalJson(notebooks)) }));
  return file;
}

describe('table of claims', () => {
  it('README shows the accepted verdicts', () => {
    const page = readFileSync(projectFile('README.md'), 'utf8');
    const table = claimsTable(largestAccepted());
    assert.equal(withClaimsTable(page, table), page, 'run `twinkit claims --write`');
  });

  it('has every claim once, with the verdict a notebook recorded', () => {
    withFolder((folder) => {
      const file = expectedFile(folder, { 'V-4-latency': { 'verdict 5b-rises': 'REFUTED' } });
      const rows = claimsTable(file).split('\n').slice(4);
      assert.equal(rows.length, claims.length);
      assert.match(rows.find((row) => row.startsWith('| 5b-rises |')) as string, /\| REFUTED \|$/);
      assert.match(rows.find((row) => row.startsWith('| 2a-order |')) as string, /\| not judged yet \|$/);
    });
  });

  it('refuses two notebooks that disagree, and a page without marks', () => {
    withFolder((folder) => {
      const file = expectedFile(folder, { a: { 'verdict x': 'REFUTED' }, b: { 'verdict x': 'SUPPORTED' } });
      assert.throws(() => recordedVerdicts(file), /b finds SUPPORTED for x, another notebook REFUTED/);
    });
    assert.throws(() => withClaimsTable('no marks', 'table'), /the marks .* are missing/);
  });
});
