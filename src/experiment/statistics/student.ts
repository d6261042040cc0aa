/** A mean with its confidence interval; low and high are null below two values, where there is none. */
export interface Interval {
  mean: number;
  low: number | null;
  high: number | null;
  count: number;
}

export interface TInterval {
  values: readonly number[];
  /** Share of samples whose interval holds the true mean, for example 0.95. */
  level: number;
}

function requireFiniteValues(name: string, values: readonly number[]): void {
  if (values.length === 0) throw new RangeError(`${name}: no values; at least one is needed`);
  values.forEach((value, index) => {
    if (!Number.isFinite(value)) throw new RangeError(`${name}: values[${index}] is ${value}; it must be finite`);
  });
}

export function mean(values: readonly number[]): number {
  requireFiniteValues('mean', values);
  return values.reduce((total, value) => total + value, 0) / values.length;
}

/** Standard deviation with n − 1 in the denominator; needs two values or more. */
export function sampleStandardDeviation(values: readonly number[]): number {
  if (values.length < 2)
    throw new RangeError(`sampleStandardDeviation: ${values.length} values; at least two are needed`);
  const centre = mean(values);
  return Math.sqrt(
    values.reduce((total, value) => total + (value - centre) * (value - centre), 0) / (values.length - 1),
  );
}

/** P(|T| ≤ t) of Student's t by the finite series for whole degrees of freedom (Abramowitz and Stegun 26.7.3, 26.7.4). */
function centralProbability(t: number, degrees: number): number {
  const sine = t / Math.sqrt(degrees + t * t);
  const cosineSquared = degrees / (degrees + t * t);
  const odd = degrees % 2 === 1;
  let term = odd ? Math.sqrt(cosineSquared) : 1;
  let series = degrees === 1 ? 0 : term;
  for (let k = odd ? 3 : 2; k <= degrees - 2; k += 2) {
    term *= (cosineSquared * (k - 1)) / k;
    series += term;
  }
  return odd ? (2 / Math.PI) * (Math.atan(t / Math.sqrt(degrees)) + sine * series) : sine * series;
}

/**
 * The t with P(T ≤ t) = probability of Student's distribution. Own code: the one small library has it right to nine
 * digits only, the exact one brings two hundred packages.
 * @param probability in (0, 1)   @param degrees whole number ≥ 1
 */
export function studentQuantile(probability: number, degrees: number): number {
  if (!(probability > 0 && probability < 1)) {
    throw new RangeError(`studentQuantile: probability is ${probability}; it must lie strictly between 0 and 1`);
  }
  if (!Number.isInteger(degrees) || degrees < 1) {
    throw new RangeError(`studentQuantile: degrees is ${degrees}; it must be a whole number, at least 1`);
  }
  if (probability < 0.5) return -studentQuantile(1 - probability, degrees);
  const central = 2 * probability - 1;
  let high = 1;
  while (centralProbability(high, degrees) < central && high < 1e15) high *= 2;
  let low = 0;
  for (let halving = 0; halving < 100; halving += 1) {
    const middle = (low + high) / 2;
    if (centralProbability(middle, degrees) < central) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * P(T > t) of Student's distribution for t ≥ 0, to about 15 decimal places (not digits: it is 1 minus a series).
 * @param degrees whole number ≥ 1
 */
export function tailProbability(t: number, degrees: number): number {
  return Math.max(0, (1 - centralProbability(t, degrees)) / 2);
}

/** Student's interval about an estimate whose `count` independent parts have the given deviation. */
export function studentInterval(estimate: number, deviation: number, count: number, level: number): Interval {
  if (!(level > 0 && level < 1)) throw new RangeError(`tInterval: level is ${level}; it must lie between 0 and 1`);
  if (count < 2) return { mean: estimate, low: null, high: null, count };
  const half = (studentQuantile((1 + level) / 2, count - 1) * deviation) / Math.sqrt(count);
  return { mean: estimate, low: estimate - half, high: estimate + half, count };
}

/** Mean and Student t-interval of independent values. */
export function tInterval({ values, level }: TInterval): Interval {
  return studentInterval(mean(values), values.length < 2 ? 0 : sampleStandardDeviation(values), values.length, level);
}
