export { type ComparisonRow, comparison, pairSeeds } from './comparison';
export * from './load';
export { type AxisPoint, plannedPoints } from './points';
export { loadRetrained, protocolOf } from './retrained';
export * from './rows';
