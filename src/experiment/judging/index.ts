export { adjustedP, judge, judgeAll } from './judge-runs';
