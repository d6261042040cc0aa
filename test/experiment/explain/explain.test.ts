import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { equationsBehind, explanationOf, explanationText } from '../../../src/experiment/explain';
import type { RunData, Runs } from '../../../src/experiment/runs/load';
import { claims } from '../../../src/paper/claims';
import { makeConfig } from '../../../src/paper/config';
import { sha256 } from '../../../src/support/files';
import { projectFile } from '../../../src/support/root';

const run = (variant: string, algorithm: string, seed: number): RunData => ({
  ...{ algorithm, variant, seed, modified: [], log: [] },
  config: makeConfig('std', { register: { 'gcn.enabled': variant !== 'without-gcn' } }),
  id: `std${variant && `-${variant}`}/${algorithm}/${seed}`,
  points: [
    {
      ...{ policy: algorithm, axis: 'none', x: 0, seed: 7000 },
      metrics: { reward: 10 + seed, msr: 0.9, ...(variant === 'without-gcn' ? { exploitability: 0 } : {}) },
    },
    { policy: algorithm, axis: 'resources', x: 2, seed: 7001, metrics: { msr: 0.9 } },
  ],
  folder: projectFile('data/runs', `std${variant && `-${variant}`}/${algorithm}/${seed}`),
  checksums: { log: 'a'.repeat(64), weights: `${seed}`.repeat(64) },
});
const runs: Runs = {
  profile: 'std',
  runs: [
    run('', 'mo-maddpg', 0),
    run('', 'maddpg', 1),
    run('without-gcn', 'mo-maddpg', 0),
    run('broadcast', 'madqn', 0),
  ],
  references: [],
  modified: [],
};
const none: Runs = { ...runs, runs: [] };

describe('from a number to its source', () => {
  it('leads every claim to runs and, where something is measured, to equations that stand where it says', () => {
    for (const { id, needs } of claims) {
      const { equations, statement } = explanationOf(id, runs);
      assert.ok(statement.length > 10, id);
      assert.equal(equations.length > 0, needs !== 'nothing', id);
      for (const { name, file, line } of equations)
        assert.ok(readFileSync(projectFile(file), 'utf8').split('\n')[line - 1].includes(name), `${file}:${line}`);
    }
  });

  it('names runs with checksums, and those of the variant with which a claim compares', () => {
    const ids = (subject: string) => explanationOf(subject, runs).runs.map(({ id }) => id);
    assert.deepEqual(ids('2a-32'), ['std/mo-maddpg/0', 'std/maddpg/1']);
    assert.deepEqual(ids('gcn'), ['std/mo-maddpg/0', 'std-without-gcn/mo-maddpg/0']);
    assert.deepEqual(ids('game-equilibrium'), ['std-without-gcn/mo-maddpg/0']);
    assert.equal(explanationOf('2a-32', runs).runs[1].weights, '1'.repeat(64));
  });

  it('gives the checksum of the file that holds the numbers, and the seeds of the axis in question', () => {
    const { runs: traced, evaluationSeeds } = explanationOf('2a-32', runs);
    const file = projectFile('data/runs/std/mo-maddpg/0/evaluation.json');
    assert.equal(traced[0].evaluation, sha256(readFileSync(file)));
    assert.deepEqual([evaluationSeeds, explanationOf('6b-highest', runs).evaluationSeeds], [[7000], [7001]]);
    assert.equal(explanationOf('2a-32', { ...runs, runs: [] }).runs.length, 0);
  });

  it('says which readings sway it, with the value taken and the others', () => {
    const { readings } = explanationOf('7-30', runs);
    const posted = readings.find(({ key }) => key === 'baseline.postedPrice');
    assert.equal(posted?.value, 0.4);
    assert.ok(posted?.alternatives.includes(0.3));
    assert.match(explanationText(explanationOf('7-30', runs)), /AMB-39 {2}baseline\.postedPrice = 0\.4 \|/);
  });

  it('explains a panel by all claims that rest on it', () => {
    const { verdicts, quantities, kind } = explanationOf('3b', runs);
    assert.equal(kind, 'panel');
    assert.deepEqual(quantities, ['energyVehicleJ', 'energyEdgeJ', 'energyCloudJ']);
    assert.deepEqual(
      verdicts.map(({ claim }) => claim),
      ['3b-order', '3b-50', '3b-26', '3b-17'],
    );
  });

  it('gives a command that trains a committed run again, beside it, since a finished run is not trained over', () => {
    const [first] = explanationOf('gcn', { ...runs, runs: [runs.runs[2], runs.runs[0]] }).commands;
    const again = 'build/again/std-without-gcn/mo-maddpg/0';
    const options = '--profile std --variant without-gcn --algorithm mo-maddpg --seed 0 --evaluate 0';
    assert.ok(first.includes(` train ${options} --out ${again} && cmp ${again}/weights.bin `), first);
    assert.ok(!explanationOf('2a-32', runs).commands.some((command) => command.startsWith('make train')));
  });

  it('says in words that there are no runs yet', () => {
    const text = explanationText(explanationOf('2a-32', none));
    assert.match(text, /no finished run yet/);
    assert.match(text, /not judged yet/);
    assert.match(text, /make train PROFILE=std/);
  });

  it('names what is near, and refuses a quantity that it cannot trace', () => {
    assert.throws(() => explanationOf('2a-33', runs), /"2a-33" is neither a claim nor a panel.*2a-32/);
    assert.throws(() => equationsBehind(['happiness']), /"happiness" goes through no known equation/);
  });
});
