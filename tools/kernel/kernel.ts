import { versions } from 'tslab';
import * as tslabJupyter from 'tslab/dist/jupyter';
import { type Failure, failureOf, interruptFailure } from './failure';
import { cancelScheduled, rawSleep } from './guarded-timers';
import type { ToIo } from './messages';
import { Output } from './output';
import { Session } from './session';
import { type Connection, type Content, decode, encodePublished, encodeReply, type Header, type Request } from './wire';

type Answering = { request: Request; channel: 'shell' | 'control' };

/** What the front end shows and how it colours a cell. */
const kernelInfo: Content = {
  status: 'ok',
  protocol_version: '5.3',
  implementation: 'twinkit',
  implementation_version: versions.tslab,
  banner: `twinkit: TypeScript ${versions.typescript} on Node ${versions.node}`,
  language_info: {
    name: 'typescript',
    version: versions.typescript,
    mimetype: 'text/typescript',
    file_extension: '.ts',
    codemirror_mode: { mode: 'typescript', name: 'javascript', typescript: true },
  },
};

/** The main thread's side of the kernel: answers requests and runs cells one after the other. */
export class Kernel {
  private readonly session = new Session();
  private readonly output: Output;
  private readonly waiting: Answering[] = [];
  private count = 0;
  private current?: Header;
  private running = false;
  private interrupted = (): void => {};

  constructor(
    private readonly connection: Connection,
    private readonly post: (message: ToIo) => void,
  ) {
    this.output = new Output((type, content) => this.publish(type, content));
    this.output.capture();
    const display = (data: unknown, update: boolean): void => {
      this.output.flush();
      this.publish(update ? 'update_display_data' : 'display_data', data as Content);
    };
    Object.assign(tslabJupyter, { lastWriteDisplayData: display });
  }

  handle(channel: 'shell' | 'control', frames: Uint8Array[]): void {
    const request = decode(this.connection.key, frames);
    const answering = { request, channel };
    if (request.header.msg_type === 'execute_request') {
      this.waiting.push(answering);
      if (!this.running) void this.runWaiting();
      return;
    }
    this.status('busy', request.header);
    try {
      const answer = this.answer(request);
      if (answer) this.reply(answering, answer);
    } finally {
      this.status('idle', request.header);
    }
  }

  private answer({ header, content }: Request): Content | undefined {
    const code = String(content.code ?? '');
    const cursor = Number(content.cursor_pos ?? code.length);
    switch (header.msg_type) {
      case 'kernel_info_request':
        return kernelInfo;
      case 'complete_request':
        return this.session.complete(code, cursor);
      case 'inspect_request':
        return this.session.inspect(code, cursor);
      case 'is_complete_request':
        return this.session.isComplete(code);
      case 'comm_info_request':
        return { status: 'ok', comms: {} };
      case 'history_request':
        return { status: 'ok', history: [] };
      default:
        return undefined;
    }
  }

  private async runWaiting(): Promise<void> {
    this.running = true;
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) await this.runCell(next);
    this.running = false;
  }

  private async runCell(answering: Answering): Promise<void> {
    const { header, content } = answering.request;
    const silent = content.silent === true;
    this.current = header;
    this.status('busy', header);
    if (!silent) this.count += 1;
    if (!silent) this.publish('execute_input', { code: content.code, execution_count: this.count });
    const interruption = new Promise<Failure>((resolve) => {
      this.interrupted = () => resolve(interruptFailure());
    });
    const failure = await Promise.race([this.attempt(String(content.code)), interruption]);
    this.output.flush();
    if (failure) await this.fail(answering, failure);
    else this.reply(answering, { status: 'ok', execution_count: this.count, payload: [], user_expressions: {} });
    this.status('idle', header);
  }

  /** Starts in a microtask of its own: an interrupt ends this stack, and must not end the caller's. */
  private async attempt(code: string): Promise<Failure | undefined> {
    await Promise.resolve();
    try {
      return await this.session.execute(code);
    } catch (error) {
      return failureOf(error);
    }
  }

  /** Cells that were already queued behind a failed one are not run; those sent after its reply are. */
  private async fail(answering: Answering, failure: Failure): Promise<void> {
    const { content } = answering.request;
    this.publish('error', { ...failure });
    if (content.stop_on_error !== false) await rawSleep(10);
    const aborted = content.stop_on_error === false ? [] : this.waiting.splice(0);
    this.reply(answering, { status: 'error', execution_count: this.count, ...failure });
    for (const queued of aborted) {
      this.status('busy', queued.request.header);
      this.reply(queued, { status: 'aborted' });
      this.status('idle', queued.request.header);
    }
  }

  interrupt(): void {
    if (!this.running) return;
    cancelScheduled();
    this.session.forgetRejections();
    this.interrupted();
  }

  private reply({ request, channel }: Answering, content: Content): void {
    const type = request.header.msg_type.replace(/_request$/, '_reply');
    this.post({ kind: 'send', channel, frames: encodeReply(this.connection.key, request, type, content) });
  }

  private publish(type: string, content: Content, parent = this.current): void {
    if (!parent) return;
    this.post({ kind: 'send', channel: 'iopub', frames: encodePublished(this.connection.key, parent, type, content) });
  }

  private status(state: 'busy' | 'idle', parent: Header): void {
    this.publish('status', { execution_state: state }, parent);
  }
}
