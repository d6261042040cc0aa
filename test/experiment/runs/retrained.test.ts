import { deepEqual, equal, match, notDeepEqual, ok, rejects, throws } from 'node:assert/strict';
import { cpSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judge } from '../../../src/experiment/judging';
import { panel, reevaluate } from '../../../src/experiment/panels';
import { pointsOfRun } from '../../../src/experiment/runs/evaluate-run';
import { loadRuns, type Runs } from '../../../src/experiment/runs/load';
import { loadRetrained, protocolOf } from '../../../src/experiment/runs/retrained';
import { sweepOf } from '../../../src/experiment/runs/rows';
import { retrainedRuns, variantConfig } from '../../../src/experiment/training/plan';
import { sweepRun } from '../../../src/experiment/training/sweep-run';
import { train } from '../../../src/experiment/training/train';
import { equationsFor } from '../../../src/models';
import { makeConfig } from '../../../src/paper/config';

const tiny = makeConfig('tiny');
const AXIS = 'vehicles';
const planned = retrainedRuns('tiny').filter(({ axis, algorithm }) => axis === AXIS && algorithm === 'ga');
const OWN = 'tiny/ga/0';

/** Title and subtitle of panel 6c, msr over the vehicles. */
const titleOf = (runs: Runs) => JSON.stringify(panel('6c', runs).figure.layout.title);

describe('sweeps of retrained policies (AMB-40)', () => {
  const root = mkdtempSync(join(tmpdir(), 'twinkit-'));
  after(() => rmSync(root, { recursive: true, force: true }));
  let [zeroShot, retrained] = [] as Runs[];

  before(async () => {
    for (const { id, variant } of [{ id: OWN, variant: 'default' }, ...planned]) {
      const folder = join(root, id);
      await train({ algorithm: 'ga', config: variantConfig(tiny, variant, 'ga'), seed: 0, folder });
      pointsOfRun({ folder });
    }
    zeroShot = await loadRuns('tiny', root);
    retrained = await loadRetrained('tiny', root);
  });

  it('train at every x but the profile’s own, with the same budget, and are none of the profile’s usual runs', () => {
    // 16 vehicles times 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, without 1
    deepEqual(
      planned.map(({ id, x }) => [id, x]),
      [4, 8, 12, 20, 24, 32].map((x) => [`tiny-retrain-vehicles-${x}/ga/0`, x]),
    );
    const { parameters, register } = variantConfig(tiny, 'retrain-vehicles-32', 'ga');
    deepEqual(parameters, { ...tiny.parameters, vehicles: 32 });
    deepEqual(register, { ...tiny.register, 'sweep.protocol': 'retrain' });
    deepEqual(
      zeroShot.runs.map(({ id }) => id),
      [OWN],
    );
  });

  it('have at each x what the policy trained there reaches, at the own x and the default what the own run has', () => {
    const [own, again] = [zeroShot.runs[0], retrained.runs[0]];
    const at = ({ points }: typeof own, x: number) => points.filter((point) => point.axis === AXIS && point.x === x);
    deepEqual(at(again, 16), at(own, 16));
    deepEqual(sweepOf(again, 'none'), sweepOf(own, 'none'));
    for (const { id, x } of planned) {
      const points = pointsOfRun({ folder: join(root, id) });
      deepEqual(
        at(again, x).map(({ metrics }) => metrics),
        points.map(({ metrics }) => metrics),
      );
      equal(at(again, x).length, at(own, x).length);
    }
    const curve = (run: typeof own) => sweepOf(run, AXIS).map(({ metrics }) => metrics.reward);
    equal(curve(again).length, 7);
    const other = curve(again).filter((reward, k) => reward !== curve(own)[k]);
    ok(other.length >= 5, `${other.length} of six points differ`);
  });

  it('say so on the plot and in verdicts; a sweep that nobody began has nothing to draw', () => {
    match(titleOf(retrained), /1 training seed · protocol retrain: trained at each x/);
    match(titleOf(zeroShot), /trained at the default, not retrained/);
    match(titleOf(retrained), /not there yet: MO-MADDPG, MADDPG, MADQN/);
    notDeepEqual(panel('6c', retrained).rows, panel('6c', zeroShot).rows);
    throws(() => panel('6b', retrained), /panel 6b, main: there is nothing to draw yet; missing are .*GA static/);
    match(judge('3a-ga', retrained).why, /^sweep\.protocol=retrain: /);
    ok(!judge('3a-ga', zeroShot).why.includes('retrain'));
  });

  it('are not mixed with others', async () => {
    equal(protocolOf(retrained), 'retrain');
    const mixed = { ...zeroShot, runs: [...zeroShot.runs, ...retrained.runs] };
    const message = /runs: tiny\/ga\/0 has sweep\.protocol "zeroShot" and tiny\/ga\/0 "retrain"; .* one protocol/;
    throws(() => panel('6c', mixed), message);
    throws(() => judge('3a-ga', mixed), message);
    const options = { algorithms: ['ga'], equations: equationsFor };
    await rejects(reevaluate('6c', retrained, options), /give it the runs of loadRuns, not of loadRetrained/);
    const folder = join(root, planned[0].id);
    throws(() => sweepRun({ folder, axis: AXIS, seeds: [7000] }), /was trained for one x of a sweep/);
  });

  it('name what is missing and the command that makes it, and what was trained elsewhere', async () => {
    const copy = join(root, 'copy');
    const without = async (...ids: string[]) => {
      rmSync(copy, { recursive: true, force: true });
      for (const { id } of [{ id: OWN }, ...planned])
        if (!ids.includes(id)) cpSync(join(root, id), join(copy, id), { recursive: true });
      return loadRetrained('tiny', copy);
    };
    const lost = planned[2].id;
    await rejects(
      without(lost),
      /missing or not evaluated: tiny-retrain-vehicles-12\/ga\/0; make train PROFILE=tiny PROTOCOL=retrain AXIS=vehicles ALGORITHM=ga SEED=0$/,
    );
    await rejects(
      without(OWN),
      /needs the profile's own run of ga, seed 0, evaluated; make train PROFILE=tiny ALGORITHM=ga SEED=0$/,
    );
    await rejects(
      without(...planned.map(({ id }) => id)),
      /no retrained run of tiny is there and evaluated; make train PROFILE=tiny PROTOCOL=retrain SEED=0$/,
    );
    await without();
    rmSync(join(copy, planned[0].id), { recursive: true });
    renameSync(join(copy, planned[1].id), join(copy, planned[0].id));
    await rejects(loadRetrained('tiny', copy), /tiny-retrain-vehicles-4\/ga\/0: was not trained at vehicles 4/);
  });
});
