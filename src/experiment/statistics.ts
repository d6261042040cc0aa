export * from './statistics/bootstrap';
export * from './statistics/compare';
export * from './statistics/robust';
export * from './statistics/student';
