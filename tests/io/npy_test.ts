import fc from "fast-check";
import { expect } from "expect";
import { describe, it } from "node:test";
import { readNpy, Tensor, writeNpy } from "nnr";
import { anyTensor, kept } from "./arbitrary.ts";
import { patched, words } from "./bytes.ts";
import { npyFile, npyHeader } from "./npy_file.ts";
import { refusal } from "./refusal.ts";

describe("writeNpy() and readNpy()", () => {
  it("keep every tensor to the bit", () =>
    fc.assert(fc.property(anyTensor, (tensor) => {
      expect(kept(readNpy(writeNpy(tensor)))).toEqual(kept(tensor));
    })));

  it("keep up to the 64 axes of NumPy", () => {
    const most = Tensor.ones(new Array(64).fill(1));
    expect(readNpy(writeNpy(most)).shape).toEqual(most.shape);
    expect(refusal(() => writeNpy(Tensor.ones(new Array(65).fill(1))))).toMatch(
      /^RangeError: Cannot write the \.npy file of \[1,1,.*\]: NumPy has at most 64 axes$/,
    );
  });

  it("begin the numbers at a multiple of 64 bytes, as NumPy has it", () =>
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 31 }), { maxLength: 20 }), (sizes) => {
      expect(writeNpy(Tensor.zeros([...sizes, 0])).length % 64).toBe(0);
    })));
});

describe("readNpy()", () => {
  const of = (bytes: Uint8Array): string => refusal(() => readNpy(bytes));
  const header = npyHeader("'<f4'", "(2,)");
  const types = "<, > or | before b1, u1, i1, u2, i2, u4, i4, u8, i8, f2, f4, f8";

  it("reads headers with other quotes, blanks and order, and without the last comma", () => {
    const other = `{"shape" :(2 , 1),\n"fortran_order": True, "descr": ">i2"}`;
    expect(readNpy(npyFile(other, Uint8Array.of(1, 0, 255, 255), 2)).toArray()).toEqual([[256], [-1]]);
  });

  it("refuses what is no bytes", () => {
    expect(refusal(() => readNpy([1, 2] as unknown as Uint8Array))).toBe(
      "TypeError: Cannot read the .npy file: found Array, expected its bytes, a Uint8Array",
    );
  });

  it("refuses a file that is cut off anywhere", () => {
    const bytes = writeNpy(Tensor.of([1, 2]));
    for (let length = 0; length < bytes.length; length++) {
      expect(of(bytes.subarray(0, length))).toMatch(/^SyntaxError: Cannot read the \.npy file: at byte \d+ found/);
    }
    expect(of(bytes.subarray(0, 7))).toMatch(/at byte 0 found 7 bytes more, expected 8 for the start of an array$/);
    expect(of(bytes.subarray(0, 9))).toMatch(/at byte 8 found 1 bytes more, expected 2 for the length of the header$/);
    expect(of(bytes.subarray(0, 99))).toMatch(/at byte 10 found 89 bytes more, expected 118 for the header$/);
    expect(of(bytes.subarray(0, 135))).toBe(
      "SyntaxError: Cannot read the .npy file: at byte 128 found 7 bytes, expected 8 for the shape [2]",
    );
  });

  it("refuses bytes after the numbers", () => {
    expect(of(npyFile(header, 9))).toMatch(
      /^SyntaxError: .* at byte 68 found 9 bytes, expected 8 for the shape \[2\]$/,
    );
  });

  it("refuses other beginnings and versions", () => {
    expect(of(patched(npyFile(header, 8), 0, Uint8Array.of(0x92)))).toBe(
      "SyntaxError: Cannot read the .npy file: at byte 0 found 0x924e554d5059, expected 0x934e554d5059, the start of an array",
    );
    for (const version of [0, 4]) {
      expect(of(npyFile(header, 8, version))).toBe(
        `TypeError: Cannot read the .npy file: at byte 6 found version ${version}, expected 1, 2 or 3`,
      );
    }
  });

  it("refuses a header of gigabytes", () => {
    expect(of(patched(npyFile(header, 8, 2), 8, words(4, 2 ** 32 - 1)))).toBe(
      "RangeError: Cannot read the .npy file: at byte 8 found a header of 4294967295 bytes, expected at most 10000",
    );
  });

  it("refuses a header that is none", () => {
    const refused = "at byte 10 found no header, expected a dictionary of descr, fortran_order and shape";
    for (const text of ["", "{", "None", "1", "__import__('os')", "{'descr': '<f4', 'shape': (2,)", "{".repeat(9999)]) {
      expect(of(npyFile(text, 8))).toBe(`SyntaxError: Cannot read the .npy file: ${refused}`);
    }
  });

  it("refuses a header that lacks something", () => {
    expect(of(npyFile("{'descr': '<f4', 'shape': (2,)}", 8))).toMatch(
      /found no fortran_order, expected True or False$/,
    );
    expect(of(npyFile("{'descr': '<f4', 'fortran_order': 1, 'shape': (2,)}", 8))).toMatch(/found no fortran_order/);
    expect(of(npyFile("{'descr': '<f4', 'fortran_order': False}", 8))).toMatch(
      /found no shape, expected a list of numbers$/,
    );
    expect(of(npyFile("{'fortran_order': False, 'shape': (2,)}", 8))).toMatch(
      /^TypeError: .* found no descr, expected </,
    );
    expect(of(npyFile("[]", 8))).toMatch(/found no descr/);
  });

  it("refuses what is no real number, and pickled objects most of all", () => {
    const found = (descr: string): string => of(npyFile(npyHeader(descr, "(2,)"), 64));
    expect(found("'|O'")).toBe(
      `TypeError: Cannot read the .npy file: at byte 10 found the number type "|O", pickled Python objects, expected ${types}`,
    );
    for (const descr of ["<U5", "|S3", "<c8", "<M8[ns]", "<f16", "|V2", "f4", "=f4", "|f4", "", "<"]) {
      expect(found(`'${descr}'`)).toBe(
        `TypeError: Cannot read the .npy file: at byte 10 found the number type "${descr}", expected ${types}`,
      );
    }
    expect(found("[('x', '<f4'), ('y', '<f4')]")).toBe(
      `TypeError: Cannot read the .npy file: at byte 10 found records of named fields, expected ${types}`,
    );
  });

  it("refuses sizes that no tensor has", () => {
    for (const shape of ["(-1,)", "(0.5,)", "(4294967296,)", "(65536, 65536, 0)", "(1e300, 1e300)"]) {
      expect(of(npyFile(npyHeader("'<f4'", shape)))).toMatch(
        /^RangeError: .* at byte 10 found the shape \[.*\], expected whole numbers of at least 0, at most 2\^31 elements in all$/,
      );
    }
    expect(of(npyFile(npyHeader("'<f4'", `(${"1, ".repeat(65)})`), 4))).toMatch(/found 65 axes, expected at most 64$/);
    expect(of(npyFile(npyHeader("'<f4'", "2"), 8))).toMatch(/found no shape, expected a list of numbers$/);
  });

  it("takes no memory for numbers that are not there", () => {
    expect(of(npyFile(npyHeader("'<f8'", "(2147483648,)"), 8))).toMatch(
      /^SyntaxError: .* found 8 bytes, expected 17179869184 for the shape \[2147483648\]$/,
    );
  });

  it("refuses whole numbers that float64 cannot hold", () => {
    const file = (descr: string, value: bigint): string => of(npyFile(npyHeader(descr, "(2,)"), words(8, 1n, value)));
    expect(file("'<i8'", -(2n ** 53n))).toMatch(
      /^RangeError: .* at byte 76 found -9007199254740992, expected a whole number/,
    );
    expect(file("'<u8'", 2n ** 64n - 1n)).toMatch(
      /^RangeError: .* found 18446744073709552000, expected a whole number/,
    );
  });
});
