import { mean } from './student';

/** Pearson's correlation of pairs; 0 where one of them does not vary. */
export function correlation(x: readonly number[], y: readonly number[]): number {
  const [middleX, middleY] = [mean(x), mean(y)];
  let [both, ofX, ofY] = [0, 0, 0];
  for (let k = 0; k < x.length; k++) {
    both += (x[k] - middleX) * (y[k] - middleY);
    ofX += (x[k] - middleX) ** 2;
    ofY += (y[k] - middleY) ** 2;
  }
  return ofX === 0 || ofY === 0 ? 0 : both / Math.sqrt(ofX * ofY);
}
