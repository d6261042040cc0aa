import type { Environment } from '../../environment/environment';
import { createGraph, featureWidth } from '../../environment/graph';
import type { Config } from '../../paper/config';

/** Sizes and fixed links that every buffer of the learners shares. Servers are edges then clouds; graph nodes are vehicles then servers. */
export interface World {
  readonly vehicles: number;
  readonly edges: number;
  readonly clouds: number;
  readonly servers: number;
  /** Graph nodes M = V + J + I and their features. */
  readonly nodes: number;
  readonly features: number;
  /** Pairs of linked servers, and how many links each server has to servers. */
  readonly serverLinks: readonly (readonly [number, number])[];
  readonly serverDegree: Int32Array;
  /** 1/√degree by degree. */
  readonly inverseRoots: Float32Array;
}

export const VEHICLE_LENGTH = 32;
/** Place of the flag in a vehicle's state that says whether it decides in the slot. */
export const DECIDES = 31;
export const EDGE_LENGTH = 16;
export const CLOUD_LENGTH = 12;

/** @throws if there are more than 32 servers: a vehicle's links are kept as bits of one number */
export function worldOf(environment: Environment): World {
  const { config, scenario } = environment;
  if (scenario.nodes > 32)
    throw new Error(`parameters.edges + parameters.clouds: ${scenario.nodes} servers; the learners take at most 32`);
  const graph = createGraph(environment);
  const V = config.parameters.vehicles;
  const pairs = Array.from({ length: graph.fixedCount }, (_, e) => [graph.from[e] - V, graph.to[e] - V] as const);
  return {
    vehicles: V,
    edges: scenario.edges,
    clouds: scenario.clouds,
    servers: scenario.nodes,
    nodes: graph.nodes,
    features: featureWidth(config as Config),
    serverLinks: pairs,
    serverDegree: graph.fixedDegree.slice(V),
    inverseRoots: Float32Array.from({ length: graph.nodes + 1 }, (_, degree) => 1 / Math.sqrt(degree)),
  };
}

/**
 * Rows of a state's embedding that the networks look at: every server, a row of zeros for "no server", the mean vehicle, edge
 * and cloud, then single vehicles.
 */
export const rowOf = {
  none: (world: World) => world.servers,
  pools: (world: World) => world.servers + 1,
  vehicles: (world: World) => world.servers + 4,
};

/** Degrees including the self loop, from each vehicle's links as bits. */
export function degreesOf(world: World, links: Uint32Array, at: number, out: Float32Array): void {
  const V = world.vehicles;
  for (let n = 0; n < world.servers; n++) out[V + n] = 1 + world.serverDegree[n];
  for (let v = 0; v < V; v++) {
    let degree = 1;
    for (let mask = links[at + v]; mask !== 0; mask &= mask - 1) {
      degree++;
      out[V + 31 - Math.clz32(mask & -mask)]++;
    }
    out[v] = degree;
  }
}

/** Writes 1/√degree of every graph node. */
function writeInverseRoots(world: World, links: Uint32Array, at: number, out: Float32Array): void {
  degreesOf(world, links, at, out);
  for (let n = 0; n < world.nodes; n++) out[n] = world.inverseRoots[out[n]];
}

/** Writes the whole of Â, nodes × nodes numbers: what a GCN of three layers or more needs between its first and its last. */
export function writeAdjacency(
  world: World,
  links: Uint32Array,
  at: number,
  out: Float32Array,
  start: number,
  inverseRoot: Float32Array,
): void {
  const { vehicles: V, nodes: M } = world;
  writeInverseRoots(world, links, at, inverseRoot);
  out.fill(0, start, start + M * M);
  const link = (a: number, b: number) => {
    out[start + a * M + b] = inverseRoot[a] * inverseRoot[b];
    out[start + b * M + a] = inverseRoot[a] * inverseRoot[b];
  };
  for (let n = 0; n < M; n++) link(n, n);
  for (const [a, b] of world.serverLinks) link(V + a, V + b);
  for (let v = 0; v < V; v++)
    for (let mask = links[at + v]; mask !== 0; mask &= mask - 1) link(v, V + 31 - Math.clz32(mask & -mask));
}

/**
 * Writes the rows of Â = D^(−1/2)(A + I)D^(−1/2) named above, for the given single vehicles, into `out` from `start` on:
 * (servers + 4 + vehicles.length) × nodes numbers. The mean rows are means of Â's rows: they embed
 * a mean vehicle, edge, cloud. So ReLU comes after the mean, where z̄ of MODEL.md §5.5 would take it before; one row does for 100.
 */
export function writeAdjacencyRows(
  world: World,
  links: Uint32Array,
  at: number,
  vehicles: ArrayLike<number>,
  out: Float32Array,
  start: number,
  inverseRoot: Float32Array,
): void {
  const { vehicles: V, servers, nodes: M } = world;
  writeInverseRoots(world, links, at, inverseRoot);
  out.fill(0, start, start + (servers + 4 + vehicles.length) * M);
  for (let n = 0; n < servers; n++) writeServerEntry(world, out, start, n, V + n, inverseRoot[V + n] ** 2);
  for (const [a, b] of world.serverLinks) {
    const weight = inverseRoot[V + a] * inverseRoot[V + b];
    writeServerEntry(world, out, start, a, V + b, weight);
    writeServerEntry(world, out, start, b, V + a, weight);
  }
  const meanVehicle = start + (servers + 1) * M;
  for (let v = 0; v < V; v++) {
    out[meanVehicle + v] += inverseRoot[v] ** 2 / V;
    for (let mask = links[at + v]; mask !== 0; mask &= mask - 1) {
      const n = 31 - Math.clz32(mask & -mask);
      const weight = inverseRoot[V + n] * inverseRoot[v];
      writeServerEntry(world, out, start, n, v, weight);
      out[meanVehicle + V + n] += weight / V;
    }
  }
  for (let k = 0; k < vehicles.length; k++) {
    const v = vehicles[k];
    const row = start + (servers + 4 + k) * M;
    out[row + v] = inverseRoot[v] * inverseRoot[v];
    for (let mask = links[at + v]; mask !== 0; mask &= mask - 1) {
      const n = 31 - Math.clz32(mask & -mask);
      out[row + V + n] = inverseRoot[v] * inverseRoot[V + n];
    }
  }
}

/** Writes Â(n, m) of a server n, and adds its part to the row of its tier's mean server. */
function writeServerEntry(world: World, out: Float32Array, start: number, n: number, m: number, weight: number): void {
  const { edges, clouds, servers, nodes: M } = world;
  out[start + n * M + m] = weight;
  if (n < edges) out[start + (servers + 2) * M + m] += weight / edges;
  else out[start + (servers + 3) * M + m] += weight / clouds;
}
