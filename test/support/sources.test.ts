import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { projectFile } from '../../src/support/root';
import { filesBelow, sourceFiles } from '../../src/support/sources';
import { withFolder } from './temporary';

describe('source files', () => {
  it('are found below the folder, sorted, without the copies that editors keep', () => {
    withFolder((whole) => {
      const folder = relative(projectFile(), whole);
      mkdirSync(join(whole, 'models/.ipynb_checkpoints'), { recursive: true });
      const names = [
        'models/rate.ts',
        'a.ts',
        'a.ts~',
        '.#a.ts',
        'models/.ipynb_checkpoints/rate-checkpoint.ts',
        'b.json',
      ];
      for (const name of names) writeFileSync(join(whole, name), '');
      assert.deepEqual(sourceFiles(folder), [join(folder, 'a.ts'), join(folder, 'models/rate.ts')]);
      assert.deepEqual(filesBelow(folder, '.json'), [join(folder, 'b.json')]);
    });
  });

  it('of this project are where its equations stand', () => {
    assert.ok(sourceFiles('src').includes('src/models/rate.ts'));
  });
});
