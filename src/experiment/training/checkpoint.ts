import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { piecesOf, sha256OfPieces, writeFileAtomic } from '../../support/files';
import { type Identity, requireSameRun } from './identity';
import type { LogMark } from './log';
import type { Memory, Part } from './trainer';

/*
 * One file: a line with the checksum of all that follows, a line of JSON that lists the arrays and holds everything that
 * is no array, then the arrays' bytes. A truncated or edited file is refused.
 */

/** How far the loop is. */
export interface Progressed extends LogMark {
  readonly rounds: number;
}

interface Header {
  readonly identity: Identity;
  readonly progressed: Progressed;
  readonly state: unknown;
  readonly parts: readonly { name: string; bytes: number }[];
}

const bytesOf = ({ array, used }: Part): Uint8Array => {
  const size = array.length > 0 ? array.byteLength / array.length : 0;
  return new Uint8Array(array.buffer, array.byteOffset, used * size);
};

/** Stores what a training holds and how far it is; the old file stands until the new one is whole. */
export function writeCheckpoint(file: string, identity: Identity, memory: Memory, progressed: Progressed): void {
  const parts = memory.parts();
  const arrays = parts.map(bytesOf);
  const header: Header = {
    identity,
    progressed,
    state: memory.save(),
    parts: parts.map(({ name }, k) => ({ name, bytes: arrays[k].length })),
  };
  const content = [line(JSON.stringify(header)), ...arrays];
  writeFileAtomic(file, [line(sha256OfPieces(content)), ...content]);
}

const line = (text: string): Uint8Array => Buffer.from(`${text}\n`);

/**
 * Restores a training from a checkpoint. @returns how far it is, or undefined if there is no file
 * @throws if the file is truncated or edited, or belongs to another run; nothing is changed then
 */
export function readCheckpoint(file: string, identity: Identity, memory: Memory): Progressed | undefined {
  if (!existsSync(file)) return undefined;
  const { header, start } = checkedHeader(file);
  requireSameRun(file, header.identity, identity);
  memory.restore(header.state as never);
  const descriptor = openSync(file, 'r');
  let at = start;
  try {
    for (const part of memory.parts()) at += fill(bytesOf(part), descriptor, at);
  } finally {
    closeSync(descriptor);
  }
  return header.progressed;
}

/** Fills an array from a place of a file. @returns its bytes */
function fill(target: Uint8Array, descriptor: number, start: number): number {
  for (let done = 0; done < target.length; ) {
    const count = readSync(descriptor, target, done, target.length - done, start + done);
    if (count === 0) throw new Error('the checkpoint ended while it was read; another process writes to it');
    done += count;
  }
  return target.length;
}

/** The header of a whole file, and where its arrays start. @throws if the file is truncated or edited */
function checkedHeader(file: string): { header: Header; start: number } {
  const damaged = (why: string) => new Error(`${file}: ${why}; remove it to start the run anew`);
  const [first, second] = firstLines(file);
  if (first?.length !== CHECKSUM_LENGTH || second === undefined)
    throw damaged('is no checkpoint: its first lines are missing');
  let header: Header;
  try {
    header = JSON.parse(second.toString());
  } catch {
    throw damaged('its second line is damaged');
  }
  const start = first.length + second.length + 2;
  const expected = header.parts.reduce((sum, part) => sum + part.bytes, 0);
  const found = statSync(file).size - start;
  if (found !== expected) throw damaged(`holds ${found} bytes of arrays in place of ${expected}: it is truncated`);
  if (sha256OfPieces(piecesOf(file, first.length + 1)) !== first.toString())
    throw damaged('its checksum does not fit: it was edited or is damaged');
  return { header, start };
}

const CHECKSUM_LENGTH = 64;

/** The first two lines of a file, as far as they are there. */
function firstLines(file: string): Buffer[] {
  let head = Buffer.alloc(0);
  for (const piece of piecesOf(file)) {
    head = Buffer.concat([head, piece]);
    const first = head.indexOf(NEW_LINE);
    const second = head.indexOf(NEW_LINE, first + 1);
    if (first < 0 || first > CHECKSUM_LENGTH) return [];
    if (second > first) return [head.subarray(0, first), head.subarray(first + 1, second)];
  }
  return [];
}

const NEW_LINE = 10;
