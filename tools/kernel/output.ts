import { rawSetImmediate } from './guarded-timers';

type StreamName = 'stdout' | 'stderr';
type Publish = (type: string, content: Record<string, unknown>) => void;

const flushBytes = 1 << 16;
const flushMs = 100;

/** Gathers what cells print and publishes it in few messages, in order, also from a loop that never pauses. */
export class Output {
  private name: StreamName = 'stdout';
  private texts: string[] = [];
  private size = 0;
  private lastFlush = 0;
  private scheduled = false;

  constructor(private readonly publish: Publish) {}

  capture(): void {
    for (const name of ['stdout', 'stderr'] as const) {
      process[name].write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
        this.write(name, typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
        const done = rest.find((item) => typeof item === 'function') as (() => void) | undefined;
        if (done) queueMicrotask(done);
        return true;
      };
    }
  }

  private write(name: StreamName, text: string): void {
    if (name !== this.name) this.flush();
    this.name = name;
    this.texts.push(text);
    this.size += text.length;
    if (this.size >= flushBytes || Date.now() - this.lastFlush >= flushMs) this.flush();
    else if (!this.scheduled) this.schedule();
  }

  private schedule(): void {
    this.scheduled = true;
    rawSetImmediate(() => {
      this.scheduled = false;
      this.flush();
    });
  }

  flush(): void {
    this.lastFlush = Date.now();
    if (this.size === 0) return;
    const text = this.texts.join('');
    this.texts = [];
    this.size = 0;
    this.publish('stream', { name: this.name, text });
  }
}
