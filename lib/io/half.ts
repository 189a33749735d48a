/** One float32 and its bits. */
const bits = new Uint32Array(1);
const value = new Float32Array(bits.buffer);

/** The number of a float16: a sign, 5 bits of exponent, 10 of significand (IEEE 754, binary16). */
export function float16(word: number): number {
  const sign = word >>> 15;
  const exponent = (word >>> 10) & 0x1f;
  const significand = word & 0x3ff;
  // Subnormal ones count in steps of 2^−24.
  if (exponent === 0) return (sign ? -significand : significand) / 2 ** 24;
  // The exponent's bias is 15 here and 127 in float32; all ones mean infinity or NaN in both.
  bits[0] = (sign << 31) | ((exponent === 0x1f ? 0xff : exponent + 112) << 23) | (significand << 13);
  return value[0]!;
}

/** The number of a bfloat16: the upper half of a float32. */
export function bfloat16(word: number): number {
  bits[0] = word << 16;
  return value[0]!;
}

/** The word of the float16 that is nearest to a number, of two the one that ends in an even bit; beyond ±65 520 it is infinite. */
export function float16Word(number: number): number {
  value[0] = number;
  const sign = (bits[0]! >>> 16) & 0x8000;
  const size = Math.abs(value[0]!);
  if (!(size < Infinity)) return sign | (size === Infinity ? 0x7c00 : 0x7e00);
  // float16 has normal numbers from 2^−14 on; below, as from there to 2^−13, neighbours are 2^−24 apart.
  const exponent = Math.max(-14, ((bits[0]! >>> 23) & 0xff) - 127);
  const steps = size / 2 ** (exponent - 10);
  let rounded = Math.round(steps);
  if (rounded - steps === 0.5 && rounded % 2 === 1) rounded--;
  // A significand that was rounded up to 2048 carries into the exponent, and one below 1024 is a subnormal's.
  return sign | Math.min(0x7c00, ((exponent + 14) << 10) + rounded);
}
