/**
 * Checks of arguments: plain comparisons, so that they cost next to nothing in
 * the slot loop. Each throws an Error that names the argument, its value and
 * what would be right; NaN is refused everywhere.
 */

function refuse(name: string, value: unknown, right: string): never {
  throw new Error(`${name} = ${String(value)}: ${right}`);
}

export function requireFinite(name: string, value: number): void {
  if (!(value > -Infinity && value < Infinity)) {
    refuse(name, value, 'must be a finite number');
  }
}

export function requirePositive(name: string, value: number): void {
  if (!(value > 0 && value < Infinity)) {
    refuse(name, value, 'must be a finite number above 0');
  }
}

export function requireNonNegative(name: string, value: number): void {
  if (!(value >= 0 && value < Infinity)) {
    refuse(name, value, 'must be a finite number, 0 or more');
  }
}

/** For durations that may be unbounded, such as the dwell at a cloud. */
export function requireDuration(name: string, value: number): void {
  if (!(value >= 0)) refuse(name, value, 'must be a number, 0 or more');
}

export function requireShare(name: string, value: number): void {
  if (!(value >= 0 && value <= 1)) {
    refuse(name, value, 'must be a number from 0 to 1');
  }
}

export function requireCount(name: string, value: number): void {
  if (!(value >= 1 && Number.isSafeInteger(value))) {
    refuse(name, value, 'must be a whole number, 1 or more');
  }
}

export function requireOneOf(name: string, value: number, allowed: readonly number[]): void {
  if (!allowed.includes(value)) {
    refuse(name, value, `must be one of ${allowed.join(', ')}`);
  }
}

export function requireSameLength(
  name: string,
  values: ArrayLike<unknown>,
  other: string,
  others: ArrayLike<unknown>,
): void {
  if (values.length !== others.length) {
    refuse(`${name}.length`, values.length, `must equal ${other}.length = ${others.length}`);
  }
}
