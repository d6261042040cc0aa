import { type CsvError, type InfoRecord, parse } from 'csv-parse/sync';
import { readText } from '../support/json';
import { projectFile } from '../support/root';

/** Recorded positions: one array a slot, indexed by vehicle. */
export interface Trace {
  readonly slots: number;
  readonly vehicles: number;
  readonly xM: readonly Float64Array[];
  readonly yM: readonly Float64Array[];
  readonly speedMps: readonly Float64Array[];
}

/** The city trace that comes with the kit: 100 vehicles, 300 s. */
export const cityTrace = projectFile('data/mobility/bologna-100x300.csv');

const columns = ['t', 'vehicle', 'x_m', 'y_m', 'speed_mps'] as const;
const decimal = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;
const farthestM = 1e7;
const fastestMps = 200;
const mostVehicles = 100_000;

interface Row {
  readonly line: number;
  readonly t: number;
  readonly vehicle: number;
  readonly x: number;
  readonly y: number;
  readonly speed: number;
}

/**
 * Reads a CSV of recorded traffic with the columns t, vehicle, x_m, y_m, speed_mps (s, id from 0, m, m, m/s):
 * rows ordered by second, in each second one row a vehicle.
 *
 * @param file the kit's city trace unless told
 * @throws Error naming file, line, column, value and what would be right
 */
export function loadTrace(file: string = cityTrace): Trace {
  const slots = groupBySecond(file, readRows(file));
  const vehicles = 1 + slots[0].reduce((highest, row) => Math.max(highest, row.vehicle), 0);
  for (const slot of slots) checkVehicles(file, slot, vehicles);
  const column = (pick: (row: Row) => number) =>
    slots.map((slot) => {
      const values = new Float64Array(vehicles);
      for (const row of slot) values[row.vehicle] = pick(row);
      return values;
    });
  return {
    slots: slots.length,
    vehicles,
    xM: column((row) => row.x),
    yM: column((row) => row.y),
    speedMps: column((row) => row.speed),
  };
}

function readRows(file: string): Row[] {
  const text = readText(file);
  if (text.trim() === '') throw new Error(`${file}: the file is empty; it should hold ${columns.join(',')} and rows`);
  const [header, ...records] = parseCsv(file, text);
  const missing = columns.filter((name) => !header.record.includes(name));
  if (missing.length > 0) {
    throw new Error(`${file}:1: column ${missing.join(', ')} is missing; the header should be ${columns.join(',')}`);
  }
  if (records.length === 0) throw new Error(`${file}: there are no rows after the header`);
  if (!text.endsWith('\n')) {
    throw new Error(`${file}:${records.at(-1)?.info.lines}: the last line has no end; the file is truncated`);
  }
  const place = columns.map((name) => header.record.indexOf(name));
  return records.map(({ record, info }) => {
    if (record.length !== header.record.length) {
      throw new Error(`${file}:${info.lines}: has ${record.length} fields, the header ${header.record.length}`);
    }
    return toRow(
      `${file}:${info.lines}`,
      info.lines,
      place.map((index) => record[index]),
    );
  });
}

function parseCsv(file: string, text: string): { record: string[]; info: InfoRecord }[] {
  try {
    // the package's types do not know that `info` wraps each record
    const records: unknown = parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    });
    return records as { record: string[]; info: InfoRecord }[];
  } catch (error) {
    const { lines, message } = error as CsvError & { lines?: number };
    throw new Error(`${file}:${lines ?? '?'}: not CSV: ${message}`);
  }
}

function toRow(place: string, line: number, fields: readonly string[]): Row {
  const number = (index: number, lowest: number, highest: number, whole: boolean) => {
    const value = decimal.test(fields[index]) ? Number(fields[index]) : Number.NaN;
    if (!(value >= lowest && value <= highest) || (whole && !Number.isInteger(value))) {
      const right = `${whole ? 'a whole number' : 'a number'} from ${lowest} to ${highest}`;
      throw new Error(`${place}: ${columns[index]}: ${JSON.stringify(fields[index])} is not ${right}`);
    }
    return value;
  };
  return {
    line,
    t: number(0, 0, farthestM, true),
    vehicle: number(1, 0, mostVehicles - 1, true),
    x: number(2, -farthestM, farthestM, false),
    y: number(3, -farthestM, farthestM, false),
    speed: number(4, 0, fastestMps, false),
  };
}

function groupBySecond(file: string, rows: readonly Row[]): Row[][] {
  const slots: Row[][] = [[rows[0]]];
  for (const row of rows.slice(1)) {
    const slot = slots[slots.length - 1];
    const last = slot[0].t;
    if (row.t === last) slot.push(row);
    else if (row.t === last + 1) slots.push([row]);
    else throw new Error(`${file}:${row.line}: t: ${row.t} follows ${last}; it should be ${last} or ${last + 1}`);
  }
  return slots;
}

function checkVehicles(file: string, slot: readonly Row[], vehicles: number): void {
  const seen = new Set<number>();
  for (const { line, t, vehicle } of slot) {
    if (seen.has(vehicle)) throw new Error(`${file}:${line}: vehicle: ${vehicle} appears twice at t = ${t}`);
    if (vehicle >= vehicles) {
      throw new Error(
        `${file}:${line}: vehicle: ${vehicle} is not in the first second, which has 0 to ${vehicles - 1}`,
      );
    }
    seen.add(vehicle);
  }
  const { line, t } = slot[slot.length - 1];
  for (let id = 0; id < vehicles; id++) {
    if (!seen.has(id)) throw new Error(`${file}:${line}: vehicle: ${id} is missing at t = ${t}`);
  }
}
