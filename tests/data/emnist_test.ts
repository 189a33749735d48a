import { expect } from "expect";
import { describe, it } from "node:test";
import { emnist, type EmnistSet } from "nnr/data";
import { writeIdx } from "./idx_writer.ts";
import { withFiles } from "./with_files.ts";

/** What a set of two images of two rows and three columns, kept transposed, becomes. */
function read(set: EmnistSet, ...labels: number[]): { names: string[]; classes: number; images: number[] } {
  const files = {
    [`emnist/emnist-${set}-test-images-idx3-ubyte`]: writeIdx([2, 3, 2], [1, 4, 2, 5, 3, 6, 7, 10, 8, 11, 9, 12]),
    [`emnist/emnist-${set}-test-labels-idx1-ubyte`]: writeIdx([2], labels),
  };
  return withFiles(files, () => {
    const found = emnist(set, "test");
    expect(found.shape).toEqual([2, 3]);
    const names = [...found.labels].map((label) => found.classes[label]!);
    return { names, classes: found.classes.length, images: [...found.images] };
  });
}

describe("emnist()", () => {
  it("names the classes of each set, merged ones by both letters", () => {
    const images = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
    expect(read("digits", 0, 9)).toEqual({ names: ["0", "9"], classes: 10, images });
    expect(read("letters", 1, 26)).toEqual({ names: ["A/a", "Z/z"], classes: 26, images });
    // The published mapping files: 12 is C, 35 is Z, 36 is a, 43 is n, 46 is t.
    for (const set of ["balanced", "bymerge"] as const) {
      expect(read(set, 9, 10)).toEqual({ names: ["9", "A"], classes: 47, images });
      expect(read(set, 12, 35).names).toEqual(["C/c", "Z/z"]);
      expect(read(set, 36, 46).names).toEqual(["a", "t"]);
      expect(read(set, 43, 13).names).toEqual(["n", "D"]);
    }
  });

  it("refuses labels that a set does not have", () => {
    expect(() => read("letters", 0, 1)).toThrow(/found label 0 in row 0, expected 1 to 26$/);
    expect(() => read("balanced", 0, 47)).toThrow(/found label 47 in row 1, expected 0 to 46$/);
  });
});
