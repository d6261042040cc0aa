/** The three ways of (2) in which a twin moves; NONE is a vehicle that defers. */
export const MODE = { NONE: 0, EDGE: 1, CLOUD: 2, RELAY: 3 } as const;

/** 1: vehicle → edge; 2: vehicle → cloud; 3: vehicle → edge → destination. */
export type Mode = 1 | 2 | 3;

export type ModeOrNone = 0 | Mode;
