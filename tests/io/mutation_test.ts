import fc from "fast-check";
import { expect } from "expect";
import { describe, it } from "node:test";
import { readNpy, readNpz, readSafetensors, Rng, Tensor, writeNpy, writeNpz, writeSafetensors } from "nnr";
import { MUTATIONS } from "../mutations.ts";
import { join } from "./bytes.ts";
import { npyFile, npyHeader } from "./npy_file.ts";

/** One change of a file: bytes flipped, set to extremes, cut off, taken out, put in or repeated. */
interface Change {
  readonly kind: "flip" | "fill" | "cut" | "remove" | "insert" | "repeat";
  /** Where, as a share of the length. */
  readonly place: number;
  readonly length: number;
  readonly value: number;
}

const changes: fc.Arbitrary<Change[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<Change["kind"]>("flip", "fill", "cut", "remove", "insert", "repeat"),
    place: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    length: fc.integer({ min: 1, max: 9 }),
    value: fc.oneof(fc.nat(255), fc.constantFrom(0, 0x7f, 0x80, 0xff)),
  }),
  { minLength: 1, maxLength: 3 },
);

function changed(bytes: Uint8Array, { kind, place, length, value }: Change): Uint8Array {
  const at = Math.floor(place * bytes.length);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  const filling = new Uint8Array(length).fill(value);
  if (kind === "flip") {
    return join(
      before,
      after.subarray(0, 1).map((byte) => byte ^ (1 << (value % 8))),
      after.subarray(1),
    );
  }
  if (kind === "fill") return join(before, filling, after.subarray(length));
  if (kind === "cut") return before;
  if (kind === "remove") return join(before, after.subarray(length));
  if (kind === "insert") return join(before, filling, after);
  return join(before, after.subarray(0, 8 * length), after);
}

/** Reads damaged copies: each gives tensors as large as their shapes say, or is refused in one sentence. */
function withstands(original: Uint8Array, read: (bytes: Uint8Array) => Iterable<Tensor>): void {
  let [refused, runs] = [0, 0];
  fc.assert(
    fc.property(changes, (list) => {
      const damaged = list.reduce(changed, original);
      runs++;
      try {
        for (const { shape, data } of read(damaged)) {
          expect(data.length).toBe(shape.reduce((product, n) => product * n, 1));
        }
      } catch (error) {
        const { name, message } = error as Error;
        expect(["TypeError", "RangeError", "SyntaxError"]).toContain(name);
        expect(message).toMatch(/^Cannot read the [^\n]*: at byte \d+ [^\n]*found [^\n]*, expected [^\n]*[^.\n]$/);
        refused++;
      }
    }),
    { numRuns: MUTATIONS, seed: 7 },
  );
  // Most damage must be seen: what is not changes only values, names or what no reader needs.
  expect(refused).toBeGreaterThan(runs / 2);
}

const rng = new Rng(1);
const tensors = new Map([
  ["fc.weight", Tensor.normal([3, 4], { rng })],
  ["fc.bias", Tensor.normal([4], { rng, dtype: "float64" })],
  ["none", Tensor.zeros([0, 2])],
  ["zeros", Tensor.zeros([20, 10])],
]);

describe("A damaged file is read or refused, never a crash or a hang", () => {
  it("safetensors", () =>
    withstands(writeSafetensors(tensors, { format: "pt" }), (bytes) => readSafetensors(bytes).tensors.values()));

  it(".npy", () => withstands(writeNpy(Tensor.ones([3, 2])), (bytes) => [readNpy(bytes)]));

  it(".npy of 64-bit whole numbers in Fortran's order, big-endian", () =>
    withstands(npyFile(npyHeader("'>i8'", "(3, 2)", "True"), 48), (bytes) => [readNpy(bytes)]));

  for (const compressed of [false, true]) {
    it(`.npz, ${compressed ? "deflated" : "stored"}`, () =>
      withstands(writeNpz(tensors, { compressed }), (bytes) => readNpz(bytes).values()));
  }
});
