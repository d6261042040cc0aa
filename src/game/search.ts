const HALVINGS = 80;

/**
 * Point of [low, high] where a decreasing sign function changes from + to −: 80 halvings or until two neighbouring
 * doubles are left. Returns the upper of them, but `low` exactly if the sign is − everywhere. Never evaluates the ends.
 */
export function bisect(low: number, high: number, decreasing: (at: number) => number): number {
  let below = low;
  let above = high;
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = 0.5 * (below + above);
    if (middle <= below || middle >= above) break;
    if (decreasing(middle) > 0) below = middle;
    else above = middle;
  }
  return below === low ? low : above;
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Largest value of a unimodal function found by golden-section search on [low, high]. */
export function goldenMaximum(low: number, high: number, value: (at: number) => number, sections: number): number {
  let a = low;
  let b = high;
  let x = b - GOLDEN * (b - a);
  let y = a + GOLDEN * (b - a);
  let fx = value(x);
  let fy = value(y);
  for (let section = 0; section < sections; section++) {
    if (fx >= fy) {
      b = y;
      y = x;
      fy = fx;
      x = b - GOLDEN * (b - a);
      fx = value(x);
    } else {
      a = x;
      x = y;
      fx = fy;
      y = a + GOLDEN * (b - a);
      fy = value(y);
    }
  }
  return Math.max(fx, fy);
}
