import type { Frame } from './wire';

/** What the main thread, where cells run, and the input-output thread, which owns the sockets, tell each other. */

export type Channel = 'iopub' | 'shell' | 'control';

export type ToMain =
  | { kind: 'request'; channel: 'shell' | 'control'; frames: Uint8Array[] }
  | { kind: 'interrupt'; id: number };

export type ToIo = { kind: 'send'; channel: Channel; frames: Frame[] } | { kind: 'interrupted'; id: number };
