export * from './policies';
export type { Policy } from './policy';
