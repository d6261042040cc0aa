import { deepEqual, equal, ok, throws } from 'node:assert/strict';
import type { SweepPoint } from '../../src/experiment/evaluate';
import { panelCurve, panelProfile, perAdmitted, referencePanel } from '../../src/experiment/reference-panels';
import { asKept } from '../../src/experiment/runs/points';
import { equationsFor, withEquations } from '../../src/models';
import { type Config, makeConfig } from '../../src/paper/config';

const point = (x: number, seed: number, metrics: Record<string, number>): SweepPoint => {
  return { policy: 'random', x, seed, metrics };
};

/** Runs `action` as if the notebook runner had been asked for a profile. */
function underProfile(profile: string, action: () => void): void {
  const before = process.env.TWINKIT_PROFILE;
  process.env.TWINKIT_PROFILE = profile;
  try {
    action();
  } finally {
    if (before === undefined) delete process.env.TWINKIT_PROFILE;
    else process.env.TWINKIT_PROFILE = before;
  }
}

describe('reference panels', () => {
  it('take the number of episodes from the profile and the axis from the panel', () => {
    underProfile('tiny', () => {
      const rows = referencePanel('6b', { config: makeConfig('tiny'), policies: ['random', 'hybrid'], values: [1, 2] });
      const keys = rows.map(({ policy, x, seed }) => `${policy} ${x} ${seed}`);
      const expected = [1, 2].flatMap((x) =>
        ['random', 'hybrid'].flatMap((p) => [7000, 7001].map((s) => `${p} ${x} ${s}`)),
      );
      deepEqual(keys, expected);
      ok(rows[0].metrics.msr < rows[4].metrics.msr, 'twice the resources, more success');
    });
  });

  it('read episodes of the same world that are kept; played here they are the same to ten digits', () => {
    const task = { policies: ['random'], values: [1], seeds: 2 } as const;
    const [read, played] = [referencePanel('6b', task), referencePanel('6b', { ...task, live: true })];
    const kept = (rows: readonly SweepPoint[]) => rows.map((row) => asKept({ ...row, axis: 'resources' }));
    deepEqual(kept(read), kept(played));
    ok(!('broke.cost' in read[0].metrics) && 'broke.cost' in played[0].metrics, 'which of them was played');
  });

  it('play another world and replaced equations', () => {
    const task = { policies: ['hybrid'], values: [1], seeds: 1 } as const;
    const blind = makeConfig('std', { register: { 'metric.qoe': 'successOnly' } });
    const never = (config: Config) => withEquations(equationsFor(config), { costWithin: () => false });
    const [{ metrics }] = referencePanel('6b', task);
    const [other] = referencePanel('6b', { ...task, config: blind });
    const [changed] = referencePanel('6b', { ...task, equations: never });
    ok(other.metrics.qoe > metrics.qoe);
    equal(changed.metrics.msr, 0);
  });

  it('refuse a profile that does not exist', () => {
    underProfile('huge', () => throws(panelProfile, /"huge" is not a profile; use tiny, quick, std, paper/));
  });
});

describe('perAdmitted', () => {
  const metrics = {
    successes: 3,
    failures: 1,
    attempts: 8,
    energyVehicleJ: 1,
    energyEdgeJ: 2,
    energyCloudJ: 3,
    energyJ: 6,
  };

  it('shares the energy among the flows that spent it', () => {
    const [row] = perAdmitted([point(10, 7000, metrics)]);
    equal(row.metrics.admittedShare, 0.5);
    deepEqual([row.metrics.energyVehicleJ, row.metrics.energyEdgeJ, row.metrics.energyCloudJ], [2, 4, 6]);
    equal(row.metrics.energyJ * (metrics.successes + metrics.failures), metrics.energyJ * metrics.attempts);
  });

  it('refuses an episode in which nothing was admitted', () => {
    throws(() => perAdmitted([point(10, 7000, { ...metrics, successes: 0, failures: 0 })]), /nothing was admitted/);
  });
});

describe('panelCurve', () => {
  it('is the mean over the seeds at each x', () => {
    const rows = [point(20, 1, { msr: 1 }), point(10, 1, { msr: 0.2 }), point(10, 2, { msr: 0.4 })];
    const { name, x, y } = panelCurve(rows, 'random', 'msr', 'mine');
    deepEqual([name, x, y[1]], ['mine', [10, 20], 1]);
    ok(Math.abs(y[0] - 0.3) < 1e-15);
  });
});
