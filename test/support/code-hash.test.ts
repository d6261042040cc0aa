import assert from 'node:assert/strict';
import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireCompiled } from '../../src/support/code-hash';
import { withFolder } from './temporary';

describe('code that was compiled', () => {
  it('is refused where its source is newer, or where there is none of it', () => {
    withFolder((folder) => {
      const source = join(folder, 'gain.ts');
      const beside = join(folder, 'dist', '..', 'gain.ts');
      writeFileSync(source, '');
      assert.throws(() => requireCompiled(source, beside), /gain\.ts: is newer than .*gain\.js.*say make build/);
      writeFileSync(join(folder, 'gain.js'), '');
      utimesSync(source, 1000, 1000);
      requireCompiled(source, beside);
      utimesSync(source, Date.now() / 1000 + 60, Date.now() / 1000 + 60);
      assert.throws(() => requireCompiled(source, beside), /say make build/);
    });
  });
});
