import { readFileSync } from 'node:fs';
import { type ParseErrorCode, printParseErrorCode, visit } from 'jsonc-parser';

/** Text that is not strict JSON, with its place. */
export class JsonError extends Error {
  override readonly name = 'JsonError';
}

/**
 * Strict JSON: no comments, no trailing commas, no key twice, no number that leaves the finite range,
 * no `__proto__`.
 *
 * @param origin name of the file, for messages
 * @throws JsonError with origin, line, column and what is wrong
 */
export function parseJson(text: string, origin: string): unknown {
  if (text.trim() === '') throw new JsonError(`${origin}: the file is empty; it should hold JSON`);
  const fail = (line: number, column: number, message: string): never => {
    throw new JsonError(`${origin}:${line + 1}:${column + 1}: ${message}`);
  };
  const keys: Set<string>[] = [];
  visit(
    text,
    {
      onObjectBegin: () => {
        keys.push(new Set());
      },
      onObjectEnd: () => {
        keys.pop();
      },
      onObjectProperty: (name, _offset, _length, line, column) => {
        if (name === '__proto__') fail(line, column, `the key "__proto__" is not allowed`);
        if (keys.at(-1)?.has(name)) fail(line, column, `the key ${JSON.stringify(name)} appears twice`);
        keys.at(-1)?.add(name);
      },
      onLiteralValue: (value, offset, length, line, column) => {
        if (typeof value === 'number' && !Number.isFinite(value)) {
          fail(line, column, `the number ${text.slice(offset, offset + length)} is too large`);
        }
      },
      onError: (error, offset, length, line, column) => {
        fail(line, column, syntaxMessage(error, text, offset, length));
      },
    },
    { disallowComments: true },
  );
  return JSON.parse(text);
}

function syntaxMessage(error: ParseErrorCode, text: string, offset: number, length: number): string {
  const end = text.trimEnd().length;
  const isOpen = printParseErrorCode(error).startsWith('UnexpectedEndOf'); // a text that nothing closes
  if (offset >= end || (isOpen && offset + length >= end)) return 'the file ends too early; is it truncated?';
  const found = text.slice(offset, offset + Math.max(1, Math.min(length, 20)));
  return `not valid JSON near ${JSON.stringify(found)} (${printParseErrorCode(error)})`;
}

/** Reads and parses a JSON file strictly; messages begin with the file's name. */
export function readJsonFile(file: string): unknown {
  return parseJson(readText(file), file);
}

/** Reads a text file; a missing or unreadable file is one message that names it. */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, ''); // some editors begin with a byte order mark
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const reason =
      code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'is a folder, not a file' : String(code);
    throw new Error(`${file}: cannot be read: ${reason}`);
  }
}
