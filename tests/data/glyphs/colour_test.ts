import { expect } from "expect";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { glyph36, glyph36InColour } from "nnr/data";
import { inEmptyProject } from "./in_empty_project.ts";

const COUNT = 72;
const PIXELS = 32 * 32;

describe("glyph36InColour()", () => {
  const [grey, colour] = inEmptyProject(() => [
    glyph36("test", { count: COUNT }),
    glyph36InColour("test", { count: COUNT }),
  ]);

  it("has Glyph36's classes in three planes, and says that it is generated", () => {
    expect(colour.shape).toEqual([3, 32, 32]);
    expect(colour.labels).toEqual(grey.labels);
    expect([colour.name, colour.source]).toEqual(["Glyph36 in colour test", grey.source]);
  });

  it("sets ink off from paper: their mean colours differ in every image", () => {
    for (let i = 0; i < COUNT; i++) {
      const sums = [[0, 0, 0, 0], [0, 0, 0, 0]];
      for (let at = 0; at < PIXELS; at++) {
        const share = grey.images[i * PIXELS + at]! / 255;
        if (share > 0.1 && share < 0.9) continue;
        const sum = sums[share < 0.5 ? 0 : 1]!;
        for (let c = 0; c < 3; c++) sum[c]! += colour.images[(3 * i + c) * PIXELS + at]! / 255;
        sum[3]!++;
      }
      const [ink, paper] = sums.map(([red, green, blue, n]) => (0.299 * red! + 0.587 * green! + 0.114 * blue!) / n!);
      // 0.3 before light (at most a quarter off at an edge), noise and cutting off at 0 and 1.
      expect(Math.abs(ink! - paper!)).toBeGreaterThan(0.15);
    }
  });

  it("begins alike however many images are asked for, and differs with the seed", () => {
    const sha256 = (images: ArrayLike<number>): string =>
      createHash("sha256").update(Uint8Array.from(images)).digest("hex");
    const [few, other] = inEmptyProject(() => [
      glyph36InColour("test", { count: 40 }),
      glyph36InColour("test", { count: COUNT, seed: 2 }),
    ]);
    expect(sha256(few.images)).toBe(sha256(colour.take(40).images));
    expect(sha256(other.images)).not.toBe(sha256(colour.images));
  });
});
