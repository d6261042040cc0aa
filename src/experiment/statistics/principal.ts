export interface PrincipalComponent {
  /** Place of every row on the component, mean 0. */
  readonly scores: number[];
  /** Share of the variance of the rows that lies along it. */
  readonly share: number;
}

/**
 * First principal component of rows, by power iteration on their covariance. Its sign is such that its largest weight is
 * positive. Rows that do not vary give scores of 0.
 */
export function principalComponent(rows: readonly (readonly number[])[]): PrincipalComponent {
  const means = rows[0].map((_, k) => rows.reduce((sum, row) => sum + row[k], 0) / rows.length);
  const centred = rows.map((row) => row.map((value, k) => value - means[k]));
  const covariance = means.map((_, a) =>
    means.map((__, b) => centred.reduce((sum, row) => sum + row[a] * row[b], 0) / rows.length),
  );
  const total = covariance.reduce((sum, row, k) => sum + row[k], 0);
  if (total === 0) return { scores: rows.map(() => 0), share: 0 };
  let direction = covariance.map((row) => row.reduce((sum, value) => sum + Math.abs(value), 0));
  let length = 1;
  for (let k = 0; k < 500; k++) {
    const size = Math.sqrt(direction.reduce((sum, value) => sum + value * value, 0));
    direction = direction.map((value) => value / size);
    const next = covariance.map((row) => row.reduce((sum, value, b) => sum + value * direction[b], 0));
    length = Math.sqrt(next.reduce((sum, value) => sum + value * value, 0));
    direction = next;
  }
  const largest = direction.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  const sign = Math.sign(largest) / length;
  const scores = centred.map((row) => row.reduce((sum, value, k) => sum + value * direction[k] * sign, 0));
  return { scores, share: length / total };
}
