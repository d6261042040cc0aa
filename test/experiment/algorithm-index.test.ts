import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { algorithmRows } from '../../src/experiment/algorithm-index';
import { projectFile } from '../../src/support/root';

describe('Algorithm 1 beside the code', () => {
  const rows = algorithmRows();
  const codeOf = (line: string) => rows.find((row) => row.line === line)?.code;

  it('finds the code of every line', () => {
    assert.deepEqual(
      rows.filter(({ code }) => code === '–').map(({ line }) => line),
      [],
    );
  });

  it('names calls and functions that stand in the file', () => {
    for (const { code, file } of rows.filter((row) => row.file !== '–'))
      assert.ok(readFileSync(projectFile(file), 'utf8').includes(code), `${file} lacks ${code}`);
  });

  it('takes the closest mention of a line', () => {
    assert.match(codeOf('18–19') ?? '', /^sampleRows\(/);
    assert.match(codeOf('20') ?? '', /^bellmanTargets\(/);
    assert.match(codeOf('27') ?? '', /^criticStep\(/);
    assert.equal(codeOf('7'), 'playRound');
    assert.match(codeOf('28') ?? '', /agent\.refine/);
  });
});
