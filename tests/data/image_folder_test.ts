import { expect } from "expect";
import { rmSync } from "node:fs";
import { describe, it } from "node:test";
import { type Dataset, flowers17, type FlowersSplit, imageFolder, sun8 } from "nnr/data";
import { matTypes, writeMat } from "./mat_writer.ts";
import { writePng } from "./png_writer.ts";
import { needs, withFiles } from "./with_files.ts";

/** A grey image of two by two pixels. */
const grey = (value: number): Uint8Array =>
  writePng({ width: 2, height: 2, kind: 0, depth: 8, values: new Array<number>(4).fill(value) });
const list = (lines: readonly (string | number)[]): Uint8Array => new TextEncoder().encode(`${lines.join("\n")}\n`);

/** What reading throws, without the folder of the files. */
function refusal(files: Record<string, Uint8Array>, read: (folder: string) => unknown): string {
  return withFiles(files, (folder) => {
    try {
      read(folder);
    } catch (error) {
      return String(error).replaceAll(`${folder}/`, "").replaceAll(folder, "FOLDER");
    }
    return "read without an error";
  });
}

/** The value of each image's only pixel, and its class. */
const seen = (set: Dataset): (readonly [number, string])[] =>
  Array.from(set.labels, (label, i) => [set.item(i).image[0]!, set.classes[label]!] as const);

describe("imageFolder()", () => {
  it("reads classes and images sorted by name, in the size asked for, when they are asked for", () => {
    const files = {
      "mine/cat/b.PNG": grey(2),
      "mine/cat/a.png": grey(1),
      "mine/ant/1.jpeg": grey(3),
      "mine/ant/.hidden": grey(9),
    };
    withFiles(files, (folder) => {
      const set = imageFolder("mine", { side: 1, licence: "CC0-1.0" });
      expect(seen(set)).toEqual([[3, "ant"], [1, "cat"], [2, "cat"]]);
      expect([set.name, set.licence, set.shape]).toEqual(["mine", "CC0-1.0", [3, 1, 1]]);
      expect(imageFolder(`${folder}/mine`).batch([0]).x.shape).toEqual([1, 3, 224, 224]);
      rmSync(`${folder}/mine/cat/b.PNG`);
      expect(() => set.batch([2])).toThrow(`Cannot read ${folder}/mine/cat/b.PNG: there is no such file`);
      expect(set.batch([1]).labels).toEqual(Uint8Array.of(1));
    });
  });

  it("refuses folders that are no such set", () => {
    const folder = (files: Record<string, Uint8Array>): string => refusal(files, () => imageFolder("mine"));
    expect(folder({})).toBe("RangeError: Cannot read mine: there is no such folder");
    expect(folder({ "mine/a.png": grey(1) })).toBe(
      "RangeError: Cannot read mine: found no folders, expected one for each class",
    );
    expect(folder({ "mine/a/1.png": grey(1), "mine/b/.keep": list([]) })).toBe(
      "RangeError: Cannot read mine: found no images in b, expected at least 1 for each class",
    );
    expect(folder({ "mine/Cat /1.png": grey(1), "mine/cat/1.png": grey(1) })).toBe(
      'RangeError: Cannot read mine: found the classes "Cat " and "cat", expected one of the name',
    );
    expect(folder({ "mine/caf\u00e9 /1.png": grey(1), "mine/cafe\u0301/1.png": grey(1) })).toMatch(
      /^RangeError: Cannot read mine: found the classes .* expected one of the name$/,
    );
    expect(folder({ "mine/a/1.gif": grey(1) })).toBe(
      "RangeError: Cannot read mine: found a/1.gif, expected a file called .jpg, .jpeg or .png",
    );
    const many = Object.fromEntries(Array.from({ length: 257 }, (_, i) => [`mine/${i}/1.png`, grey(1)]));
    expect(folder(many)).toBe("RangeError: Cannot read mine: found 257 folders, expected at most 256 classes");
    expect(refusal({ "mine/a/1.png": grey(1) }, () => imageFolder("mine", { side: 0 }))).toBe(
      "RangeError: Cannot read images: the side must be a whole number of at least 1, found 0",
    );
  });

  it("names the file that is no image when it is asked for", () => {
    expect(refusal({ "mine/a/1.jpg": list(["hello"]) }, () => imageFolder("mine").batch([0]))).toBe(
      "SyntaxError: Cannot read mine/a/1.jpg: at byte 0 found another format, expected a JPEG or PNG image",
    );
    expect(refusal({ "mine/a/1.jpg": new Uint8Array(0) }, () => imageFolder("mine").batch([0]))).toBe(
      "SyntaxError: Cannot read mine/a/1.jpg: at byte 0 found an empty file, expected a JPEG or PNG image",
    );
  });
});

describe("flowers17()", () => {
  const splits = (numbers: number[]): Uint8Array =>
    writeMat([{ name: "trn1", shape: [1, numbers.length], values: numbers, type: matTypes.double }]);
  const jpg = Object.fromEntries(
    [1, 80, 81, 1360].map((n) => [`flowers17/jpg/image_${String(n).padStart(4, "0")}.jpg`, grey(n % 256)]),
  );

  it("reads what the authors published: 80 images a class, and their first split", () => {
    withFiles({ ...jpg, "flowers17/datasplits.mat": splits([1360, 80, 81, 1]) }, () => {
      expect(seen(flowers17("train", { side: 1 }))).toEqual([[80, "pansy"], [80, "daffodil"], [81, "snowdrop"], [
        1,
        "daffodil",
      ]]);
    });
  });

  it("reads the course's folders, 0 to 16", () => {
    const files = Object.fromEntries(Array.from({ length: 17 }, (_, k) => [`flowers17/val/${k}/image.jpg`, grey(k)]));
    withFiles(files, () => {
      const set = flowers17("valid", { side: 1 });
      expect([...set.labels]).toEqual(Array.from({ length: 17 }, (_, k) => k));
      expect(seen(set)[2]).toEqual([2, "lily of the valley"]);
    });
    const { "flowers17/val/3/image.jpg": _, ...others } = files;
    expect(refusal({ ...others, "flowers17/val/17/image.jpg": grey(1) }, () => flowers17("valid"))).toBe(
      "RangeError: Cannot read flowers17/val: found 17 folders and no 3, expected 0 to 16",
    );
  });

  it("refuses splits of other images", () => {
    const train = (...numbers: number[]): string =>
      refusal({ ...jpg, "flowers17/datasplits.mat": splits(numbers) }, () => flowers17("train"));
    const start = "RangeError: Cannot read flowers17/datasplits.mat: trn1 names image";
    expect(train(1, 1361)).toBe(`${start} 1361, expected 1 to 1360`);
    expect(train(1, 1)).toBe(`${start} 1, which stands there twice`);
    expect(train(1, 2)).toBe(`${start} 2, but there is no flowers17/jpg/image_0002.jpg`);
    expect(refusal({}, () => flowers17("test"))).toBe(
      "RangeError: Cannot read Flowers-17 test: there is neither flowers17/jpg with flowers17/datasplits.mat nor " +
        "flowers17/test in FOLDER (data/README.md tells how to place files)",
    );
  });

  it("reads the real photos", needs("flowers17"), () => {
    const sizes = (["train", "valid", "test"] satisfies FlowersSplit[]).map((split) => flowers17(split).length);
    expect(sizes).toEqual([680, 340, 340]);
    const set = flowers17("valid", { side: 32 });
    for (let k = 0; k < 17; k++) expect(set.labels.filter((label) => label === k).length).toBe(20);
    // Dandelions are yellow, bluebells are not: red beside blue, in the middle of the image.
    const warmth = (name: string): number => {
      const rows = [...set.labels.keys()].filter((i) => set.classes[set.labels[i]!] === name);
      const { data } = set.subset(rows).batch().x.mean(0);
      return data[16 * 32 + 16]! - data[2 * 1024 + 16 * 32 + 16]!;
    };
    expect(warmth("dandelion")).toBeGreaterThan(0.3);
    expect(warmth("bluebell")).toBeLessThan(0);
  });
});

describe("sun8()", () => {
  const images = { "sun8/park/1.jpg": grey(1), "sun8/desert/2.jpg": grey(2), "sun8/park/3.jpg": grey(3) };
  const sun = (files: readonly string[], labels: readonly (number | string)[]): Record<string, Uint8Array> => ({
    ...images,
    "sun8/test_files.txt": list(files),
    "sun8/test_labels.txt": list(labels),
  });

  it("reads what its lists name, in their order; folders name the classes", () => {
    withFiles(sun(["park/1.jpg", "desert/2.jpg", "park/3.jpg"], [1, 0, 1]), () => {
      const set = sun8("test", { side: 1 });
      expect(set.classes).toEqual(["desert", "park"]);
      expect(seen(set)).toEqual([[1, "park"], [2, "desert"], [3, "park"]]);
    });
  });

  it("refuses lists that do not match, or name what is not there", () => {
    const test = (files: readonly string[], labels: readonly (number | string)[]): string =>
      refusal(sun(files, labels), () => sun8("test"));
    const [start, labels] = [
      "RangeError: Cannot read sun8/test_files.txt:",
      "RangeError: Cannot read sun8/test_labels.txt:",
    ];
    expect(test(["park/1.jpg", "park/9.jpg"], [0, 0])).toBe(
      `${start} in line 2 found "park/9.jpg", but there is no sun8/park/9.jpg, expected a file that is there`,
    );
    expect(test(["park/1.jpg"], [0, 0])).toBe(
      `${labels} found 2 labels, expected 1, one for each file of sun8/test_files.txt`,
    );
    expect(test(["park/1.jpg"], ["one"])).toBe(`${labels} in line 1 found "one", expected a number from 0 to 255`);
    expect(test(["park/1.jpg", "desert/2.jpg"], [0, 0])).toBe(
      `${start} in line 2 found "desert" with label 0, expected one folder a label: label 0 is "park"`,
    );
    expect(test(["park/1.jpg", "park/3.jpg"], [0, 1])).toBe(
      `${start} in line 2 found "park" with label 1, expected one folder a label: label 0 is "park"`,
    );
    expect(test(["park/1.jpg", "park/3.jpg"], [1, 0])).toBe(
      `${start} in line 2 found "park" with label 0, expected one folder a label: label 1 is "park"`,
    );
    expect(test(["park/1.jpg"], [1])).toBe(`${start} found no image with label 0, but with 1`);
    expect(test(["../secret/1.jpg"], [0])).toMatch(
      /in line 1 found the entry "..\/secret\/1.jpg", a path that leads out/,
    );
    expect(refusal({ ...sun([], []), "sun8/test_files.txt": new Uint8Array(0) }, () => sun8("test"))).toBe(
      `${start} found no lines, expected one for each image`,
    );
  });

  it("reads the real photos", needs("sun8"), () => {
    expect([sun8("train").length, sun8("test").length]).toEqual([1177, 400]);
    const set = sun8("test", { side: 16 });
    expect(set.classes).toEqual([
      "aquarium",
      "desert",
      "highway",
      "kitchen",
      "laundromat",
      "park",
      "waterfall",
      "windmill",
    ]);
    // Aquaria are blue: more blue than red; deserts are not.
    const blue = (name: string): number => {
      const rows = [...set.labels.keys()].filter((i) => set.classes[set.labels[i]!] === name);
      const { data } = set.subset(rows).batch().x.mean(0);
      const mean = (c: number): number => [...data.subarray(c * 256, (c + 1) * 256)].reduce((a, b) => a + b) / 256;
      return mean(2) - mean(0);
    };
    expect(blue("aquarium")).toBeGreaterThan(0.1);
    expect(blue("desert")).toBeLessThan(0);
  });
});
