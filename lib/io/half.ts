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
