import { existsSync, readFileSync } from 'node:fs';
import type { LearningAgent } from '../../agents/learning/agent';
import type { Replay } from '../../agents/learning/replay';
import { sha256, writeFileAtomic } from '../../support/files';
import type { RngState } from '../../support/rng';

/*
 * One file: a line of JSON that lists the arrays and holds everything that is no array, then the arrays' bytes. The line's
 * checksum covers the rest, so that a truncated or edited file is refused.
 */

export interface Progressed {
  readonly rounds: number;
  readonly slots: number;
  readonly updates: number;
  readonly streams: Readonly<Record<string, RngState>>;
  /** Rows of the log that belong to this checkpoint. */
  readonly logRows: number;
}

interface Part {
  readonly name: string;
  readonly array: ArrayBufferView & { readonly length: number };
  /** Entries in use; the rest of a ring that was never written is not stored. */
  readonly used: number;
}

interface Header {
  readonly identity: string;
  readonly progressed: Progressed;
  readonly steps: Readonly<Record<string, number>>;
  readonly counts: readonly [number, number, number?];
  readonly parts: readonly { name: string; bytes: number }[];
  readonly checksum: string;
}

/** Weights, moments, targets and memory of an agent. */
function agentParts({ networks, targets, memory }: LearningAgent): Part[] {
  const whole = (name: string, array: Float32Array | Float64Array): Part => ({ name, array, used: array.length });
  return [
    ...Object.entries(networks).flatMap(([name, { values, moment, variance }]) => [
      whole(`${name}.values`, values),
      whole(`${name}.moment`, moment),
      whole(`${name}.variance`, variance),
    ]),
    ...Object.entries(targets).map(([name, values]) => whole(`${name}.target`, values)),
    ...Object.entries(memory).map(([name, values]) => whole(`memory.${name}`, values)),
  ];
}

function replayParts(replay: Replay): Part[] {
  return Object.entries(replay).flatMap(([name, value]) => {
    if (!ArrayBuffer.isView(value)) return [];
    const array = value as Part['array'];
    const ofRows = name.startsWith('row');
    const [length, count] = ofRows ? [replay.rows, replay.rowCount] : [replay.slots, replay.slotCount];
    const width = length > 0 ? array.length / length : 0;
    return [{ name: `replay.${name}`, array, used: Math.min(count, length) * width }];
  });
}

const bytesOf = ({ array, used }: Part): Uint8Array => {
  const size = array.length > 0 ? array.byteLength / array.length : 0;
  return new Uint8Array(array.buffer, array.byteOffset, used * size);
};

/** Stores agent, replay and progress; the old file stands until the new one is whole. */
export function writeCheckpoint(
  file: string,
  identity: string,
  agent: LearningAgent,
  replay: Replay,
  progressed: Progressed,
): void {
  const parts = [...agentParts(agent), ...replayParts(replay)];
  const body = Buffer.concat(parts.map(bytesOf));
  const header: Header = {
    identity,
    progressed,
    steps: Object.fromEntries(Object.entries(agent.networks).map(([name, { steps }]) => [name, steps])),
    counts: [replay.slotCount, replay.rowCount, replay.decisionCount],
    parts: parts.map((part) => ({ name: part.name, bytes: bytesOf(part).length })),
    checksum: sha256(body),
  };
  writeFileAtomic(file, Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body]));
}

/**
 * Restores agent and replay from a checkpoint. @returns the progress, or undefined if there is no file
 * @throws if the file is truncated or edited, or belongs to another run; nothing is changed then
 */
export function readCheckpoint(
  file: string,
  identity: string,
  agent: LearningAgent,
  replay: Replay,
): Progressed | undefined {
  if (!existsSync(file)) return undefined;
  const { header, body } = parseCheckpoint(file, readFileSync(file));
  if (header.identity !== identity)
    throw new Error(
      `${file}: belongs to another run (other profile, config, seed or version); remove it or train with what made it`,
    );
  [replay.slotCount, replay.rowCount, replay.decisionCount = replay.rowCount] = header.counts;
  const parts = [...agentParts(agent), ...replayParts(replay)];
  let at = 0;
  for (const part of parts) {
    const target = bytesOf(part);
    target.set(body.subarray(at, at + target.length));
    at += target.length;
  }
  for (const [name, steps] of Object.entries(header.steps)) agent.networks[name].steps = steps;
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
