export * from './files';
export { clip, power } from './numeric';
export * from './progress';
export * from './rng';
export { projectFile } from './root';
