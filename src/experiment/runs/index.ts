export { type ComparisonRow, comparison } from './comparison';
export * from './load';
export { type AxisPoint, plannedPoints } from './points';
export * from './rows';
