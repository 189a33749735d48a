import { expect } from "expect";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { describe, it } from "node:test";
import { inkStatistics } from "nnr";
import { type Dataset, glyph36, glyphStyles } from "nnr/data";
import { inkBox } from "../../../lib/analysis/ink_statistics.ts";
import { root } from "../../../tools/paths.ts";
import { inEmptyProject } from "./in_empty_project.ts";

const CLASSES = 36;
const SIDE = 32;
/** Every font once for each class, and as many drawn hands. */
const ROUND = 96 * CLASSES;
const FIRST = 360;
/** The last of so many images is the first that a 49th font writes: a 9 of the 62nd row, in turn 61 + 35 = 2 · 48. */
const FIRST_FURTHER = 62 * CLASSES;
/** Of the first 360 training images. Another hash needs another GENERATOR in lib/data/glyphs/glyph36.ts. */
const FIRST_ROWS = "1609081df34432debe6cc9a835a1b215e2287972703061bc7f5f779b8dbf8e74";

function sha256(set: Dataset): string {
  return createHash("sha256").update(set.images).digest("hex");
}

/** The ink of image i: 0 paper, 1 ink. */
function ink(set: Dataset, i: number): number[] {
  return Array.from(set.images.subarray(i * SIDE * SIDE, (i + 1) * SIDE * SIDE), (byte) => 1 - byte / 255);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe("glyph36()", () => {
  const round = inEmptyProject(() => glyph36("test", { count: ROUND }));
  const images = Array.from({ length: ROUND }, (_, i) => ink(round, i));

  it("draws the bytes that it has always drawn, here and under Node", () => {
    const here = inEmptyProject(() => sha256(glyph36("train", { count: FIRST })));
    expect(here).toBe(FIRST_ROWS);
    execFileSync("node", [join(root, "tools", "build.mjs")]);
    const program = `
      import { createHash } from "node:crypto";
      import { glyph36 } from ${JSON.stringify(join(root, "node_modules", "nnr", "data", "mod.js"))};
      const { images } = glyph36("train", { count: ${FIRST} });
      process.stdout.write(createHash("sha256").update(images).digest("hex"));`;
    const there = inEmptyProject((cwd) =>
      execFileSync("node", ["--input-type=module", "--eval", program], { cwd, encoding: "utf8" })
    );
    expect(there).toBe(FIRST_ROWS);
  });

  it("gives image i the class i mod 36", () => {
    expect([...round.labels]).toEqual(Array.from({ length: ROUND }, (_, i) => i % CLASSES));
    expect(round.classes.join("")).toBe("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
  });

  it("begins alike however many images are asked for", () => {
    const few = inEmptyProject(() => glyph36("test", { count: 50 }));
    expect(sha256(few)).toBe(sha256(round.take(50)));
  });

  it("draws other images for another seed, people, split or style, and none twice", () => {
    const sets = inEmptyProject(() => [
      round.take(CLASSES),
      glyph36("test", { count: CLASSES, seed: 2 }),
      glyph36("test", { count: CLASSES, people: 2 }),
      glyph36("test", { count: CLASSES, style: glyphStyles.shifted }),
      ...(["train", "valid", "unseen"] as const).map((split) => glyph36(split, { count: CLASSES })),
    ]);
    const all = sets.flatMap((set) => Array.from({ length: CLASSES }, (_, i) => ink(set, i).join()));
    expect(new Set(all).size).toBe(all.length);
  });

  it("gives further fonts their turns, after all others, and leaves the rest as it was", () => {
    const more = [{ name: "playpen-sans", folder: root }];
    const with49 = inEmptyProject(() => glyph36("test", { count: FIRST_FURTHER, more }));
    expect(with49.source).toContain("49 handwriting fonts");
    expect(sha256(with49.take(FIRST_FURTHER - 1))).toBe(sha256(round.take(FIRST_FURTHER - 1)));
    expect(ink(with49, FIRST_FURTHER - 1)).not.toEqual(images[FIRST_FURTHER - 1]);
  });

  it("has the ink of the course's letters", () => {
    const letters = Array.from(round.labels.keys()).filter((i) => round.labels[i]! < 26);
    const found = inkStatistics(round.batch(letters).x);
    // NIST26's numbers, and what another seed of as many letters moves them by: a tenth of a share, a pixel of a median.
    expect(Math.abs(found.meanInk / 0.171 - 1)).toBeLessThan(0.1);
    expect(Math.abs(found.grey / 0.1 - 1)).toBeLessThan(0.1);
    expect(Math.abs(found.width - 22)).toBeLessThanOrEqual(1);
    expect(Math.abs(found.height - 24)).toBeLessThanOrEqual(1);
    expect(Math.abs(found.longerSide - 26)).toBeLessThanOrEqual(1);
    expect(Math.abs(found.thickest - 5.7)).toBeLessThanOrEqual(1);
  });

  it("draws no character below 13 pixels long", () => {
    const long = images.map((image) => {
      const { left, top, right, bottom } = inkBox(image);
      return Math.max(right - left, bottom - top);
    });
    // 15 asked for; an edge may lose a pixel to rounding at either end.
    expect(Math.min(...long)).toBeGreaterThanOrEqual(13);
  });

  it("leaves no image without ink and none without paper", () => {
    const shares = images.map(mean);
    expect(Math.min(...shares)).toBeGreaterThan(0.02);
    expect(Math.max(...shares)).toBeLessThan(0.5);
  });

  it("draws thinner strokes, up and to the right, in the shifted style", () => {
    const shifted = inEmptyProject(() => glyph36("test", { count: 360, style: glyphStyles.shifted }));
    const across = (image: number[]): number => (inkBox(image).left + inkBox(image).right - SIDE) / 2;
    const down = (image: number[]): number => (inkBox(image).top + inkBox(image).bottom - SIDE) / 2;
    const both = Array.from({ length: 360 }, (_, i) => [images[i]!, ink(shifted, i)] as const);
    const change = (measure: (image: number[]) => number): number =>
      mean(both.map(([plain, other]) => measure(other) - measure(plain)));
    expect(change(mean)).toBeLessThan(-0.02);
    // The style asks for 2 pixels; long characters have no room for so many.
    expect(change(across)).toBeGreaterThan(1);
    expect(change(down)).toBeLessThan(-1);
  });

  it("tells how far it is, from 0 on", () => {
    const heard: string[] = [];
    inEmptyProject(() => glyph36("valid", { count: 600, onProgress: (text) => heard.push(text) }));
    expect(heard).toEqual(["Glyph36 valid: 0 of 600 drawn", "Glyph36 valid: 500 of 600 drawn"]);
  });

  it("refuses a count that is none", () => {
    expect(() => glyph36("train", { count: 0 }))
      .toThrow("Cannot draw Glyph36: the count must be a whole number of at least 1, found 0");
    expect(() => glyph36("train", { count: 2 ** 21 }))
      .toThrow("Cannot draw Glyph36: the count must be at most 2^20, found 2097152");
  });

  it("refuses people that there are not", () => {
    expect(() => glyph36("train", { people: 0 }))
      .toThrow("Cannot draw Glyph36: the number of its people must be a whole number of at least 1, found 0");
    expect(() => glyph36("train", { people: 2 ** 21 }))
      .toThrow("Cannot draw Glyph36: its people are numbered 1 to 2^20, found 2097152");
  });
});
