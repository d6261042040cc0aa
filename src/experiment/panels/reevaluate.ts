import type { Equations } from '../../models';
import type { Config } from '../../paper/config';
import { createProgress } from '../../support/progress';
import { axisValuesIn, configAt, EVALUATION_SEED, type SweepPoint, seedsFrom } from '../evaluate';
import { type PanelId, panelUnder } from '../figures/panel-table';
import type { Runs } from '../runs/load';
import { protocolOf } from '../runs/retrained';
import { configOfRuns, runsOf } from '../runs/rows';

export interface Reevaluation {
  /** The equations to play with in the world of a config: `withEquations(equationsFor(config), { … })`. */
  readonly equations: (config: Config) => Equations;
  /** Which trained policies; the proposed one unless told. */
  readonly algorithms?: readonly string[];
  /** Whose weights: a training seed, 0 unless told. */
  readonly trainingSeed?: number;
  /** Episodes at each x, from seed 7000 on; 3 unless told, at most as many as are kept: 20, in profile quick 3. */
  readonly episodes?: number;
  readonly values?: readonly number[];
}

/** What `modifiedPanel` draws: the same episodes as specified and with the replaced equations. */
export interface Reevaluated {
  readonly rows: readonly SweepPoint[];
  readonly changedRows: readonly SweepPoint[];
  readonly modified: readonly string[];
  /** Whose readings say along which axis. */
  readonly config: Config;
}

/**
 * Plays trained weights along a panel's axis with replaced equations, and sets the kept episodes of the same seeds beside
 * them; the unit is the evaluation episode. Loads TensorFlow.
 * @throws Error if a run is not there, or not evaluated at these points, or the sweeps are of retrained policies
 */
export async function reevaluate(id: PanelId, runs: Runs, options: Reevaluation): Promise<Reevaluated> {
  const { algorithms = ['mo-maddpg'], trainingSeed = 0, episodes = 3, equations } = options;
  if (protocolOf(runs) === 'retrain')
    throw new Error(
      'reevaluate: plays the same weights at every x; give it the runs of loadRuns, not of loadRetrained',
    );
  const { evaluateRun } = await import('../training/run.js');
  const { axis } = panelUnder(id, configOfRuns(runs));
  const chosen = algorithms.map((algorithm) => {
    const run = runsOf(runs, { algorithm }).find(({ seed }) => seed === trainingSeed);
    if (!run) throw new Error(`reevaluate: there is no run of ${algorithm} with training seed ${trainingSeed}`);
    return run;
  });
  const values = options.values ?? axisValuesIn(chosen[0].config, axis);
  const seeds = seedsFrom(EVALUATION_SEED, episodes);
  const rows = chosen.flatMap(({ points }) =>
    points.filter((point) => point.axis === axis && values.includes(point.x) && seeds.includes(point.seed)),
  );
  const wanted = chosen.length * values.length * seeds.length;
  if (rows.length !== wanted)
    throw new Error(
      `reevaluate: ${rows.length} of ${wanted} points are kept; fewer episodes, other values, or twinkit points`,
    );
  const progress = createProgress({ label: `panel ${id} again`, total: chosen.length * values.length });
  const changedRows = chosen.flatMap(({ folder, config }) =>
    values.flatMap((x) => {
      const world = configAt(config, axis, x);
      const points = evaluateRun(folder, seeds, world, equations(world), x);
      progress.advance();
      return points;
    }),
  );
  progress.finish();
  return { rows, changedRows, modified: equations(chosen[0].config).modified, config: chosen[0].config };
}
