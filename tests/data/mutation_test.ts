import { expect } from "expect";
import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { Rng } from "nnr";
import { archiveEntries, cifar10, readIdx, readImage, readMat, sun8 } from "nnr/data";
import { MUTATIONS } from "../mutations.ts";
import { writeIdx } from "./idx_writer.ts";
import { matTypes, type Variable, writeMat } from "./mat_writer.ts";
import { writePng } from "./png_writer.ts";
import { joined } from "../../lib/data/joined.ts";
import { paxRecords, writeTar } from "./tar_writer.ts";
import { withFiles } from "./with_files.ts";

/** What the process may grow by while it reads them; the originals have a few hundred bytes. */
const MOST_MEMORY = 2 ** 29;

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

/** An array, or anything that says how large it is. */
interface Sized {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

/** A format: a file of it, how it is read, and what is done to a damaged copy before it is written. */
interface Format {
  readonly name: string;
  readonly original: Uint8Array;
  readonly read: (file: string) => Iterable<Sized>;
  /** The name of the file below the data folder. */
  readonly file?: string;
  /** Other files that the reader needs. */
  readonly beside?: Readonly<Record<string, Uint8Array>>;
  readonly wrap?: (damaged: Uint8Array) => Uint8Array;
  /** The share of damaged copies that must be seen to be damaged; what is not changes only values or names. */
  readonly refused?: number;
}

const kinds = ["TypeError", "RangeError", "SyntaxError"];
const sentence = /^Cannot read [^\n]*found [^\n]*[^.\n]$/;

/** Reads damaged copies; each is read, with as many numbers as its shape says, or refused in one sentence that names it. */
function withstands(
  { original, read, file = "damaged", beside = {}, wrap = (damaged) => damaged, refused = 0.5 }: Format,
): void {
  withFiles({ [file]: wrap(original), ...beside }, (folder) => {
    const path = join(folder, file);
    expect([...read(path)].length).toBeGreaterThan(0);
    const rng = new Rng(7);
    const before = process.memoryUsage.rss();
    let [seen, memory] = [0, 0];
    const wrong: string[] = [];
    // One open file, overwritten and then cut: one that is emptied first goes to the disk every time.
    const descriptor = openSync(path, "w");
    for (let n = 0; n < MUTATIONS; n++) {
      const damaged = wrap(mutated(original, rng));
      writeSync(descriptor, damaged, 0, damaged.length, 0);
      ftruncateSync(descriptor, damaged.length);
      try {
        for (const { shape, data } of read(path)) {
          if (data.length !== shape.reduce((product, size) => product * size, 1)) {
            wrong.push(`[${shape}] of ${data.length}`);
          }
        }
      } catch (error) {
        const { name, message } = error as Error;
        if (!kinds.includes(name) || !sentence.test(message) || !message.includes(folder)) wrong.push(String(error));
        seen++;
      }
      memory = Math.max(memory, process.memoryUsage.rss() - before);
    }
    closeSync(descriptor);
    expect(wrong).toEqual([]);
    expect(seen).toBeGreaterThanOrEqual(refused * MUTATIONS);
    expect(memory).toBeLessThan(MOST_MEMORY);
  });
}

/** All that an archive holds. */
function* contents(file: string): Generator<Sized> {
  for (const { size, content } of archiveEntries(file)) yield { shape: [size], data: joined([...content()]) };
}

const x: Variable = {
  name: "x",
  shape: [3, 4],
  values: Array.from({ length: 12 }, (_, i) => i),
  type: matTypes.double,
};
const other: Variable = { name: "another", shape: [2, 2, 2], values: [1, 2, 3, 4, 5, 6, 7, 8], type: matTypes.int16 };
const mat = [true, false].flatMap((little) =>
  [true, false].map((compressed): Format => ({
    name: `MATLAB 5, ${compressed ? "compressed " : ""}${little ? "little" : "big"}-endian`,
    original: writeMat([other, x], { little, compressed }),
    read: (file) => [readMat(file, ["x"]).x],
  }))
);

const idx = writeIdx([4, 3, 3], Array.from({ length: 36 }, (_, i) => 7 * i));
const text = (words: string): Uint8Array => new TextEncoder().encode(words);
const tar = writeTar([
  { name: "a/", type: "5" },
  { name: "a/b.txt", bytes: text("hello") },
  paxRecords({ path: "a/longer name", mtime: "1.5" }),
  { name: "short", bytes: text("again") },
]);
const zip = zipSync({ "a/b.txt": text("hello hello hello"), "c.txt": [text("kept as it is"), { level: 0 }] });
const jpeg = (name: string): Format => ({
  name: `JPEG, ${name}`,
  original: readFileSync(`tests/golden/images/${name}.jpg`),
  read: (file) => [readImage(file)],
});
const values = (count: number): number[] => Array.from({ length: count }, (_, i) => i % 16);
const png = (name: string, bytes: Uint8Array): Format => ({
  name: `PNG, ${name}`,
  original: bytes,
  read: (file) => [readImage(file)],
});

const names = text("airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n");
const cifar = writeTar([
  { name: "cifar-10-batches-bin/batches.meta.txt", bytes: names },
  { name: "cifar-10-batches-bin/data_batch_1.bin", bytes: Uint8Array.from({ length: 3073 }, (_, i) => i % 10) },
]);
const list = "sun8/test_files.txt";

const formats: readonly Format[] = [
  ...mat,
  { name: "IDX", original: idx, read: (file) => [readIdx(file)] },
  { name: "IDX in gzip", original: gzipSync(idx), read: (file) => [readIdx(file)] },
  { name: "tar", original: tar, read: contents },
  { name: "tar.gz, damaged within", original: tar, read: contents, wrap: (damaged) => gzipSync(damaged) },
  { name: "tar.gz", original: gzipSync(tar), read: contents },
  { name: "zip", original: zip, read: contents },
  ...["grey", "halved", "progressive", "restarts", "cmyk", "turned_6"].map(jpeg),
  png(
    "palette, interlaced",
    writePng({ width: 9, height: 7, kind: 3, depth: 4, interlaced: true, values: values(63), palette: values(48) }),
  ),
  png("16 bits", writePng({ width: 5, height: 4, kind: 6, depth: 16, values: values(80), filters: [0, 1, 2, 3, 4] })),
  {
    name: "CIFAR-10",
    original: cifar,
    wrap: (damaged) => gzipSync(damaged, { level: 1 }),
    file: "cifar10/cifar-10-binary.tar.gz",
    read: () => {
      const { length, pixels, images } = cifar10("train");
      return [{ shape: [length, pixels], data: images }];
    },
    // Half of the file is an image, in which every byte is a right one.
    refused: 0.3,
  },
  {
    name: "SUN-8's list",
    original: text("park/1.jpg\ndesert/2.jpg\n"),
    file: list,
    beside: { "sun8/test_labels.txt": text("1\n0\n"), "sun8/park/1.jpg": idx, "sun8/desert/2.jpg": idx },
    read: () => {
      const { length, labels } = sun8("test");
      return [{ shape: [length], data: labels }];
    },
  },
];

describe("A damaged file is read or refused, never a crash or a hang", () => {
  for (const format of formats) it(format.name, () => withstands(format));
});
