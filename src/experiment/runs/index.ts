export * from './load';
export { type AxisPoint, plannedPoints } from './points';
export * from './rows';
