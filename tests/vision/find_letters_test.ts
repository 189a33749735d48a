import { expect } from "expect";
import { describe, it } from "node:test";
import { detection, findLetters, type Image, type Page, turned } from "nnr";
import { writtenPhoto } from "nnr/data";
import { drawPage, type PageSketch } from "./drawn_page.ts";

const text = ["HELLO WORLD", "NEURAL NETS FOR TEXT", "TWELVE WAYS 1747"];

/** What a page says if every letter is an x: words and lines. */
function shapeOf({ lines }: Page): string[] {
  return lines.map(({ letters }) => letters.map(({ spaced }) => spaced ? " x" : "x").join(""));
}

/** Draws a page, and asks that each letter is found where it stands, none merged or split, in the right words and lines. */
function findsAll(sketch: Partial<PageSketch>, lines: readonly string[] = text): void {
  const { image, lines: truth } = drawPage({ text: lines, ...sketch });
  const page = findLetters(image);
  expect(shapeOf(page)).toEqual(lines.map((line) => line.replace(/[^ ]/g, "x")));
  const boxes = page.lines.flatMap(({ letters }) => letters.map(({ box }) => box));
  expect(detection(truth.flat().map(({ box }) => box), boxes)).toMatchObject({ precision: 1, recall: 1 });
}

function plain(width: number, height: number, value: number): Image {
  return { shape: [1, height, width], data: new Uint8Array(width * height).fill(value) };
}

describe("findLetters()", () => {
  it("finds letters, words and lines of a plain page", () => findsAll({}));

  it("follows lines that slope and bend, letters that slant", () => {
    findsAll({ slope: 0.15 });
    findsAll({ slope: -0.2 });
    findsAll({ bend: 0.00012 });
    findsAll({ slant: 0.4 });
  });

  it("takes pens of any width, letters of any size", () => {
    findsAll({ pen: 2 });
    findsAll({ pen: 12 });
    findsAll({ height: 14, pen: 2, blur: 1 });
    findsAll({ height: 120, pen: 8 });
  });

  it("does not mind the light: a gradient, a shadow with a hard edge", () => {
    findsAll({ light: 0.3 });
    findsAll({ shadow: 0.5 });
  });

  it("does not mind noise and blur", () => {
    findsAll({ noise: 20 });
    findsAll({ blur: 5 });
  });

  it("finds ink that is buried in noise, however faint", () => {
    for (const buried of [{ noise: 60, blur: 8 }, { noise: 30, blur: 8, ink: [150, 150, 150] as const }]) {
      const { image } = drawPage({ text, ...buried });
      expect(shapeOf(findLetters(image))).toEqual(text.map((line) => line.replace(/[^ ]/g, "x")));
    }
  });

  it("takes a letter's height from letters, not from the streaks of a wooden table", () => {
    const { image, text } = writtenPhoto("unseen", 33);
    expect(shapeOf(findLetters(image))).toEqual(text.split("\n").map((line) => line.replace(/[^ ]/g, "x")));
  });

  it("removes ruled lines, faint or as dark as the pen, level or squared", () => {
    findsAll({ rules: 37 });
    findsAll({ rules: 45, rule: [90, 100, 130] });
    findsAll({ rules: 29, squared: true });
  });

  it("takes the pen's width from the darker ink where squares are paler and have more line", () => {
    const { image, text } = writtenPhoto("unseen", 11, { seed: 7 });
    expect(shapeOf(findLetters(image))).toEqual(text.split("\n").map((line) => line.replace(/[^ ]/g, "x")));
  });

  it("takes streaks of a wooden table for no letters, as they are too wide", () => {
    const [even, streaked] = [45, 199].map((index) => writtenPhoto("train", index, { seed: 9 }));
    expect(findLetters(even!.image).lines.length).toBe(even!.text.split("\n").length);
    const { marks } = findLetters(streaked!.image);
    expect(marks.filter(({ reason }) => reason.includes("no letter's width")).length).toBeGreaterThan(0);
  });

  it("reads any ink on any paper: red on white, light on dark", () => {
    findsAll({ ink: [200, 40, 40] });
    findsAll({ ink: [170, 170, 175] });
    findsAll({ paper: [30, 50, 40], ink: [220, 225, 215] });
  });

  it("finds words by the gaps' own distribution", () => {
    findsAll({ gap: 0.8, space: 2.2 });
    findsAll({ gap: 0.1, space: 0.6 });
    findsAll({ gap: 1 }, ["ABCDEFG", "HIJKLMN"]);
  });

  it("reads columns one after the other", () => {
    const left = drawPage({ text: ["ONE", "TWO", "THREE"] }).image;
    const right = drawPage({ text: ["HEART", "HAZE", "XENON"] }).image;
    const image = beside(left, right, 250);
    expect(shapeOf(findLetters(image))).toEqual(["xxx", "xxx", "xxxxx", "xxxxx", "xxxx", "xxxxx"]);
  });

  it("joins what is broken: a stroke with a gap, a bar beside its stem", () => {
    const { image } = drawPage({ text: ["HELLO"], noise: 0 });
    const [, height, width] = image.shape;
    // A white line through all letters, half as wide as the pen.
    for (let c = 0; c < 3; c++) {
      for (let y = 58; y < 61; y++) image.data.fill(220, (c * height + y) * width, (c * height + y + 1) * width);
    }
    expect(shapeOf(findLetters(image))).toEqual(["xxxxx"]);
  });

  it("offers to cut letters that touch", () => {
    const { image, lines } = drawPage({ text: ["HEN", "TEN"], gap: 0.3 });
    const [, height, width] = image.shape;
    // A bar joins the first line's letters.
    const [first, last] = [lines[0]![0]!.box, lines[0]![2]!.box];
    for (let c = 0; c < 3; c++) {
      for (let y = 68; y < 73; y++) {
        image.data.fill(
          45,
          (c * height + y) * width + Math.round(first.x),
          (c * height + y) * width + Math.round(last.x + 3),
        );
      }
    }
    const line = findLetters(image).lines[0]!;
    expect(line.segments.length).toBeGreaterThanOrEqual(3);
    const ends = [...line.runs.map(({ to }) => to)];
    expect(new Set(ends).size).toBe(line.segments.length);
  });

  it("rejects what is no letter, with the reason", () => {
    const { image } = drawPage({ text, margin: 80, noise: 0 });
    const [, height, width] = image.shape;
    const paint = (x: number, y: number, w: number, h: number): void => {
      for (let c = 0; c < 3; c++) {
        for (let row = y; row < y + h; row++) {
          image.data.fill(40, (c * height + row) * width + x, (c * height + row) * width + x + w);
        }
      }
    };
    paint(30, 200, 4, 4);
    paint(0, 20, 12, 25);
    const page = findLetters(image);
    expect(shapeOf(page)).toEqual(text.map((line) => line.replace(/[^ ]/g, "x")));
    const rejected = page.marks.filter(({ verdict }) => verdict !== "letter");
    expect(rejected.length).toBe(2);
    for (const { reason } of rejected) expect(reason).toMatch(/\d/);
  });

  it("finds nothing where there is nothing, and says so", () => {
    for (const image of [plain(1, 1, 0), plain(1, 500, 255), plain(400, 300, 0), plain(400, 300, 230)]) {
      expect(findLetters(image)).toMatchObject({ lines: [], marks: [], reason: "there is no ink" });
    }
    const noise = drawPage({ text: ["I"], ink: [225, 220, 210], noise: 15, margin: 200 }).image;
    expect(findLetters(noise).lines).toEqual([]);
  });

  it("finds the same in a page twice as large", () => {
    const small = findLetters(drawPage({ text, height: 60, pen: 6, noise: 0 }).image);
    const large = findLetters(drawPage({ text, height: 120, pen: 12, margin: 80, blur: 3, noise: 0 }).image);
    expect(shapeOf(large)).toEqual(shapeOf(small));
    expect(large.lines[0]!.height / small.lines[0]!.height).toBeCloseTo(2, 1);
  });

  it("finds as many marks on a page that is turned", () => {
    const { image } = drawPage({ text });
    expect(findLetters(turned(image, 2)).lines.length).toBe(3);
    expect(findLetters(turned(image, 4)).marks).toEqual(findLetters(image).marks);
  });

  it("gives runs that lead from the first segment to the last", () => {
    for (const line of findLetters(drawPage({ text }).image).lines) {
      const reached = new Set([0]);
      for (const { from, to, logPrior } of line.runs) {
        expect(logPrior).toBeLessThanOrEqual(0);
        if (reached.has(from)) reached.add(to);
      }
      expect(reached.has(line.segments.length)).toBe(true);
      expect(line.spaces[0]).toBe(-Infinity);
      expect(line.letters.map(({ from }) => from)).toEqual([0, ...line.letters.map(({ to }) => to).slice(0, -1)]);
    }
  });
});

/** Two pictures side by side, with paper between. */
function beside(left: Image, right: Image, between: number): Image {
  const height = Math.max(left.shape[1], right.shape[1]);
  const width = left.shape[2] + between + right.shape[2];
  const data = new Uint8Array(3 * height * width);
  for (let c = 0; c < 3; c++) {
    data.fill([225, 220, 210][c]!, c * height * width, (c + 1) * height * width);
    for (const [part, x] of [[left, 0], [right, left.shape[2] + between]] as const) {
      const [, rows, columns] = part.shape;
      for (let y = 0; y < rows; y++) {
        data.set(
          part.data.subarray((c * rows + y) * columns, (c * rows + y + 1) * columns),
          (c * height + y) * width + x,
        );
      }
    }
  }
  return { shape: [3, height, width], data };
}
