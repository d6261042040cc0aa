/** The public surface, in the paper's order. */
export * from './paper';
export * from './models';
export * from './game';
export * from './gcn';
export * from './environment';
export * from './agents';
export * from './experiment';
export * from './support';
