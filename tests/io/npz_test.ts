import fc from "fast-check";
import { expect } from "expect";
import { Buffer } from "node:buffer";
import process from "node:process";
import { describe, it } from "node:test";
import { constants, deflateRawSync } from "node:zlib";
import { readNpz, Rng, Tensor, writeNpy, writeNpz } from "nnr";
import { anyTensors, kept } from "./arbitrary.ts";
import { join, patched, words } from "./bytes.ts";
import { npyFile, npyHeader } from "./npy_file.ts";
import { refusal } from "./refusal.ts";
import { type Entry, zipFile } from "./zip_file.ts";

const DEFLATED = 8;

describe("writeNpz() and readNpz()", () => {
  it("keep every tensor to the bit, in order, stored or deflated", () =>
    fc.assert(fc.property(anyTensors, fc.boolean(), (tensors, compressed) => {
      const found = readNpz(writeNpz(tensors, { compressed }));
      expect([...found].map(([name, tensor]) => [name, kept(tensor)]))
        .toEqual([...tensors].map(([name, tensor]) => [name, kept(tensor)]));
    })));

  it("keep what deflate shortens, and what it cannot shorten", () => {
    const rng = new Rng(1);
    const noise = Tensor.zeros([100_000]);
    const words = new Uint32Array(noise.data.buffer);
    for (let i = 0; i < words.length; i++) words[i] = rng.uint32();
    const tensors = new Map([["zeros", Tensor.zeros([300_000])], ["noise", noise]]);
    const bytes = writeNpz(tensors, { compressed: true });
    expect(bytes.length).toBeLessThan(410_000);
    const found = readNpz(bytes);
    for (const [name, { data }] of tensors) {
      expect(Buffer.from(found.get(name)!.data.buffer).equals(Buffer.from(data.buffer))).toBe(true);
    }
  });

  it("give the same bytes for the same tensors", () => {
    const bytes = (): Uint8Array => writeNpz(new Map([["x", Tensor.ones([9])]]), { compressed: true });
    expect(bytes()).toEqual(bytes());
  });
});

describe("writeNpz()", () => {
  const none = Tensor.zeros([0]);

  it("refuses names that other readers cannot read", () => {
    expect(refusal(() => writeNpz(new Map([["\udc00", none]])))).toBe(
      'RangeError: Cannot write the .npz file: found the text "\\udc00", expected one that UTF-8 can say',
    );
    expect(refusal(() => writeNpz(new Map([["n".repeat(65532), none]])))).toMatch(
      /^RangeError: Cannot write the \.npz file: found 65536 bytes in the name "n+…", expected at most 65535$/,
    );
  });

  it("refuses more tensors than an archive lists", () => {
    const many = new Map(Array.from({ length: 65536 }, (_, i) => [`${i}`, none]));
    expect(refusal(() => writeNpz(many))).toBe(
      "RangeError: Cannot write the .npz file: found 65536 entries, expected at most 65535",
    );
  });
});

describe("readNpz()", () => {
  const of = (bytes: Uint8Array): string => refusal(() => readNpz(bytes));
  const content = writeNpy(Tensor.of([1, 2]));
  const x: Entry = { name: "x.npy", content };
  const deflated: Entry = { ...x, packed: deflateRawSync(content), method: DEFLATED };
  /** Of an archive whose only entry is `x` with other fields. */
  const ofEntry = (other: Partial<Entry>, entry: Entry = x): string => of(zipFile([{ ...entry, ...other }]));
  /** Where the directory of an archive of `x` stands. */
  const directory = 35 + content.length;

  it("reads an archive with a comment, even one that begins like an end", () => {
    const comment = "PK\x05\x06 is how the end of an archive begins";
    expect(readNpz(zipFile([x, { ...deflated, name: "größe.npy" }], { comment })).get("größe")?.toArray()).toEqual([
      1,
      2,
    ]);
  });

  it("reads an archive of nothing", () => {
    expect(readNpz(zipFile([])).size).toBe(0);
    expect(readNpz(writeNpz(new Map())).size).toBe(0);
  });

  it("reads deflate's blocks of every kind", () => {
    const bytes = writeNpy(Tensor.normal([50_000], { rng: new Rng(1) }));
    for (
      const options of [{ level: 0 }, { strategy: constants.Z_FIXED }, { level: 9 }, {
        strategy: constants.Z_HUFFMAN_ONLY,
      }]
    ) {
      const entry = { name: "x.npy", content: bytes, packed: deflateRawSync(bytes, options), method: DEFLATED };
      expect(Buffer.from(writeNpy(readNpz(zipFile([entry])).get("x")!)).equals(bytes)).toBe(true);
    }
  });

  it("refuses a file that is cut off anywhere", () => {
    const bytes = writeNpz(new Map([["x", Tensor.of([1, 2])]]));
    for (let length = 0; length < bytes.length; length++) {
      expect(of(bytes.subarray(0, length))).toBe(
        `SyntaxError: Cannot read the .npz file: at byte ${length} found the end, expected the directory of a ZIP archive before it`,
      );
    }
  });

  it("refuses other files and bytes around an archive", () => {
    expect(of(content)).toMatch(/found the end, expected the directory of a ZIP archive before it$/);
    expect(of(join(zipFile([x]), "more"))).toMatch(/found the end, expected the directory of a ZIP archive before it$/);
    expect(of(join("more", zipFile([x])))).toBe(
      `SyntaxError: Cannot read the .npz file: at byte ${
        directory + 4 + 51
      } found a directory from byte ${directory} to ` +
        `${directory + 51}, expected one that ends at byte ${directory + 4 + 51}`,
    );
  });

  it("refuses a directory with other entries than it says", () => {
    expect(of(zipFile([x], { count: 2 }))).toBe(
      `SyntaxError: Cannot read the .npz file: at byte ${directory + 51} found a directory of 1 entries, expected 2`,
    );
    expect(of(zipFile([x], { shift: 2 ** 31 }))).toMatch(
      /found a directory from byte \d+ to \d+, expected one that ends at/,
    );
    expect(of(patched(zipFile([x]), directory, Uint8Array.of(0)))).toBe(
      `SyntaxError: Cannot read the .npz file: at byte ${directory} found 0x004b0102, expected 0x504b0102, an entry of the directory`,
    );
    // The entry's extra fields reach beyond the directory.
    expect(of(patched(zipFile([x]), directory + 30, words(2, 100)))).toBe(
      `SyntaxError: Cannot read the .npz file: at byte ${directory} found 51 bytes more, expected 151 for an entry`,
    );
  });

  it("refuses a name that comes twice", () => {
    expect(of(zipFile([x, x]))).toBe(
      `SyntaxError: Cannot read the .npz file: at byte ${
        2 * directory + 51
      } found the entry "x.npy" again, expected each name once`,
    );
  });

  it("refuses names that are no UTF-8, or not those of arrays", () => {
    expect(of(patched(zipFile([x]), directory + 46, Uint8Array.of(0xff)))).toBe(
      `SyntaxError: Cannot read the .npz file: at byte ${
        directory + 46
      } found 0xff2e6e7079, expected a name of 5 bytes of UTF-8`,
    );
    expect(ofEntry({ name: "x.txt" })).toBe(
      'TypeError: Cannot read the .npz file: at byte 0 found the entry "x.txt", expected names that end with .npy',
    );
  });

  it("refuses entries that are encrypted, of other methods, or of ZIP64", () => {
    expect(ofEntry({ flags: 1 })).toBe(
      `TypeError: Cannot read the .npz file: at byte ${directory} found the entry "x.npy", which is encrypted, expected a plain one`,
    );
    expect(ofEntry({ method: 12 })).toBe(
      `TypeError: Cannot read the .npz file: at byte ${directory} found the entry "x.npy" of method 12, expected 0 or 8`,
    );
    for (const large of [{ size: 2 ** 32 - 1 }, { packedSize: 2 ** 32 - 1 }, { header: 2 ** 32 - 1 }]) {
      expect(ofEntry(large)).toBe(
        `TypeError: Cannot read the .npz file: at byte ${directory} found the entry "x.npy" with sizes of ZIP64, expected sizes below 4 GiB`,
      );
    }
  });

  it("refuses headers and bytes that are not there", () => {
    expect(ofEntry({ header: 1 })).toBe(
      'SyntaxError: Cannot read the .npz file: at byte 1 found 0x4b030414, expected 0x504b0304, the header of the entry "x.npy"',
    );
    expect(ofEntry({ header: 2 ** 31 })).toMatch(
      /^SyntaxError: .* expected 0x504b0304, the header of the entry "x\.npy"$/,
    );
    expect(ofEntry({ packedSize: content.length + 1, size: content.length + 1 })).toBe(
      `RangeError: Cannot read the .npz file: at byte 35 found ${content.length} bytes of the entry "x.npy", expected ${
        content.length + 1
      }`,
    );
    // The header's own extra fields reach beyond the directory.
    expect(of(patched(zipFile([x]), 28, words(2, 60_000)))).toMatch(
      /^RangeError: .* found 0 bytes of the entry "x\.npy"/,
    );
  });

  it("refuses bytes of two entries", () => {
    expect(of(zipFile([x, { ...x, name: "y.npy", header: 0 }]))).toBe(
      'RangeError: Cannot read the .npz file: at byte 0 found bytes of two entries, "x.npy" and "y.npy", ' +
        "expected entries that share none",
    );
  });

  it("refuses damaged content", () => {
    expect(ofEntry({ crc: 7 })).toMatch(
      /^SyntaxError: .* at byte 35 found the entry "x\.npy" with the check sum \d+, expected 7$/,
    );
    expect(ofEntry({ crc: 7 }, deflated)).toMatch(/with the check sum \d+, expected 7$/);
    expect(of(patched(zipFile([x]), directory - 1, Uint8Array.of(7)))).toMatch(/with the check sum/);
    expect(ofEntry({ packed: Uint8Array.of(7, 7) }, { ...deflated, size: 100 })).toBe(
      'SyntaxError: Cannot read the .npz file: at byte 35 found the entry "x.npy" in a damaged deflate stream, expected a whole one',
    );
    expect(ofEntry({ packed: deflated.packed!.subarray(0, -1) }, deflated)).toMatch(/in a damaged deflate stream/);
  });

  it("refuses an array that it cannot read, and says in which entry", () => {
    const objects = npyFile(npyHeader("'|O'", "(2,)"), 64);
    expect(ofEntry({ content: objects })).toMatch(
      /^TypeError: Cannot read the \.npz file: at byte 10 of the entry "x\.npy" found the number type "\|O", pickled Python objects/,
    );
    expect(ofEntry({ content: join(content, "\0") })).toMatch(
      /at byte 128 of the entry "x\.npy" found 9 bytes, expected 8 for/,
    );
  });

  describe("of sizes that disagree", () => {
    it("refuses stored entries of two sizes", () => {
      expect(ofEntry({ size: 7 })).toBe(
        `RangeError: Cannot read the .npz file: at byte ${directory} found the entry "x.npy" of ${content.length} bytes ` +
          `that should hold 7, expected ${content.length}`,
      );
    });

    it("refuses a size that so few bytes cannot hold", () => {
      expect(ofEntry({ size: 2 ** 28 }, deflated)).toMatch(
        /^RangeError: .* found the entry "x\.npy" of \d+ bytes that should hold 268435456, expected at most \d+$/,
      );
    });

    it("refuses entries that hold more than half a GiB in all, before inflating one", () => {
      const zeros = new Uint8Array(300_000);
      const big = (name: string): Entry => ({ name, content, packed: zeros, method: DEFLATED, size: 2 ** 28 });
      expect(of(zipFile([big("a.npy"), big("b.npy"), { ...x, name: "c.npy" }]))).toMatch(
        /^RangeError: .* found entries that hold 536871048 bytes, expected at most 536870912 in all$/,
      );
    });

    it("refuses a size that is not the array's, before inflating it", () => {
      expect(ofEntry({ size: content.length + 1 }, deflated)).toBe(
        `SyntaxError: Cannot read the .npz file: at byte 35 found ${content.length + 1} bytes of the entry "x.npy", ` +
          `expected ${content.length} for its shape`,
      );
    });

    it("refuses entries that hold less or more than they say", () => {
      const less = content.subarray(0, -4);
      const more = join(content, new Uint8Array(100));
      expect(ofEntry({ packed: deflateRawSync(less) }, deflated)).toBe(
        `SyntaxError: Cannot read the .npz file: at byte 35 found the entry "x.npy" that holds ${less.length} bytes, ` +
          `expected ${content.length}`,
      );
      expect(ofEntry({ packed: deflateRawSync(more) }, deflated)).toBe(
        `SyntaxError: Cannot read the .npz file: at byte 35 found the entry "x.npy" that holds more, expected ${content.length} bytes`,
      );
    });

    it("refuses bytes after the end of a stream, however many, without copying them over and over", () => {
      const packed = join(deflateRawSync(content), new Uint8Array(2 ** 20));
      expect(ofEntry({ packed }, deflated)).toMatch(
        /found bytes of the entry "x\.npy" that hold nothing, expected the end/,
      );
    });

    it("stops in a stream that holds far more than the entry says", () => {
      // Each flushed stretch of deflated zeros can follow the one before.
      const mebibyte = deflateRawSync(new Uint8Array(2 ** 20), { finishFlush: constants.Z_FULL_FLUSH });
      const start = deflateRawSync(content, { finishFlush: constants.Z_FULL_FLUSH });
      const packed = Buffer.concat([start, ...Array.from({ length: 2000 }, () => mebibyte)]);
      const before = process.memoryUsage().rss;
      expect(ofEntry({ packed }, deflated)).toMatch(/found the entry "x\.npy" that holds more, expected 136 bytes$/);
      expect(process.memoryUsage().rss - before).toBeLessThan(200 * 2 ** 20);
    });
  });
});
