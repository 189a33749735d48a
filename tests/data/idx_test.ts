import fc from "fast-check";
import { expect } from "expect";
import { Buffer } from "node:buffer";
import { join } from "node:path";
import { describe, it } from "node:test";
import process from "node:process";
import { constants, deflateRawSync, gzipSync } from "node:zlib";
import { readIdx, type StoredArray } from "nnr/data";
import { type IdxTypeName, idxTypes, writeIdx } from "./idx_writer.ts";
import { withFiles } from "./with_files.ts";

function read(bytes: Uint8Array): StoredArray {
  return withFiles({ "a.idx": bytes }, (folder) => readIdx(join(folder, "a.idx")));
}

/** The error of reading, without the name of the temporary folder. */
function refusal(bytes: Uint8Array): string {
  try {
    read(bytes);
  } catch (error) {
    return String(error).replace(/Cannot read \S*a\.idx/, "Cannot read a.idx");
  }
  return "read without an error";
}

/** Values that a type holds exactly. */
const ranges: Record<IdxTypeName, fc.Arbitrary<number>> = {
  uint8: fc.nat(255),
  int8: fc.integer({ min: -128, max: 127 }),
  int16: fc.integer({ min: -(2 ** 15), max: 2 ** 15 - 1 }),
  int32: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  float32: fc.float(),
  float64: fc.double(),
};

const array = fc.record({
  type: fc.constantFrom(...Object.keys(idxTypes) as IdxTypeName[]),
  shape: fc.array(fc.nat(5), { minLength: 1, maxLength: 4 }),
}).chain(({ type, shape }) => {
  const count = shape.reduce((product, n) => product * n, 1);
  return fc.array(ranges[type], { minLength: count, maxLength: count }).map((values) => ({ type, shape, values }));
});

const six = writeIdx([2, 3], [1, 2, 3, 4, 5, 6]);

describe("readIdx()", () => {
  it("reads back every type and shape, compressed or not", () =>
    fc.assert(fc.property(array, fc.boolean(), ({ type, shape, values }, gzip) => {
      const bytes = writeIdx(shape, values, idxTypes[type]);
      const found = read(gzip ? gzipSync(bytes) : bytes);
      expect(found.shape).toEqual(shape);
      expect([...found.data]).toEqual(values);
    })));

  it("keeps bytes as bytes", () => {
    expect(read(six)).toEqual({ shape: [2, 3], data: Uint8Array.of(1, 2, 3, 4, 5, 6) });
  });

  it("refuses a file that is not there", () => {
    expect(() => readIdx("no/such.idx")).toThrow("Cannot read no/such.idx: there is no such file");
  });

  it("refuses what does not begin as an IDX file", () => {
    expect(refusal(new Uint8Array(0))).toBe(
      "SyntaxError: Cannot read a.idx: at byte 0 found 0 bytes more, expected 4 for the start of an IDX file",
    );
    expect(refusal(new TextEncoder().encode("<html>"))).toBe(
      "SyntaxError: Cannot read a.idx: at byte 0 found 0x3c68, expected 0x0000, the start of an IDX file",
    );
    expect(refusal(Uint8Array.of(0, 0, 10, 1))).toBe(
      "SyntaxError: Cannot read a.idx: at byte 2 found the number type 0xa, expected 0x8, 0x9, 0xb, 0xc, 0xd or 0xe",
    );
    expect(refusal(Uint8Array.of(0, 0, 8, 0))).toBe(
      "SyntaxError: Cannot read a.idx: at byte 3 found 0 axes, expected at least 1",
    );
    expect(refusal(six.slice(0, 10))).toBe(
      "SyntaxError: Cannot read a.idx: at byte 4 found 6 bytes more, expected 8 for the sizes of 2 axes",
    );
  });

  it("refuses numbers that are too few or too many for the shape", () => {
    expect(refusal(six.slice(0, 17))).toBe(
      "SyntaxError: Cannot read a.idx: at byte 12 found 5 bytes, expected 6 for the shape [2,3]",
    );
    expect(refusal(Uint8Array.of(...six, 7))).toBe(
      "SyntaxError: Cannot read a.idx: at byte 12 found 7 bytes, expected 6 for the shape [2,3]",
    );
  });

  it("reads no numbers where one size is 0, however large the others", () => {
    const shape = [...new Array<number>(40).fill(2 ** 32 - 1), 0];
    expect(read(gzipSync(writeIdx(shape, [])))).toEqual({ shape, data: new Uint8Array(0) });
  });

  it("refuses absurd sizes", () => {
    expect(refusal(writeIdx([2 ** 32 - 1, 2 ** 32 - 1], []))).toBe(
      "RangeError: Cannot read a.idx: at byte 4 found the shape [4294967295,4294967295] of 18446744065119617000 bytes, " +
        "expected at most 671088640 in all",
    );
  });

  describe("of a gzip file", () => {
    const packed = gzipSync(six);

    it("refuses one that is cut off anywhere", () => {
      for (let length = 2; length < packed.length; length++) {
        expect(refusal(packed.subarray(0, length))).toMatch(/^SyntaxError: Cannot read a\.idx: at byte \d+ /);
      }
    });

    it("refuses a damaged one", () => {
      const bytes = Uint8Array.from(packed);
      bytes[bytes.length - 5]! ^= 1;
      expect(refusal(bytes)).toBe(
        "SyntaxError: Cannot read a.idx: at byte 0 found a damaged gzip stream (incorrect data check), expected a whole one",
      );
    });

    it("refuses bytes after it", () => {
      expect(refusal(Uint8Array.of(...packed, 0, 0))).toBe(
        `SyntaxError: Cannot read a.idx: at byte ${packed.length} found 2 bytes more, expected the end of the gzip stream`,
      );
    });

    it("refuses one that holds more or less than its shape says", () => {
      expect(refusal(gzipSync(Uint8Array.of(...six, 7)))).toBe(
        "SyntaxError: Cannot read a.idx: at byte 0 found a gzip stream that holds more, expected 18 bytes",
      );
      expect(refusal(gzipSync(six.subarray(0, 17)))).toBe(
        "SyntaxError: Cannot read a.idx: at byte 0 found a gzip stream that holds 17 bytes, expected 18 bytes",
      );
    });

    it("refuses one that holds far more than its shape says without holding it in memory", () => {
      // Each flushed stretch of deflated zeros can follow the one before.
      const mebibyte = deflateRawSync(new Uint8Array(2 ** 20), { finishFlush: constants.Z_FULL_FLUSH });
      const header = gzipSync(new Uint8Array(0)).subarray(0, 10);
      const start = deflateRawSync(six, { finishFlush: constants.Z_FULL_FLUSH });
      const bomb = Buffer.concat([header, start, ...Array.from({ length: 500 }, () => mebibyte)]);
      const before = process.memoryUsage().rss;
      expect(refusal(bomb)).toBe(
        "SyntaxError: Cannot read a.idx: at byte 0 found a gzip stream that holds more, expected 18 bytes",
      );
      expect(process.memoryUsage().rss - before).toBeLessThan(100 * 2 ** 20);
    });

    it("refuses a size that so few bytes cannot hold, before taking memory for it", () => {
      expect(refusal(gzipSync(writeIdx([2 ** 28], [])))).toMatch(
        /^RangeError: Cannot read a\.idx: at byte 0 found a gzip stream of \d+ bytes that should hold 268435464, expected at most \d+$/,
      );
    });
  });
});
