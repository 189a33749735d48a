import { expect } from "expect";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { cifar10, cifar100, type Dataset } from "nnr/data";
import { type TarEntry, writeTar } from "./tar_writer.ts";
import { needs, withFiles } from "./with_files.ts";

const text = (words: string): Uint8Array => new TextEncoder().encode(words);
const names = "airplane automobile bird cat deer dog frog horse ship truck".split(" ");
const meta: TarEntry = { name: "cifar-10-batches-bin/batches.meta.txt", bytes: text(`${names.join("\n")}\n\n`) };

/** A file of records: labels, then an image whose values count from the first label on. */
function records(...labels: number[][]): Uint8Array {
  return Uint8Array.from(
    labels.flatMap((all) => [...all, ...Array.from({ length: 3072 }, (_, i) => (all[0]! + i) % 256)]),
  );
}

function batch(name: string, ...labels: number[]): TarEntry {
  return { name: `cifar-10-batches-bin/${name}.bin`, bytes: records(...labels.map((label) => [label])) };
}

const archive = (...entries: TarEntry[]): Record<string, Uint8Array> => ({
  "cifar10/cifar-10-binary.tar.gz": gzipSync(writeTar(entries)),
});

/** What reading an archive throws, without its folder. */
function refusal(files: Record<string, Uint8Array>, read: () => Dataset): string {
  return withFiles(files, (folder) => {
    try {
      return read().name;
    } catch (error) {
      return String(error).replaceAll(`${folder}/`, "");
    }
  });
}

describe("cifar10() and cifar100()", () => {
  it("read what an archive holds of a part, and say how much of it that is", () => {
    withFiles(archive(batch("data_batch_2", 3, 9), meta, batch("test_batch", 5), batch("data_batch_1", 0)), () => {
      const train = cifar10("train");
      expect(train.name).toBe("CIFAR-10 train (3 of 50000)");
      expect(train.classes).toEqual(names);
      expect([...train.labels]).toEqual([3, 9, 0]);
      expect(train.shape).toEqual([3, 32, 32]);
      expect([...train.item(1).image.subarray(0, 3)]).toEqual([9, 10, 11]);
      expect([...train.item(2).image]).toEqual([...records([0]).subarray(1)]);
      expect(cifar10("test").item(0).name).toBe("dog");
    });
  });

  it("take the fine labels of CIFAR-100", () => {
    const entries: TarEntry[] = [
      { name: "cifar-100-binary/coarse_label_names.txt", bytes: text("fish\n") },
      {
        name: "cifar-100-binary/fine_label_names.txt",
        bytes: text(Array.from({ length: 100 }, (_, i) => `fine ${i}\n`).join("")),
      },
      { name: "cifar-100-binary/train.bin", bytes: records([1, 99], [7, 0]) },
    ];
    withFiles({ "cifar100/cifar-100-binary.tar.gz": gzipSync(writeTar(entries)) }, () => {
      const train = cifar100("train");
      expect([train.item(0).name, train.item(1).name]).toEqual(["fine 99", "fine 0"]);
      expect([...train.item(1).image.subarray(0, 2)]).toEqual([7, 8]);
      expect(() => cifar100("test")).toThrow(/found no images for test, expected 10000$/);
    });
  });

  it("refuse archives that are not such a set", () => {
    const start = "Cannot read cifar10/cifar-10-binary.tar.gz:";
    const train = (...entries: TarEntry[]): string => refusal(archive(...entries), () => cifar10("train"));
    expect(train(batch("data_batch_1", 1))).toBe(
      `RangeError: ${start} found no batches.meta.txt, the names of the classes`,
    );
    expect(train(meta, batch("test_batch", 1))).toBe(`RangeError: ${start} found no images for train, expected 50000`);
    expect(train(meta, batch("data_batch_1", 1, 10))).toBe(
      `RangeError: ${start} found label 10 of image 1, expected 0 to 9`,
    );
    expect(train(meta, { name: "data_batch_1.bin", bytes: new Uint8Array(3074) })).toBe(
      `RangeError: ${start} found data_batch_1.bin of 3074 bytes, expected 3073 for each of at most 50000 images`,
    );
    expect(train({ ...meta, bytes: text("cat\ndog") })).toBe(
      `RangeError: ${start} found 2 names in cifar-10-batches-bin/batches.meta.txt, expected 10, one a line`,
    );
    expect(train({ ...meta, bytes: text("cat\n".repeat(10)) })).toBe(
      `RangeError: ${start} found the name "cat" again in cifar-10-batches-bin/batches.meta.txt, expected each once`,
    );
    expect(train(meta, { ...batch("data_batch_1"), type: "2" })).toMatch(/^TypeError: .* which is a symbolic link/);
    expect(refusal({}, () => cifar10("train"))).toMatch(
      /^RangeError: Cannot read CIFAR-10 train: there is no cifar10\/cifar-10-binary.tar.gz in /,
    );
  });

  it("read the real archive, which lacks two batches", needs("cifar10/cifar-10-binary.tar.gz"), () => {
    const counts = (set: Dataset): number[] => names.map((_, k) => set.labels.filter((label) => label === k).length);
    const train = cifar10("train");
    expect(train.name).toBe("CIFAR-10 train (30000 of 50000)");
    expect(train.classes).toEqual(names);
    expect(counts(train).reduce((sum, count) => sum + count)).toBe(30_000);
    counts(train).forEach((count) => expect(Math.abs(count - 3000)).toBeLessThan(150));
    expect(train.item(0).name).toBe("frog");
    // Skies: an airplane's upper edge is brighter, and bluer, than a frog's.
    const edge = (name: string, colour: number): number => {
      const rows = [...train.labels.keys()].filter((i) => train.classes[train.labels[i]!] === name).slice(0, 500);
      const { data } = train.subset(rows).batch().x.mean(0);
      return Array.from({ length: 32 }, (_, i) => data[colour * 1024 + i]!).reduce((a, b) => a + b) / 32;
    };
    expect(edge("airplane", 2)).toBeGreaterThan(edge("frog", 2) + 0.2);
    expect(edge("airplane", 2)).toBeGreaterThan(edge("airplane", 0));
    expect(cifar10("test").name).toBe("CIFAR-10 test (1000 of 10000)");
  });
});
