export * from './statistics/bootstrap';
export * from './statistics/compare';
export * from './statistics/correlation';
export * from './statistics/principal';
export * from './statistics/ridge';
export * from './statistics/robust';
export * from './statistics/student';
