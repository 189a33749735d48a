import { expect } from "expect";
import { describe, it } from "node:test";
import { nist26, nist36 } from "nnr/data";
import { matTypes, type Variable, writeMat } from "./mat_writer.ts";
import { needs, withFiles } from "./with_files.ts";

/** Images of one value each, but ink 0 at column 1 of row 0, which the files keep at 32. */
function images(count: number, name = "valid_data"): Variable {
  const values = Array.from({ length: count * 1024 }, (_, i) => i % 1024 === 32 ? 0 : 1);
  return { name, shape: [count, 1024], values, type: matTypes.double };
}

function oneHot(labels: readonly number[], classes: number, name = "valid_labels"): Variable {
  const values = labels.flatMap((label) => Array.from({ length: classes }, (_, k) => k === label ? 1 : 0));
  return { name, shape: [labels.length, classes], values, type: matTypes.uint8 };
}

/** The error of reading NIST26 from these variables. */
function refusal(...variables: Variable[]): string {
  return withFiles({ "nist26/nist26_valid.mat": writeMat(variables) }, () => {
    try {
      nist26("valid");
    } catch (error) {
      return String(error).replace(/Cannot read \S*nist26_valid\.mat/, "Cannot read FILE");
    }
    return "read without an error";
  });
}

describe("nist26() and nist36()", () => {
  it("read letters and digits, upright", () => {
    const file = writeMat([images(3, "train_data"), oneHot([0, 25, 35], 36, "train_labels")]);
    const set = withFiles({ "nist36/nist36_train.mat": file }, () => nist36("train"));
    expect([...set.labels].map((label) => set.classes[label])).toEqual(["A", "Z", "9"]);
    expect(set.shape).toEqual([32, 32]);
    expect(set.images.indexOf(0)).toBe(1);
    expect(set.name).toBe("NIST36 train");
  });

  it("leave out the rows labelled R, and say so", () => {
    const file = writeMat([images(3), oneHot([16, 17, 18], 26)]);
    withFiles({ "nist26/nist26_valid.mat": file }, () => {
      const set = nist26("valid");
      expect([...set.labels]).toEqual([16, 18]);
      expect(set.name).toBe("NIST26 valid, without R");
      expect([...nist26("valid", { withR: true }).labels]).toEqual([16, 17, 18]);
      expect(nist26("valid", { withR: true }).name).toBe("NIST26 valid");
    });
  });

  it("refuse what is absent, by its name", () => {
    withFiles({}, (folder) => {
      expect(() => nist36("test")).toThrow(
        new RangeError(
          `Cannot read NIST36: there is no nist36/nist36_test.mat in ${folder} (data/README.md tells how to place files)`,
        ),
      );
    });
  });

  it("refuse images and labels that do not fit", () => {
    expect(refusal(images(2), oneHot([0, 1, 2], 26))).toBe(
      "RangeError: Cannot read FILE: found labels of shape [3,26], expected [2,26], one row an image",
    );
    expect(refusal(images(2), oneHot([0, 1], 36))).toBe(
      "RangeError: Cannot read FILE: found labels of shape [2,36], expected [2,26], one row an image",
    );
    expect(refusal({ ...images(2), shape: [4, 512] }, oneHot([0, 1], 26))).toBe(
      "RangeError: Cannot read FILE: found images of shape [4,512], expected [images,1024]",
    );
    expect(refusal(oneHot([0, 1], 26))).toBe(
      "RangeError: Cannot read FILE: found no variable valid_data among its variables (valid_labels)",
    );
  });

  it("refuse values that are no shade, NaN among them", () => {
    for (const value of [NaN, Infinity, 255, -0.51]) {
      const odd = images(2);
      expect(refusal({ ...odd, values: odd.values.with(1500, value) }, oneHot([0, 1], 26))).toBe(
        `RangeError: Cannot read FILE: found ${value} in image 1, expected about 0 (ink) to 1 (paper)`,
      );
    }
  });

  it("refuse labels that are not one-hot", () => {
    for (const change of [{ at: 27, value: 0 }, { at: 30, value: 1 }, { at: 27, value: 2 }]) {
      const labels = oneHot([0, 1], 26);
      expect(refusal(images(2), { ...labels, values: labels.values.with(change.at, change.value) })).toMatch(
        /^RangeError: Cannot read FILE: found the labels \[[012,]+\] in row 1, expected one 1 among zeros$/,
      );
    }
  });

  it("read the course's letters: 50 of each of 25, values from -0.14 to 1.12", needs("nist26/nist26_valid.mat"), () => {
    const set = nist26("valid");
    const counts = new Array<number>(26).fill(0);
    for (const label of set.labels) counts[label]!++;
    expect(counts).toEqual([...set.classes].map((letter) => letter === "R" ? 0 : 50));
    const sorted = Float32Array.from(set.images).sort();
    expect([sorted[0], sorted.at(-1)]).toEqual([-0.1356034800683204, 1.1165258300948648].map(Math.fround));
    expect(nist26("valid", { withR: true }).length).toBe(1300);
  });

  it(
    "show the course's letters upright: an I is taller than wide, a T has its bar on top",
    needs("nist26/nist26_valid.mat"),
    () => {
      const set = nist26("valid");
      /** The mean ink of a letter, row after row. */
      const ink = (letter: string): number[] => {
        const rows = [...set.labels.keys()].filter((row) => set.classes[set.labels[row]!] === letter);
        return [...set.subset(rows).batch().x.mean(0).data].map((paper) => 1 - paper);
      };
      const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
      const t = ink("T");
      expect(sum(t.slice(0, 512))).toBeGreaterThan(1.5 * sum(t.slice(512)));
      const i = ink("I");
      const middleColumns = sum(i.filter((_, pixel) => pixel % 32 >= 12 && pixel % 32 < 20));
      const middleRows = sum(i.filter((_, pixel) => pixel >= 12 * 32 && pixel < 20 * 32));
      expect(middleColumns).toBeGreaterThan(1.5 * middleRows);
    },
  );
});
