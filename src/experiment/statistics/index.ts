export * from './bootstrap';
export * from './compare';
export * from './robust';
export * from './student';
