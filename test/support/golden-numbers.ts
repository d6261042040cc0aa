/*
 * The inputs of the PyTorch programs in data/golden/torch, which draws them in the same way: Park and Miller's minimal
 * generator.
 */

function stream(seed: number, count: number): number[] {
  let x = seed;
  return Array.from({ length: count }, () => {
    x = (x * 48271) % 2147483647;
    return x;
  });
}

/** Multiples of 1/1024 in [−1, 1), times scale. */
export const numbers = (seed: number, count: number, scale = 1): number[] =>
  stream(seed, count).map((x) => ((Math.floor(x / 2 ** 20) - 1024) / 1024) * scale);

export const integers = (seed: number, count: number, below: number): number[] =>
  stream(seed, count).map((x) => x % below);

/** Fails naming the entry that is off by more than the tolerance. */
export function requireNear(
  name: string,
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
): void {
  if (actual.length !== expected.length)
    throw new Error(`${name}: has ${actual.length} entries, expected ${expected.length}`);
  for (let k = 0; k < expected.length; k++)
    if (!(Math.abs(actual[k] - expected[k]) <= tolerance))
      throw new Error(`${name}: entry ${k} is ${actual[k]}, expected ${expected[k]} within ${tolerance}`);
}
