import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { program } from '../../src/cli';
import { projectFile } from '../../src/support/root';
import { emptyProfile } from '../support/profiles';
import { withFile, withFolder } from '../support/temporary';

const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import=tsx', projectFile('src/cli.ts'), ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
};

describe('command line', () => {
  it('every command has help that names its options', () => {
    const { status, stdout } = run('--help');
    assert.equal(status, 0);
    const { commands } = program();
    assert.ok(commands.length >= 18);
    for (const command of commands) {
      assert.match(stdout, new RegExp(`^ {2}${command.name()}\\b`, 'm'));
      assert.notEqual(command.description(), '');
      for (const { long, description } of command.options) {
        assert.ok(command.helpInformation().includes(String(long)));
        assert.notEqual(description, '', `${command.name()} ${long}`);
      }
    }
    assert.match(run('train', '--help').stdout, /--algorithm/);
  });

  it('names what is wrong and leaves standard output empty', () => {
    const wrong: [string[], RegExp][] = [
      [['evaluate', '--policy', 'nobody'], /policy: "nobody" is not known; known are random/],
      [['evaluate', '--seeds', '0'], /--seeds.*"0" is not a whole number from 1 on/],
      [['evaluate', '--axis', 'speed'], /Allowed choices are dataMB/],
      [['evaluate', '--values', '1,x'], /"1,x" is not a list like 10,20,30/],
      [['evaluate', '--axis', 'dataMB', '--values', '10,20,10'], /"10,20,10" has a number twice/],
      [['evaluate', '--run', ''], /--run <folder>.* it is empty; leave the option out or give it a value/],
      [['train', '--out', ''], /--out <folder>.* it is empty/],
      [['evaluate', '--profile', 'huge'], /profile: "huge" is not known/],
      [['evaluate', '--config', 'absent.json'], /absent\.json/],
      [
        ['evaluate', '--config', 'a.json', '--profile', 'std'],
        /'--config <file>' cannot be used with option '--profile/,
      ],
      [['evaluate', '--values', '1,2'], /--values has no axis to lie on; say which with --axis/],
      [['verify', '--profile', 'huge'], /"huge" is not known/],
      [['train', '--algorithm', 'ppo', '--profile', 'tiny'], /Allowed choices are mo-maddpg, maddpg, madqn, ga/],
      [['tune', '--policy', 'random'], /Allowed choices are linear/],
      [['explain', '2a-33'], /explain: "2a-33" is neither a claim nor a panel; did you mean "2a-32"/],
      [['judge', '9z'], /claim "9z" is not known/],
      [['explain', 'zzz'], /"zzz" is neither a claim nor a panel; twinkit claims lists them/],
      [['points', '--run', 'a', '--remake', '2'], /'--run <folder>' cannot be used with option '--remake/],
      [['points', '--references', '--remake', '2'], /'--references' cannot be used with option '--remake/],
      [['points', '--remake', '0'], /"0" is not a whole number from 1 on/],
      [['equation', 'zz'], /equation: "zz" is not known; known are/],
      [['conquer'], /unknown command 'conquer'/],
    ];
    for (const [args, message] of wrong) {
      const { status, stdout, stderr } = run(...args);
      assert.notEqual(status, 0, args.join(' '));
      assert.match(stderr, message);
      assert.equal(stdout, '');
    }
  });

  it('ends quietly when whoever reads has seen enough', () => {
    const exporting = `export --format csv --run "${projectFile('data/runs/std/ga/0')}"`;
    const command = `"${process.execPath}" --import=tsx "${projectFile('src/cli.ts')}" ${exporting} | head -c 10`;
    const { stdout, stderr } = spawnSync('bash', ['-o', 'pipefail', '-c', command], { encoding: 'utf8' });
    assert.deepEqual([stdout.length, stderr], [10, '']);
  });

  it('prints an equation with the place where it stands', () => {
    const { stdout } = run('equation', '6');
    assert.match(stdout, /migrationLatency {2}src\/models\/latency\.ts:\d+/);
    const [, file, line] = /(src\/\S+\.ts):(\d+)/.exec(stdout) as RegExpExecArray;
    assert.match(readFileSync(projectFile(file), 'utf8').split('\n')[Number(line) - 1], /migrationLatency/);
  });

  it('trains and prints the episodes it plays after, as JSON, with progress on standard error', () => {
    withFolder((folder) => {
      const config = path.join(folder, 'config.json');
      writeFileSync(config, JSON.stringify({ profile: 'tiny', parameters: { episodes: 4, episodeSlots: 5 } }));
      const args = ['train', '--config', config, '--algorithm', 'ga', '--out', path.join(folder, 'run')];
      const { status, stdout, stderr } = run(...args, '--evaluate', '2', '--json');
      assert.equal(status, 0, stderr);
      const points = JSON.parse(stdout) as { seed: number; metrics: { reward: number } }[];
      assert.deepEqual(
        points.map(({ seed }) => seed),
        [7000, 7001],
      );
      assert.ok(points.every(({ metrics }) => Number.isFinite(metrics.reward)));
      assert.match(stderr, /ga seed 0/);
    });
  });

  it('judges claims of a profile without runs: open, or not testable', function () {
    const profile = emptyProfile();
    if (!profile) return this.skip();
    const { stdout } = run('judge', '2a-order', 'real-world', '--profile', profile, '--json');
    const found = JSON.parse(stdout).map(({ claim, verdict }: Record<string, string>) => [claim, verdict]);
    assert.deepEqual(found, [
      ['2a-order', 'not judged yet'],
      ['real-world', 'NOT-TESTABLE'],
    ]);
    assert.match(run('judge', '--profile', profile).stdout, /\d+ not judged yet, \d+ NOT-TESTABLE\n$/);
  });

  it('plays kept points again where they lack the exploitability that is asked for', () => {
    withFolder((folder) => {
      const out = path.join(folder, 'points.json');
      const played = (...more: string[]) => {
        const { stdout } = run('evaluate', '--profile', 'tiny', '--seeds', '2', '--out', out, '--json', ...more);
        return JSON.parse(stdout).map(({ metrics }: { metrics: Record<string, number> }) => metrics);
      };
      assert.equal(played()[0].exploitability, undefined);
      const measured = played('--exploitability');
      assert.equal(measured.length, 2);
      for (const { exploitability } of measured) assert.ok(exploitability < 1e-6);
      assert.deepEqual(played(), measured);
    });
  });

  it('explains a claim as text and as JSON', () => {
    assert.match(run('explain', '3b-50').stdout, /^3b-50: .*\n\ntested as\n/);
    const { equations } = JSON.parse(run('explain', '3b-50', '--json').stdout);
    assert.ok(equations.some(({ id }: { id: string }) => id === '9'));
  });

  it('solves the worked game of the specification', () => {
    const cases = JSON.parse(readFileSync(projectFile('data/golden/game.json'), 'utf8')).cases;
    withFile('game.json', JSON.stringify(cases[0].instance), (file) => {
      const { status, stdout } = run('game', file, '--json');
      assert.equal(status, 0);
      const outcome = JSON.parse(stdout);
      assert.ok(Math.abs(outcome.cloud.price - 0.437165286716) < 1e-11);
      assert.ok(outcome.exploitability < 1e-6);
    });
    const { instance } = cases[0];
    const wrong: [object, RegExp][] = [
      [{ cloud: {} }, /game\.json: edges: missing; market: missing; cloud\.followers: missing/],
      [{ ...instance, market: {} }, /market\.priceMin: missing.*data\/golden\/game\.json shows instances/],
      [
        { ...instance, cloud: { ...instance.cloud, capacityUnits: '10' } },
        /cloud\.capacityUnits: "10" is not a number/,
      ],
      [
        { ...instance, cloud: { ...instance.cloud, followers: [{ valuation: 2, wieght: 1 }] } },
        /cloud\.followers\.0\.wieght: unknown name; did you mean "weight"\?/,
      ],
    ];
    for (const [content, message] of wrong)
      withFile('game.json', JSON.stringify(content), (file) => {
        const { status, stdout, stderr } = run('game', file);
        assert.deepEqual([status, stdout], [1, '']);
        assert.match(stderr, message);
      });
  });

  it('evaluates, keeps its points, and runs only those that are missing', () => {
    withFolder((folder) => {
      const out = path.join(folder, 'points.json');
      const args = ['evaluate', '--profile', 'tiny', '--policy', 'hybrid', '--json', '--out', out];
      const two = JSON.parse(run(...args, '--seeds', '2').stdout);
      const three = JSON.parse(run(...args, '--seeds', '3').stdout);
      assert.deepEqual(three.slice(0, 2), two);
      assert.notEqual(three[0].metrics.reward, three[2].metrics.reward);
      const other = run('evaluate', '--profile', 'quick', '--policy', 'hybrid', '--out', out);
      assert.match(other.stderr, /was made with another config/);
      const along = run(...args, '--axis', 'vehicles', '--values', '16');
      assert.match(along.stderr, /was made with another axis; give another --out or the same axis/);
      writeFileSync(out, readFileSync(out, 'utf8').replace(/"seed":7001/, '"seed":7005'));
      assert.match(run(...args, '--seeds', '2').stderr, /checksum/);
    });
  });
});
