export * from './claims';
export * from './config';
export * from './parameters';
export * from './profiles';
export * from './register';
export * from './symbols';
