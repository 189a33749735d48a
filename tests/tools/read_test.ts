import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, describe, it } from "node:test";
import { expect } from "expect";
import { decode } from "fast-png";
import { type Image, turned } from "nnr";
import { writtenPhoto } from "nnr/data";
import { program, root } from "../../tools/paths.ts";
import { readArguments } from "../../tools/read/arguments.ts";
import type { Result } from "../../tools/read/result.ts";
import { writePng } from "../data/png_writer.ts";

const folder = mkdtempSync(join(tmpdir(), "nnr-read-"));
after(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly told: string;
}

function read(...words: string[]): Ended {
  const { status, stdout, stderr } = spawnSync(program("deno"), ["run", "-A", "tools/read.ts", ...words], {
    cwd: root,
    encoding: "utf8",
    env: { ...Deno.env.toObject(), INIT_CWD: folder, RUST_BACKTRACE: "0", NO_COLOR: "1" },
  });
  return { code: status, out: stdout, told: stderr };
}

/** The file of an image: 8 or 16 bits, with or without opacity. */
function pngOf({ shape: [, height, width], data }: Image, { depth = 8, alpha = false } = {}): Uint8Array {
  const most = 2 ** depth - 1;
  const values: number[] = [];
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) values.push(Math.round(data[c * width * height + i]! * most / 255));
    if (alpha) values.push(most);
  }
  return writePng({ width, height, kind: alpha ? 6 : 2, depth, values });
}

function placed(name: string, bytes: Uint8Array): string {
  mkdirSync(join(folder, name, ".."), { recursive: true });
  writeFileSync(join(folder, name), bytes);
  return name;
}

const { image, lines } = writtenPhoto("train", 2, {
  text: ["DEEP", "LEARNING 36"],
  width: 480,
  height: 200,
  setting: 0,
});
const deep = pngOf(image);
placed("deep.png", deep);
placed("deep.txt", new TextEncoder().encode("DEEP\nLEARNING 3 7\n"));

describe("deno task read", () => {
  it("prints the text, and with a truth how much of it is wrong", () => {
    expect(read("deep.png")).toEqual({ code: 0, out: "DEEP\nLEARNING 36\n", told: "" });
    const { out } = read("deep.png", "--truth", "deep.txt", "--no-context", "--net=cnn", "--json=deep.json");
    const rates = "character error rate 11.8 %, without spaces 7.1 %";
    expect(out.split("\n")[2]).toBe(rates);
    const [result] = JSON.parse(readFileSync(join(folder, "deep.json"), "utf8")) as [Result];
    expect([result.cer, result.cerNoSpaces]).toEqual([2 / 17, 1 / 14]);
  });

  it("gives programs lines of words of characters with boxes in the upright photo, and nothing else on standard output", () => {
    placed("aside.png", pngOf(turned(image, 3)));
    const { code, out, told } = read("--json", "aside.png", "--boxes", "boxes.png");
    expect(code).toBe(0);
    expect(told).toBe("aside.png: the photo does not stand upright: turned by a quarter clockwise\n");
    const [result, ...rest] = JSON.parse(out) as Result[];
    expect(rest).toEqual([]);
    expect([result!.file, result!.text, result!.quarters]).toEqual(["aside.png", "DEEP\nLEARNING 36", 1]);
    expect([result!.width, result!.height]).toEqual([480, 200]);
    const [first] = result!.lines[0]!.words[0]!.characters;
    expect(first!.character).toBe("D");
    const { box } = lines[0]!.words[0]!.characters[0]!;
    [box.x, box.y, box.width, box.height].forEach((edge, i) => expect(Math.abs(first!.box[i]! - edge) <= 3).toBe(true));
    const { width, height } = decode(readFileSync(join(folder, "boxes.png")));
    expect([width, height]).toEqual([480, 200]);
  });

  it("reads a whole folder: what cannot be read is told, and ends with 1; the rest is read", () => {
    const golden = (name: string): void =>
      copyFileSync(join(root, "tests/golden/images", name), join(folder, "all", name));
    placed("all/alpha.png", pngOf(image, { alpha: true }));
    placed("all/deep16.PNG", pngOf(image, { depth: 16 }));
    placed(
      "all/blank.png",
      writePng({ width: 40, height: 30, kind: 0, depth: 8, values: new Uint8Array(1200).fill(255) }),
    );
    placed("all/black.png", writePng({ width: 40, height: 30, kind: 0, depth: 8, values: new Uint8Array(1200) }));
    placed("all/point.png", writePng({ width: 1, height: 1, kind: 0, depth: 8, values: [7] }));
    for (const name of ["cmyk.jpg", "turned_6.jpg"]) golden(name);
    placed("all/not_a.jpg", new TextEncoder().encode("GIF89a, not a photo"));
    placed("all/cut.png", deep.subarray(0, 4000));
    placed("all/damaged.png", deep.map((byte, i) => i === 4000 ? byte ^ 1 : byte));
    const jpeg = readFileSync(join(root, "tests/golden/images/colour.jpg"));
    placed("all/cut.jpg", jpeg.subarray(0, Math.floor(jpeg.length / 2)));
    placed(
      "all/huge.png",
      writePng({ width: 20_000, height: 20_000, kind: 0, depth: 8, values: [], data: new Uint8Array(9) }),
    );
    // A JPEG whose middle is lost, and a PNG under another name.
    const written = readFileSync(join(root, "tests/golden/images/written_3.jpg"));
    placed("all/worn.jpg", written.fill(0, written.length / 2, written.length / 2 + 60));
    placed("all/named.jpg", deep);
    placed("all/notes.txt", new TextEncoder().encode("no photo, and not read"));

    const { code, out, told } = read("all", "absent.png", "--json");
    expect(code).toBe(1);
    const results = new Map((JSON.parse(out) as Result[]).map((result) => [result.file, result]));
    const errors = [...results.values()].filter(({ error }) => error !== undefined).map(({ file }) => file);
    const unreadable = ["cut.jpg", "cut.png", "damaged.png", "huge.png", "not_a.jpg", "worn.jpg"].map((name) =>
      join("all", name)
    );
    expect(errors).toEqual([...unreadable, "absent.png"]);
    for (const file of errors) expect(told).toContain(`${results.get(file)!.error}\n`);
    expect(results.get(join("all", "huge.png"))!.error).toContain(
      "found an image of 20000 × 20000 pixels, expected at most 67108864",
    );
    for (const name of ["alpha.png", "deep16.PNG", "named.jpg"]) {
      expect(results.get(join("all", name))!.text).toBe("DEEP\nLEARNING 36");
    }
    for (const name of ["blank.png", "black.png", "point.png", "cmyk.jpg", "turned_6.jpg"]) {
      const { text, lines, reason } = results.get(join("all", name))!;
      expect([name, text, lines]).toEqual([name, "", []]);
      expect(told).toContain(`${join("all", name)}: nothing is read: ${reason}\n`);
    }
    expect(told).not.toContain("does not stand upright");
    expect(results.size).toBe(15);
  });

  it("reads a word from every kind of file that holds one: turned by EXIF, CMYK, progressive, animated; GIF is told", () => {
    const kinds = ["3.jpg", "6.jpg", "8.jpg", "cmyk.jpg", "moving.png", "progressive.jpg"].map((kind) =>
      `written_${kind}`
    );
    for (const name of [...kinds, "written.gif"]) {
      placed(`words/${name}`, readFileSync(join(root, "tests/golden/images", name)));
    }
    const { code, out, told } = read("words", join("words", "written.gif"), "--json");
    const results = JSON.parse(out) as Result[];
    expect(results.map(({ file, text, quarters }) => [basename(file), text, quarters])).toEqual([
      ...kinds.map((name) => [name, "DEEP 36", 0]),
      ["written.gif", "", undefined],
    ]);
    expect([code, told]).toEqual([1, `${results.at(-1)!.error}\n`]);
    expect(told).toMatch(/written\.gif.*another format.*a JPEG or PNG image/);
  });

  it("reads with the net that is asked for, and without context", () => {
    const confidences = (...words: string[]): string => {
      const [result] = JSON.parse(read("deep.png", "--json", ...words).out) as Result[];
      const characters = result!.lines.flatMap(({ words }) => words.flatMap(({ characters }) => characters));
      expect(characters.slice(0, 4).map(({ character }) => character).join("")).toBe("DEEP");
      return characters.map(({ confidence }) => confidence).join();
    };
    expect(new Set([confidences(), confidences("--net", "fc"), confidences("--no-context")]).size).toBe(3);
  });

  it("judges each of a folder's photos by the truth of its name, and tells where there is none", () => {
    placed("judged/deep.png", deep);
    placed("judged/other.png", deep);
    placed("judged/deep.txt", new TextEncoder().encode("DEEP LEARNING 36"));
    const { code, out, told } = read("judged", "--truth", "judged", "--json");
    const [first, second] = JSON.parse(out) as Result[];
    expect([code, first!.cer, first!.cerNoSpaces, second!.cer]).toEqual([1, 0, 0, undefined]);
    expect(second!.error).toContain("other.txt");
    expect(told.trim()).toBe(second!.error);
  });

  it("names each of several photos before its text", () => {
    placed("two/blank.png", writePng({ width: 9, height: 9, kind: 0, depth: 8, values: new Uint8Array(81).fill(200) }));
    expect(read("deep.png", "two").out).toBe(`deep.png:\nDEEP\nLEARNING 36\n\n${join("two", "blank.png")}:\n`);
  });

  it("says in one sentence what it is not meant for", () => {
    mkdirSync(join(folder, "none"), { recursive: true });
    const cases: readonly [words: string[], sentence: string][] = [
      [["none"], "There is no photo in the folder none: no file .jpg, .jpeg or .png"],
      [["deep.png", "deep.png", "--boxes", "x.png"], "--boxes=x.png is for one photo, found 2"],
      [["deep.png", "deep.png", "--truth", "deep.txt"], "--truth=deep.txt is for one photo, found 2"],
      [["deep.png", "--boxes", "absent/x.png"], "Cannot write absent/x.png: "],
    ];
    for (const [words, sentence] of cases) {
      const { code, out, told } = read(...words);
      expect([code, out]).toEqual([1, ""]);
      expect(told.trim()).toMatch(new RegExp(`^${sentence.replace(/[.*+?^$()|[\]]/g, "\\$&")}[^\n]*$`));
    }
    expect(existsSync(join(folder, "x.png"))).toBe(false);
  });
});

describe("the words of deno task read", () => {
  const cases: readonly [words: string[], sentence: string][] = [
    [[], "A photo is missing: deno task read PHOTO… takes JPEG and PNG files, and folders"],
    [["a.jpg", "--net", "gan"], "--net takes cnn or fc, found gan"],
    [["a.jpg", "--truth"], "--truth takes a value, found none"],
    [["a.jpg", "--json="], "--json takes a value, found none"],
    [["a.jpg", "--no-context=1"], "--no-context takes no value, found 1"],
    [["a.jpg", "--json", "--json=x"], "--json is given twice"],
    [["a.jpg", "--boxes", "x.jpg"], "--boxes takes a file .png, found x.jpg"],
    [
      ["a.jpg", "--fast"],
      "There is no option --fast: there are --net, --boxes, --truth, --no-context, --json, --json=FILE",
    ],
  ];
  for (const [words, sentence] of cases) {
    it(`are refused: ${words.join(" ") || "none"}`, () => expect(() => readArguments(words)).toThrow(sentence));
  }

  it("are photos and options in any order", () => {
    expect(readArguments(["a.jpg", "--no-context", "--json", "b.png", "--net=fc"])).toEqual({
      photos: ["a.jpg", "b.png"],
      ...{ net: "fc", context: false, json: "" },
    });
  });
});
