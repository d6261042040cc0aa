import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readJsonFile } from './json';

/**
 * The one text of a value: keys sorted, numbers to 10 significant digits, no spaces.
 * Two values that differ only by rounding of the last digits have the same text; compare and hash this.
 *
 * @throws TypeError naming the path of what JSON cannot hold: NaN, an infinity, a function, a bigint, a Map
 * @example canonicalJson({ b: 1 / 3, a: [true] }) // => '{"a":[true],"b":0.3333333333}'
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(plain(value, '', (number) => Number(number.toPrecision(10))));
}

/** SHA-256 of text (as UTF-8) or bytes, 64 hexadecimal digits. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** SHA-256 of pieces one after the other, as of them joined. */
export function sha256OfPieces(pieces: Iterable<Uint8Array>): string {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
}

/** A file from a place on, piece by piece, so that it is never held whole. Each piece is overwritten by the next. */
export function* piecesOf(file: string, start = 0): Generator<Uint8Array> {
  const descriptor = openSync(file, 'r');
  try {
    const piece = Buffer.alloc(PIECE_BYTES);
    for (let at = start; ; ) {
      const count = readSync(descriptor, piece, 0, PIECE_BYTES, at);
      if (count === 0) return;
      at += count;
      yield piece.subarray(0, count);
    }
  } finally {
    closeSync(descriptor);
  }
}

const PIECE_BYTES = 1 << 20;

/**
 * Writes a file so that a reader finds the old content or the new, never a half: temporary file beside it,
 * flushed, renamed, read back. Makes the folder if it is missing.
 *
 * @param content text, bytes, or pieces of bytes that are written one after the other
 * @throws Error naming the file when it cannot be written or does not read back the same
 */
export function writeFileAtomic(file: string, content: string | Uint8Array | readonly Uint8Array[]): void {
  const pieces = typeof content === 'string' ? [Buffer.from(content)] : Array.isArray(content) ? content : [content];
  const temporary = temporaryOf(file);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFlushed(temporary, pieces);
    renameSync(temporary, file);
  } catch (error) {
    if (existsSync(temporary)) rmSync(temporary);
    throw new Error(`${file}: cannot be written: ${(error as Error).message}`);
  }
  if (sha256OfPieces(piecesOf(file)) !== sha256OfPieces(pieces))
    throw new Error(`${file}: reads back differently from what was written`);
}

const TEMPORARY = '.tmp';
const temporaryOf = (file: string): string => `${file}.${process.pid}${TEMPORARY}`;

/** Removes the temporary files that other processes left beside a file when they were killed; none may be at work there. */
export function removeHalves(file: string): void {
  for (const name of readdirSync(dirname(file))) {
    const left = name.startsWith(`${basename(file)}.`) && name.endsWith(TEMPORARY);
    if (left && join(dirname(file), name) !== temporaryOf(file)) rmSync(join(dirname(file), name), { force: true });
  }
}

function writeFlushed(file: string, pieces: Iterable<Uint8Array>): void {
  withOpen(file, 'w', (descriptor) => {
    for (const piece of pieces) for (let done = 0; done < piece.length; ) done += writeSync(descriptor, piece, done);
    fsyncSync(descriptor);
  });
}

/** Returns when what was written to a file is on the disk. */
export const flush = (file: string): void => withOpen(file, 'r+', fsyncSync);

function withOpen(file: string, flags: string, use: (descriptor: number) => void): void {
  const descriptor = openSync(file, flags);
  try {
    use(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Writes `{ "checksum": …, "content": … }` atomically. Numbers keep all their digits.
 *
 * @throws TypeError naming the file and the path of what JSON cannot hold; the file is left as it was
 */
export function writeJson(file: string, content: unknown): void {
  let text: string;
  try {
    text = exactJson(content);
  } catch (error) {
    throw new TypeError(`${file}: ${(error as Error).message}`);
  }
  writeFileAtomic(file, `{"checksum":"${sha256(text)}",\n"content":${text}}\n`);
}

/**
 * Reads what `writeJson` wrote.
 *
 * @throws Error naming the file when it is missing, not strict JSON, or was changed since it was written
 */
export function readJson<T = unknown>(file: string): T {
  const whole = readJsonFile(file) as { checksum?: unknown; content?: T } | null;
  if (
    whole === null ||
    typeof whole !== 'object' ||
    typeof whole.checksum !== 'string' ||
    whole.content === undefined
  ) {
    throw new Error(`${file}: needs the two fields "checksum" and "content", as written by a run`);
  }
  const actual = sha256(exactJson(whole.content));
  if (actual !== whole.checksum) {
    throw new Error(
      `${file}: checksum: ${whole.checksum.slice(0, 12)}… does not fit the content (${actual.slice(0, 12)}…); the file was changed or damaged, make it again`,
    );
  }
  return whole.content;
}

function exactJson(value: unknown): string {
  return JSON.stringify(plain(value, '', (number) => number));
}

/** The value as sorted plain data, every number passed through `settle`; typed arrays become arrays. */
function plain(value: unknown, path: string, settle: (number: number) => number): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${path || 'the value'}: ${value} is not a finite number`);
    return settle(value);
  }
  if (Array.isArray(value)) return value.map((item, index) => plain(item, `${path}[${index}]`, settle));
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    return plain(Array.from(value as Float64Array), path, settle);
  }
  const kind = typeof value === 'object' ? Object.prototype.toString.call(value).slice(8, -1) : typeof value;
  if (kind !== 'Object') throw new TypeError(`${path || 'the value'}: a ${kind} cannot be stored`);
  const entries = Object.entries(value as object).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    entries.map(([key, item]) => [key, plain(item, path === '' ? key : `${path}.${key}`, settle)]),
  );
}
