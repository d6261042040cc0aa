export interface CheckOptions {
  /** Largest relative difference of numbers that still counts as equal; default 1e-6. */
  tolerance?: number;
}

type Answer = number | string | boolean | readonly Answer[];

function describeNumber(expected: number, actual: number, tolerance: number): string | null {
  if (!Number.isFinite(actual)) return `the result is ${actual}, not a finite number`;
  const scale = Math.max(Math.abs(expected), Number.MIN_VALUE);
  const difference = Math.abs(actual - expected);
  if (difference <= tolerance * scale || (expected === 0 && difference <= tolerance)) return null;
  if (expected !== 0 && Math.sign(actual) === -Math.sign(expected)) return `${actual} has the wrong sign`;
  const direction = Math.abs(actual) > Math.abs(expected) ? 'large' : 'small';
  const factor = expected === 0 || actual === 0 ? '' : `, by a factor of ${(actual / expected).toPrecision(3)}`;
  return `${actual} is too ${direction}${factor}`;
}

function describe(expected: Answer, actual: unknown, tolerance: number): string | null {
  if (typeof expected === 'number') {
    if (typeof actual !== 'number') return `a number is wanted, this is a ${typeof actual}`;
    return describeNumber(expected, actual, tolerance);
  }
  if (!Array.isArray(expected)) return actual === expected ? null : `${String(actual)} is not it`;
  const list = actual as ArrayLike<unknown>;
  if (typeof actual !== 'object' || typeof list.length !== 'number') return 'a list is wanted';
  if (list.length !== expected.length) return `the list has ${list.length} entries, ${expected.length} are wanted`;
  for (let index = 0; index < expected.length; index += 1) {
    const problem = describe(expected[index], list[index], tolerance);
    if (problem) return `entry ${index}: ${problem}`;
  }
  return null;
}

/** What `check` prints; ✓ when right, … when not begun, ✗ with what is off otherwise. */
export function checkMessage(expected: Answer, actual: unknown, hint: string, options: CheckOptions = {}): string {
  const help = hint ? ` Hint: ${hint}` : '';
  try {
    const value = typeof actual === 'function' ? actual() : actual;
    if (value === undefined || value === null) return `… not done yet.${help}`;
    const problem = describe(expected, value, options.tolerance ?? 1e-6);
    return problem ? `✗ ${problem}.${help}` : '✓ right';
  } catch (error) {
    return `… not done yet: ${error instanceof Error ? error.message : String(error)}.${help}`;
  }
}

/**
 * Checks an exercise and prints what is off; never throws, so that an unfinished exercise does not stop a notebook.
 * @param actual the answer, or a function that gives it; undefined or null: not done yet
 * @param hint printed while the answer is not right
 */
export function check(expected: Answer, actual: unknown, hint = '', options: CheckOptions = {}): void {
  console.log(checkMessage(expected, actual, hint, options));
}
