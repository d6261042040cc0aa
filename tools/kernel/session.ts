import { createConverter, isCompleteCode } from 'tslab/dist/converter';
import { type ConverterSet, createExecutor, type Executor } from 'tslab/dist/executor';
import { printQuickInfo } from 'tslab/dist/inspect';
import { type Complaint, compileFailure, type Failure, failureOf } from './failure';
import { rawSetImmediate, rawSleep } from './guarded-timers';
import { spellOutShorthand } from './shorthand';
import type { Content } from './wire';

const graceMs = 1000;

/** tslab's compiler and executor, with failures reported as values instead of text on a stream. */
export class Session {
  private readonly executor: Executor;
  private thrown: unknown[] = [];
  private complaints: Complaint[] = [];
  private readonly rejected = new Map<unknown, unknown>();

  constructor() {
    const node = createConverter({ isJS: false, isBrowser: false });
    const converters: ConverterSet = { node, browser: node, close: () => node.close() };
    const error = (...values: unknown[]): void => this.note(values);
    this.executor = createExecutor(process.cwd(), converters, { log: console.log, error });
    process.on('unhandledRejection', (reason, promise) => this.rejected.set(promise, reason));
    process.on('rejectionHandled', (promise) => this.rejected.delete(promise));
    process.on('uncaughtException', (reason) => this.rejected.set({}, reason));
  }

  /** tslab reports a type error as (format, file, line, column, message) and an exception as the value alone. */
  private note(values: unknown[]): void {
    if (values.length === 1) this.thrown.push(values[0]);
    else
      this.complaints.push({ line: Number(values[2]), column: Number(values[3]), message: `${values[1]}${values[4]}` });
  }

  /** Runs a cell. A promise that is rejected and that nobody handles fails the cell, or the next one if it comes late. */
  async execute(code: string): Promise<Failure | undefined> {
    if (this.rejected.size > 0) return this.takeRejection('left over from an earlier cell');
    this.thrown = [];
    this.complaints = [];
    const busyBefore = process.getActiveResourcesInfo().length;
    await this.executor.execute(spellOutShorthand(code));
    if (this.complaints.length > 0) return compileFailure(code, this.complaints);
    if (this.thrown.length > 0) return failureOf(this.thrown[0]);
    await this.settle(busyBefore);
    return this.rejected.size > 0 ? this.takeRejection('in a promise that nobody awaits') : undefined;
  }

  /** Gives work that the cell left running a moment to fail. */
  private async settle(busyBefore: number): Promise<void> {
    await new Promise<void>((resolve) => rawSetImmediate(resolve));
    const end = Date.now() + graceMs;
    while (this.rejected.size === 0 && process.getActiveResourcesInfo().length > busyBefore && Date.now() < end) {
      await rawSleep(5);
    }
  }

  private takeRejection(where: string): Failure {
    const [first] = this.rejected.values();
    this.rejected.clear();
    const failure = failureOf(first);
    return { ...failure, traceback: [...failure.traceback, `(${where})`] };
  }

  forgetRejections(): void {
    this.rejected.clear();
  }

  complete(code: string, cursor: number): Content {
    const { start, end, candidates } = this.executor.complete(code, cursor);
    return { status: 'ok', matches: candidates, cursor_start: start, cursor_end: end, metadata: {} };
  }

  inspect(code: string, cursor: number): Content {
    const info = this.executor.inspect(code, cursor);
    const data = info ? { 'text/plain': printQuickInfo(info) } : {};
    return { status: 'ok', found: Boolean(info), data, metadata: {} };
  }

  isComplete(code: string): Content {
    const { completed, indent } = isCompleteCode(code);
    return completed ? { status: 'complete' } : { status: 'incomplete', indent };
  }
}
