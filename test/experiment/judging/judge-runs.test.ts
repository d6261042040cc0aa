import { deepEqual, equal, match, ok, throws } from 'node:assert/strict';
import { adjustedP, judge, judgeAll } from '../../../src/experiment/judging';
import type { Metrics } from '../../../src/experiment/metrics';
import type { Runs } from '../../../src/experiment/runs/load';
import { claims } from '../../../src/paper/claims';
import { flatReferences, type Reach, syntheticRuns } from '../runs/synthetic-runs';

type Levels = Readonly<Record<string, number>>;
const PAPER: Levels = { 'mo-maddpg': 13.2, maddpg: 11, madqn: 10.5, ga: 10 };
/** The same small difference between training seeds for every algorithm. */
const jitter = (seed: number) => seed / 50;

function runsWith(
  reach: (level: number) => Reach,
  levels: Levels,
  options: Parameters<typeof syntheticRuns>[1] = {},
): Runs {
  const algorithms = Object.entries(levels).map(([name, level]) => [name, { reach: reach(level) }] as const);
  return syntheticRuns(algorithms, options);
}

/** Every algorithm has its level of one metric everywhere. */
const flat =
  (metric: string) =>
  (level: number): Reach =>
  ({ seed }) => ({ [metric]: level + jitter(seed) });

const verdict = (claim: string, runs: Runs) => judge(claim, runs).verdict;

describe('judge: gains', () => {
  const msr = (proposed: number) => runsWith(flat('msr'), { ...PAPER, 'mo-maddpg': proposed });

  it('supports a planted 35 % over the worst baseline for "30 %", with its size', () => {
    const judged = judge('6-30', msr(13.55));
    equal(judged.verdict, 'SUPPORTED');
    // Jitter of 0 to 0.08 on both sides, mean 0.04: (13.59 − 10.04)/10.04.
    ok(Math.abs(Number(judged.effect) - 3.55 / 10.04) < 1e-9, `${judged.effect}`);
    match(judged.why, /msr against GA static, the worst baseline/);
    equal(judged.seeds, 5);
    deepEqual(judged.sways, claims.find(({ id }) => id === '6-30')?.sways);
  });

  it('refutes a planted 0 %, and is inconclusive with three seeds', () => {
    equal(verdict('6-30', msr(10)), 'REFUTED');
    const three = judge('6-30', runsWith(flat('msr'), { ...PAPER, 'mo-maddpg': 13.55 }, { seeds: 3 }));
    equal(three.verdict, 'INCONCLUSIVE');
    match(three.why, /3 seeds; 5 are needed/);
  });

  it('supports a planted 32 % of reward only if the form with random as zero reaches it too', () => {
    const reward = (random: number) =>
      runsWith(
        flat('reward'),
        { ...PAPER, 'mo-maddpg': 13.3 },
        { references: flatReferences({ random: { reward: random } }) },
      );
    equal(verdict('2a-32', reward(0)), 'SUPPORTED');
    const shifted = judge('2a-32', reward(-10));
    equal(shifted.verdict, 'REFUTED');
    match(shifted.why, /with random as zero/);
  });

  it('leaves out the plain percentage where the worst reward is not positive', () => {
    const references = flatReferences({ random: { reward: -12 } });
    const runs = runsWith(flat('reward'), { 'mo-maddpg': 15, maddpg: 8, madqn: 4, ga: -3 }, { references });
    const judged = judge('2a-32', runs);
    // (15.04 + 12)/(−2.96 + 12) − 1.
    ok(Math.abs(Number(judged.effect) - (27.04 / 9.04 - 1)) < 1e-9, `${judged.effect}`);
    equal(judged.verdict, 'SUPPORTED');
  });

  it('the abstract is compared with the best baseline: matches within two points, at least, or refuted', () => {
    const latency = (proposed: number) =>
      runsWith(flat('latencyS'), { 'mo-maddpg': proposed, maddpg: 5, madqn: 6, ga: 7 });
    const [matching, more, less] = [4.36, 3.9, 4.9].map((proposed) => judge('abs-12.8', latency(proposed)));
    equal(matching.verdict, 'SUPPORTED');
    match(matching.why, /MADDPG, the best baseline; 4.4 against 5.04; matches the number/);
    match(more.why, /at least the number/);
    deepEqual([more.verdict, less.verdict], ['SUPPORTED', 'REFUTED']);
  });

  it('asks for the saving per attempt and per success alike', () => {
    const cost = (perSuccess: number): Runs =>
      syntheticRuns(
        Object.entries({ 'mo-maddpg': 7, maddpg: 10, madqn: 11, ga: 12 }).map(([name, level]) => [
          name,
          {
            reach: ({ seed }): Metrics => ({
              costPerAttempt: level + jitter(seed),
              costPerSuccess: (name === 'mo-maddpg' ? perSuccess : level) + jitter(seed),
            }),
          },
        ]),
      );
    equal(verdict('7-30', cost(7)), 'SUPPORTED');
    const dear = judge('7-30', cost(11));
    equal(dear.verdict, 'REFUTED');
    match(dear.why, /costPerSuccess/);
  });
});

describe('judge: orders and extremes', () => {
  it('an order holds pair by pair', () => {
    equal(verdict('2a-order', runsWith(flat('reward'), PAPER)), 'SUPPORTED');
    const swapped = judge('2a-order', runsWith(flat('reward'), { ...PAPER, madqn: 11.5 }));
    equal(swapped.verdict, 'REFUTED');
    match(swapped.why, /reward of MADDPG over that of MADQN \(least favourable of 3/);
    equal(verdict('2a-order', runsWith(flat('reward'), { ...PAPER, madqn: 11 })), 'INCONCLUSIVE');
  });

  it('"at every level" fails by one level and names it', () => {
    const once =
      (level: number): Reach =>
      ({ x, axis, seed }) => ({
        latencyS: (axis === 'dataMB' && x === 40 && level === 3 ? 9 : level) + jitter(seed),
      });
    const levels = { 'mo-maddpg': 3, maddpg: 4, madqn: 5, ga: 6 };
    equal(verdict('5b-lowest', runsWith(flat('latencyS'), levels)), 'SUPPORTED');
    const judged = judge('5b-lowest', runsWith(once, levels));
    equal(judged.verdict, 'REFUTED');
    match(judged.why, /latencyS against MADDPG at 40 \(least favourable of 15/);
  });

  it('"highest, and the genetic algorithm lowest" fails if another one is lower', () => {
    equal(verdict('4a-highest', runsWith(flat('qoe'), PAPER)), 'SUPPORTED');
    const judged = judge('4a-highest', runsWith(flat('qoe'), { ...PAPER, madqn: 9 }));
    equal(judged.verdict, 'REFUTED');
    match(judged.why, /qoe of MADQN against GA static \(least favourable of 5/);
  });

  it('costs are judged per attempt and per success', () => {
    const costs = (perSuccess: number) =>
      runsWith(
        (level) =>
          ({ seed }) => ({
            costPerAttempt: level + jitter(seed),
            costPerSuccess: (level === 1 ? perSuccess : level) + jitter(seed),
          }),
        { 'mo-maddpg': 1, maddpg: 2, madqn: 3, ga: 4 },
      );
    equal(verdict('7b-lowest', costs(1)), 'SUPPORTED');
    const judged = judge('7b-lowest', costs(5));
    equal(judged.verdict, 'REFUTED');
    match(judged.why, /costPerSuccess against MADDPG \(least favourable of 6/);
  });

  it('slopes over demand, of latency and of success, in order', () => {
    const rising =
      (level: number): Reach =>
      ({ x, axis, seed }) => ({
        latencyS: 3 + (axis === 'requestProb' ? level * x : 0) + jitter(seed) * x,
        msr: 1 - (axis === 'vehicles' ? (level * x) / 1000 : 0) - (jitter(seed) * x) / 1000,
      });
    const runs = runsWith(rising, { 'mo-maddpg': 1, maddpg: 2, madqn: 3, ga: 4 });
    const judged = judge('5d-slope', runs);
    equal(judged.verdict, 'SUPPORTED');
    ok(Math.abs(Number(judged.effect) - 1) < 1e-9);
    equal(verdict('6c-slope', runs), 'SUPPORTED');
    equal(verdict('6c-slope', runsWith(rising, { 'mo-maddpg': 3, maddpg: 2, madqn: 3, ga: 4 })), 'REFUTED');
    equal(verdict('6c-slope', runsWith(rising, { 'mo-maddpg': 1, maddpg: 2, madqn: 3, ga: 2.5 })), 'REFUTED');
  });

  it('growth by layer: matched, missed, ordered', () => {
    const growing =
      (vehicle: number): Reach =>
      ({ x, axis, seed }) => {
        const share = axis === 'dataMB' ? (x - 10) / 40 : 0;
        const grown = (growth: number) => (1 + jitter(seed)) * (1 + growth * share);
        return { energyVehicleJ: grown(vehicle), energyEdgeJ: grown(0.26), energyCloudJ: grown(0.17) };
      };
    const stated = runsWith(growing, { 'mo-maddpg': 0.5 });
    for (const claim of ['3b-50', '3b-26', '3b-17', '3b-order']) equal(verdict(claim, stated), 'SUPPORTED', claim);
    const forced = runsWith(growing, { 'mo-maddpg': 4 });
    deepEqual([verdict('3b-50', forced), verdict('3b-order', forced)], ['REFUTED', 'SUPPORTED']);
    ok(Math.abs(Number(judge('3b-50', forced).effect) - 4) < 0.1);
  });

  it('is not dominated if it wins something from each and something everywhere', () => {
    const objectives = ['Experience', 'Utility', 'Latency', 'Energy', 'Cost'].map((name) => `reward${name}`);
    const withParts = (table: Readonly<Record<string, readonly number[]>>) =>
      syntheticRuns(
        Object.entries(table).map(([name, parts]) => [
          name,
          {
            reach: ({ seed }): Metrics =>
              Object.fromEntries(objectives.map((key, k) => [key, parts[k] + jitter(seed)])),
          },
        ]),
      );
    const mo = [3, 3, 3, 3, 3];
    const good = { 'mo-maddpg': mo, maddpg: [4, 4, 4, 4, 2], madqn: [2, 2, 2, 2, 4], ga: [1, 1, 1, 1, 1] };
    equal(verdict('abs-balance', withParts(good)), 'SUPPORTED');
    equal(verdict('abs-balance', withParts({ ...good, maddpg: [4, 4, 4, 4, 4] })), 'REFUTED');
    const worst = { ...good, madqn: [2, 2, 2, 2, 4], ga: [1, 1, 1, 1, 4], maddpg: [4, 4, 4, 2, 4] };
    const judged = judge('abs-balance', withParts(worst));
    equal(judged.verdict, 'REFUTED');
    match(judged.why, /rewardCost/);
  });
});

describe('judge: many comparisons', () => {
  /** MADDPG is ahead at one level only: by half a unit, which the seeds scatter about. */
  const scattered = (scatter: number) =>
    syntheticRuns(
      Object.entries({ 'mo-maddpg': 4, maddpg: 3, madqn: 2, ga: 1 }).map(([name, level]) => [
        name,
        {
          reach: ({ axis, x, seed }): Metrics => {
            const ahead = name === 'maddpg' && axis === 'resources' && x === 0.5;
            return { msr: level + (ahead ? 1.5 + scatter * [-1, 1, 0, 1, -1][seed] : jitter(seed)) };
          },
        },
      ]),
    );

  it('one of eighteen refutes only if it survives Holm’s correction', () => {
    const clear = judge('6b-highest', scattered(0.02));
    deepEqual([clear.verdict, Number(clear.p) < 0.05], ['REFUTED', true]);
    match(clear.why, /msr against MADDPG at 0.5/);
    const chance = judge('6b-highest', scattered(0.4));
    equal(chance.verdict, 'INCONCLUSIVE');
    ok(Number(chance.high) < 0 && Number(chance.p) > 0.05, 'its own interval lies below');
    match(chance.why, /wholly short, but not after Holm's correction/);
  });

  it('names the comparison that falls short by chance where another is shown', () => {
    const runs = syntheticRuns(
      Object.entries({ 'mo-maddpg': 4, maddpg: 3, madqn: 2, ga: 1 }).map(([name, level]) => [
        name,
        {
          reach: ({ axis, x, seed }): Metrics => {
            const at = axis === 'resources' && name === 'maddpg' ? x : 0;
            const scatter = [-1, 1, 0, 1, -1][seed];
            if (at === 0.5) return { msr: 4.5 + 0.4 * scatter };
            return { msr: at === 2 ? 5 + 3 * scatter : level + jitter(seed) };
          },
        },
      ]),
    );
    const judged = judge('6b-highest', runs);
    equal(judged.verdict, 'INCONCLUSIVE');
    match(judged.why, /^msr against MADDPG at 2 .*Holm's correction: msr against MADDPG at 0.5: -0\.\d+ \[-/);
  });

  it('shows the comparison that leaves a claim open, not a smaller one that is settled', () => {
    const open =
      (level: number): Reach =>
      ({ axis, x, seed }) => {
        const wide = axis === 'vehicles' && x === 200 && level === 3 ? [-2, 2, -2, 2, 0][seed] : 0;
        return { msr: (level + jitter(seed)) * (x === 25 ? 0.1 : 1) + wide };
      };
    const judged = judge('6c-highest', runsWith(open, { 'mo-maddpg': 4, maddpg: 3, madqn: 2, ga: 1 }));
    equal(judged.verdict, 'INCONCLUSIVE');
    match(judged.why, /against MADDPG at 200/);
  });
});

describe('judge: training', () => {
  const learning = (down: Readonly<Record<string, number>>) =>
    syntheticRuns(
      Object.entries(down).map(([name, change]) => [
        name,
        {
          reach: () => ({}),
          progress: ({ share, seed }) => ({
            latencyS: 6 + jitter(seed) + change * share,
            energyVehicleJ: 1,
            energyEdgeJ: 2,
            energyCloudJ: 7 + change * share,
          }),
        },
      ]),
    );
  const falling = { 'mo-maddpg': -2, maddpg: -1, madqn: -1, ga: -0.2 };

  it('last tenth against first, for every learner', () => {
    equal(verdict('5a-down', learning(falling)), 'SUPPORTED');
    const judged = judge('5a-down', learning({ ...falling, ga: 0.2 }));
    equal(judged.verdict, 'REFUTED');
    match(judged.why, /latencyS of GA static, last tenth against first/);
  });

  it('a change below five per cent', () => {
    equal(verdict('3a-ga', learning(falling)), 'SUPPORTED');
    equal(verdict('3a-ga', learning({ ...falling, ga: -2 })), 'REFUTED');
  });

  it('episodes to 95 %: the faster curve', () => {
    const speeds = { 'mo-maddpg': 0.6, maddpg: 0.75, madqn: 0.8, ga: 0.9 };
    const curves = (of: Readonly<Record<string, number>>) =>
      syntheticRuns(
        Object.entries(of).map(([name, end]) => [
          name,
          { reach: () => ({}), progress: ({ share, seed }) => ({ reward: Math.min(1, share / (end + seed / 100)) }) },
        ]),
      );
    equal(verdict('2a-speed', curves(speeds)), 'SUPPORTED');
    equal(verdict('2a-speed', curves({ ...speeds, ga: 0.5 })), 'REFUTED');
  });

  it('losses are ranked on the normalised error alone; the raw claim is no evidence', () => {
    const losses = { 'mo-maddpg': 0.3, maddpg: 0.5, madqn: 0.6 };
    const runs = syntheticRuns(
      Object.entries(losses).map(([name, level]) => [
        name,
        {
          reach: () => ({}),
          progress: ({ seed }) => ({ loss: level + jitter(seed), bellmanError: level + jitter(seed) }),
        },
      ]),
    );
    deepEqual([verdict('2b-25', runs), verdict('2b-order', runs)], ['SUPPORTED', 'SUPPORTED']);
    const raw = judge('2b-25-raw', runs);
    equal(raw.verdict, 'NOT-TESTABLE');
    ok(raw.effect !== null && raw.effect > 0.25);
  });
});

describe('judge: ablations', () => {
  const pair = (off: number) =>
    syntheticRuns([
      ['mo-maddpg', { reach: ({ seed, x }) => ({ reward: 16 + jitter(seed), msr: 0.9 - x / 1e4 }) }],
      [
        'mo-maddpg',
        {
          variant: 'without-gcn',
          register: { 'gcn.enabled': false },
          reach: ({ seed }) => ({ reward: off + jitter(seed) }),
        },
      ],
      [
        'mo-maddpg',
        {
          variant: 'without-game',
          register: { 'game.enabled': false },
          reach: ({ x }) => ({ msr: 0.9 - (x * off) / 1e5 }),
        },
      ],
    ]);

  it('finds the variant by its config and compares the same seeds', () => {
    deepEqual(
      [verdict('gcn', pair(15)), verdict('gcn', pair(16)), verdict('gcn', pair(17))],
      ['SUPPORTED', 'INCONCLUSIVE', 'REFUTED'],
    );
    equal(verdict('game-align', pair(15)), 'SUPPORTED');
    match(judge('game-align', pair(15)).why, /at 125 \(least favourable of 3/);
  });

  it('compares runs of other settings with each other only, and says so', () => {
    const booked = { 'rl.handoverCredit': 'booked' } as const;
    const runs = syntheticRuns([
      ['mo-maddpg', { reach: ({ seed }) => ({ reward: 20 + jitter(seed) }) }],
      ['mo-maddpg', { variant: 'booked', register: booked, reach: ({ seed }) => ({ reward: 14 + jitter(seed) }) }],
      [
        'mo-maddpg',
        {
          variant: 'without-gcn',
          register: { ...booked, 'gcn.enabled': false },
          reach: ({ seed }) => ({ reward: 15 + jitter(seed) }),
        },
      ],
    ]);
    const judged = judge('gcn', runs);
    deepEqual([judged.verdict, judged.effect], ['REFUTED', -1]);
    match(judged.why, /against gcn\.enabled off, both booked/);
  });

  it('stays open without that variant', () => {
    const judged = judge('gcn', runsWith(flat('reward'), PAPER));
    deepEqual([judged.verdict, judged.effect], ['not judged yet', null]);
    match(judged.why, /no runs with gcn.enabled off/);
  });
});

describe('judge: what is not there, what is modified', () => {
  it('names the algorithms without runs, and those that are not evaluated', () => {
    const { 'mo-maddpg': _, ...others } = PAPER;
    match(judge('2a-order', runsWith(flat('reward'), others)).why, /no runs of MO-MADDPG yet/);
    match(judge('2a-order', runsWith(flat('reward'), {})).why, /MO-MADDPG, MADDPG, MADQN, GA static yet/);
    const runs = runsWith(flat('reward'), PAPER);
    const bare = { ...runs, runs: runs.runs.map((run) => (run.algorithm === 'madqn' ? { ...run, points: [] } : run)) };
    match(judge('2a-order', bare).why, /runs of MADQN are not evaluated yet/);
  });

  it('judges trends of every policy on references until the algorithms are there', () => {
    const rising = [1, 2, 3, 4, 5, 6].flatMap((k) =>
      [0, 1, 2, 3, 4].map(
        (seed) => ({ axis: 'resources', policy: 'random', x: k, seed, metrics: { qoe: k } }) as const,
      ),
    );
    const judged = judge('4b-rises', { ...runsWith(flat('qoe'), {}), references: rising });
    equal(judged.verdict, 'SUPPORTED');
    match(judged.why, /^on the reference policies, since there are no runs of/);
    const learned = runsWith(
      (level) =>
        ({ x }) => ({ msr: -level * x, qoe: -level * x }),
      PAPER,
      { references: rising },
    );
    equal(verdict('4b-rises', learned), 'REFUTED', 'the algorithms decide once they are there');
    equal(verdict('6b-rises', learned), 'REFUTED', 'the proposed algorithm falls');
    equal(verdict('6b-baselines-fall', learned), 'SUPPORTED');
    const mixed = runsWith(
      (level) =>
        ({ x }) => ({ msr: level === PAPER['mo-maddpg'] ? x : -x }),
      PAPER,
    );
    equal(verdict('6b-rises', mixed), 'SUPPORTED', 'whatever the baselines do');
    match(judge('6b-rises', mixed).why, /rank correlation of msr with x, of mo-maddpg$/);
  });

  it('never supports and never refutes on modified ground', () => {
    const modified = runsWith(flat('msr'), { ...PAPER, 'mo-maddpg': 14 }, { modified: ['linkRate'] });
    for (const judged of judgeAll(modified)) ok(!['SUPPORTED', 'REFUTED'].includes(judged.verdict), judged.claim);
    match(judge('6-30', modified).why, /^MODIFIED\(linkRate\)/);
    const plain = runsWith(flat('msr'), { ...PAPER, 'mo-maddpg': 14 });
    equal(judge('6-30', plain, { modified: ['queueWait'] }).verdict, 'NOT-TESTABLE');
  });

  it('gives every claim one verdict, in the order of the table, and knows no other', () => {
    const all = judgeAll(runsWith(flat('msr'), {}));
    deepEqual(
      all.map(({ claim }) => claim),
      claims.map(({ id }) => id),
    );
    ok(all.every(({ verdict: found }) => ['not judged yet', 'NOT-TESTABLE'].includes(found)));
    throws(() => judge('9z', runsWith(flat('msr'), {})), /claim "9z" is not known/);
  });

  it('Holm over all claims never lowers a p value', () => {
    const noisy =
      (level: number): Reach =>
      ({ seed }) => ({ msr: level + (seed * seed * level) / 100, qoe: level + seed });
    const all = judgeAll(runsWith(noisy, PAPER));
    const adjusted = adjustedP(all);
    ok(adjusted.size > 3, String(adjusted.size));
    for (const { claim, p } of all) if (p !== null) ok(Number(adjusted.get(claim)) >= p);
  });
});
