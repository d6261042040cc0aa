import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderOf, type PlannedRun, plannedRuns, retrainedRuns } from '../../../src/experiment/training/plan';
import { isFinished } from '../../../src/experiment/training/run';
import { projectFile } from '../../../src/support/root';
import { withFolder } from '../../support/temporary';

const PATH = `${projectFile('.venv/bin')}:${process.env.PATH}`;

/** What Snakemake would run: jobs by rule. Its own files go into a folder for this test. */
function planned(
  folder: string,
  ...chosen: string[]
): { status: number | null; jobs: Record<string, number>; text: string } {
  const own = join(folder, 'Snakefile');
  const node = `${process.execPath} --import=tsx ${projectFile('src/cli.ts')}`;
  writeFileSync(own, readFileSync(projectFile('Snakefile'), 'utf8').replace('node dist/src/cli.js', node));
  const options = ['--dry-run', '--quiet', 'rules', '--rerun-triggers', 'mtime', '--nolock', '--cores', '1'];
  const place = ['--snakefile', own, '--directory', projectFile()];
  const { status, stdout, stderr } = spawnSync(
    'snakemake',
    [...options, ...place, '--config', 'profile=std', ...chosen],
    {
      encoding: 'utf8',
      cwd: projectFile(),
      env: { ...process.env, PATH, XDG_CACHE_HOME: join(folder, 'cache'), XDG_CONFIG_HOME: join(folder, 'config') },
    },
  );
  const text = stdout + stderr;
  const rows = [...text.matchAll(/^(train|evaluate|references|summarise) +(\d+)$/gm)];
  return { status, jobs: Object.fromEntries(rows.map(([, rule, count]) => [rule, Number(count)])), text };
}

/** How many of them are to be trained yet: whoever has trained some has fewer. */
const missing = (runs: readonly PlannedRun[]): number => runs.filter((run) => !isFinished(folderOf('std', run))).length;

describe('graph of runs', () => {
  it('trains what is missing and nothing that is committed, whatever its time stamp', () => {
    withFolder((folder) => {
      const { status, jobs, text } = planned(folder);
      assert.deepEqual([status, jobs.train ?? 0], [0, missing(plannedRuns('std'))], text);
    });
  });

  it('takes the part that was chosen, and names the command that lists the runs if there is none', () => {
    withFolder((folder) => {
      const { status, jobs, text } = planned(folder, 'algorithm=mo-maddpg', 'variant=default', 'seed=0');
      assert.deepEqual([status, jobs.train], [0, undefined], text);
      const retrained = planned(folder, 'protocol=retrain', 'axis=resources', 'algorithm=ga');
      const wanted = retrainedRuns('std').filter(({ axis, algorithm }) => axis === 'resources' && algorithm === 'ga');
      assert.equal(wanted.length, 5 * 5); // five x besides the default, five seeds
      assert.equal(retrained.jobs.train ?? 0, missing(wanted), retrained.text);
      assert.match(planned(folder, 'algorithm=ppo').text, /std has no run with .*ppo.*runs --profile std.* lists them/);
      assert.match(planned(folder, 'sedd=3').text, /sedd: not known; a graph takes protocol=, seeds=, variant=, axis=/);
      const more = planned(folder, 'algorithm=ga', 'variant=default', 'seeds=7');
      const seven = plannedRuns('std', 7).filter(
        ({ variant, algorithm }) => variant === 'default' && algorithm === 'ga',
      );
      assert.equal(seven.length, 7);
      assert.deepEqual([more.status, more.jobs.train ?? 0], [0, missing(seven)], more.text);
    });
  });
});
