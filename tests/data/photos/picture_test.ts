import { expect } from "expect";
import { describe, it } from "node:test";
import { Rng } from "nnr";
import { blur } from "../../../lib/data/photos/blur.ts";
import { compressed } from "../../../lib/data/photos/compress.ts";
import { addNoise, field } from "../../../lib/data/photos/noise.ts";
import { thinned } from "../../../lib/data/photos/thin.ts";

describe("blur()", () => {
  it("spreads a point to the deviation that is stated, and loses nothing", () => {
    const SIDE = 61;
    for (const deviation of [0.3, 0.5, 1, 2, 3.3, 5]) {
      const point = field(SIDE, SIDE);
      point.values[30 * SIDE + 30] = 1;
      blur(point, deviation);
      let sum = 0, across = 0, down = 0;
      point.values.forEach((value, i) => {
        sum += value;
        across += value * (i % SIDE - 30) ** 2;
        down += value * (Math.floor(i / SIDE) - 30) ** 2;
      });
      // float32 values: a few thousand roundings of 2^-24.
      expect(Math.abs(sum - 1)).toBeLessThan(1e-5);
      expect(Math.abs(across / deviation ** 2 - 1)).toBeLessThan(1e-4);
      expect(Math.abs(down / deviation ** 2 - 1)).toBeLessThan(1e-4);
    }
  });

  it("leaves one colour as it is, to the border", () => {
    const plain = field(37, 19, 0.75);
    blur(plain, 4);
    expect(Math.max(...plain.values.map((value) => Math.abs(value - 0.75)))).toBeLessThan(1e-6);
  });
});

describe("addNoise()", () => {
  it("has the deviation that is stated, whatever the cells", () => {
    for (const [across, down] of [[1.7, 1.7], [5, 5], [20, 3]] as const) {
      const noise = field(600, 400);
      addNoise(noise, across, down, 0.1, new Rng(1));
      const mean = noise.values.reduce((sum, value) => sum + value, 0) / noise.values.length;
      const deviation = Math.sqrt(
        noise.values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / noise.values.length,
      );
      // At least 30 × 20 independent cells give a deviation within a tenth (3 sigma).
      expect(Math.abs(deviation / 0.1 - 1)).toBeLessThan(0.1);
    }
  });
});

describe("thinned()", () => {
  const SIDE = 40;
  const draw = (inside: (x: number, y: number) => boolean) => ({
    side: SIDE,
    ink: Uint8Array.from({ length: SIDE * SIDE }, (_, i) => inside(i % SIDE - 20, Math.floor(i / SIDE) - 20) ? 1 : 0),
  });

  it("leaves of a bar a line along its middle", () => {
    const { ink } = thinned(draw((x, y) => Math.abs(x) <= 15 && Math.abs(y) <= 3));
    const rows = new Set([...ink.keys()].filter((i) => ink[i] === 1).map((i) => Math.floor(i / SIDE)));
    expect(Math.max(...[...rows].map((row) => Math.abs(row - 20)))).toBeLessThanOrEqual(1);
    const length = ink.reduce((sum, value) => sum + value, 0);
    expect(length).toBeGreaterThan(20);
    expect(length).toBeLessThan(32);
  });

  it("keeps a ring closed", () => {
    const ring = thinned(draw((x, y) => x * x + y * y <= 225 && x * x + y * y >= 64));
    // Paper that is reached from the corner by steps along rows and columns does not come inside.
    const reached = new Set([0]);
    for (const at of reached) {
      for (const next of [at - 1, at + 1, at - SIDE, at + SIDE]) {
        if (next >= 0 && next < SIDE * SIDE && ring.ink[next] === 0) reached.add(next);
      }
    }
    expect(reached.has(20 * SIDE + 20)).toBe(false);
    expect(ring.ink.reduce((sum, value) => sum + value, 0)).toBeLessThan(2 * 3.2 * 11.5 * 1.1);
  });

  it("leaves a line a pixel wide alone", () => {
    const line = draw((x, y) => y === 0 && Math.abs(x) < 10);
    expect(thinned(line)).toEqual(line);
  });
});

describe("compressed()", () => {
  const rng = new Rng(1);
  const image = {
    shape: [3, 50, 70] as const,
    data: Uint8Array.from({ length: 3 * 50 * 70 }, (_, i) => 128 + 60 * ((i >> 3) & 1) + rng.integer(20)),
  };
  const error = (quality: number): number =>
    compressed(image, quality).data.reduce((sum, value, i) => sum + Math.abs(value - image.data[i]!), 0) /
    image.data.length;

  it("leaves an image of quality 100 as it is", () => expect(error(100)).toBe(0));

  it("leaves a grey image of one brightness as it is, but for a step's half", () => {
    const grey = { shape: [3, 20, 20] as const, data: new Uint8Array(1200).fill(100) };
    // The first step at quality 50 is 16; a block's mean is an eighth of its coefficient.
    for (const value of compressed(grey, 50).data) expect(Math.abs(value - 100)).toBeLessThanOrEqual(1);
  });

  it("keeps brightness within half a level when steps are 1", () => {
    const data = Uint8Array.from({ length: 64 * 64 }, () => rng.integer(256));
    const grey = { shape: [3, 64, 64] as const, data: Uint8Array.from([...data, ...data, ...data]) };
    const found = compressed(grey, 99.5).data;
    // Each of 64 coefficients is off by at most a half: their mean square is 1/12, and rounding adds as much.
    const square = data.reduce((sum, value, i) => sum + (found[i]! - value) ** 2, 0) / data.length;
    expect(Math.sqrt(square)).toBeLessThan(0.6);
  });
});
