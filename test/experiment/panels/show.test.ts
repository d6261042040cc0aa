import assert from 'node:assert/strict';
import { showPanel } from '../../../src/experiment/panels/show';
import type { Runs } from '../../../src/experiment/runs/load';
import { makeConfig } from '../../../src/paper/config';

describe('a panel in a notebook', () => {
  const none: Runs = { profile: 'std', runs: [], references: [], modified: [] };
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

  it('lets other errors through', async () => {
    await assert.rejects(showPanel('2a', none, { view: 'nowhere' }), /has no view "nowhere"/);
  });

  it('shows what there is, and gives it back', async () => {
    const log = Array.from({ length: 8 }, (_, episode) => ({ episode, seed: episode, reward: episode }));
    const config = makeConfig('tiny');
    const run = { algorithm: 'maddpg', variant: '', config, id: '', modified: [], points: [], log };
    const checksums = { log: '', weights: '' };
    const runs: Runs = {
      ...none,
      profile: 'tiny',
      runs: [0, 1].map((seed) => ({ ...run, seed, folder: '', checksums })),
    };
    const shown = await showPanel('2a', runs);
    assert.deepEqual(shown?.missing.slice(0, 2), ['MO-MADDPG', 'MADQN']);
    assert.match(lines[0], /^figure: Fig. 2a/);
  });
});
