import assert from 'node:assert/strict';
import { docstrings, exportsOf } from './docstrings';

interface Example {
  readonly expression: string;
  readonly shown: string;
}

/** `name({ … }) // => value` as an expression and the value shown; examples without a value are prose. */
function examplesOf(texts: readonly string[]): Example[] {
  return texts.flatMap((text) => {
    const match = /^(.*?)\s*\/\/ => (.+)$/s.exec(text);
    return match === null ? [] : [{ expression: match[1], shown: match[2].trim() }];
  });
}

function evaluate(expression: string, scope: Record<string, unknown>): unknown {
  return new Function(...Object.keys(scope), `return (${expression});`)(...Object.values(scope));
}

const NUMBER = /-?\b\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi;

/** Digits a number shows: 27.50 shows four, 1.2e-9 two; a whole number is meant exactly. */
function digitsShown(text: string): number {
  if (/^-?\d+$/.test(text)) return 15;
  return text
    .replace(/e.*$/i, '')
    .replace(/^-?0*\.?0*/, '')
    .replace('.', '').length;
}

/** A value written as the docstring shows it: every number with as many digits as stand there. */
function writeLike(value: unknown, shown: string): unknown {
  const digits = (shown.match(NUMBER) ?? []).map(digitsShown);
  let next = 0;
  const round = (part: unknown): unknown => {
    if (typeof part === 'number') {
      const d = digits[next++];
      return Number.isFinite(part) && d > 0 ? Number(part.toPrecision(d)) : part;
    }
    if (Array.isArray(part)) return part.map(round);
    if (part !== null && typeof part === 'object') {
      return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, round(inner)]));
    }
    return part;
  };
  return round(value);
}

describe('documentation: examples', () => {
  for (const doc of docstrings()) {
    for (const { expression, shown } of examplesOf(doc.tags.get('example') ?? [])) {
      it(`${expression} is ${shown}`, async () => {
        const value = evaluate(expression, await exportsOf(doc));
        assert.deepEqual(writeLike(value, shown), evaluate(shown, {}), `${doc.file}: ${doc.name}`);
      });
    }
  }

  it('a digit that is wrong is noticed', () => {
    assert.notDeepEqual(writeLike(7.300823556, '7.300823555'), 7.300823555);
    assert.deepEqual(writeLike({ a: 1 / 3, b: true }, '{ a: 0.333, b: true }'), { a: 0.333, b: true });
  });
});
