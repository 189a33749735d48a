import fc from "fast-check";
import { expect } from "expect";
import { Buffer } from "node:buffer";
import { describe, it } from "node:test";
import { readSafetensors, Tensor, writeSafetensors } from "nnr";
import { anyTensors, kept } from "./arbitrary.ts";
import { words } from "./bytes.ts";
import { refusal } from "./refusal.ts";
import { safetensorsFile } from "./safetensors_file.ts";

describe("writeSafetensors() and readSafetensors()", () => {
  const texts = fc.dictionary(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }));

  it("keep every tensor to the bit, and every text", () =>
    fc.assert(fc.property(anyTensors, texts, (tensors, metadata) => {
      const found = readSafetensors(writeSafetensors(tensors, metadata));
      expect(new Map([...found.tensors].map(([name, tensor]) => [name, kept(tensor)])))
        .toEqual(new Map([...tensors].map(([name, tensor]) => [name, kept(tensor)])));
      expect({ ...found.metadata }).toEqual({ ...metadata });
    })));

  it("keep the order of tensors of one number type, even where names are whole numbers", () => {
    const names = ["layers.10", "10", "2", "b", "a"];
    const bytes = writeSafetensors(new Map(names.map((name) => [name, Tensor.zeros([2])])));
    expect([...readSafetensors(bytes).tensors.keys()]).toEqual(names);
  });

  it("align every number to its size", () => {
    const bytes = writeSafetensors(
      new Map([["odd", Tensor.ones([3])], ["wide", Tensor.ones([1], { dtype: "float64" })]]),
    );
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    expect(length % 8).toBe(0);
    expect(new Float64Array(bytes.buffer, 8 + length, 1)[0]).toBe(1);
    expect([...readSafetensors(bytes).tensors.keys()]).toEqual(["wide", "odd"]);
  });

  it("read bytes that lie anywhere in a buffer, and share none with them", () => {
    const bytes = writeSafetensors(new Map([["x", Tensor.of([1, 2, 3])]]));
    const odd = Buffer.alloc(bytes.length + 3);
    odd.set(bytes, 3);
    const part = odd.subarray(3);
    const { tensors } = readSafetensors(part);
    part.fill(0);
    expect(tensors.get("x")?.toArray()).toEqual([1, 2, 3]);
  });

  it("write views as what they show", () => {
    const rows = Tensor.of([[1, 2], [3, 4], [5, 6]]).slice(1, 2);
    expect(readSafetensors(writeSafetensors(new Map([["x", rows]]))).tensors.get("x")?.toArray()).toEqual([[3, 4]]);
  });

  it("write nothing as a file that holds nothing", () => {
    const { tensors, metadata } = readSafetensors(writeSafetensors(new Map()));
    expect([tensors.size, metadata]).toEqual([0, {}]);
  });
});

describe("writeSafetensors()", () => {
  const x = Tensor.zeros([1]);

  it("refuses the name that is kept for texts", () => {
    expect(refusal(() => writeSafetensors(new Map([["__metadata__", x]])))).toBe(
      "RangeError: Cannot write the safetensors file: found a tensor called __metadata__, which is the name of the texts",
    );
  });

  it("refuses a header that the reader would refuse", () => {
    const longest = "n".repeat(2 ** 22 - '{"":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}'.length);
    expect([...readSafetensors(writeSafetensors(new Map([[longest, x]]))).tensors.keys()]).toEqual([longest]);
    expect(refusal(() => writeSafetensors(new Map([[`${longest}n`, x]])))).toBe(
      "RangeError: Cannot write the safetensors file: found a header of 4194312 bytes, expected at most 4194304",
    );
  });

  it("refuses texts that other readers cannot read", () => {
    expect(refusal(() => writeSafetensors(new Map([["a\ud800", x]])))).toBe(
      'RangeError: Cannot write the safetensors file: found the text "a\\ud800", expected one that UTF-8 can say',
    );
    expect(refusal(() => writeSafetensors(new Map(), { epoch: 7 as unknown as string }))).toBe(
      "TypeError: Cannot write the safetensors file: found 7, expected a text",
    );
  });
});

describe("readSafetensors()", () => {
  const of = (bytes: Uint8Array): string => refusal(() => readSafetensors(bytes));
  const a = { dtype: "F32", shape: [1], data_offsets: [0, 4] };
  const b = { dtype: "F32", shape: [1], data_offsets: [4, 8] };
  /** Of a file whose only tensor is `a` with other members. */
  const ofTensor = (other: object, data = 4): string => of(safetensorsFile({ a: { ...a, ...other } }, data));

  it("reads a header in any order, with blanks around it", () => {
    const header = ` ${JSON.stringify({ b, a })}`.slice(1).replaceAll(":", " : ") + " \n\t";
    const { tensors } = readSafetensors(safetensorsFile(header, Uint8Array.of(0, 0, 128, 63, 0, 0, 0, 64)));
    expect([...tensors].map(([name, tensor]) => [name, tensor.item()])).toEqual([["a", 1], ["b", 2]]);
  });

  it("takes names for names and nothing else", () => {
    const header =
      '{"a\\"b:":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"__metadata__":{"x":"{\\"x\\": 1}","y":"\\\\"}}';
    const { tensors, metadata } = readSafetensors(safetensorsFile(header));
    expect([...tensors.keys()]).toEqual(['a"b:']);
    expect(metadata).toEqual({ x: '{"x": 1}', y: "\\" });
  });

  it("refuses what is no bytes", () => {
    expect(refusal(() => readSafetensors(new Float32Array(9) as unknown as Uint8Array))).toBe(
      "TypeError: Cannot read the safetensors file: found Float32Array, expected its bytes, a Uint8Array",
    );
  });

  it("refuses a file that is cut off anywhere", () => {
    const bytes = writeSafetensors(new Map([["x", Tensor.of([1, 2, 3])]]), { format: "pt" });
    for (let length = 0; length < bytes.length; length++) {
      expect(of(bytes.subarray(0, length))).toMatch(
        /^(Syntax|Range)Error: Cannot read the safetensors file: at byte \d+ found/,
      );
    }
    expect(of(bytes.subarray(0, 7))).toBe(
      "SyntaxError: Cannot read the safetensors file: at byte 0 found 7 bytes more, expected 8 for the length of the header",
    );
    expect(of(bytes.subarray(0, 30))).toBe(
      "SyntaxError: Cannot read the safetensors file: at byte 8 found 22 bytes more, expected 88 for the header",
    );
    expect(of(bytes.subarray(0, -1))).toBe(
      'RangeError: Cannot read the safetensors file: at byte 40 found the data_offsets [0,12] of the tensor "x", ' +
        "expected at most 11, where the file ends",
    );
  });

  it("refuses a header of gigabytes", () => {
    expect(of(words(8, 2n ** 33n))).toBe(
      "RangeError: Cannot read the safetensors file: at byte 0 found a header of 8589934592 bytes, expected at most 4194304",
    );
    expect(of(words(8, 2 ** 22 + 1))).toMatch(/^RangeError: .* found a header of 4194305 bytes/);
    expect(of(words(8, 2n ** 64n - 1n))).toMatch(/^RangeError: .* found a header of 18446744073709552000 bytes/);
  });

  it("refuses a header that is no JSON object", () => {
    const found = (header: string | Uint8Array): string => of(safetensorsFile(header));
    const refused = "SyntaxError: Cannot read the safetensors file: at byte 8 found no JSON object, expected one of";
    for (const header of ["", "[]", "null", "1", '{"a":', "{} {}", " {}", "{'a': 1}"]) {
      expect(found(header)).toBe(`${refused} ${header.length} bytes of UTF-8`);
    }
    expect(found(Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x7d))).toBe(`${refused} 5 bytes of UTF-8`);
    expect(found(`${"[".repeat(1e5)}`)).toBe(`${refused} 100000 bytes of UTF-8`);
    expect(found(`{"a":${"[".repeat(1e5)}`)).toBe(`${refused} 100005 bytes of UTF-8`);
  });

  it("refuses a name that comes twice, however it is spelled", () => {
    const twice = (header: string): string => of(safetensorsFile(header, 4));
    const text = JSON.stringify(a);
    expect(twice(`{"a":${text},"a":${text}}`)).toBe(
      'SyntaxError: Cannot read the safetensors file: at byte 62 found the name "a" again, expected each name once',
    );
    expect(twice(`{"a":${text},"\\u0061":${text}}`)).toMatch(/at byte 62 found the name "a" again/);
    expect(twice(`{"a":{"dtype":"F64",${text.slice(1)}}`)).toMatch(/at byte 28 found the name "dtype" again/);
  });

  it("refuses types of numbers that no tensor holds", () => {
    expect(ofTensor({ dtype: "F8_E4M3" })).toBe(
      'TypeError: Cannot read the safetensors file: at byte 9 found the number type "F8_E4M3" of the tensor "a", ' +
        "expected BOOL, U8, I8, U16, I16, U32, I32, U64, I64, F16, BF16, F32, F64",
    );
    for (const dtype of [undefined, null, 1, {}, ["F32"]]) {
      expect(ofTensor({ dtype })).toMatch(
        /^TypeError: .* at byte 9 found no number type of the tensor "a", expected BOOL/,
      );
    }
    for (const about of [null, 1, "F32", []]) {
      expect(of(safetensorsFile({ a: about }))).toMatch(/^TypeError: .* found no number type of the tensor "a"/);
    }
    expect(ofTensor({ dtype: "constructor" })).toMatch(/^TypeError: .* found the number type "constructor"/);
  });

  it("refuses sizes that no tensor has", () => {
    const rule = "expected whole numbers of at least 0, at most 2^31 elements in all";
    for (const shape of [[-1], [0.5], [1, 2 ** 53], [2 ** 31, 2], [2 ** 53 - 1, 2 ** 53 - 1, 0], [0, 2 ** 32]]) {
      expect(ofTensor({ shape })).toBe(
        `RangeError: Cannot read the safetensors file: at byte 9 found the shape [${shape}] of the tensor "a", ${rule}`,
      );
    }
    expect(ofTensor({ shape: new Array(65).fill(1) })).toBe(
      'RangeError: Cannot read the safetensors file: at byte 9 found 65 axes of the tensor "a", expected at most 64',
    );
    for (const shape of [undefined, null, 4, "4", ["4"], [[4]], {}]) {
      expect(ofTensor({ shape })).toBe(
        'SyntaxError: Cannot read the safetensors file: at byte 9 found no shape of the tensor "a", expected a list of numbers',
      );
    }
  });

  it("refuses sizes that disagree with the bytes", () => {
    expect(ofTensor({ shape: [2, 3] })).toBe(
      'RangeError: Cannot read the safetensors file: at byte 9 found 4 bytes of the tensor "a", expected 24 for F32 of the shape [2,3]',
    );
    expect(ofTensor({ dtype: "F64" })).toMatch(
      /found 4 bytes of the tensor "a", expected 8 for F64 of the shape \[1\]$/,
    );
  });

  it("refuses offsets out of order, beyond the data, or that are none", () => {
    for (const offsets of [[4, 0], [-4, 0], [0.5, 4.5], [0, 2 ** 53]]) {
      expect(ofTensor({ data_offsets: offsets })).toBe(
        `RangeError: Cannot read the safetensors file: at byte 9 found the data_offsets [${offsets}] of the tensor "a", ` +
          "expected whole numbers from 0 on, in order",
      );
    }
    for (const offsets of [[4, 8], [0, 5], [2 ** 40, 2 ** 40 + 4]]) {
      expect(ofTensor({ data_offsets: offsets })).toBe(
        `RangeError: Cannot read the safetensors file: at byte 9 found the data_offsets [${offsets}] of the tensor "a", ` +
          "expected at most 4, where the file ends",
      );
    }
    for (const offsets of [undefined, null, [0], [0, 4, 8], ["0", "4"], { 0: 0, 1: 4 }]) {
      expect(ofTensor({ data_offsets: offsets })).toBe(
        'SyntaxError: Cannot read the safetensors file: at byte 9 found no data_offsets of the tensor "a", ' +
          "expected where its bytes begin and end",
      );
    }
  });

  it("refuses bytes of two tensors, and of none", () => {
    const file = (other: object, data: number): string => of(safetensorsFile({ a, b: { ...b, ...other } }, data));
    expect(file({ data_offsets: [0, 4] }, 4)).toBe(
      'RangeError: Cannot read the safetensors file: at byte 115 found bytes of two tensors, "b" the second, ' +
        "expected tensors one after another",
    );
    expect(file({ data_offsets: [2, 6] }, 6)).toMatch(/at byte 117 found bytes of two tensors, "b" the second/);
    expect(file({ data_offsets: [2, 2], shape: [0] }, 4)).toMatch(/found bytes of two tensors, "b" the second/);
    expect(file({ data_offsets: [6, 10] }, 10)).toBe(
      "RangeError: Cannot read the safetensors file: at byte 120 found 2 bytes of no tensor, expected tensors one after another",
    );
    expect(file({}, 11)).toBe(
      "RangeError: Cannot read the safetensors file: at byte 123 found 3 bytes of no tensor, expected the end of the file",
    );
  });

  it("refuses texts that are none", () => {
    for (const metadata of [null, 1, "pt", [], ["pt"], { format: 1 }, { format: { a: "b" } }]) {
      expect(of(safetensorsFile({ a, __metadata__: metadata }, 4))).toBe(
        "SyntaxError: Cannot read the safetensors file: at byte 62 found a __metadata__ that is something else, " +
          "expected an object of texts",
      );
    }
  });

  it("refuses whole numbers that float64 cannot hold", () => {
    const file = (dtype: string, value: bigint): Uint8Array =>
      safetensorsFile({ n: { dtype, shape: [2], data_offsets: [0, 16] } }, words(8, 1n, value));
    expect(readSafetensors(file("I64", 1n - 2n ** 53n)).tensors.get("n")?.toArray()).toEqual([1, 1 - 2 ** 53]);
    expect(of(file("I64", 2n ** 53n + 1n))).toBe(
      "RangeError: Cannot read the safetensors file: at byte 71 found 9007199254740992, expected a whole number below 2^53 in size",
    );
    expect(of(file("U64", 2n ** 64n - 1n))).toMatch(/^RangeError: .* found 18446744073709552000/);
  });

  it("cuts long names in what it says", () => {
    expect(of(safetensorsFile({ [`${"name".repeat(1e5)}\n`]: {} })).length).toBeLessThan(250);
  });
});
