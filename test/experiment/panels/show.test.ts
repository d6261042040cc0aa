import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { paperFigure } from '../../../src/experiment/panels';
import { showPanel, showPaperFigure } from '../../../src/experiment/panels/show';
import type { Runs } from '../../../src/experiment/runs/load';
import { makeConfig } from '../../../src/paper/config';
import { withFolderAsync } from '../../support/temporary';

describe('a panel in a notebook', () => {
  const none: Runs = { profile: 'std', runs: [], references: [], modified: [] };
  const episodes = Array.from({ length: 8 }, (_, episode) => ({ episode, seed: episode, reward: episode }));
  const config = makeConfig('tiny');
  const run = { algorithm: 'maddpg', variant: '', config, id: '', modified: [], points: [], log: episodes };
  const checksums = { log: '', weights: '' };
  const runs: Runs = {
    ...none,
    profile: 'tiny',
    runs: [0, 1].map((seed) => ({ ...run, seed, folder: '', checksums })),
  };
  const lines: string[] = [];
  const { log } = console;
  beforeEach(() => {
    lines.length = 0;
    console.log = (text: string) => lines.push(text);
  });
  afterEach(() => {
    console.log = log;
  });

  it('says what is not there yet in place of an error', async () => {
    assert.equal(await showPanel('2a', none), undefined);
    assert.match(lines[0], /^panel 2a, main: there is nothing to draw yet; missing are MO-MADDPG, MADDPG, MADQN/);
  });

  it('says the same of a whole figure', async () => {
    await showPaperFigure(2, none);
    assert.deepEqual(lines, ['figure 2: there is nothing to draw yet']);
  });

  it('lets other errors through', async () => {
    await assert.rejects(showPanel('2a', none, { view: 'nowhere' }), /has no view "nowhere"/);
  });

  it('shows what there is, and gives it back', async () => {
    const shown = await showPanel('2a', runs);
    assert.deepEqual(shown?.missing.slice(0, 2), ['MO-MADDPG', 'MADQN']);
    assert.match(lines[0], /^figure: Fig. 2a/);
    await showPaperFigure(2, runs);
    assert.equal(lines.at(-1), 'figure: Fig. 2');
  });

  it('saves picture and numbers side by side where the runner asks for them', async () => {
    await withFolderAsync(async (folder) => {
      process.env.TWINKIT_FIGURES = folder;
      try {
        const shown = await showPanel('2a', runs, { save: true });
        await showPaperFigure(2, runs, { save: true });
        assert.deepEqual(readdirSync(folder).sort(), ['2a.csv', '2a.svg', 'figure-2.svg']);
        assert.equal(readFileSync(join(folder, '2a.csv'), 'utf8').trimEnd(), shown?.csv.trimEnd());
        assert.equal(readFileSync(join(folder, 'figure-2.svg'), 'utf8'), `${await paperFigure(2, runs)}\n`);
      } finally {
        delete process.env.TWINKIT_FIGURES;
      }
    });
  });
});
