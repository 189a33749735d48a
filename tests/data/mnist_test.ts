import { expect } from "expect";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { type Dataset, digits, emnistDigits, mnist } from "nnr/data";
import { idxTypes, writeIdx } from "./idx_writer.ts";
import { needs, withFiles } from "./with_files.ts";

/** How many images there are of each class. */
function counts(set: Dataset): number[] {
  const found = new Array<number>(set.classes.length).fill(0);
  for (const label of set.labels) found[label]!++;
  return found;
}

const official = [
  "mnist/train-images-idx3-ubyte.gz",
  "mnist/train-labels-idx1-ubyte.gz",
  "mnist/t10k-images-idx3-ubyte.gz",
  "mnist/t10k-labels-idx1-ubyte.gz",
];

describe("digits()", () => {
  const set = digits();

  it("holds the package's 10 000 digits as bytes", () => {
    expect(counts(set)).toEqual([1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978]);
    expect(createHash("sha256").update(set.images).digest("hex"))
      .toBe("22663c093d806122181c1b2ed8bd1a4dce4ccd41575997a8f599f71c7c76b423");
  });

  it("mixes the classes in proportion: no stretch of 1000 is more than one digit off", () => {
    const whole = counts(set);
    for (let start = 0; start < 10_000; start += 1000) {
      const part = counts(set.subset(Array.from({ length: 1000 }, (_, i) => start + i)));
      part.forEach((count, label) => expect(Math.abs(count - whole[label]! / 10)).toBeLessThanOrEqual(1));
    }
  });

  it("holds digits of the official training set, byte for byte, and none of its test set", needs(...official), () => {
    const keys = (of: Dataset): string[] =>
      Array.from(
        of.labels,
        (label, i) => label + createHash("md5").update(of.images.subarray(i * 784, (i + 1) * 784)).digest("base64"),
      );
    const train = new Set(keys(mnist("train")));
    const test = new Set(keys(mnist("test")));
    expect(keys(set).filter((key) => !train.has(key))).toEqual([]);
    expect(keys(set).filter((key) => test.has(key))).toEqual([]);
  });
});

/** Two images of two by three pixels. */
const images = writeIdx([2, 2, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
const labels = writeIdx([2], [7, 0]);

describe("mnist() and emnistDigits()", () => {
  it("read files compressed or not", () => {
    withFiles({ "mnist/t10k-images-idx3-ubyte.gz": gzipSync(images), "mnist/t10k-labels-idx1-ubyte": labels }, () => {
      const set = mnist("test");
      expect([...set.images]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
      expect([...set.labels]).toEqual([7, 0]);
      expect(set.shape).toEqual([2, 3]);
    });
  });

  it("turn EMNIST's images upright", () => {
    const files = {
      "emnist/emnist-digits-train-images-idx3-ubyte": images,
      "emnist/emnist-digits-train-labels-idx1-ubyte": labels,
    };
    withFiles(files, () => {
      const set = emnistDigits("train");
      expect(set.shape).toEqual([3, 2]);
      expect([...set.images]).toEqual([1, 4, 2, 5, 3, 6, 7, 10, 8, 11, 9, 12]);
    });
  });

  it("refuse what is absent, by its names", () => {
    withFiles({ "mnist/train-images-idx3-ubyte": images }, (folder) => {
      expect(() => mnist("train")).toThrow(
        new RangeError(
          "Cannot read MNIST train: there is no mnist/train-labels-idx1-ubyte or mnist/train-labels-idx1-ubyte.gz " +
            `in ${folder} (data/README.md tells how to place files)`,
        ),
      );
    });
  });

  it("refuse images and labels that do not match", () => {
    const refusal = (imageFile: Uint8Array, labelFile: Uint8Array): string =>
      withFiles({ "mnist/t10k-images-idx3-ubyte": imageFile, "mnist/t10k-labels-idx1-ubyte": labelFile }, () => {
        try {
          mnist("test");
        } catch (error) {
          return String(error).replace(/Cannot read \S*t10k-/, "Cannot read ");
        }
        return "read without an error";
      });
    expect(refusal(images, writeIdx([3], [7, 0, 1]))).toBe(
      "RangeError: Cannot read labels-idx1-ubyte: found 3 labels, expected one for each of 2 images",
    );
    expect(refusal(images, writeIdx([2], [7, 10]))).toBe(
      "RangeError: Cannot read labels-idx1-ubyte: found label 10 in row 1, expected 0 to 9",
    );
    expect(refusal(labels, images)).toBe(
      "RangeError: Cannot read images-idx3-ubyte: found the shape [2], expected [images,height,width]",
    );
    expect(refusal(images, images)).toBe(
      "RangeError: Cannot read labels-idx1-ubyte: found the shape [2,2,3], expected [labels]",
    );
    expect(refusal(writeIdx([1, 1, 1], [NaN], idxTypes.float32), labels)).toBe(
      "TypeError: Cannot read images-idx3-ubyte: found numbers of 32 bits, expected bytes",
    );
  });

  it("read the official files", needs(...official), () => {
    const train = mnist("train");
    expect(counts(train)).toEqual([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]);
    expect([...train.labels.subarray(0, 10)]).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
    const test = mnist("test");
    expect(counts(test)).toEqual([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
    expect([train.shape, test.shape]).toEqual([[28, 28], [28, 28]]);
  });

  it(
    "show EMNIST as upright as MNIST: its mean digits lie nearer to MNIST's than transposed ones",
    needs(
      "emnist/emnist-digits-test-images-idx3-ubyte.gz",
      "emnist/emnist-digits-test-labels-idx1-ubyte.gz",
      ...official,
    ),
    () => {
      const mean = (set: Dataset, digit: number): number[] => {
        const rows = [...set.labels.keys()].filter((row) => set.labels[row] === digit);
        return [...set.subset(rows).batch().x.mean(0).data];
      };
      const [emnist, test] = [emnistDigits("test"), mnist("test")];
      for (const digit of [1, 2, 3, 4, 5, 6, 7, 9]) {
        const [a, b] = [mean(emnist, digit), mean(test, digit)];
        const off = (other: (pixel: number) => number): number =>
          a.reduce((sum, v, i) => sum + (v - b[other(i)]!) ** 2, 0);
        expect(off((i) => i)).toBeLessThan(off((i) => (i % 28) * 28 + Math.floor(i / 28)));
      }
    },
  );
});
