import { Resvg } from "@resvg/resvg-js";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, it } from "node:test";
import { expect } from "expect";
import {
  characterErrorRate,
  findLetters,
  type Image,
  intersectionOverUnion,
  letterNet,
  type PhotoText,
  readPage,
  readPhoto,
  type TextCharacter,
  turned,
} from "nnr";
import { dataFolder, embeddedNet, readImage, textlessPhoto, writtenPhoto } from "nnr/data";
import { needs } from "../../data/with_files.ts";

const { resolve } = createRequire(import.meta.url);
const net = letterNet(embeddedNet("cnn"));
const clear = writtenPhoto("train", 1, { text: ["DEEP", "LEARNING 36"], width: 480, height: 200, setting: 0 });

function charactersOf({ lines }: Pick<PhotoText, "lines">): readonly TextCharacter[] {
  return lines.flatMap(({ words }) => words.flatMap(({ characters }) => characters));
}

function filled(shape: Image["shape"], value: number): Image {
  return { shape, data: new Uint8Array(shape[0] * shape[1] * shape[2]).fill(value) };
}

function speckled(count: number): Uint8Array {
  return Uint8Array.from({ length: count }, (_, i) => (i * 7919) % 251);
}

/** Print, black on white. */
function printed(lines: readonly string[], size: number): Image {
  const [width, height] = [Math.round(16 * size), Math.round((1.5 * lines.length + 2) * size)];
  const texts = lines.map((line, i) => `<text x="${size}" y="${(1.5 * i + 2) * size}">${line}</text>`).join("");
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-size="${size}">${texts}</svg>`;
  const fontFiles = [resolve("@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf")];
  const font = { loadSystemFonts: false, fontFiles, defaultFontFamily: "Source Sans 3" };
  const { pixels } = new Resvg(svg, { background: "white", font }).render();
  return { shape: [1, height, width], data: Uint8Array.from({ length: width * height }, (_, i) => pixels[4 * i]!) };
}

describe("readPhoto() of print", () => {
  const lines = [
    "The quick brown fox jumps",
    "over the lazy dog while",
    "seven wizards make toxic",
    "brew for the evil queen",
  ];
  const capitals = lines.map((line) => line.toUpperCase());

  it("reads capitals as it does a hand's", () => {
    const { text } = readPhoto(printed(capitals, 24), { net });
    expect(characterErrorRate(capitals.join("\n"), text)).toBeLessThan(0.05);
  });

  it("takes small letters for the capitals that they are like, which most of them are", () => {
    const { text } = readPhoto(printed(lines, 24), { net });
    const rate = characterErrorRate(capitals.join("\n"), text);
    expect([rate > 0, rate < 0.25]).toEqual([true, true]);
  });

  it("invents nothing from letters of a few pixels, and says why", () => {
    for (const size of [8, 9, 10]) {
      const { text, reason } = readPhoto(printed(lines, size), { net });
      expect(text).toBe("");
      expect(reason).toMatch(
        /^the letters are [67] pixels high, too low to be read: 8 are needed$|^the ink looks like no letters/,
      );
    }
  });
});

describe("readPhoto()", () => {
  const read = readPhoto(clear.image, { net });

  it("reads a clear photo, line by line and word by word", () => {
    expect([read.text, read.quarters, read.reason]).toEqual(["DEEP\nLEARNING 36", 0, undefined]);
    expect(read.lines.map(({ words }) => words.map(({ text }) => text))).toEqual([["DEEP"], ["LEARNING", "36"]]);
  });

  it("finds each character where it stands", () => {
    const truth = charactersOf(clear as unknown as PhotoText);
    charactersOf(read).forEach(({ character, box }, i) => {
      expect([character, intersectionOverUnion(box, truth[i]!.box) > 0.5]).toEqual([truth[i]!.character, true]);
    });
  });

  it("is surer of each character than of its alternatives, which are told in order", () => {
    for (const { confidence, alternatives } of charactersOf(read)) {
      const all = [confidence, ...alternatives.map((other) => other.confidence)];
      expect(all).toEqual(all.toSorted((a, b) => b - a));
      expect(all.every((p) => p >= 0 && p <= 1)).toBe(true);
      expect(all.reduce((sum, p) => sum + p)).toBeLessThan(1 + 1e-9);
    }
  });

  for (const quarters of [1, 2, 3]) {
    it(`turns a photo that was turned by ${quarters} quarters, and gives the same text and boxes`, () => {
      const again = readPhoto(turned(clear.image, quarters), { net });
      expect([again.quarters, again.text]).toEqual([4 - quarters, read.text]);
      expect(charactersOf(again).map(({ box }) => box)).toEqual(charactersOf(read).map(({ box }) => box));
    });
  }

  it("is the less sure the higher the temperature, without context of the same letters", () => {
    const [cold, hot] = [1, 1.5].map((factor) =>
      readPhoto(clear.image, { net: { ...net, temperature: factor * net.temperature }, context: false })
    );
    expect(hot!.text).toBe(cold!.text);
    expect(hot!.confidence).toBeLessThan(cold!.confidence);
  });

  it("tells which way a page lies with context, even where it is read without", () => {
    const { image } = writtenPhoto("unseen", 0, { width: 800, height: 600, setting: 0, conditions: { slope: 0.05 } });
    const [together, alone] = [true, false].map((context) => readPhoto(image, { net, context }));
    expect([together!.quarters, alone!.quarters]).toEqual([0, 0]);
    expect(readPage(together!.page, { net, context: false }).text).toBe(alone!.text);
  });

  it("reads a light page on a dark table by itself where the table hides it", () => {
    const { image, text } = writtenPhoto("unseen", 65, { seed: 3001 });
    expect(findLetters(image).reason).toBe("what ink there is is no writing");
    expect(readPhoto(image, { net }).text).toBe(text);
  });

  it("takes dark writing on a light page for dark, whatever the table", () => {
    const { image, text } = writtenPhoto("unseen", 8, { seed: 8 });
    const read = readPhoto(image, { net });
    expect([read.page.ink.light, read.text]).toEqual([false, text]);
  });

  it("takes light writing on a dark board for light, whatever the wall", () => {
    const { image } = writtenPhoto("unseen", 53, { seed: 3001 });
    expect(findLetters(image).ink.light).toBe(true);
  });

  it("takes letters between which the net wavers for text, as O and 0", () => {
    const { image } = writtenPhoto("train", 1, { text: ["GOOD MOON"], width: 480, height: 120, setting: 0 });
    expect(readPhoto(image, { net }).text).toBe("GOOD MOON");
  });

  const blank: readonly [name: string, image: Image, reason: string][] = [
    ["an empty page", filled([1, 60, 80], 255), "there is no ink"],
    ["a black image", filled([3, 60, 80], 0), "there is no ink"],
    ["a single pixel", filled([3, 1, 1], 90), "there is no ink"],
    ["a row of pixels", filled([1, 1, 500], 200), "there is no ink"],
    ["a row of very many", filled([1, 1, 600_000], 200), "there is no ink"],
    ["a column of very many", { shape: [1, 600_000, 1], data: speckled(600_000) }, "there is no ink"],
  ];
  for (const [name, image, reason] of blank) {
    it(`reads nothing from ${name}, and says why`, () => {
      const { text, lines, confidence, reason: told } = readPhoto(image, { net });
      expect({ text, lines, confidence, told }).toEqual({ text: "", lines: [], confidence: 0, told: reason });
    });
  }

  it("reads nothing from bare strokes, which any scratch is, but reads them among letters", () => {
    const width = 240;
    const strokes = filled([1, 90, width], 230);
    for (const left of [40, 80, 120, 160]) {
      for (let y = 25; y < 65; y++) strokes.data.fill(30, y * width + left, y * width + left + 5);
    }
    expect(readPhoto(strokes, { net })).toMatchObject({
      text: "",
      reason: "the ink is bare strokes, 4 of 4 marks, and no text",
    });
    const { image } = writtenPhoto("train", 1, { text: ["11 PINS"], width: 480, height: 120, setting: 0 });
    expect(readPhoto(image, { net }).text).toBe("11 PINS");
  });

  it("reads nothing from what is not written, of ten photos but for one at most, and says why", () => {
    const read = Array.from({ length: 10 }, (_, index) => {
      return readPhoto(textlessPhoto(index, { width: 320, height: 240 }).image, { net });
    });
    expect(read.filter(({ text }) => text !== "").length).toBeLessThanOrEqual(1);
    for (const { text, reason } of read) {
      if (text === "") {
        expect(reason).toMatch(/^there is no ink$|^no ink has|^what ink there is|^the ink|^the letters are/);
      } else expect(reason).toBeUndefined();
    }
  });

  it("refuses what is no image", () => {
    expect(() => readPhoto({ shape: [2, 1, 1], data: new Uint8Array(2) }, { net })).toThrow(
      new RangeError(
        "Cannot read a photo of shape [2,1,1] with 2 values: it needs one or three channels, at least one pixel, and a value for each",
      ),
    );
    for (const shape of [[1, 0, 4], [3, 2, 2], [1, 1.5, 2]] as const) {
      expect(() => readPhoto({ shape, data: new Uint8Array(3) }, { net })).toThrow("Cannot read a photo of shape");
    }
  });
});

describe("readPhoto() on the course's photos", () => {
  const names = ["02_letters", "04_deep"];
  const filesOf = (name: string): string[] => [`ocr/${name}.jpg`, `ocr/${name}.txt`];
  /** The true text, and what is read with context and without. */
  const readings = (name: string): readonly [truth: string, together: string, alone: string] => {
    const [photo, text] = filesOf(name).map((file) => join(dataFolder(), file));
    const image = readImage(photo!);
    const [together, alone] = [true, false].map((context) => readPhoto(image, { net, context }).text);
    return [readFileSync(text!, "utf8").trim(), together!, alone!];
  };

  it(
    "reads 98 % of their characters, and 95 % of them without context",
    needs(...names.flatMap(filesOf)),
    () => {
      const all = names.map(readings);
      const [truth, together, alone] = [0, 1, 2].map((k) => all.map((reading) => reading[k]).join("\n"));
      expect(characterErrorRate(truth!, together!)).toBeLessThanOrEqual(0.02);
      expect(characterErrorRate(truth!, alone!)).toBeLessThanOrEqual(0.05);
    },
  );

  for (const name of names) {
    it(
      `reads ${name}: 98 % of the characters, and without context 95 % but for O and I as digits`,
      needs(...filesOf(name)),
      () => {
        const [truth, together, alone] = readings(name);
        expect(characterErrorRate(truth, together)).toBeLessThanOrEqual(0.02);
        // Alone, O is written like 0 and I like 1: only a line tells which is meant.
        const same = (text: string): string => text.replaceAll("0", "O").replaceAll("1", "I");
        expect(characterErrorRate(same(truth), same(alone))).toBeLessThanOrEqual(0.05);
      },
    );
  }
});
