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

export interface Complaint {
  line: number;
  column: number;
  message: string;
}

/** A failure from the type checker's complaints about a cell, each with the line it is about. */
export function compileFailure(code: string, complaints: Complaint[]): Failure {
  const lines = code.split('\n');
  const traceback = complaints.flatMap(({ line, column, message }) => [
    `CompileError: line ${line}, column ${column}: ${message}`,
    `    ${lines[line - 1] ?? ''}`,
    `    ${' '.repeat(column - 1)}^`,
  ]);
  const [first] = complaints;
  return { ename: 'CompileError', evalue: `line ${first.line}: ${first.message}`, traceback };
}

export function interruptFailure(): Failure {
  const evalue = 'the cell was interrupted';
  return { ename: 'KeyboardInterrupt', evalue, traceback: [`KeyboardInterrupt: ${evalue}`] };
}
