/** The learners and their training; loads TensorFlow. */
export { softUpdate } from '../../agents/learning/parameters';
export { exploration } from '../../agents/learning/settings';
export { algorithms } from './algorithms';
export { gcnOfRun } from './gcn';
export { type LiveRun, trainLive } from './live';
export { evaluateRun, policyOf, type Run, readRun } from './run';
export { type TrainTask, train } from './train';
export { type Tuning, grids, readTuning } from './tuning';
