import { expect } from "expect";
import { describe, it } from "node:test";
import { findLetters, letterCrop, letterImage, type Plane } from "nnr";
import { drawPage } from "./drawn_page.ts";

/** A letter drawn alone, as a picture of its ink. */
function inkOf(character: string, height: number, pen: number, blur = 1): Plane {
  const { image } = drawPage({
    text: [character],
    height,
    pen,
    blur,
    noise: 0,
    paper: [255, 255, 255],
    ink: [0, 0, 0],
  });
  const [, rows, columns] = image.shape;
  return {
    width: columns,
    height: rows,
    data: Float32Array.from(image.data.subarray(0, rows * columns), (v) => 1 - v / 255),
  };
}

/** The box of the ink of an image: first and last row and column that are at least half ink. */
function bounds(image: Float32Array): { rows: number[]; columns: number[] } {
  const ink = [...image.keys()].filter((i) => image[i]! < 0.5);
  const rows = ink.map((i) => Math.floor(i / 32));
  const columns = ink.map((i) => i % 32);
  return { rows: [Math.min(...rows), Math.max(...rows)], columns: [Math.min(...columns), Math.max(...columns)] };
}

function meanDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, v, i) => sum + Math.abs(v - b[i]!), 0) / a.length;
}

describe("letterImage()", () => {
  it("is paper 1, ink 0, 25 pixels on its long side, in the middle", () => {
    for (const character of "AEIMTW7") {
      const image = letterImage(inkOf(character, 80, 8));
      const { rows, columns } = bounds(image);
      const [tall, wide] = [rows[1]! - rows[0]! + 1, columns[1]! - columns[0]! + 1];
      expect(Math.max(tall, wide)).toBeGreaterThanOrEqual(24);
      expect(Math.max(tall, wide)).toBeLessThanOrEqual(26);
      // Centred to half a pixel: as much paper on either side, give or take one.
      expect(Math.abs(rows[0]! - (31 - rows[1]!))).toBeLessThanOrEqual(1);
      expect(Math.abs(columns[0]! - (31 - columns[1]!))).toBeLessThanOrEqual(1);
      expect([Math.min(...image), Math.max(...image)]).toEqual([0, 1]);
    }
  });

  it("makes thin and thick pens, large and small letters alike", () => {
    for (const character of "AEHSW4") {
      const usual = letterImage(inkOf(character, 80, 8));
      // A pen four times as thick moves corners: of 255 levels a mean of 10, of which two different letters have 25 and more.
      for (const [height, pen] of [[80, 3], [80, 12], [24, 3], [160, 8]] as const) {
        expect(meanDifference(usual, letterImage(inkOf(character, height, pen)))).toBeLessThan(10 / 255);
      }
    }
    expect(meanDifference(letterImage(inkOf("E", 80, 8)), letterImage(inkOf("S", 80, 8)))).toBeGreaterThan(25 / 255);
  });

  it("turns a letter back by its line's slope", () => {
    const level = findLetters(drawPage({ text: ["HELEN"], height: 80 }).image);
    const image = letterCrop(level, level.lines[0]!, 0, 1);
    const turnedInk = turnedPlane(inkOf("H", 80, 6), 0.15);
    expect(meanDifference(image, letterImage(turnedInk, { slope: 0.15 }))).toBeLessThan(8 / 255);
    expect(meanDifference(image, letterImage(turnedInk))).toBeGreaterThan(20 / 255);
  });

  it("is paper where there is none", () => {
    expect(letterImage({ width: 3, height: 2, data: new Float32Array(6) })).toEqual(new Float32Array(1024).fill(1));
  });

  it("draws a single pixel as a spot", () => {
    const image = letterImage({ width: 1, height: 1, data: Float32Array.of(1) });
    expect(image[16 * 32 + 16]).toBe(0);
    expect(image[0]).toBe(1);
  });

  it("refuses a plane whose values do not match its sides", () => {
    expect(() => letterImage({ width: 3, height: 2, data: new Float32Array(5) })).toThrow(
      new RangeError("Cannot draw a letter of 3 × 2 pixels: it needs 6 values, found 5"),
    );
  });
});

describe("letterCrop()", () => {
  it("shows a letter of a page as it is alone, without its neighbours", () => {
    const page = findLetters(drawPage({ text: ["HEATER"], gap: 0.1 }).image);
    const line = page.lines[0]!;
    [..."HEATER"].forEach((character, i) => {
      const { from, to } = line.letters[i]!;
      // Noise, the threshold and blur move edges by a fraction of a pixel.
      expect(meanDifference(letterCrop(page, line, from, to), letterImage(inkOf(character, 60, 6)))).toBeLessThan(
        10 / 255,
      );
    });
  });
});

/** A plane turned about its middle, so that what was level falls to the right by `slope`. */
function turnedPlane({ width, height, data }: Plane, slope: number): Plane {
  const [cosine, sine] = [1 / Math.sqrt(1 + slope * slope), slope / Math.sqrt(1 + slope * slope)];
  const out = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = [x - width / 2, y - height / 2];
      const [column, row] = [
        Math.round(u * cosine + v * sine + width / 2),
        Math.round(v * cosine - u * sine + height / 2),
      ];
      if (column >= 0 && row >= 0 && column < width && row < height) out[y * width + x] = data[row * width + column]!;
    }
  }
  return { width, height, data: out };
}
