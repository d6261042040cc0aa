import { inspect } from 'node:util';

/** What Jupyter shows as an error output. */
export interface Failure {
  ename: string;
  evalue: string;
  traceback: string[];
}

const ourFrames = /\bat .*(node:|[\\/]tslab[\\/]dist[\\/]|[\\/]dist[\\/]tools[\\/]kernel[\\/])/;

/** A failure from whatever was thrown: an error, or any other value. */
export function failureOf(thrown: unknown): Failure {
  const isError = thrown instanceof Error;
  const ename = isError ? thrown.name : 'Thrown';
  const evalue = isError ? thrown.message : inspect(thrown);
  const lines = (isError ? inspect(thrown) : `Thrown: ${evalue}`).split('\n');
  const traceback = lines
    .filter((line) => !ourFrames.test(line))
    .map((line) => line.replace(/evalmachine\.<anonymous>/g, 'cell'));
  return { ename, evalue, traceback };
}

/** A failure from the type checker's complaints, each "line:column - message". */
export function compileFailure(complaints: string[]): Failure {
  return { ename: 'CompileError', evalue: complaints[0], traceback: complaints.map((text) => `CompileError: ${text}`) };
}

export function interruptFailure(): Failure {
  const evalue = 'the cell was interrupted';
  return { ename: 'KeyboardInterrupt', evalue, traceback: [`KeyboardInterrupt: ${evalue}`] };
}
