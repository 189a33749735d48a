import { expect } from "expect";
import { describe, it } from "node:test";
import { readSafetensors } from "nnr";
import { safetensorsFile } from "./safetensors_file.ts";

/** Every word of 16 bits, as the number that it stands for. */
function every(dtype: string): ArrayLike<number> {
  const data = new Uint8Array(Uint16Array.from({ length: 2 ** 16 }, (_, word) => word).buffer);
  const file = safetensorsFile({ x: { dtype, shape: [2 ** 16], data_offsets: [0, data.length] } }, data);
  return readSafetensors(file).tensors.get("x")!.data;
}

/** IEEE 754: ±1.f · 2^(e − bias), ±0.f · 2^(1 − bias) for e = 0, ±∞ or NaN for the largest e. */
function expected(word: number, exponentBits: number): number {
  const fractionBits = 15 - exponentBits;
  const bias = 2 ** (exponentBits - 1) - 1;
  const exponent = (word >> fractionBits) & (2 ** exponentBits - 1);
  const fraction = (word % 2 ** fractionBits) / 2 ** fractionBits;
  const sign = word >> 15 ? -1 : 1;
  if (exponent === 2 ** exponentBits - 1) return fraction > 0 ? NaN : sign * Infinity;
  return exponent === 0 ? sign * fraction * 2 ** (1 - bias) : sign * (1 + fraction) * 2 ** (exponent - bias);
}

describe("Numbers of 16 bits", () => {
  for (const [dtype, exponentBits] of [["F16", 5], ["BF16", 8]] as const) {
    it(`of the type ${dtype} are read exactly, all 65536 of them`, () => {
      const found = every(dtype);
      const wrong = Array.from({ length: 2 ** 16 }, (_, word) => word)
        .filter((word) => !Object.is(found[word], expected(word, exponentBits)));
      expect(wrong).toEqual([]);
    });
  }
});
