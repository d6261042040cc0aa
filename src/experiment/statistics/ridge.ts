export interface RidgeData {
  /** A row an observation. */
  readonly inputs: readonly (readonly number[])[];
  readonly outputs: readonly number[];
  /** λ of the standardised inputs, an observation: 0 is least squares. */
  readonly penalty: number;
}

/**
 * Ridge regression with an intercept: w = (X'X/n + λI)⁻¹ X'y/n, columns of X with mean 0 and deviation 1; a column that does
 * not vary is left out.
 * @returns the prediction for a row
 * @throws if there are no observations, or inputs and outputs differ in number
 */
export function ridge({ inputs, outputs, penalty }: RidgeData): (row: readonly number[]) => number {
  const n = outputs.length;
  if (n === 0 || inputs.length !== n)
    throw new Error(`ridge: ${inputs.length} rows of inputs and ${n} outputs; there must be as many, one or more`);
  const means = inputs[0].map((_, k) => inputs.reduce((sum, row) => sum + row[k], 0) / n);
  const deviations = means.map((mean, k) => Math.sqrt(inputs.reduce((sum, row) => sum + (row[k] - mean) ** 2, 0) / n));
  const standard = (row: readonly number[]) =>
    row.map((value, k) => (deviations[k] > 1e-12 ? (value - means[k]) / deviations[k] : 0));
  const rows = inputs.map(standard);
  const centre = outputs.reduce((sum, y) => sum + y, 0) / n;
  const gram = means.map((_, a) =>
    means.map((__, b) => rows.reduce((sum, row) => sum + row[a] * row[b], 0) / n + (a === b ? penalty : 0)),
  );
  const moments = means.map((_, a) => rows.reduce((sum, row, i) => sum + row[a] * (outputs[i] - centre), 0) / n);
  const weights = solve(gram, moments);
  return (row) => centre + standard(row).reduce((sum, value, k) => sum + value * weights[k], 0);
}

/** Solves a positive definite system by Cholesky's method; unknowns without a pivot are 0. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const n = right.length;
  const lower = matrix.map((row) => row.map(() => 0));
  const solution = [...right];
  const divide = (value: number, pivot: number) => (pivot > 1e-9 ? value / pivot : 0);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b <= a; b++) {
      let left = matrix[a][b];
      for (let k = 0; k < b; k++) left -= lower[a][k] * lower[b][k];
      lower[a][b] = a === b ? Math.sqrt(Math.max(0, left)) : divide(left, lower[b][b]);
    }
    for (let k = 0; k < a; k++) solution[a] -= lower[a][k] * solution[k];
    solution[a] = divide(solution[a], lower[a][a]);
  }
  for (let a = n - 1; a >= 0; a--) {
    for (let k = a + 1; k < n; k++) solution[a] -= lower[k][a] * solution[k];
    solution[a] = divide(solution[a], lower[a][a]);
  }
  return solution;
}

/** 1 − Σ(y − ŷ)² / Σ(y − ȳ)²: 1 is perfect, 0 no better than the mean, below 0 worse. NaN-free: 0 if y does not vary. */
export function rSquared(predicted: readonly number[], actual: readonly number[]): number {
  const mean = actual.reduce((sum, y) => sum + y, 0) / actual.length;
  const varied = actual.reduce((sum, y) => sum + (y - mean) ** 2, 0);
  const missed = actual.reduce((sum, y, i) => sum + (y - predicted[i]) ** 2, 0);
  return varied === 0 ? 0 : 1 - missed / varied;
}
