import { existsSync, readFileSync } from 'node:fs';
import { sha256, writeFileAtomic } from '../../support/files';
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
  const body = Buffer.concat(parts.map(bytesOf));
  const header: Header = {
    identity,
    progressed,
    state: memory.save(),
    parts: parts.map((part) => ({ name: part.name, bytes: bytesOf(part).length })),
  };
  const content = Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body]);
  writeFileAtomic(file, Buffer.concat([Buffer.from(`${sha256(content)}\n`), content]));
}

/**
 * Restores a training from a checkpoint. @returns how far it is, or undefined if there is no file
 * @throws if the file is truncated or edited, or belongs to another run; nothing is changed then
 */
export function readCheckpoint(file: string, identity: Identity, memory: Memory): Progressed | undefined {
  if (!existsSync(file)) return undefined;
  const { header, body } = parseCheckpoint(file, readFileSync(file));
  requireSameRun(file, header.identity, identity);
  memory.restore(header.state as never);
  let at = 0;
  for (const part of memory.parts()) {
    const target = bytesOf(part);
    target.set(body.subarray(at, at + target.length));
    at += target.length;
  }
  return header.progressed;
}

function parseCheckpoint(file: string, content: Buffer): { header: Header; body: Buffer } {
  const damaged = (why: string) => new Error(`${file}: ${why}; remove it to start the run anew`);
  const [first, second] = [content.indexOf(10), content.indexOf(10, content.indexOf(10) + 1)];
  if (first !== 64 || second < 0) throw damaged('is no checkpoint: its first lines are missing');
  const body = content.subarray(second + 1);
  let header: Header;
  try {
    header = JSON.parse(content.subarray(first + 1, second).toString());
  } catch {
    throw damaged('its second line is damaged');
  }
  const bytes = header.parts.reduce((sum, part) => sum + part.bytes, 0);
  if (body.length !== bytes)
    throw damaged(`holds ${body.length} bytes of arrays in place of ${bytes}: it is truncated`);
  if (sha256(content.subarray(first + 1)) !== content.toString('utf8', 0, first))
    throw damaged('its checksum does not fit: it was edited or is damaged');
  return { header, body };
}
