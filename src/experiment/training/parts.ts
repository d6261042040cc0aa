/** The three parts of MO-MADDPG that can be left out; without all of them it is MADDPG (MODEL.md §5.6). */
export const PARTS = ['gcn', 'game', 'heads'] as const;
export type Part = (typeof PARTS)[number];

/** Every choice of parts to leave out, none first: the cells of the 2³ design. */
export const leftOut: readonly (readonly Part[])[] = Array.from({ length: 8 }, (_, k) =>
  PARTS.filter((_, bit) => (k >> bit) & 1),
);

/** Name of a setting's variant without some parts, "broadcast-without-gcn-heads"; the setting's own without none. */
export const variantWithout = (setting: string, parts: readonly Part[]): string =>
  [setting, parts.length > 0 && `without-${parts.join('-')}`].filter(Boolean).join('-');
