import assert from 'node:assert/strict';
import { createGraphArrays, graphTensors, writeRows } from '../../../src/agents/learning/batch';
import { readOut } from '../../../src/agents/learning/layers';
import { embed } from '../../../src/agents/learning/networks';
import { weightsBy } from '../../../src/agents/learning/parameters';
import { trained } from '../../../src/agents/learning/rows';
import { look } from '../../../src/agents/learning/view';
import { rowOf } from '../../../src/agents/learning/world';
import { adjacencyOf, graphConvolution, type Matrix, normalisedAdjacency } from '../../../src/gcn';
import type { Overrides } from '../../../src/paper/profiles';
import { prepared } from './prepared';

const dot = (row: readonly number[], by: Matrix, column: number): number =>
  row.reduce((sum, value, k) => sum + value * by[k][column], 0);

/** Z of a state, and (1) layer by layer over its whole graph. */
function bothWays(register: Overrides['register']) {
  const { world, learner, seats, settings } = prepared(register, 3);
  const { view } = seats[0];
  look(view, world);
  const vehicles = [0, 3];
  const arrays = createGraphArrays(world, 1, vehicles.length, settings);
  arrays.aggregated.set(view.aggregated);
  arrays.own?.set(view.graph.features);
  writeRows(world, arrays, 0, view.links, 0, vehicles, new Float32Array(world.nodes));
  const weights = weightsBy(learner.networks, trained(learner))('gcn');
  const [found] = readOut(() => [embed(weights, graphTensors(world, arrays))]);
  const matrix = (name: string): Matrix | undefined => weights[name]?.arraySync() as number[][] | undefined;
  const adjacency = adjacencyOf(view.graph);
  const normalised = normalisedAdjacency(adjacency);
  const { features } = world;
  let nodes: Matrix = adjacency.map((_, n) => [...view.graph.features.subarray(n * features, (n + 1) * features)]);
  let depth = 0;
  let last = { before: nodes, layerWeights: [] as Matrix, selfWeights: undefined as Matrix | undefined };
  for (const name of Object.keys(weights).filter((key) => !key.endsWith('Own'))) {
    const layerWeights = matrix(name) as Matrix;
    const selfWeights = matrix(`${name}Own`);
    last = { before: nodes, layerWeights, selfWeights };
    nodes = graphConvolution({ adjacency, nodeFeatures: nodes, layerWeights, selfWeights });
    depth++;
  }
  /** The last layer of a group of nodes as one: the mean of its sums, then ReLU. */
  const pooled = (group: readonly number[], c: number): number => {
    const meanOf = (entry: (n: number) => number) => group.reduce((sum, n) => sum + entry(n), 0) / group.length;
    const mixed = (n: number) => last.before[0].map((_, k) => dot(normalised[n], last.before, k));
    const own = (n: number) => (last.selfWeights ? dot(last.before[n], last.selfWeights, c) : 0);
    return Math.max(
      0,
      meanOf((n) => dot(mixed(n), last.layerWeights, c) + own(n)),
    );
  };
  return { found, nodes, depth, world, vehicles, pooled };
}

/** Compares Z with (1) at every row looked at. @returns the number of layers */
export function requireEmbedding(register: Overrides['register']): number {
  const { found, nodes, depth, world, vehicles, pooled } = bothWays(register);
  const width = nodes[0].length;
  const same = (row: number, node: number) => {
    for (let c = 0; c < width; c++) assert.ok(Math.abs(found[row * width + c] - nodes[node][c]) < 1e-5);
  };
  for (let n = 0; n < world.servers; n++) same(n, world.vehicles + n);
  for (const [k, v] of vehicles.entries()) same(rowOf.vehicles(world) + k, v);
  for (let c = 0; c < width; c++) assert.equal(found[rowOf.none(world) * width + c], 0);
  const tier = (from: number, count: number) => Array.from({ length: count }, (_, k) => from + k);
  const { vehicles: V, edges, clouds } = world;
  for (const [k, group] of [tier(0, V), tier(V, edges), tier(V + edges, clouds)].entries())
    for (let c = 0; c < width; c++)
      assert.ok(Math.abs(found[(rowOf.pools(world) + k) * width + c] - pooled(group, c)) < 1e-5, `mean row ${k}`);
  assert.ok(found.some((value) => value > 0));
  return depth;
}
