import assert from 'node:assert/strict';

/** Equal to ten significant digits, the precision of the golden values. */
export function assertGolden(actual: number, golden: number): void {
  const off = Math.abs(actual - golden);
  assert.ok(off <= 6e-10 * Math.abs(golden), `got ${actual}, the golden value is ${golden}`);
}

/** Equal up to rounding of the last bits. */
export function assertSame(actual: number, expected: number): void {
  const scale = Math.max(Math.abs(actual), Math.abs(expected), Number.MIN_VALUE);
  assert.ok(Math.abs(actual - expected) <= 1e-12 * scale, `got ${actual}, expected ${expected}`);
}

/** `count` values from lo to hi, both ends included. */
export function range(lo: number, hi: number, count = 50): number[] {
  return Array.from({ length: count }, (_, k) => lo + ((hi - lo) * k) / (count - 1));
}

export function assertIncreasing(values: readonly number[]): void {
  for (let k = 1; k < values.length; k += 1) {
    assert.ok(values[k] > values[k - 1], `value ${k}, ${values[k]}, does not exceed ${values[k - 1]}`);
  }
}

export function assertNonDecreasing(values: readonly number[]): void {
  for (let k = 1; k < values.length; k += 1) {
    assert.ok(values[k] >= values[k - 1], `value ${k}, ${values[k]}, is below ${values[k - 1]}`);
  }
}

/** The function refuses the argument set with one field spoilt, and says which field. */
export function assertRefuses<A extends object>(f: (a: A) => unknown, good: A, name: keyof A, bad: unknown): void {
  assert.doesNotThrow(() => f(good));
  assert.throws(
    () => f({ ...good, [name]: bad }),
    (error: Error) => error.message.includes(String(name)) && error.message.includes(String(bad)),
  );
}
