import assert from 'node:assert/strict';
import { program } from '../../src/cli';
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
      [['train', '--variant', 'without-gcn', '--algorithm', 'maddpg'], /maddpg has no "without-gcn"; it is one of mo-/],
      [['train', '--name', 'a', '--out', 'b'], /'--out <folder>' cannot be used with option '--name/],
      [['evaluate', '--run', 'absent'], /absent: holds no finished run; train it first/],
      [['evaluate', '--run', 'absent', '--policy', 'greedy'], /'--run <folder>' cannot be used with option '--policy/],
      [['export', '--format', 'xlsx'], /Allowed choices are csv, marl-eval, tensorboard/],
      [['export', '--format', 'tensorboard'], /--format tensorboard needs --out/],
      [['export', '--format', 'csv', '--run', 'absent'], /absent: holds no finished run/],
      [['export', '--format', 'csv', '--profile', 'paper'], /paper has no finished run.*make train PROFILE=paper/],
      [['summarise', '--profile', 'paper'], /paper has no finished and evaluated run in data\/runs/],
      [
        ['panels', '--profile', 'tiny', '--protocol', 'retrain'],
        /no retrained run of tiny.*make train PROFILE=tiny PROTOCOL/,
      ],
      [['judge', '--protocol', 'fineTune'], /Allowed choices are zeroShot, retrain/],
      [['runs', '--profile', 'huge'], /profile: "huge" is not known/],
    ];
    for (const [args, message] of wrong) await assert.rejects(call(...args), { message });
  });

  it("a config of one's own does not go where the runs of its profile lie", async () => {
    const calls: Promise<void>[] = [];
    withFile('own.json', '{ "profile": "std" }', (file) => {
      calls.push(call('train', '--config', file));
    });
    await assert.rejects(calls[0], /own\.json needs --name or --out, so that its run is none of std's/);
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
    await assert.rejects(calls[2], /seeds\.json needs --name or --out/);
    await assert.rejects(calls[3], /nobody/);
  });
});
