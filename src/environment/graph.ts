import { adjacencyOf } from '../gcn/adjacency';
import type { Config } from '../paper/config';
import type { Environment } from './environment';
import { writeNodeFeatures } from './graph-features';
import { covers } from './links';
import { addPair, createPairs, type Pairs } from './pairs';
import { createSurvey, type Survey, takeSurvey } from './survey';

/**
 * The graph of a slot over V + J + I nodes: vehicles, then edges, then clouds. Reused between slots. `features` holds
 * `width` numbers a node, row by row. Source: MODEL.md §5.3 (AMB-35, AMB-60).
 */
export interface Graph extends Pairs {
  /** Links of every node, its self loop not counted. */
  readonly degree: Int32Array;
  readonly nodes: number;
  readonly width: number;
  readonly features: Float32Array;
  /** Links among servers, which stand first and never change, and the degrees they give. */
  readonly fixedCount: number;
  readonly fixedDegree: Int32Array;
}

/** Numbers a node carries under `graph.features`. */
export const featureWidth = (config: Config): number => (config.register['graph.features'] === 'rich18' ? 18 : 12);

/** A graph with the links between servers: edge to neighbour, edge to every cloud. `updateGraph` adds the vehicles. */
export function createGraph({ config, scenario }: Environment): Graph {
  const V = config.parameters.vehicles;
  const nodes = V + scenario.nodes;
  const pairs = createPairs(4 * V + scenario.edges * (2 + scenario.clouds));
  const fixedDegree = new Int32Array(nodes);
  for (let j = 0; j < scenario.edges; j++) {
    for (const other of scenario.neighbours.subarray(2 * j, 2 * j + 2))
      if (other !== j && !linked(pairs, V + j, V + other)) link(pairs, fixedDegree, V + j, V + other);
    for (let i = scenario.edges; i < scenario.nodes; i++) link(pairs, fixedDegree, V + j, V + i);
  }
  const width = featureWidth(config);
  const features = new Float32Array(nodes * width);
  return { ...pairs, nodes, width, features, degree: fixedDegree.slice(), fixedCount: pairs.count, fixedDegree };
}

/** Rebuilds links and node features from the present slot, of which `survey` must be. Changes only `graph`. */
export function updateGraph(environment: Environment, survey: Survey, graph: Graph): void {
  const { config, scenario, state, links } = environment;
  const V = config.parameters.vehicles;
  const toCloud = config.register['graph.vehicleCloudEdge'] === 'nearest';
  graph.count = graph.fixedCount;
  graph.degree.set(graph.fixedDegree);
  const { coverage } = survey;
  for (let e = 0; e < coverage.count; e++) link(graph, graph.degree, coverage.from[e], V + coverage.to[e]);
  for (let v = 0; v < V; v++) {
    const host = state.host[v];
    const near = toCloud ? links.nearestCloud[v] : -1;
    if (near >= 0) link(graph, graph.degree, v, V + near);
    const known = host < scenario.edges ? covers(config, scenario, state, v, host) : host === near;
    if (host >= 0 && !known) link(graph, graph.degree, v, V + host);
  }
  writeNodeFeatures(environment, survey, graph.features, graph.width);
}

/** The graph of the present slot as whole matrices, for reading. */
export interface SlotGraph {
  /** A, nodes × nodes: vehicles, then edges, then clouds. */
  readonly adjacency: number[][];
  /** H⁰, nodes × features, in the order of NODE_NAMES. */
  readonly nodeFeatures: number[][];
}

/** What (1) is applied to in the present slot of an environment. */
export function slotGraph(environment: Environment): SlotGraph {
  const survey = createSurvey(environment);
  const graph = createGraph(environment);
  takeSurvey(environment, survey);
  updateGraph(environment, survey, graph);
  const { nodes, width, features } = graph;
  const nodeFeatures = Array.from({ length: nodes }, (_, n) => [...features.subarray(n * width, (n + 1) * width)]);
  return { adjacency: adjacencyOf(graph), nodeFeatures };
}

function link(pairs: Pairs, degree: Int32Array, a: number, b: number): void {
  addPair(pairs, a, b);
  degree[a]++;
  degree[b]++;
}

function linked({ count, from, to }: Pairs, a: number, b: number): boolean {
  for (let e = 0; e < count; e++) if ((from[e] === a && to[e] === b) || (from[e] === b && to[e] === a)) return true;
  return false;
}
