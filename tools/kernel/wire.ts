import { createHmac, randomUUID } from 'node:crypto';

/** The wire protocol of Jupyter: identities, delimiter, signature, then header, parent, metadata and content as JSON. */

export interface Connection {
  transport: string;
  ip: string;
  key: string;
  signature_scheme: string;
  iopub_port: number;
  shell_port: number;
  control_port: number;
  stdin_port: number;
  hb_port: number;
}

export interface Header {
  msg_id: string;
  msg_type: string;
  session: string;
  username: string;
  date: string;
  version: string;
}

export type Content = Record<string, unknown>;
export type Frame = string | Uint8Array;

export interface Request {
  identities: Uint8Array[];
  header: Header;
  content: Content;
}

const delimiter = '<IDS|MSG>';

function sign(key: string, parts: Frame[]): string {
  const hash = createHmac('sha256', key);
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

/** Throws when the signature is not ours: such a message is not from our client. */
export function decode(key: string, frames: Uint8Array[]): Request {
  const buffers = frames.map((frame) => Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength));
  const split = buffers.findIndex((frame) => frame.equals(Buffer.from(delimiter)));
  if (split < 0) throw new Error('message without delimiter');
  const [signature, ...parts] = buffers.slice(split + 1);
  if (signature.toString() !== sign(key, parts)) throw new Error('message with a wrong signature');
  return {
    identities: buffers.slice(0, split),
    header: JSON.parse(parts[0].toString()),
    content: JSON.parse(parts[3].toString()),
  };
}

function header(type: string, parent: Header): Header {
  const { session, username } = parent;
  return { msg_id: randomUUID(), msg_type: type, session, username, date: new Date().toISOString(), version: '5.3' };
}

function encode(key: string, prefix: Frame[], type: string, parent: Header, content: Content): Frame[] {
  const parts = [header(type, parent), parent, {}, content].map((part) => JSON.stringify(part));
  return [...prefix, delimiter, sign(key, parts), ...parts];
}

export function encodeReply(key: string, request: Request, type: string, content: Content): Frame[] {
  return encode(key, request.identities, type, request.header, content);
}

export function encodePublished(key: string, parent: Header, type: string, content: Content): Frame[] {
  return encode(key, [type], type, parent, content);
}
