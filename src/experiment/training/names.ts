/** The algorithms of section V that train, in the paper's order; a file of its own, which does not load TensorFlow. */
export const algorithmNames = ['mo-maddpg', 'maddpg', 'madqn', 'ga'] as const;
export type AlgorithmName = (typeof algorithmNames)[number];
