/** Undirected links between nodes, each once, the first `count` in use, and the degree of every node without its self loop. */
export interface LinkList {
  readonly count: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly degree: Int32Array;
}

export type Matrix = readonly (readonly number[])[];

/** A as a whole matrix, of zeros and ones. */
export function adjacencyOf({ count, from, to, degree }: LinkList): number[][] {
  const adjacency = Array.from(degree, () => new Array<number>(degree.length).fill(0));
  for (let e = 0; e < count; e++) {
    adjacency[from[e]][to[e]] = 1;
    adjacency[to[e]][from[e]] = 1;
  }
  return adjacency;
}

/**
 * Â = D^(−1/2) (A + I) D^(−1/2), D the degrees of A + I, as a whole matrix: for reading and for small graphs.
 * @param adjacency A, symmetric, of zeros and ones, without self loops
 * @throws Error naming the entry that is none of this
 */
export function normalisedAdjacency(adjacency: Matrix): number[][] {
  requireAdjacency(adjacency);
  const degree = adjacency.map((row) => 1 + row.reduce((sum, entry) => sum + entry, 0));
  return adjacency.map((row, a) => row.map((entry, b) => (a === b ? 1 : entry) / Math.sqrt(degree[a] * degree[b])));
}

function requireAdjacency(adjacency: Matrix): void {
  adjacency.forEach((row, a) => {
    if (row.length !== adjacency.length)
      throw new Error(`adjacency[${a}].length = ${row.length}: must be the number of rows, ${adjacency.length}`);
    row.forEach((entry, b) => {
      const right = a === b ? entry === 0 : (entry === 0 || entry === 1) && entry === adjacency[b][a];
      if (!right)
        throw new Error(`adjacency[${a}][${b}] = ${entry}: must be 0 or 1, the same both ways, 0 for a node itself`);
    });
  });
}

type Numbers = Float32Array | Float64Array;

/**
 * Â X as a sparse product over the links: the neighbourhood mean of (1) at the size of a slot's graph.
 *
 * @param rows X, `width` numbers a node, row by row
 * @param out receives Â X in the same shape; must be another array
 * @throws Error if `out` is `rows` or a length does not fit
 */
export function normalisedTimes(links: LinkList, rows: Numbers, width: number, out: Numbers): void {
  const { count, from, to, degree } = links;
  if (out === rows) throw new Error('normalisedTimes: out must be another array than rows');
  for (const [name, { length }] of Object.entries({ rows, out }))
    if (length !== degree.length * width)
      throw new Error(`normalisedTimes: ${name}.length = ${length}: must be nodes · width = ${degree.length * width}`);
  for (let n = 0, at = 0; n < degree.length; n++) {
    const own = 1 / (1 + degree[n]);
    for (let k = 0; k < width; k++, at++) out[at] = own * rows[at];
  }
  for (let e = 0; e < count; e++) {
    const weight = 1 / Math.sqrt((1 + degree[from[e]]) * (1 + degree[to[e]]));
    let a = from[e] * width;
    let b = to[e] * width;
    for (let k = 0; k < width; k++, a++, b++) {
      out[a] += weight * rows[b];
      out[b] += weight * rows[a];
    }
  }
}
