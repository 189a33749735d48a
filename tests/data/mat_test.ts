import fc from "fast-check";
import { expect } from "expect";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { deflateSync } from "node:zlib";
import { findData, readMat, type StoredArray } from "nnr/data";
import { type MatTypeName, matTypes, type Variable, writeMat } from "./mat_writer.ts";
import { needs, withFiles } from "./with_files.ts";

const golden = join(dirname(dirname(fileURLToPath(import.meta.url))), "golden");

function read<Name extends string>(bytes: Uint8Array, names: readonly Name[]): Record<Name, StoredArray> {
  return withFiles({ "a.mat": bytes }, (folder) => readMat(join(folder, "a.mat"), names));
}

/** The error of reading x, without the name of the temporary folder. */
function refusal(bytes: Uint8Array): string {
  try {
    read(bytes, ["x"]);
  } catch (error) {
    return String(error).replace(/Cannot read \S*a\.mat/, "Cannot read a.mat");
  }
  return "read without an error";
}

const x: Variable = { name: "x", shape: [2, 3], values: [1, 2, 3, 4, 5, 6], type: matTypes.double };

/** A copy with some bytes replaced. */
function patched(bytes: Uint8Array, at: number, ...values: number[]): Uint8Array {
  const copy = bytes.slice();
  copy.set(values, at);
  return copy;
}

/** Values that a type holds exactly. */
const ranges: Record<MatTypeName, fc.Arbitrary<number>> = {
  int8: fc.integer({ min: -128, max: 127 }),
  uint8: fc.nat(255),
  int16: fc.integer({ min: -(2 ** 15), max: 2 ** 15 - 1 }),
  uint16: fc.nat(2 ** 16 - 1),
  int32: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  uint32: fc.maxSafeNat().map((n) => n % 2 ** 32),
  single: fc.float(),
  double: fc.double(),
  int64: fc.maxSafeInteger(),
  uint64: fc.maxSafeNat(),
};

const variable = (name: string): fc.Arbitrary<Variable> =>
  fc.record({
    type: fc.constantFrom(...Object.keys(matTypes) as MatTypeName[]),
    shape: fc.array(fc.nat(4), { minLength: 2, maxLength: 4 }),
  }).chain(({ type, shape }) => {
    const count = shape.reduce((product, n) => product * n, 1);
    return fc.array(ranges[type], { minLength: count, maxLength: count })
      .map((values) => ({ name, shape, values, type: matTypes[type] }));
  });

describe("readMat()", () => {
  it("reads back every type, shape, byte order and compression", () =>
    fc.assert(fc.property(
      fc.tuple(variable("x"), variable("a_longer_name"), variable("y")),
      fc.record({ little: fc.boolean(), compressed: fc.boolean() }),
      (variables, options) => {
        const found = read(writeMat(variables, options), ["x", "a_longer_name"]);
        for (const { name, shape, values } of variables.slice(0, 2)) {
          const { shape: foundShape, data } = found[name as "x"];
          expect(foundShape).toEqual(shape);
          expect([...data]).toEqual(values);
        }
      },
    )));

  for (const file of ["scipy.mat", "scipy_compressed.mat"]) {
    it(`agrees with SciPy: ${file}`, () => {
      const types = ["float64", "float32", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"];
      const found = readMat(join(golden, file), [...types.map((type) => `v_${type}`), "v_bool", "cube", "none"]);
      for (const type of types) {
        expect({ type, values: [...found[`v_${type}`]!.data] }).toEqual({ type, values: [1, 2, 3, 4, 5, 6] });
      }
      expect(found.v_bool).toEqual({ shape: [2, 3], data: new Uint8Array(6).fill(1) });
      expect(found.cube).toEqual({ shape: [2, 3, 4], data: Float64Array.from({ length: 24 }, (_, i) => i / 8) });
      expect(found.none).toEqual({ shape: [0, 3], data: new Float64Array(0) });
    });
  }

  for (
    const [name, what] of [
      ["complex", "complex"],
      ["text", "text"],
      ["cell", "a cell array"],
      ["struct", "a structure"],
      ["sparse", "a sparse matrix"],
    ] as const
  ) {
    it(`refuses what is ${what}`, () => {
      const file = join(golden, "scipy.mat");
      expect(() => readMat(file, [name])).toThrow(TypeError);
      expect(() => readMat(file, [name])).toThrow(
        new RegExp(`at byte \\d+ found the variable ${name}, which is ${what}, expected a real numeric array$`),
      );
    });
  }

  it("names the variables that there are when one is missing", () => {
    const bytes = writeMat([{ ...x, name: "y" }, { ...x, name: "z" }]);
    expect(refusal(bytes)).toBe("RangeError: Cannot read a.mat: found no variable x among its variables (y, z)");
    expect(refusal(writeMat([]))).toBe("RangeError: Cannot read a.mat: found no variable x among its variables (none)");
  });

  it("refuses a file that is not there, or a folder", () => {
    expect(() => readMat("no/such.mat", ["x"])).toThrow("Cannot read no/such.mat: there is no such file");
    expect(() => readMat(golden, ["x"])).toThrow("there is no such file");
  });

  it("refuses an empty file and one cut off in the header", () => {
    const expected = "bytes more, expected 128 for the header of a MATLAB 5 file (save -v7)";
    expect(refusal(new Uint8Array(0))).toBe(`SyntaxError: Cannot read a.mat: at byte 0 found 0 ${expected}`);
    expect(refusal(writeMat([x]).slice(0, 100))).toBe(
      `SyntaxError: Cannot read a.mat: at byte 0 found 100 ${expected}`,
    );
  });

  it("refuses other versions and other files", () => {
    const bytes = writeMat([x]);
    expect(refusal(patched(bytes, 0, 0, 0, 0, 0))).toBe(
      "TypeError: Cannot read a.mat: at byte 0 found a MATLAB 4 file, expected a MATLAB 5 file (save -v7)",
    );
    expect(refusal(patched(bytes, 124, 0, 2))).toBe(
      "TypeError: Cannot read a.mat: at byte 124 found a MATLAB 7.3 (HDF5) file, expected a MATLAB 5 file (save -v7)",
    );
    expect(refusal(patched(bytes, 124, 7, 1))).toBe(
      "TypeError: Cannot read a.mat: at byte 124 found version 0x107, expected 0x100, a MATLAB 5 file (save -v7)",
    );
    expect(refusal(patched(bytes, 126, 88, 89))).toBe(
      'SyntaxError: Cannot read a.mat: at byte 126 found the byte order "XY", ' +
        'expected "IM" or "MI", the end of the header of a MATLAB 5 file (save -v7)',
    );
  });

  it("refuses a file cut off anywhere", () => {
    for (const compressed of [false, true]) {
      const bytes = writeMat([x], { compressed });
      for (let length = 129; length < bytes.length; length++) {
        expect(refusal(bytes.slice(0, length))).toMatch(/^SyntaxError: Cannot read a\.mat: at byte \d+ /);
      }
    }
  });

  it("refuses bytes after the last element", () => {
    const bytes = writeMat([x]);
    const longer = new Uint8Array(bytes.length + 3);
    longer.set(bytes);
    expect(refusal(longer)).toBe(
      `SyntaxError: Cannot read a.mat: at byte ${bytes.length} found 3 bytes more, expected 8 for an element's tag`,
    );
  });

  it("refuses an element that is no matrix", () => {
    expect(refusal(patched(writeMat([x]), 128, 9))).toBe(
      "SyntaxError: Cannot read a.mat: at byte 128 found an element of type 9, expected a matrix (14) or a compressed one (15)",
    );
  });

  it("refuses a shape that disagrees with the numbers, however large", () => {
    // The sizes stand at byte 160.
    expect(refusal(patched(writeMat([x]), 160, 3))).toBe(
      "RangeError: Cannot read a.mat: at byte 176 found 48 bytes of numbers, expected 72 for the shape [3,3] of x",
    );
    expect(refusal(patched(writeMat([x]), 160, 255, 255, 255, 127, 255, 255, 255, 127))).toMatch(
      /^RangeError: .* found 48 bytes of numbers, expected 36893488113059365000 for the shape \[2147483647,2147483647\] of x$/,
    );
    expect(refusal(patched(writeMat([x]), 163, 128))).toBe(
      "RangeError: Cannot read a.mat: at byte 160 found the shape [-2147483646,3], expected no size below 0",
    );
  });

  it("reads no numbers where one size is 0, however large the others", () => {
    const shape = [...new Array<number>(40).fill(2 ** 31 - 1), 0];
    expect(read(writeMat([{ ...x, shape, values: [] }]), ["x"]).x).toEqual({ shape, data: new Float64Array(0) });
  });

  it("refuses a variable that is there twice", () => {
    expect(refusal(writeMat([x, x]))).toBe(
      "SyntaxError: Cannot read a.mat: at byte 232 found the variable x again, expected each variable once",
    );
  });

  it("refuses whole numbers that float64 does not hold", () => {
    expect(refusal(writeMat([{ ...x, type: matTypes.uint64, values: [1, 2, 3, 4, 5, 2 ** 53] }]))).toBe(
      "RangeError: Cannot read a.mat: at byte 224 found 9007199254740992, expected a whole number below 2^53 in size",
    );
  });

  it("refuses a name longer than MATLAB's", () => {
    expect(refusal(writeMat([{ ...x, name: "x".repeat(64) }]))).toMatch(
      /found a name of 64 bytes, expected at most 63$/,
    );
  });

  it("refuses a name that is none", () => {
    expect(refusal(writeMat([{ ...x, name: "a\nb" }]))).toBe(
      'SyntaxError: Cannot read a.mat: at byte 172 found the name "a\\nb", expected letters, digits and underscores',
    );
  });

  it("passes over variables of classes it does not know, and refuses them when asked for", () => {
    const odd = { ...x, name: "odd", kind: 200 };
    expect(read(writeMat([odd, x]), ["x"]).x.shape).toEqual([2, 3]);
    expect(refusal(writeMat([{ ...odd, name: "x" }]))).toMatch(
      /^SyntaxError: .* found the variable x of class 200, expected 6 to 15$/,
    );
  });

  describe("of a compressed variable", () => {
    const compress = (matrix: Uint8Array): Uint8Array => {
      const packed = deflateSync(matrix);
      const bytes = new Uint8Array(136 + packed.length);
      bytes.set(writeMat([]));
      new DataView(bytes.buffer).setUint32(128, 15, true);
      new DataView(bytes.buffer).setUint32(132, packed.length, true);
      bytes.set(packed, 136);
      return bytes;
    };
    const matrix = writeMat([x]).slice(128);

    it("refuses a stream that holds more or less than it says", () => {
      expect(read(compress(matrix), ["x"]).x.shape).toEqual([2, 3]);
      expect(refusal(compress(patched(matrix, 4, 88)))).toMatch(
        /^SyntaxError: Cannot read a\.mat: at byte 136 found a zlib stream that holds more, expected 96 bytes$/,
      );
      expect(refusal(compress(patched(matrix, 4, 112)))).toMatch(
        /^SyntaxError: Cannot read a\.mat: at byte 136 found a zlib stream that holds 104 bytes, expected 120 bytes$/,
      );
    });

    it("refuses a size that so few bytes cannot hold, before taking memory for it", () => {
      expect(refusal(compress(patched(matrix, 4, 0, 0, 0, 16)))).toMatch(
        /^RangeError: Cannot read a\.mat: at byte 136 found a zlib stream of \d+ bytes that should hold 268435464, expected at most \d+$/,
      );
    });

    it("refuses a stream with a wrong checksum", () => {
      const bytes = compress(matrix);
      expect(refusal(patched(bytes, bytes.length - 1, bytes.at(-1)! ^ 1))).toBe(
        "SyntaxError: Cannot read a.mat: at byte 136 found a damaged zlib stream (incorrect data check), expected a whole one",
      );
    });
  });

  it("reads the course's own file", needs("nist26/nist26_valid.mat"), () => {
    const file = findData("nist26/nist26_valid.mat")!;
    const { valid_data: data, valid_labels: labels } = readMat(file, ["valid_data", "valid_labels"]);
    expect([data.shape, labels.shape]).toEqual([[1300, 1024], [1300, 26]]);
    expect(data.data[0]).toBe(1);
    expect(labels.data.filter((value) => value === 1).length).toBe(1300);
    const sorted = Float64Array.from(data.data).sort();
    expect([sorted[0], sorted.at(-1)]).toEqual([-0.1356034800683204, 1.1165258300948648]);
  });
});
