import { equationDocstrings, idsOf } from '../equation-index';

/** Which equations of the paper a measured quantity goes through, by the start of its name; the first that fits counts. */
const THROUGH: readonly (readonly [start: string, equations: readonly string[]])[] = [
  ['reward', ['reward', '21', '23', 'norm']],
  ['loss', ['25', '26', '27']],
  ['bellmanError', ['25', '26']],
  ['normalisedBellmanError', ['25', '26']],
  ['energyVehicle', ['9', '5', 'R']],
  ['energyEdge', ['Eji', 'Eex', '6', 'SIM-W']],
  ['energyCloud', ['Eex', '10', 'SIM-W']],
  ['energy', ['Etot', 'layers', '9', 'Eji', 'Eex', '10']],
  ['qoe', ['aleph', 'fL', 'fQ', 'fR', 'UX']],
  ['latencyVehicle', ['5', 'R']],
  ['latencyEdge', ['6', '7', 'Lex', 'Lqu']],
  ['latencyCloud', ['Lrd', 'Lqu']],
  ['latency', ['Ltot', '5', '6', 'Lex', 'Lrd', 'Lqu', 'R', '7']],
  ['msr', ['C3', 'C4', 'C5', 'C6', 'C7', 'C8', 'C9', 'C10']],
  ['cost', ['C', '14-price', '16-price', '17-demand']],
  ['utilisation', ['C3', 'C4']],
  ['exploitability', ['18', '19', '20']],
  ['objectives', ['21', '23']],
  ['none', []],
];

/** An equation and where it stands. */
export interface EquationPlace {
  readonly id: string;
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

/** The equations behind quantities, each once. @throws Error if nothing is known about a quantity */
export function equationsBehind(quantities: readonly string[]): EquationPlace[] {
  const ids = quantities.flatMap((quantity) => {
    const known = THROUGH.find(([start]) => quantity.startsWith(start));
    if (!known) throw new Error(`equationsBehind: "${quantity}" goes through no known equation; add it to the table`);
    return known[1];
  });
  places ??= allPlaces();
  return [...new Set(ids)].map((id) => {
    const place = places?.get(id);
    if (!place) throw new Error(`equationsBehind: (${id}) has no function in src`);
    return place;
  });
}

let places: ReadonlyMap<string, EquationPlace> | undefined;

/** All sources are read once. */
const allPlaces = () =>
  new Map(
    equationDocstrings().flatMap((doc) => {
      const { name, file, line } = doc;
      return idsOf(doc, 'eq').map((id) => [id, { id, name, file, line }] as const);
    }),
  );
