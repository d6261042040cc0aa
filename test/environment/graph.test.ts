import assert from 'node:assert/strict';
import { createEnvironment, type Environment } from '../../src/environment/environment';
import { createGraph, featureWidth, type Graph, slotGraph, updateGraph } from '../../src/environment/graph';
import { NODE_NAMES } from '../../src/environment/graph-features';
import { REQUEST } from '../../src/environment/state';
import { makeConfig } from '../../src/paper/config';
import type { Overrides } from '../../src/paper/profiles';
import { alone, close, entry, environmentWith, randomEpisode, surveyOf } from './slots';

function graphOf(environment: Environment): Graph {
  const graph = createGraph(environment);
  updateGraph(environment, surveyOf(environment), graph);
  return graph;
}

/** All links as sorted "a-b" texts. */
const linksOf = ({ count, from, to }: Graph): string[] =>
  Array.from({ length: count }, (_, e) => [from[e], to[e]].sort((a, b) => a - b).join('-')).sort();

/** The links MODEL.md §5.3 asks for, from positions, hosts and the servers' order on the ring alone. */
function expectedLinks({ config, scenario, state }: Environment, toCloud: boolean): string[] {
  const { vehicles: V, edges: J, clouds: I, roadM } = config.parameters;
  const links = new Set<string>();
  const add = (a: number, b: number) => links.add([a, b].sort((x, y) => x - y).join('-'));
  const arc = (a: number, b: number) => Math.min(Math.abs(a - b), roadM - Math.abs(a - b));
  for (let v = 0; v < V; v++) {
    const away = (n: number) => arc(state.x[v], scenario.x[n]);
    for (let j = 0; j < J; j++) if (Math.sqrt(away(j) ** 2 + 400) <= 300) add(v, V + j);
    if (state.host[v] >= 0) add(v, V + state.host[v]);
    const clouds = Array.from({ length: I }, (_, i) => J + i);
    if (toCloud) add(v, V + clouds.reduce((best, n) => (away(n) < away(best) ? n : best)));
  }
  for (let j = 0; j < J; j++) {
    if (J > 1) add(V + j, V + ((j + 1) % J));
    for (let i = 0; i < I; i++) add(V + j, V + J + i);
  }
  return [...links].sort();
}

describe('graph: links', () => {
  for (const profile of ['tiny', 'quick', 'std'])
    for (const toCloud of [true, false])
      it(`are those of coverage, host, ${toCloud ? 'nearest cloud, ' : ''}neighbours and clouds, each once (${profile})`, () => {
        const register: Overrides['register'] = { 'graph.vehicleCloudEdge': toCloud ? 'nearest' : 'none' };
        const environment = createEnvironment(makeConfig(profile, { register }));
        const graph = createGraph(environment);
        randomEpisode(environment, 20, () => {
          updateGraph(environment, surveyOf(environment), graph);
          assert.deepEqual(linksOf(graph), expectedLinks(environment, toCloud));
          const degree = new Int32Array(graph.nodes);
          for (let e = 0; e < graph.count; e++) {
            degree[graph.from[e]]++;
            degree[graph.to[e]]++;
          }
          assert.deepEqual(graph.degree, degree);
        });
      });

  it('grow beyond the room they were given', () => {
    const everywhere = createEnvironment(makeConfig('std', { parameters: { coverageM: 2000 } }));
    everywhere.reset(1);
    const graph = graphOf(everywhere);
    assert.ok(graph.count > 100 * 4 + 10 * 5);
    assert.equal(new Set(linksOf(graph)).size, graph.count);
  });

  it('on a plane: neighbours that name each other are linked once', () => {
    const plane = createEnvironment(makeConfig('std', { register: { 'geo.road': 'grid' } }));
    plane.reset(1);
    const links = linksOf(graphOf(plane));
    assert.equal(new Set(links).size, links.length);
  });

  it('stand in whole matrices for reading, with the features', () => {
    const environment = environmentWith('tiny');
    const graph = graphOf(environment);
    const { adjacency, nodeFeatures } = slotGraph(environment);
    const links = adjacency.flatMap((row, a) => row.flatMap((entry, b) => (entry === 1 && a < b ? [`${a}-${b}`] : [])));
    assert.deepEqual(links.sort(), linksOf(graph));
    assert.deepEqual(nodeFeatures.flat(), [...graph.features]);
  });

  it('leave the state as it is', () => {
    const environment = environmentWith('tiny');
    const before = environment.save();
    graphOf(environment);
    assert.deepEqual(environment.save(), before);
  });
});

describe('graph: node features', () => {
  const V = 100;
  const scene = (features: string) =>
    environmentWith('std', { register: { 'graph.features': features } }, (state) => {
      alone(state);
      state.touched.set([0.1, 0.2, 0.3, 0.4, 0.5], 0);
      state.touched.set([0.6, 1.7, 0.8, 0.9, 0.25], 5 * (V + 10));
      state.host[1] = 0;
      state.twinCyclesG[1] = 1;
      state.flightSlots[5] = 2;
      state.flightDst[5] = 10;
      state.powerW.fill(30, 0, 10).fill(50, 10);
      state.accessHoldHz[0] = 4e6;
      state.backhaulHoldHz[0] = 15e6;
      state.arrivalsSlow[0] = 1.5;
      state.price.fill(0.42);
    });
  const nodeRow = (graph: Graph, node: number) => {
    const row = graph.features.subarray(node * graph.width, (node + 1) * graph.width);
    return (name: string) => entry(NODE_NAMES.slice(0, graph.width), row, name);
  };

  it('are 12 or 18, each named once', () => {
    assert.equal(new Set(NODE_NAMES).size, 18);
    assert.equal(featureWidth(makeConfig('std', { register: { 'graph.features': 'paper12' } })), 12);
    assert.equal(featureWidth(makeConfig('std', { register: { 'graph.features': 'rich18' } })), 18);
  });

  it('of a vehicle: its metrics and its true valuation, nothing that servers have', () => {
    const graph = graphOf(scene('rich18'));
    const row = Array.from(graph.features.subarray(0, 18));
    const demand = (2.5 * (20 / 30) * (10 / 6)) / 3.5;
    const expected = [0.1, 0.2, 0.3, 0.4, 0.5, 0, 0, demand, 0, 1, ...new Array(8).fill(0)];
    expected.forEach((value, k) => {
      close(row[k], value, 1e-7);
    });
    assert.equal(nodeRow(graph, 1)('demand'), 0);
  });

  it('of servers: metrics clipped, utilisation, demand, price, tier, and six more', () => {
    const graph = graphOf(scene('rich18'));
    const edge = nodeRow(graph, V);
    const expected: Record<string, number> = {
      'bandwidth used': 0.2,
      'compute used': 1 / (4 * 3.107232506),
      demand: 0.1,
      'last price': 0.42,
      'is vehicle': 0,
      'is edge': 1,
      'is cloud': 0,
      arrivals: 0.3,
      'backhaul left': 0.75,
      'inbound twins': 0,
      'hosted twins': 1 / 20,
      'last power': 0.5,
      'hosted out of coverage': 0.1,
    };
    for (const [name, value] of Object.entries(expected)) close(edge(name), value, 1e-7);
    const cloud = nodeRow(graph, V + 10);
    assert.equal(cloud('utility'), 1);
    close(cloud('energy'), 0.9, 1e-7);
    assert.deepEqual(['is edge', 'is cloud', 'backhaul left', 'last power'].map(cloud), [0, 1, 0, 0]);
    close(cloud('inbound twins'), 0.1, 1e-7);
    close(cloud('demand'), 0.1, 1e-7);
  });

  it('of the paper are the first twelve', () => {
    const [rich, paper] = [graphOf(scene('rich18')), graphOf(scene('paper12'))];
    for (let n = 0; n < rich.nodes; n++)
      assert.deepEqual(paper.features.subarray(12 * n, 12 * n + 12), rich.features.subarray(18 * n, 18 * n + 12));
  });

  it('are finite, in [−1, 1] and of one tier each under random choices', () => {
    for (const profile of ['tiny', 'quick', 'std']) {
      const environment = createEnvironment(makeConfig(profile));
      const graph = createGraph(environment);
      randomEpisode(environment, 100, () => {
        updateGraph(environment, surveyOf(environment), graph);
        assert.ok(graph.features.every((value) => value >= -1 && value <= 1));
        for (let n = 0; n < graph.nodes; n++) {
          const tiers = graph.features.subarray(n * graph.width + 9, n * graph.width + 12);
          assert.equal(tiers[0] + tiers[1] + tiers[2], 1);
        }
      });
    }
  });

  it('follow the state: a request that ends takes its demand away', () => {
    const environment = scene('rich18');
    const snapshot = environment.save();
    snapshot.state.request[0] = REQUEST.NONE;
    environment.restore(snapshot);
    assert.equal(nodeRow(graphOf(environment), 0)('demand'), 0);
    assert.equal(nodeRow(graphOf(environment), V)('demand'), 0);
  });
});
