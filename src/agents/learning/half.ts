/*
 * Numbers kept in 16 bits (IEEE 754 binary16): a replay of 1e5 slots then fits into memory. Encoding rounds to nearest;
 * decoding looks the value up in a table of all 65,536 patterns.
 */

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** Nearest binary16 pattern; magnitudes above 65,504 become the largest one. */
export function toHalf(value: number): number {
  float[0] = value;
  const sign = (bits[0] >>> 16) & 0x8000;
  const magnitude = bits[0] & 0x7fffffff;
  if (magnitude >= 0x477ff000) return sign | 0x7bff;
  if (magnitude < 0x38800000) return sign | Math.round(Math.abs(float[0]) * 16777216);
  return sign | ((magnitude - 0x38000000 + 0x0fff + ((magnitude >>> 13) & 1)) >>> 13);
}

function fromHalf(pattern: number): number {
  const exponent = (pattern >>> 10) & 31;
  const fraction = pattern & 1023;
  bits[0] = exponent === 0 ? 0 : ((exponent + 112) << 23) | (fraction << 13);
  const magnitude = exponent === 0 ? fraction / 16777216 : float[0];
  return pattern & 0x8000 ? -magnitude : magnitude;
}

const decoded = Float32Array.from({ length: 65536 }, (_, pattern) => fromHalf(pattern));

/** Writes `count` numbers of `from` at `offset` into `to` as 16-bit patterns. */
export function encodeHalf(to: Uint16Array, offset: number, from: ArrayLike<number>, count: number, start = 0): void {
  for (let k = 0; k < count; k++) to[offset + k] = toHalf(from[start + k]);
}

/** Reads `count` patterns of `from` at `offset` into `to`. */
export function decodeHalf(to: Float32Array, start: number, from: Uint16Array, offset: number, count: number): void {
  for (let k = 0; k < count; k++) to[start + k] = decoded[from[offset + k]];
}
