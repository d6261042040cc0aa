import { existsSync, readFileSync } from 'node:fs';
import { sha256, writeFileAtomic } from '../../support/files';
import type { Memory, Part } from './trainer';

/*
 * One file: a line of JSON that lists the arrays and holds everything that is no array, then the arrays' bytes. The line's
 * checksum covers the rest, so that a truncated or edited file is refused.
 */

/** How far the loop is. */
export interface Progressed {
  readonly rounds: number;
  /** Rows of the log that belong to this checkpoint. */
  readonly logRows: number;
}

interface Header {
  readonly identity: string;
  readonly progressed: Progressed;
  readonly state: unknown;
  readonly parts: readonly { name: string; bytes: number }[];
  readonly checksum: string;
}

const bytesOf = ({ array, used }: Part): Uint8Array => {
  const size = array.length > 0 ? array.byteLength / array.length : 0;
  return new Uint8Array(array.buffer, array.byteOffset, used * size);
};

/** Stores what a training holds and how far it is; the old file stands until the new one is whole. */
export function writeCheckpoint(file: string, identity: string, memory: Memory, progressed: Progressed): void {
  const parts = memory.parts();
  const body = Buffer.concat(parts.map(bytesOf));
  const header: Header = {
    identity,
    progressed,
    state: memory.save(),
    parts: parts.map((part) => ({ name: part.name, bytes: bytesOf(part).length })),
    checksum: sha256(body),
  };
  writeFileAtomic(file, Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body]));
}

/**
 * Restores a training from a checkpoint. @returns how far it is, or undefined if there is no file
 * @throws if the file is truncated or edited, or belongs to another run; nothing is changed then
 */
export function readCheckpoint(file: string, identity: string, memory: Memory): Progressed | undefined {
  if (!existsSync(file)) return undefined;
  const { header, body } = parseCheckpoint(file, readFileSync(file));
  if (header.identity !== identity)
    throw new Error(
      `${file}: belongs to another run (other profile, config, seed or version); remove it or train with what made it`,
    );
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
  const end = content.indexOf(10);
  const damaged = (why: string) => new Error(`${file}: ${why}; remove it to start the run anew`);
  if (end < 0) throw damaged('is no checkpoint: its first line is missing');
  const body = content.subarray(end + 1);
  let header: Header;
  try {
    header = JSON.parse(content.subarray(0, end).toString());
  } catch {
    throw damaged('its first line is damaged');
  }
  const bytes = header.parts.reduce((sum, part) => sum + part.bytes, 0);
  if (body.length !== bytes)
    throw damaged(`holds ${body.length} bytes of arrays in place of ${bytes}: it is truncated`);
  if (sha256(body) !== header.checksum) throw damaged('its checksum does not fit: it was edited or is damaged');
  return { header, body };
}
