import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runsFolder } from '../../../src/experiment/training/plan';
import { readRun } from '../../../src/experiment/training/run-folder';
import { projectFile } from '../../../src/support/root';
import { withFolder } from '../../support/temporary';

/** One run of `tiny` as a graph in a folder of its own, on the cluster that test/support/slurm plays. */
function onCluster(folder: string, engine: 'slurm' | 'local', env: NodeJS.ProcessEnv = {}, checkpoint?: string) {
  const [place, cluster] = [join(folder, engine), join(folder, `${engine}-cluster`)];
  const run = join(place, runsFolder('tiny'), 'tiny/ga/0');
  for (const made of [place, cluster]) mkdirSync(made);
  for (const copied of ['Snakefile', 'tools/graph']) cpSync(projectFile(copied), join(place, copied));
  for (const shown of ['dist', 'data']) symlinkSync(projectFile(shown), join(place, shown));
  if (checkpoint) {
    mkdirSync(run, { recursive: true });
    writeFileSync(join(run, 'checkpoint.bin'), checkpoint);
  }
  const PATH = [projectFile('test/support/slurm'), projectFile('.venv/bin'), process.env.PATH].join(':');
  const { status, stdout, stderr } = spawnSync('tools/graph', ['tiny', 'algorithm=ga', 'seed=0'], {
    encoding: 'utf8',
    cwd: place,
    env: { ...process.env, ENGINE: engine, JOBS: '2', CLUSTER: cluster, ...env, PATH },
  });
  const asked = existsSync(join(cluster, 'asked'))
    ? readFileSync(join(cluster, 'asked'), 'utf8').trim().split('\n')
    : [];
  return { status, text: stdout + stderr, asked, run };
}

/** A cluster is asked every second: the executor waits 40 s unless told. */
const QUICKLY = '--seconds-between-status-checks 1 --slurm-init-seconds-before-status-checks 1';

describe('graph on a Slurm cluster', function () {
  this.timeout(300_000);

  it('hands each run over as a job of one core and a size, then its evaluation; the bytes are those of a local run', () => {
    withFolder((folder) => {
      const limits = { GRAPH_OPTIONS: `${QUICKLY} --default-resources runtime=90 slurm_partition=long` };
      const far = onCluster(folder, 'slurm', limits);
      assert.equal(far.status, 0, far.text);
      assert.deepEqual(
        far.asked.map((call) => call.match(/--comment rule_([a-z]+)/)?.[1]),
        ['train', 'evaluate'],
      );
      for (const call of far.asked) {
        assert.match(call, / --mem 1000 --ntasks=1 --cpus-per-task=1 /);
        assert.match(call, / -p long -t 90 /, 'what the user asks of the cluster');
      }
      const near = onCluster(folder, 'local');
      assert.equal(near.status, 0, near.text);
      assert.deepEqual(near.asked, []);
      assert.deepEqual(readRun(far.run).checksums, readRun(near.run).checksums);
      const points = [far, near].map(({ run }) => readFileSync(join(run, 'evaluation.json'), 'utf8'));
      assert.equal(points[0], points[1]);
    });
  });

  it('a job that the cluster refuses fails the graph with the cluster’s own words', () => {
    withFolder((folder) => {
      const refused = onCluster(folder, 'slurm', { GRAPH_OPTIONS: QUICKLY, CLUSTER_REFUSES: 'Invalid account' });
      assert.notEqual(refused.status, 0);
      assert.match(refused.text, /sbatch: error: Invalid account/);
      assert.ok(!existsSync(join(refused.run, 'run.json')));
    });
  });

  it('a run that fails says why on the terminal', () => {
    withFolder((folder) => {
      const failed = onCluster(folder, 'local', {}, 'no checkpoint');
      assert.notEqual(failed.status, 0);
      assert.match(failed.text, /Error in rule train/);
      assert.match(failed.text, /twinkit: .*checkpoint\.bin/);
      assert.equal(readFileSync(join(failed.run, 'checkpoint.bin'), 'utf8'), 'no checkpoint');
    });
  });
});
