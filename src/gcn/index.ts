export { adjacencyOf, type LinkList, type Matrix, normalisedAdjacency } from './adjacency';
export * from './layer';
export * from './network';
