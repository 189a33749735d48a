import { describe, it } from "node:test";
import { expect } from "expect";
import fc from "fast-check";
import { type Images, multiplyEach, spread, warp } from "../../lib/kernels/mod.ts";
import { everywhere, type Numbers, numbers, put, room, unit, view, within } from "./everywhere.ts";

const batch: fc.Arbitrary<Images> = fc.record({
  images: fc.integer({ min: 1, max: 5 }),
  channels: fc.integer({ min: 1, max: 3 }),
  size: fc.tuple(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 4, max: 11 })),
});
const seed = fc.integer({ min: 0, max: 1e6 });

function sizeOf({ images, channels, size: [height, width] }: Images): number {
  return images * channels * height * width;
}

/** The one result that every build and any number of threads gives. */
function one(results: readonly Numbers[][]): Numbers {
  for (const [numbers] of results) expect(numbers).toEqual(results[0]![0]);
  return results[0]![0]!;
}

describe("warp()", () => {
  it("reads between four pixels, beyond the image at its edge, with the same bits everywhere", () => {
    fc.assert(fc.property(batch, fc.boolean(), fc.nat({ max: 4 }), seed, (shape, bent, frame, seed) => {
      const { images, channels, size: [height, width] } = shape;
      // Within a frame of paper there is ink, if the image is large enough: the kernel writes around it without reading.
      const x = numbers("float32", sizeOf(shape), seed).map((v, k) => {
        const [j, i] = [k % width, Math.floor(k / width) % height];
        return Math.min(i, j, height - 1 - i, width - 1 - j) < frame ? 0.75 : v;
      });
      // Maps that turn, stretch and reach beyond the image on every side.
      const maps = numbers("float32", 6 * images, seed + 1).map((v, k) => [1, 1, width, 1, 1, height][k % 6]! * v);
      const field = numbers("float32", 2 * images * height * width, seed + 2).map((v) => 3 * v);
      const found = one(everywhere((engine) => {
        const z = room(engine, "float32", x.length);
        const at = { x: put(engine, "float32", x), maps: put(engine, "float32", maps) };
        warp(engine, shape, { ...at, z, field: bent ? put(engine, "float32", field) : 0 });
        return [view(engine, "float32", z, x.length)];
      }));
      const pixel = (plane: number, v: number, u: number): number => x[(plane * height + v) * width + u]!;
      found.forEach((value, k) => {
        const [j, i] = [k % width, Math.floor(k / width) % height];
        const plane = Math.floor(k / (width * height)), n = Math.floor(plane / channels);
        const [a, b, c, d, e, f] = maps.slice(6 * n) as unknown as [number, number, number, number, number, number];
        const added = (axis: number): number => bent ? field[((n * 2 + axis) * height + i) * width + j]! : 0;
        const u = Math.min(Math.max(a * j + b * i + c + added(0), 0), width - 1);
        const v = Math.min(Math.max(d * j + e * i + f + added(1), 0), height - 1);
        const [left, upper] = [Math.min(Math.floor(u), width - 2), Math.min(Math.floor(v), height - 2)];
        const along = (v: number): number =>
          pixel(plane, v, left) * (1 - (u - left)) + pixel(plane, v, left + 1) * (u - left);
        const wanted = along(upper) * (1 - (v - upper)) + along(upper + 1) * (v - upper);
        // Coordinates of at most 40 carry a few roundings of 2^-19 at most; a pixel further the value changes by 2 at most.
        expect(Math.abs(value - wanted)).toBeLessThan(8 * 40 * unit.float32 * 4);
      });
    }));
  });
});

describe("spread()", () => {
  it("draws pixels towards the least, the largest or the mean around them, with the same bits everywhere", () => {
    fc.assert(fc.property(batch, fc.boolean(), seed, (shape, mean, seed) => {
      const { images, channels, size: [height, width] } = shape;
      const x = numbers("float32", sizeOf(shape), seed);
      const amounts = numbers("float32", images, seed + 1).map((t) => mean ? Math.abs(t) : t);
      const found = one(everywhere((engine) => {
        const z = room(engine, "float32", x.length);
        spread(engine, shape, { x: put(engine, "float32", x), z, amounts: put(engine, "float32", amounts), mean });
        return [view(engine, "float32", z, x.length)];
      }));
      const wanted = x.map((value, k) => {
        const [j, i] = [k % width, Math.floor(k / width) % height];
        const around = [
          x[j > 0 ? k - 1 : k]!,
          x[j < width - 1 ? k + 1 : k]!,
          x[i > 0 ? k - width : k]!,
          x[i < height - 1 ? k + width : k]!,
        ];
        const t = amounts[Math.floor(k / (channels * height * width))]!;
        const average = around.reduce((sum, v) => sum + v, 0) / 4;
        const goal = mean ? average : t > 0 ? Math.min(value, ...around) : Math.max(value, ...around);
        return value + Math.abs(t) * (goal - value);
      });
      // Some six roundings of numbers of at most 4.
      within(found, wanted, 24 * unit.float32);
    }));
  });
});

describe("multiplyEach()", () => {
  it("multiplies each pair of matrices, one of them shared, with the same bits everywhere", () => {
    const size = fc.integer({ min: 1, max: 9 });
    const sizes = fc.tuple(size, size, size, fc.integer({ min: 4, max: 9 }), fc.constantFrom("a", "b"));
    fc.assert(fc.property(sizes, seed, ([count, m, k, n, shared], seed) => {
      const a = numbers("float32", (shared === "a" ? 1 : count) * m * k, seed);
      const b = numbers("float32", (shared === "b" ? 1 : count) * k * n, seed + 1);
      const found = one(everywhere((engine) => {
        const z = room(engine, "float32", count * m * n);
        const at = { a: put(engine, "float32", a), b: put(engine, "float32", b), z };
        multiplyEach(engine, { ...at, count, m, k, n, shared });
        return [view(engine, "float32", z, count * m * n)];
      }));
      const wanted = Array.from(found, (_, at) => {
        const [j, i, p] = [at % n, Math.floor(at / n) % m, Math.floor(at / (m * n))];
        const [left, right] = [shared === "a" ? 0 : p * m * k, shared === "b" ? 0 : p * k * n];
        let sum = 0;
        for (let l = 0; l < k; l++) sum += a[left + i * k + l]! * b[right + l * n + j]!;
        return sum;
      });
      // k products of at most 1, each rounded, and as many sums of at most k.
      within(found, wanted, (k + k * k) * unit.float32);
    }));
  });
});
