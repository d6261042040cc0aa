import { createSeats } from '../../agents/learning/rollout';
import type { GraphLayer } from '../../gcn';
import { loadAgent, readRun } from './run';

/**
 * The trained graph network of a run as plain matrices, for `graphNetwork`: its target weights, which act unless told
 * otherwise (AMB-57).
 */
export function gcnOfRun(folder: string): GraphLayer[] {
  const run = readRun(folder);
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
