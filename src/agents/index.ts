export * from './cross-entropy';
export { type BestChoice, choiceValue, exhaustiveBest } from './exhaustive';
export { bellmanTarget, headLoss, policyGradient, totalLoss } from './learning/equations';
export { FAR_SIGHTED_START, farSightedWith } from './far-sighted';
export { LINEAR_WEIGHTS, linearWith } from './linear';
export * from './policies';
export type { Policy } from './policy';
export { type NodeState, type TunablePolicy, type TunedPolicy, tunedFile, tunedWeights } from './tuned';
