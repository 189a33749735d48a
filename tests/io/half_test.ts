import { expect } from "expect";
import { describe, it } from "node:test";
import { readSafetensors, Tensor, writeSafetensors } from "nnr";
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

/** The words of numbers in a file that is written in half precision. */
function written(numbers: readonly number[]): Uint16Array {
  const bytes = writeSafetensors(new Map([["x", Tensor.of(numbers)]]), {}, { half: true });
  return new Uint16Array(bytes.slice(bytes.length - 2 * numbers.length).buffer);
}

describe("Numbers of 16 bits", () => {
  const finite = Array.from({ length: 0x7c00 }, (_, word) => expected(word, 5));

  it("are written as they are read, all 65536 but for NaN, of which there is one", () => {
    const words = Array.from({ length: 2 ** 16 }, (_, word) => word).filter((word) => !Number.isNaN(expected(word, 5)));
    expect([...written(words.map((word) => expected(word, 5)))]).toEqual(words);
    expect([...written([NaN])]).toEqual([0x7e00]);
  });

  it("are the nearest of their kind to what is written, and of two the even one", () => {
    const between = finite.slice(1).map((number, word) => {
      const middle = (number + finite[word]!) / 2;
      const [below, above] = [middle - middle / 2 ** 20, middle + middle / 2 ** 20];
      return [...written([below, middle, above])].join() ===
        [word, word % 2 === 0 ? word : word + 1, word + 1].join();
    });
    expect(between.filter((right) => !right)).toEqual([]);
  });

  it("are infinite beyond the largest", () => {
    expect([...written([65519, 65520, -1e30])]).toEqual([0x7bff, 0x7c00, 0xfc00]);
  });

  for (const [dtype, exponentBits] of [["F16", 5], ["BF16", 8]] as const) {
    it(`of the type ${dtype} are read exactly, all 65536 of them`, () => {
      const found = every(dtype);
      const wrong = Array.from({ length: 2 ** 16 }, (_, word) => word)
        .filter((word) => !Object.is(found[word], expected(word, exponentBits)));
      expect(wrong).toEqual([]);
    });
  }
});
