import { createSeats } from '../../agents/learning/rollout';
import type { GraphLayer } from '../../gcn';
import { loadAgent, readRun } from './run';

/**
 * The trained graph network of a run as plain matrices, for `graphNetwork`: its target weights, which act unless told
 * otherwise (AMB-57).
 * @throws if the run has none: it is of another algorithm or was trained with `gcn.enabled` false
 */
export function gcnOfRun(folder: string): GraphLayer[] {
  const run = readRun(folder);
  if (run.config.register['gcn.enabled'] !== true || run.algorithm !== 'mo-maddpg')
    throw new Error(
      `${folder}: ${run.algorithm} trained no graph network here; give a run of mo-maddpg with gcn.enabled`,
    );
  const agent = loadAgent(folder, run, createSeats(run.config, undefined, 1));
  const { shapes } = agent.networks.gcn;
  const matrices = new Map<string, number[][]>();
  let at = 0;
  for (const [name, [rows, columns]] of Object.entries(shapes)) {
    const values = agent.targets.gcn.subarray(at, at + rows * columns);
    matrices.set(
      name,
      Array.from({ length: rows }, (_, r) => [...values.subarray(r * columns, (r + 1) * columns)]),
    );
    at += rows * columns;
  }
  const layers = Object.keys(shapes).filter((name) => !name.endsWith('Own'));
  return layers.map((name) => ({
    layerWeights: matrices.get(name) as number[][],
    selfWeights: matrices.get(`${name}Own`),
  }));
}
