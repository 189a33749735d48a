import { expect } from "expect";
import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { Rng } from "nnr";
import { readIdx, readMat } from "nnr/data";
import { writeIdx } from "./idx_writer.ts";
import { matTypes, type Variable, writeMat } from "./mat_writer.ts";
import { withFiles } from "./with_files.ts";

const MUTATIONS = 200;

/** A damaged copy: bytes changed, set to extremes, cut off, added, taken out or repeated. */
function mutated(bytes: Uint8Array, rng: Rng): Uint8Array {
  let out = [...bytes];
  for (let n = 1 + rng.integer(3); n > 0 && out.length > 0; n--) {
    const at = rng.integer(out.length);
    const length = 1 + rng.integer(8);
    const change = rng.integer(6);
    if (change === 0) out[at]! ^= 1 << rng.integer(8);
    else if (change === 1) out.fill(rng.pick([0, 0x7f, 0x80, 0xff]), at, at + length);
    else if (change === 2) out = out.slice(0, at);
    else if (change === 3) out.splice(at, 0, ...Array.from({ length }, () => rng.integer(256)));
    else if (change === 4) out.splice(at, length);
    else out.splice(at, 0, ...out.slice(at, at + 8 * length));
  }
  return Uint8Array.from(out);
}

/** Reads damaged copies; each is read, with as many numbers as its shape says, or refused in one sentence. */
function withstands(
  original: Uint8Array,
  read: (file: string) => { shape: readonly number[]; data: ArrayLike<number> },
): void {
  withFiles({}, (folder) => {
    const file = join(folder, "damaged");
    const rng = new Rng(7);
    let refused = 0;
    for (let n = 0; n < MUTATIONS; n++) {
      writeFileSync(file, mutated(original, rng));
      try {
        const { shape, data } = read(file);
        expect(data.length).toBe(shape.reduce((product, size) => product * size, 1));
      } catch (error) {
        const { name, message } = error as Error;
        expect(["TypeError", "RangeError", "SyntaxError"]).toContain(name);
        expect(message).toMatch(new RegExp(`^Cannot read ${file}: ([^\n]* )?found [^\n]*[^.]$`));
        refused++;
      }
    }
    // Most damage must be seen: what is not changes only values, names or other variables.
    expect(refused).toBeGreaterThan(MUTATIONS / 2);
  });
}

const x: Variable = {
  name: "x",
  shape: [3, 4],
  values: Array.from({ length: 12 }, (_, i) => i),
  type: matTypes.double,
};
const other: Variable = { name: "another", shape: [2, 2, 2], values: [1, 2, 3, 4, 5, 6, 7, 8], type: matTypes.int16 };

describe("A damaged file is read or refused, never a crash or a hang", () => {
  for (const little of [true, false]) {
    for (const compressed of [true, false]) {
      const kind = `${compressed ? "compressed " : ""}${little ? "little" : "big"}-endian`;
      it(`MATLAB 5, ${kind}`, () =>
        withstands(writeMat([other, x], { little, compressed }), (file) => readMat(file, ["x"]).x));
    }
  }

  const idx = writeIdx([4, 3, 3], Array.from({ length: 36 }, (_, i) => 7 * i));
  it("IDX", () => withstands(idx, readIdx));
  it("IDX in gzip", () => withstands(gzipSync(idx), readIdx));
});
