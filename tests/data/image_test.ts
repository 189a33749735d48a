import fc from "fast-check";
import { expect } from "expect";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { deflateSync } from "node:zlib";
import { readNpz, Rng } from "nnr";
import { centreSquare, findData, type Image, readImage, resized } from "nnr/data";
import { chunk, type PngParts, valuesOf, writePng } from "./png_writer.ts";
import { joined } from "../../lib/data/joined.ts";
import { needs, withFiles } from "./with_files.ts";

const folder = "tests/golden/images";
/** What Pillow reads, and what it resizes (tests/golden/images.py). */
const golden = readNpz(readFileSync(`${folder}.npz`));

/** An image of a file's bytes, or the error that it gives, without the file's folder. */
function read(bytes: Uint8Array): Image | string {
  return withFiles({ image: bytes }, (folder) => {
    try {
      return readImage(join(folder, "image"));
    } catch (error) {
      return String(error).replace(`${folder}/`, "");
    }
  });
}

describe("readImage()", () => {
  for (const [name, { shape, data }] of golden) {
    if (!name.includes(".")) continue;
    it(`reads ${name} as Pillow does, to the last bit`, () => {
      expect(readImage(join(folder, name))).toEqual({ shape, data: Uint8Array.from(data) });
    });
  }

  it("reads PNG of every kind and depth, filtered and interlaced in every way", () => {
    const kinds = [0, 2, 3, 4, 6].flatMap((kind) =>
      [1, 2, 4, 8, 16].filter((depth) => depth >= 8 ? kind !== 3 || depth === 8 : kind === 0 || kind === 3).map((
        depth,
      ) => ({ kind, depth }))
    );
    expect(kinds.length).toBe(15);
    const sizes = fc.record({
      width: fc.integer({ min: 1, max: 19 }),
      height: fc.integer({ min: 1, max: 19 }),
      interlaced: fc.boolean(),
      filters: fc.array(fc.nat(4), { minLength: 1, maxLength: 7 }),
      which: fc.constantFrom(...kinds),
      seed: fc.nat(),
    });
    fc.assert(
      fc.property(sizes, ({ which: { kind, depth }, seed, ...rest }) => {
        const rng = new Rng(seed);
        const { width, height } = rest;
        const values = Array.from({ length: width * height * valuesOf[kind]! }, () => rng.integer(2 ** depth));
        const palette = Array.from({ length: 3 * 2 ** depth % 769 }, () => rng.integer(256));
        const png: PngParts = { ...rest, kind, depth, values, ...(kind === 3 ? { palette } : {}) };
        expect(read(writePng(png))).toEqual(expectedOf(png));
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  it("lays what is transparent over white", () => {
    const pixels = { width: 2, height: 1, depth: 8 };
    const black = { ...pixels, kind: 4, values: [0, 0, 0, 51] };
    expect(read(writePng(black))).toEqual({ shape: [1, 1, 2], data: Uint8Array.of(255, 204) });
    const grey = { ...pixels, kind: 0, values: [7, 8], transparency: [0, 7] };
    expect(read(writePng(grey))).toEqual({ shape: [1, 1, 2], data: Uint8Array.of(255, 8) });
    const colour = { ...pixels, kind: 2, values: [1, 2, 3, 1, 2, 4], transparency: [0, 1, 0, 2, 0, 3] };
    expect(read(writePng(colour))).toEqual({ shape: [3, 1, 2], data: Uint8Array.of(255, 1, 255, 2, 255, 4) });
    const palette = { ...pixels, kind: 3, values: [0, 1], palette: [9, 9, 9, 7, 6, 5], transparency: [0] };
    expect(read(writePng(palette))).toEqual({ shape: [3, 1, 2], data: Uint8Array.of(255, 7, 255, 6, 255, 5) });
  });

  const point = { width: 1, height: 1, kind: 0, depth: 8, values: [5] };
  const jpeg = readFileSync(join(folder, "progressive.jpg"));
  /** Where the frame of the JPEG image begins. */
  const frame = jpeg.indexOf(Uint8Array.of(0xff, 0xc2));

  it("reads an image of one pixel", () => {
    expect(read(writePng(point))).toEqual({ shape: [1, 1, 1], data: Uint8Array.of(5) });
  });

  it("refuses bombs before they are unpacked", () => {
    expect(read(writePng({ ...point, width: 100_000, height: 100_000, data: deflateSync(new Uint8Array(9)) }))).toBe(
      "RangeError: Cannot read image: at byte 16 found an image of 100000 × 100000 pixels, expected at most 67108864",
    );
    expect(read(writePng({ ...point, width: 8000, height: 8000, data: deflateSync(new Uint8Array(9)) }))).toMatch(
      /^RangeError: Cannot read image: .* found a zlib stream of \d+ bytes that should hold 64008000, expected at most \d+$/,
    );
    expect(read(writePng({ ...point, data: deflateSync(new Uint8Array(2 ** 24)) }))).toMatch(
      /^SyntaxError: Cannot read image: .* found a zlib stream that holds more, expected 2 bytes$/,
    );
    const large = Uint8Array.from(jpeg);
    large.set([0xff, 0xff, 0xff, 0xff], frame + 5);
    expect(read(large)).toMatch(/^RangeError: .* found an image of 65535 × 65535 pixels, expected at most 67108864$/);
    large.set([0x40, 0, 0x40, 0], frame + 5);
    expect(read(large)).toBe(
      `RangeError: Cannot read image: at byte ${
        frame + 5
      } found an image of 16384 × 16384 pixels, expected at most 67108864`,
    );
    large.set([4, 0, 4, 0], frame + 5);
    expect(read(large)).toMatch(
      / found an image of 1024 × 1024 pixels, expected at most 413696 in a file of 808 bytes$/,
    );
    const scan = jpeg.subarray(jpeg.lastIndexOf(Uint8Array.of(0xff, 0xda)), jpeg.length - 2);
    const scans = joined([jpeg.subarray(0, -2), ...new Array<Uint8Array>(100).fill(scan), jpeg.subarray(-2)]);
    expect(read(scans)).toMatch(/^RangeError: .* found more than 100 scans, expected at most 100$/);
  });

  it("refuses what is cut off anywhere, or empty, or no image", () => {
    expect(read(new Uint8Array(0))).toBe(
      "SyntaxError: Cannot read image: at byte 0 found an empty file, expected a JPEG or PNG image",
    );
    expect(read(new TextEncoder().encode("GIF89a, called .jpg"))).toBe(
      "SyntaxError: Cannot read image: at byte 0 found another format, expected a JPEG or PNG image",
    );
    for (const whole of [jpeg, readFileSync(join(folder, "palette.png"))]) {
      for (let length = 1; length < whole.length; length++) {
        expect(read(whole.subarray(0, length))).toMatch(
          /^SyntaxError: Cannot read image: at byte \d+ found .*, expected /,
        );
      }
    }
  });

  it("refuses kinds of JPEG that it does not read", () => {
    const changed = (at: number, byte: number): string | Image => read(Uint8Array.from(jpeg).with(at, byte));
    expect(changed(frame + 1, 0xc9)).toMatch(
      /^TypeError: .* found a frame of type 0xc9 \(lossless, .*\), expected a baseline or progressive one$/,
    );
    expect(changed(frame + 4, 12)).toMatch(/^TypeError: .* found values of 12 bits, expected 8$/);
    expect(changed(frame + 9, 2)).toMatch(/^TypeError: .* found 2 colours, expected 1, 3 or 4$/);
  });

  it("refuses PNG that is damaged or says what it is not", () => {
    const png = writePng({ ...point, kind: 3, values: [2], palette: [1, 1, 1] });
    expect(read(png)).toMatch(/^SyntaxError: .* found the colour 2, expected 0 to 0, those of the palette$/);
    expect(read(png.with(20, 1))).toMatch(
      /^SyntaxError: .* found the chunk "IHDR" of the check sum \d+, expected \d+$/,
    );
    expect(read(writePng({ ...point, depth: 3 }))).toMatch(/found kind 0 of 3 bits, expected one that PNG knows$/);
    expect(read(writePng({ ...point, kind: 3 }))).toMatch(
      /found a palette of 0 bytes, expected 3 for each of 1 to 256/,
    );
    expect(read(writePng({ ...point, filters: [5] }))).toMatch(/found the filter 5, expected 0 to 4$/);
    expect(read(joined([writePng(point).subarray(0, -12), chunk("NEED", new Uint8Array(1))]))).toMatch(
      /^TypeError: .* found the chunk "NEED", expected no unknown chunk that is needed$/,
    );
  });

  it("reads the course's photos as large as they are", needs("ocr/02_letters.jpg", "ocr/04_deep.jpg"), () => {
    expect(readImage(findData("ocr/02_letters.jpg")!).shape).toEqual([3, 1712, 2743]);
    expect(readImage(findData("ocr/04_deep.jpg")!).shape).toEqual([3, 3024, 4032]);
  });
});

/** What an image without transparency looks like, by the definitions of its kinds. */
function expectedOf({ width, height, kind, depth, values, palette = [] }: PngParts): Image {
  const count = valuesOf[kind]!;
  const channels = kind === 0 || kind === 4 ? 1 : 3;
  const most = 2 ** depth - 1;
  const data = Array.from({ length: channels * width * height }, (_, i) => {
    const [c, pixel] = [Math.floor(i / (width * height)), i % (width * height)];
    if (kind === 3) return palette[3 * values[pixel]! + c]!;
    const opacity = count > channels ? values[pixel * count + channels]! / most : 1;
    return Math.round(255 + (values[pixel * count + c]! * 255 / most - 255) * opacity);
  });
  return { shape: [channels, height, width], data: Uint8Array.from(data) };
}

describe("resized() and centreSquare()", () => {
  const colour = readImage(join(folder, "colour.png"));

  it("agree with Pillow's bilinear filter, but for the last of 256 steps: it rounds between rows and columns", () => {
    for (const name of ["smaller", "larger", "part"]) {
      const { shape: [, height = 0, width = 0], data } = golden.get(name)!;
      const ours = name === "part" ? centreSquare(colour, 8) : resized(colour, height, width);
      expect(ours.data.length).toBe(data.length);
      ours.data.forEach((value, i) => expect(Math.abs(value - data[i]!)).toBeLessThanOrEqual(1));
    }
  });

  it("keep an image of its own size, and one colour one colour", () => {
    expect(resized(colour, 22, 37)).toEqual(colour);
    const grey: Image = { shape: [1, 3, 5], data: new Uint8Array(15).fill(77) };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), (height, width) => {
        expect(new Set(resized(grey, height, width).data)).toEqual(new Set([77]));
      }),
      { numRuns: 50, seed: 1 },
    );
  });
});
