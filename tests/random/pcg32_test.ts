import { expect } from "expect";
import fc from "fast-check";
import { describe, it } from "node:test";
import { Pcg32 } from "nnr";

const MASK = 2n ** 64n - 1n;

/** The generator as O'Neill's paper writes it (2014, section 6.3), in exact arithmetic. */
function* pcg32(seed: bigint, stream: bigint): Generator<number> {
  const increment = (stream << 1n | 1n) & MASK;
  const step = (state: bigint): bigint => (state * 6364136223846793005n + increment) & MASK;
  let state = step(step(0n) + seed & MASK);
  for (;;) {
    const word = ((state >> 18n ^ state) >> 27n) & 0xffffffffn;
    const turn = state >> 59n;
    yield Number((word >> turn | word << (32n - turn)) & 0xffffffffn);
    state = step(state);
  }
}

describe("Pcg32", () => {
  it("gives the six words that the reference implementation's demo prints", () => {
    const pcg = new Pcg32(42, 54);
    const words = Array.from({ length: 6 }, () => pcg.next());
    expect(words).toEqual([0xa15c02b7, 0x7b47f409, 0xba1d3330, 0x83d2f293, 0xbfa4784b, 0xcbed606e]);
  });

  it("agrees with the definition for seeds and streams of up to 53 bits", () => {
    const number = fc.maxSafeNat();
    fc.assert(fc.property(number, number, (seed, stream) => {
      const pcg = new Pcg32(seed, stream);
      const expected = pcg32(BigInt(seed), BigInt(stream));
      for (let i = 0; i < 20; i++) expect(pcg.next()).toBe(expected.next().value);
    }));
  });

  it("refuses seeds and streams that are no whole numbers from 0 to 2^53 - 1", () => {
    for (const value of [-1, 0.5, 2 ** 53, NaN]) {
      expect(() => new Pcg32(value)).toThrow(
        new RangeError(
          `Cannot start a random sequence: the seed must be a whole number from 0 to 2^53 - 1, found ${value}`,
        ),
      );
      expect(() => new Pcg32(1, value)).toThrow("the stream must be a whole number from 0 to 2^53 - 1");
    }
  });
});
