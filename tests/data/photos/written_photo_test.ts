import { expect } from "expect";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { describe, it } from "node:test";
import { type Photo, type PhotoBox, type PhotoConditions, textlessPhoto, writtenPhoto } from "nnr/data";
import { root } from "../../../tools/paths.ts";

const SMALL = { width: 400, height: 300 } as const;
/** Of some small photos at the three settings, of each paper, and of things. */
const BYTES = "9b09cf11975db010ec5788973e886d96526881f9c2ed4e86e00b49cf43eb6937";

function sha256(photos: readonly Photo[]): string {
  const hash = createHash("sha256");
  for (const { image, lines } of photos) hash.update(image.data).update(JSON.stringify(lines));
  return hash.digest("hex");
}

/** Photos that take every path through the generator. */
const sample = (written: typeof writtenPhoto, textless: typeof textlessPhoto): Photo[] => [
  ...[0, 0.5, 1].map((setting, i) => written("train", i, { setting, width: 200, height: 150 })),
  ...(["plain", "ruled", "squared", "board"] as const).map((paper, i) =>
    written("unseen", i, { setting: 1, conditions: { paper, bleed: 0.1, edges: true }, width: 150, height: 200 })
  ),
  ...[0, 1, 2, 3, 4].map((i) => textless(i, { width: 150, height: 100 })),
];

function characters({ lines }: Photo): { readonly character: string; readonly box: PhotoBox }[] {
  return lines.flatMap(({ words }) => words.flatMap((word) => word.characters));
}

/** How much of each pixel is ink, of a clean photo: 0 the paper's brightness, 1 the darkest pixel's. */
function inkOf({ image: { shape: [, height, width], data } }: Photo): number[] {
  const green = Array.from(data.subarray(width * height, 2 * width * height));
  const paper = green[0]!, darkest = green.reduce((least, value) => Math.min(least, value));
  return green.map((value) => (paper - value) / (paper - darkest));
}

describe("writtenPhoto()", () => {
  it("gives the bytes and boxes that it has always given, here and under Node", () => {
    expect(sha256(sample(writtenPhoto, textlessPhoto))).toBe(BYTES);
    execFileSync("node", [join(root, "tools", "build.mjs")]);
    const program = `
      import { createHash } from "node:crypto";
      import { textlessPhoto, writtenPhoto } from ${
      JSON.stringify(join(root, "node_modules", "nnr", "data", "mod.js"))
    };
      const sample = ${String(sample)};
      const sha256 = ${String(sha256)};
      process.stdout.write(sha256(sample(writtenPhoto, textlessPhoto)));`;
    expect(execFileSync("node", ["--input-type=module", "--eval", program], { encoding: "utf8" })).toBe(BYTES);
  });

  it("makes a photo the same whatever was made before it, and another for each index, split and seed", () => {
    const alone = writtenPhoto("test", 3, SMALL);
    const last = [0, 1, 2, 3].map((i) => writtenPhoto("test", i, SMALL)).at(-1)!;
    expect(sha256([last])).toBe(sha256([alone]));
    const others = [
      writtenPhoto("test", 4, SMALL),
      writtenPhoto("train", 3, SMALL),
      writtenPhoto("unseen", 3, SMALL),
      writtenPhoto("test", 3, { ...SMALL, seed: 2 }),
    ];
    expect(new Set([alone, ...others].map((photo) => sha256([photo]))).size).toBe(5);
  });

  it("says what it wrote: lines of words of characters, in order", () => {
    for (let i = 0; i < 12; i++) {
      const photo = writtenPhoto("train", i, SMALL);
      expect(photo.lines.map((line) => line.text).join("\n")).toBe(photo.text);
      for (const line of photo.lines) {
        expect(line.words.map((word) => word.text).join(" ")).toBe(line.text);
        for (const word of line.words) expect(word.characters.map((c) => c.character).join("")).toBe(word.text);
        const middles = line.words.flatMap((word) => word.characters.map(({ box }) => box.x + box.width / 2));
        expect(middles).toEqual(middles.toSorted((a, b) => a - b));
      }
    }
  });

  it("keeps every character in the photo, at the hardest setting too", () => {
    for (let i = 0; i < 12; i++) {
      for (const { box } of characters(writtenPhoto("unseen", i, { ...SMALL, setting: 1 }))) {
        expect(Math.min(box.x, box.y, SMALL.width - box.x - box.width, SMALL.height - box.y - box.height))
          .toBeGreaterThanOrEqual(0);
      }
    }
  });

  it("puts boxes around the ink: all that is inked for half or more is inside, and no box has an empty side", () => {
    for (let i = 0; i < 8; i++) {
      const photo = writtenPhoto("train", i, {
        ...SMALL,
        setting: 0,
        conditions: { ink: "ballpoint", pen: 0.15, gap: 0.4 },
      });
      const ink = inkOf(photo);
      const outside = ink.slice();
      for (const { box: { x, y, width, height } } of characters(photo)) {
        const rows = Array.from({ length: height }, (_, r) => {
          const row = ink.slice((y + r) * SMALL.width + x, (y + r) * SMALL.width + x + width);
          outside.fill(0, (y + r) * SMALL.width + x, (y + r) * SMALL.width + x + width);
          return row;
        });
        const sides = [rows[0]!, rows.at(-1)!, rows.map((row) => row[0]!), rows.map((row) => row.at(-1)!)];
        // The round end of a stroke covers a ninth of a pixel at least, the least that the drawing knows, and grain takes a little.
        for (const side of sides) expect(Math.max(...side)).toBeGreaterThan(0.08);
      }
      expect(Math.max(...outside)).toBeLessThan(0.6);
    }
  });

  it("is written by writers that unseen photos do not have", () => {
    const writers = (split: "train" | "unseen"): string[] =>
      Array.from({ length: 60 }, (_, i) => writtenPhoto(split, i, { width: 64, height: 64, setting: 0 }).writer);
    const seen = new Set(writers("train")), unseen = new Set(writers("unseen"));
    expect(seen.size).toBeGreaterThan(30);
    expect(unseen.size).toBeGreaterThan(9);
    expect(seen.intersection(unseen).size).toBe(0);
  });

  it("writes what it is told to", () => {
    const photo = writtenPhoto("train", 0, { ...SMALL, text: ["DEEP LEARNING", "2026"] });
    expect(photo.text).toBe("DEEP LEARNING\n2026");
    expect(characters(photo).length).toBe(16);
  });

  it("refuses other characters, empty pages, and numbers out of range", () => {
    const text = (...lines: string[]) => () => writtenPhoto("train", 0, { ...SMALL, text: lines });
    expect(text()).toThrow("Cannot write a page: it needs a line of text, found none");
    const line = "Cannot write a line: it must be words of A-Z and 0-9 with single spaces between, found ";
    for (const wrong of ["", "a", "A  B", " A", "Ä"]) expect(text("A", wrong)).toThrow(line + JSON.stringify(wrong));
    expect(() => writtenPhoto("train", -1)).toThrow(
      "Cannot make a photo: the index must be a whole number of at least 0, found -1",
    );
    expect(() => writtenPhoto("train", 0, { setting: 2 })).toThrow(
      "Cannot make a photo: the setting must lie between 0 and 1, found 2",
    );
    expect(() => writtenPhoto("train", 0, { width: 10 })).toThrow(
      "Cannot make a photo: the width must be a whole number of at least 64, found 10",
    );
    expect(() => writtenPhoto("train", 0, { width: 20000, height: 20000 })).toThrow(
      "Cannot make a photo: the number of pixels must lie between 64 and 16777216, found 400000000",
    );
    expect(() => writtenPhoto("train", 0, { conditions: { blur: NaN } })).toThrow(
      "Cannot make a photo: the blur must lie between 0 and 50, found NaN",
    );
  });
});

/** What is measured of one and the same clean page as a condition changes. */
function sweep<K extends keyof PhotoConditions, T>(
  name: K,
  values: readonly PhotoConditions[K][],
  measure: (photo: Photo) => T,
): T[] {
  return values.map((value) =>
    measure(writtenPhoto("train", 5, {
      ...SMALL,
      setting: 0,
      text: ["QUICK BROWN FOX", "OVER LAZY DOGS"],
      conditions: { ink: "ballpoint", pen: 0.08, unevenness: 0, [name]: value },
    }))
  );
}

function rises(values: readonly number[]): void {
  expect(values).toEqual(values.toSorted((a, b) => a - b));
  expect(new Set(values).size).toBe(values.length);
}

function falls(values: readonly number[]): void {
  rises(values.toReversed());
}

/** Sum of squared differences of neighbours in a row, of green. */
function energy({ image: { shape: [, height, width], data } }: Photo): number {
  const green = data.subarray(width * height, 2 * width * height);
  let sum = 0;
  for (let i = 1; i < green.length; i++) if (i % width !== 0) sum += (green[i]! - green[i - 1]!) ** 2;
  return sum;
}

function mean(values: Iterable<number>): number {
  let sum = 0, count = 0;
  for (const value of values) {
    sum += value;
    count++;
  }
  return sum / count;
}

function brightness({ image }: Photo): number {
  return mean(image.data);
}

/** Fall of the boxes' lower edges from left to right along the first line (least squares), in pixels a pixel. */
function fall({ lines }: Photo): number {
  const feet = lines[0]!.words.flatMap((word) => word.characters).filter(({ character }) => character !== "Q")
    .map(({ box }) => [box.x + box.width / 2, box.y + box.height] as const);
  const x0 = mean(feet.map(([x]) => x)), y0 = mean(feet.map(([, y]) => y));
  return mean(feet.map(([x, y]) => (x - x0) * (y - y0))) / mean(feet.map(([x]) => (x - x0) ** 2));
}

function heights(photo: Photo): number[] {
  return characters(photo).map(({ box }) => box.height);
}

describe("a condition that is swept alone", () => {
  it("leaves text and boxes alone when it is the light's, the lens's or the sensor's", () => {
    const truth = (photo: Photo): string => JSON.stringify(photo.lines);
    const plain = truth(writtenPhoto("valid", 7, { ...SMALL, setting: 0.5 }));
    for (
      const conditions of [{ blur: 3 }, { noise: 20 }, { light: 0.5 }, { shadow: 0.5 }, { quality: 20 }, { bleed: 0.1 }]
    ) {
      expect(truth(writtenPhoto("valid", 7, { ...SMALL, setting: 0.5, conditions }))).toBe(plain);
    }
  });

  it("blur takes gradients away", () => falls(sweep("blur", [0, 0.5, 1, 2, 4], energy)));
  it("noise adds them", () => rises(sweep("noise", [0, 2, 5, 10, 20], energy)));
  it("a wider pen leaves more ink", () =>
    rises(sweep("pen", [0.03, 0.05, 0.08, 0.12, 0.17], (photo) => mean(inkOf(photo)))));
  it("light that is missing darkens the photo", () => falls(sweep("light", [0, 0.2, 0.4, 0.8], brightness)));
  it("a shadow darkens it", () => falls(sweep("shadow", [0, 0.2, 0.4, 0.8], brightness)));
  it("print on the back darkens it", () => falls(sweep("bleed", [0, 0.05, 0.1, 0.2], brightness)));
  it("slope makes lines fall", () => rises(sweep("slope", [-0.2, -0.1, 0, 0.1, 0.2], fall)));
  it("turning the camera makes them fall by the tangent that is stated", () => {
    const [left, none, right] = sweep("turn", [-0.1, 0, 0.1], fall);
    // Feet of round and pointed letters lie a pixel apart over some 300 pixels of a line.
    expect(Math.abs(none! - left! - 0.1)).toBeLessThan(0.01);
    expect(Math.abs(right! - none! - 0.1)).toBeLessThan(0.01);
  });
  it("perspective makes near letters larger than far ones", () => {
    const [flat, ...others] = sweep("perspective", [0, 0.3, 0.6], heights);
    const spreads = others.map((found) => {
      const ratios = found.map((height, i) => height / flat![i]!);
      return Math.max(...ratios) / Math.min(...ratios);
    });
    rises([1, ...spreads]);
  });
  it("unevenness makes letters differ in height", () =>
    rises(sweep("unevenness", [0, 0.05, 0.15], (photo) => Math.max(...heights(photo)) / Math.min(...heights(photo)))));
  it("a gap sets letters apart", () =>
    rises(sweep("gap", [0.1, 0.4, 1], (photo) => {
      const [first, second] = photo.lines[0]!.words[0]!.characters;
      return (second!.box.x - first!.box.x - first!.box.width) / first!.box.height;
    })));
  it("quality that is lost changes pixels more and more", () => {
    const [whole, ...rest] = sweep("quality", [100, 80, 50, 20, 5], ({ image }) => image.data);
    rises(rest.map((data) => mean(data.map((value, i) => Math.abs(value - whole![i]!)))));
  });
});
