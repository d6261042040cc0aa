import assert from 'node:assert/strict';
import { program } from '../../src/cli';
import { projectFile } from '../../src/support/root';
import { emptyProfile } from '../support/profiles';
import { withFile } from '../support/temporary';

/** Runs a command in this process. @throws what the command line would print */
async function call(...args: string[]): Promise<void> {
  const root = program();
  for (const command of [root, ...root.commands]) command.exitOverride().configureOutput({ writeErr: () => undefined });
  await root.parseAsync(args, { from: 'user' });
}

describe('commands about trained runs', () => {
  it('name what is wrong and what would be right', async () => {
    const wrong: [string[], RegExp][] = [
      [['train', '--variant', 'brodcast'], /variant: "brodcast" is not known; did you mean "broadcast"\?/],
      [['train', '--variant', 'zzz'], /"zzz" is not known; twinkit runs --profile std lists them/],
      [['train', '--variant', 'without-gcn', '--algorithm', 'maddpg'], /maddpg has no "without-gcn"; it is one of mo-/],
      [['train', '--name', 'a', '--out', 'b'], /'--out <folder>' cannot be used with option '--name/],
      [['evaluate', '--run', 'absent'], /absent: holds no finished run; train it first/],
      [['evaluate', '--run', 'absent', '--policy', 'greedy'], /'--run <folder>' cannot be used with option '--policy/],
      [['export', '--format', 'xlsx'], /Allowed choices are csv, marl-eval, tensorboard/],
      [['export', '--format', 'tensorboard'], /--format tensorboard needs --out/],
      [['export', '--format', 'csv', '--run', 'a', '--profile', 'std'], /'--run <folders>' cannot be used with option/],
      [['export', '--format', 'csv', '--run', 'absent'], /absent: holds no finished run/],
      [['judge', '--protocol', 'fineTune'], /Allowed choices are zeroShot, retrain/],
      [['runs', '--profile', 'huge'], /profile: "huge" is not known/],
    ];
    for (const [args, message] of wrong) await assert.rejects(call(...args), { message });
  });

  it('say of a profile that nothing of it is trained, and what trains it', async function () {
    const profile = emptyProfile();
    if (!profile) return this.skip();
    const retrained = `no retrained run of ${profile}.*make train PROFILE=${profile} PROTOCOL`;
    const none: [string[], string][] = [
      [['export', '--format', 'csv'], `${profile} has no finished run.*make train PROFILE=${profile}`],
      [['summarise'], `${profile} has no finished and evaluated run in `],
      [['panels', '--protocol', 'retrain'], retrained],
    ];
    for (const [command, message] of none)
      await assert.rejects(call(...command, '--profile', profile), { message: new RegExp(message) });
  });

  it('nor does a fast run, nor one that is told to lie in the place of another', async () => {
    const among = /(std|paper)\S* lies among the runs of a profile, and this run is none of them/;
    await assert.rejects(
      call('train', '--profile', 'std', '--fast', '--seed', '7'),
      /none of them: --fast and --seed 7; say/,
    );
    await assert.rejects(
      call('train', '--profile', 'std', '--seed', '7'),
      /none of them: --seed 7; say with --name.*, or with --seeds how many/,
    );
    for (const where of [
      ['--out', projectFile('data/runs/std/maddpg/3')],
      ['--out', projectFile('data/runs/std/mo-maddpg/7')],
      ['--name', 'std-fixed-nodes'],
      ['--name', 'std-of-mine'],
      ['--name', 'paper-long'],
      ['--name', 'std', '--variant', 'fixed-nodes'],
    ])
      await assert.rejects(call('train', '--profile', 'std', ...where), among);
  });

  it("a config of one's own does not go where the runs of its profile lie", async () => {
    const calls: Promise<void>[] = [];
    withFile('own.json', '{ "profile": "std" }', (file) => {
      calls.push(call('train', '--config', file), call('train', '--config', file, '--seed', '9'));
    });
    await assert.rejects(calls[0], /none of them: --config \S+own\.json; say with --name or --out/);
    await assert.rejects(calls[1], /none of them: --config \S+own\.json and --seed 9; say with --name or --out/);
  });

  it('the number of training seeds is the profile’s: a config that sets another is refused, one that repeats it is not', async () => {
    const calls: Promise<void>[] = [];
    for (const seeds of [3, 5])
      withFile('seeds.json', `{ "profile": "std", "register": { "stats.seeds": ${seeds} } }`, (file) => {
        calls.push(call('train', '--config', file), call('evaluate', '--config', file, '--policy', 'nobody'));
      });
    const refused = /seeds\.json: register\.stats\.seeds: 3 would change nothing: .* std has 5 training seeds/;
    await assert.rejects(calls[0], { message: refused });
    await assert.rejects(calls[1], { message: refused });
    await assert.rejects(calls[2], /none of them: --config \S+seeds\.json; say with --name or --out/);
    await assert.rejects(calls[3], /nobody/);
  });
});
