/** Unordered pairs of node or vehicle numbers, the first `count` in use; the arrays grow when they are full. */
export interface Pairs {
  count: number;
  from: Int32Array;
  to: Int32Array;
}

export const createPairs = (room: number): Pairs => ({
  count: 0,
  from: new Int32Array(room),
  to: new Int32Array(room),
});

/** Adds a pair without looking whether it is there already. */
export function addPair(pairs: Pairs, from: number, to: number): void {
  if (pairs.count === pairs.from.length) {
    pairs.from = doubled(pairs.from);
    pairs.to = doubled(pairs.to);
  }
  pairs.from[pairs.count] = from;
  pairs.to[pairs.count++] = to;
}

function doubled(values: Int32Array): Int32Array {
  const larger = new Int32Array(2 * values.length + 8);
  larger.set(values);
  return larger;
}
