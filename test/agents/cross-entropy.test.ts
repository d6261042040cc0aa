import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CrossEntropy, crossEntropy } from '../../src/agents/cross-entropy';
import { tune } from '../../src/experiment/tune';
import { readJson } from '../../src/support/files';

const silent = { advance() {}, finish() {} };
const target = [1.5, -2, 0.25];
const bowl: CrossEntropy = {
  label: 'bowl',
  score: (point) => -point.reduce((total, x, i) => total + (x - target[i]) * (x - target[i]), 0),
  mean: [0, 0, 0],
  deviation: [2, 2, 2],
  samples: 100,
  elite: 20,
  iterations: 30,
  seed: 1,
  noise: 0,
  progress: silent,
};

describe('cross-entropy method', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cross-entropy-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('finds the maximum of a known function', () => {
    const { mean, deviation, history } = crossEntropy(bowl);
    for (const [i, x] of mean.entries()) assert.ok(Math.abs(x - target[i]) < 1e-3, `coordinate ${i}: ${x}`);
    assert.ok(deviation.every((d) => d < 0.01));
    assert.equal(history.length, 30);
    assert.ok(history.every(({ mean: all, elite, best }) => all <= elite && elite <= best && best <= 0));
  });

  it('one elite sample is what the next iteration starts from', () => {
    const seen: (readonly number[])[] = [];
    const score = (point: readonly number[]) => {
      seen.push(point);
      return point[0];
    };
    const { mean } = crossEntropy({ ...bowl, score, samples: 5, elite: 1, iterations: 1 });
    assert.deepEqual(
      mean,
      seen.reduce((best, point) => (point[0] > best[0] ? point : best)),
    );
  });

  it('noise keeps the search open at first and is gone in the end', () => {
    const deviationAfter = (iterations: number, noise: number) => {
      const checkpoint = join(folder, `${iterations}-${noise}.json`);
      const score = (point: readonly number[], iteration: number) => {
        if (iteration === iterations) throw new Error('stopped');
        return bowl.score(point, iteration);
      };
      assert.throws(() => crossEntropy({ ...bowl, score, noise, checkpoint }), /stopped/);
      return readJson<{ deviation: number[] }>(checkpoint).deviation;
    };
    assert.ok(deviationAfter(15, 0).every((d) => d < 0.01));
    assert.ok(deviationAfter(15, 0.2).every((d) => d > 2 * 0.2 * (1 - 15 / 24) - 1e-12)); // 24 = 0.8 · 30
    assert.ok(crossEntropy({ ...bowl, noise: 0.2 }).deviation.every((d) => d < 0.05));
  });

  it('the same seed repeats, another one does not', () => {
    assert.deepEqual(crossEntropy(bowl), crossEntropy(bowl));
    assert.notDeepEqual(crossEntropy(bowl).mean, crossEntropy({ ...bowl, seed: 2 }).mean);
  });

  it('a stopped search goes on to the same result', () => {
    const checkpoint = join(folder, 'checkpoint.json');
    let calls = 0;
    const stopping: CrossEntropy = {
      ...bowl,
      checkpoint,
      score(point, iteration) {
        if (++calls > 7 * 100 + 11) throw new Error('stopped');
        return bowl.score(point, iteration);
      },
    };
    assert.throws(() => crossEntropy(stopping), /stopped/);
    assert.equal(readJson<{ history: unknown[] }>(checkpoint).history.length, 7);
    calls = 0;
    const first: number[] = [];
    const resumed = crossEntropy({
      ...stopping,
      score(point, iteration) {
        first.push(iteration);
        return bowl.score(point, iteration);
      },
    });
    assert.equal(first[0], 7);
    assert.deepEqual(resumed, crossEntropy(bowl));
  });

  it("refuses another task's checkpoint", () => {
    const checkpoint = join(folder, 'checkpoint.json');
    crossEntropy({ ...bowl, iterations: 1, checkpoint });
    assert.throws(() => crossEntropy({ ...bowl, label: 'hill', checkpoint }), /belongs to another task than hill/);
  });

  it('refuses a task that makes no sense, naming the field', () => {
    const faults: [Partial<CrossEntropy>, RegExp][] = [
      [{ mean: [] }, /mean/],
      [{ mean: [0, Number.NaN, 0] }, /mean = \[0,NaN,0\]/],
      [{ deviation: [1, 0, 1] }, /deviation = \[1,0,1\]: must be 3 positive/],
      [{ samples: 1 }, /samples = 1/],
      [{ elite: 101 }, /elite = 101: must be from 1 to 100/],
      [{ iterations: 0.5 }, /iterations = 0.5/],
      [{ noise: -1 }, /noise = -1/],
      [{ score: () => Number.NaN }, /bowl: score in iteration 0 is NaN/],
    ];
    for (const [fault, message] of faults) assert.throws(() => crossEntropy({ ...bowl, ...fault }), message);
  });

  it('tuning writes weights that a second run repeats, and leaves no checkpoint', () => {
    const trial = (name: string) => {
      const file = join(folder, name);
      const tuned = tune('linear', 'broadcast', {
        profile: 'tiny',
        file,
        samples: 4,
        elite: 2,
        iterations: 2,
        episodes: 1,
        progress: silent,
      });
      assert.deepEqual(readJson(file), tuned);
      assert.ok(!existsSync(`${file}.checkpoint`));
      return tuned;
    };
    const tuned = trial('first.json');
    assert.deepEqual(trial('second.json'), tuned);
    assert.equal(tuned.weights.length, 26);
    assert.deepEqual(tuned.budget, { samples: 4, elite: 2, iterations: 2, episodes: 1, firstSeed: 100000 });
  });

  it('refuses to tune what has no weights', () => {
    assert.throws(() => tune('greedy' as 'linear', 'viaGcn'), /"greedy" cannot be tuned; can be: linear, far-sighted/);
  });
});
