import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { expect } from "expect";
import { encode } from "fast-png";
import { Linear, Rng, Sequential, stateOf, Tensor, wilsonInterval, writeSafetensors } from "nnr";
import { readArguments } from "../../tools/evaluate/arguments.ts";
import { readSet } from "../../tools/evaluate/data.ts";
import { readNet } from "../../tools/evaluate/net.ts";
import { architectureOf, convolutional, fullyConnected } from "../../lib/vision/mod.ts";
import { CHARACTERS } from "../../tools/nets/characters.ts";
import { program, root } from "../../tools/paths.ts";
import { writeIdx } from "../data/idx_writer.ts";
import { matTypes, writeMat } from "../data/mat_writer.ts";

const folder = mkdtempSync(join(tmpdir(), "nnr-evaluate-"));
after(() => rmSync(folder, { recursive: true }));

function placed(name: string, bytes: Uint8Array): string {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
}

/** A net that takes an image for character k if its ink is at row 1, column k; beyond column 31 at row 2. */
function pointReader(): Sequential {
  const { net } = fullyConnected(new Rng(1), 36);
  const state = stateOf(net);
  for (const tensor of state.values()) tensor.data.fill(0);
  CHARACTERS.forEach((_, k) => {
    state.get("0.weight")!.data[pixelOf(k) * 36 + k] = -20;
    state.get("0.bias")!.data[k] = 10;
    state.get("2.weight")!.data[k * 36 + k] = 10;
  });
  return net;
}

function pixelOf(k: number): number {
  return k < 32 ? 32 + k : 64 + k - 32;
}

/** A file of the course's layout: images with ink where `inks` say, labelled as `labels` say. */
function matFile(inks: readonly number[], labels: readonly number[], classes: number, prefix: string): Uint8Array {
  const values = inks.flatMap((k) => {
    const [row, column] = [Math.floor(pixelOf(k) / 32), pixelOf(k) % 32];
    return Array.from({ length: 1024 }, (_, at) => at === column * 32 + row ? 0 : 1);
  });
  const rows = labels.flatMap((label) => Array.from({ length: classes }, (_, k) => k === label ? 1 : 0));
  return writeMat([
    { name: `${prefix}_data`, shape: [inks.length, 1024], values, type: matTypes.double },
    { name: `${prefix}_labels`, shape: [labels.length, classes], values: rows, type: matTypes.uint8 },
  ]);
}

const net = placed("points.safetensors", writeSafetensors(new Map(stateOf(pointReader()))));
/** A, A, B and R read right, B taken for 8, C for 0. */
const letters = placed("letters.mat", matFile([0, 0, 1, 17, 34, 26], [0, 0, 1, 17, 1, 2], 26, "any"));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly told: string;
}

function evaluate(...words: string[]): Ended {
  const { status, stdout, stderr } = spawnSync(program("deno"), ["run", "-A", "tools/evaluate.ts", ...words], {
    cwd: root,
    encoding: "utf8",
    env: { ...Deno.env.toObject(), INIT_CWD: folder, RUST_BACKTRACE: "0", NO_COLOR: "1" },
  });
  return { code: status, out: stdout, told: stderr };
}

describe("deno task evaluate", () => {
  it("gives what a program needs on standard output, and nothing else", () => {
    const { code, out, told } = evaluate(
      "--net",
      "points.safetensors",
      "--data=letters.mat",
      "--exclude",
      "R",
      "--json",
    );
    expect(code).toBe(0);
    const { low, high } = wilsonInterval(3, 5);
    expect(JSON.parse(out)).toEqual({
      ...{ net: "points.safetensors", data: "letters.mat", total: 5, correct: 3, accuracy: 0.6, interval: [low, high] },
      perClass: [
        { label: "A", total: 2, correct: 2 },
        { label: "B", total: 2, correct: 1 },
        { label: "C", total: 1, correct: 0 },
      ],
    });
    expect(told).toBe("1024–36–36 on 5 images\n");
  });

  it("tells a reader the same in words, and writes JSON and figures into files", () => {
    const { code, out } = evaluate("--net", net, "--data", letters, "--json=result.json", "--figure=confusion.svg");
    expect(code).toBe(0);
    expect(out.split("\n")[0]).toBe(
      `${net} on ${letters}: 4 of 6 read right, 66.7 %, 95 % interval 30.0 % to 90.3 %`,
    );
    expect(JSON.parse(readFileSync(join(folder, "result.json"), "utf8")).correct).toBe(4);
    const svg = readFileSync(join(folder, "confusion.svg"), "utf8");
    for (const words of ["what it is taken for", ">R<", ">8<"]) expect(svg).toContain(words);
    expect(evaluate("--net", net, "--data", letters, "--figure", "confusion.PNG").code).toBe(0);
    expect([...readFileSync(join(folder, "confusion.PNG")).subarray(1, 4)]).toEqual(
      [..."PNG"].map((c) => c.charCodeAt(0)),
    );
  });

  it("says in one sentence what it cannot read, and ends with 1", () => {
    mkdirSync(join(folder, "images"), { recursive: true });
    placed("text.mat", new TextEncoder().encode("no data"));
    placed("cut.mat", readFileSync(letters).subarray(0, 3000));
    const cases: readonly [words: string[], sentence: string][] = [
      [
        ["--net", "gan", "--data", letters],
        "There is no net gan: there are fc, cnn, and safetensors files by their path",
      ],
      [["--net", letters, "--data", letters], "Cannot read the safetensors file: at byte 0 found a header of"],
      [["--net", net, "--data", "absent.mat"], `Cannot read ${join(folder, "absent.mat")}: there is no such file`],
      [["--net", net, "--data", "text.mat"], "it begins neither like a MATLAB 5 file nor like an IDX file"],
      [["--net", net, "--data", "cut.mat"], `Cannot read ${join(folder, "cut.mat")}: at byte`],
      [["--net", net, "--data", letters, "--exclude", "R,?"], "Cannot exclude ?: the classes are A, B, C"],
      [["--net", net, "--data", letters, "--exclude", "A,B,C,R"], "Cannot exclude A, B, C, R: no image is left"],
      [["--net", net, "--data", letters, "--json=absent/x.json"], "Cannot write absent/x.json: "],
    ];
    for (const [words, sentence] of cases) {
      const { code, out, told } = evaluate(...words);
      expect([code, out]).toEqual([1, ""]);
      expect(told).toContain(sentence);
      // What is under way may be told before.
      expect(told.trim().split("\n").filter((line) => line !== "" && !line.endsWith("images")).length).toBe(1);
    }
  });
});

describe("the task's words", () => {
  const cases: readonly [words: string[], sentence: string][] = [
    [["--data", "x"], "--net is missing: a net's name or a safetensors file"],
    [["--net", "fc"], "--data is missing: a data file or a folder of images"],
    [["--net"], "--net takes a value, found none"],
    [["--net="], "--net takes a value, found none"],
    [["--json=", "--net", "fc"], "--json takes a value, found none"],
    [["--net", "fc", "--net", "cnn"], "--net is given twice"],
    [["fc"], "There is no option fc: there are --net, --data, --exclude, --figure, --json, --json=FILE"],
    [["--net", "fc", "--data", "x", "--figure", "x.jpg"], "--figure takes a file .svg or .png, found x.jpg"],
  ];
  for (const [words, sentence] of cases) {
    it(`${words.join(" ")}: ${sentence}`, () => expect(() => readArguments(words)).toThrow(sentence));
  }

  it("may stand in any order, values behind = or as the next word", () => {
    expect(readArguments(["--json", "--data=a=b.mat", "--exclude", "R,S", "--net", "fc"]))
      .toEqual({ net: "fc", data: "a=b.mat", exclude: ["R", "S"], json: "" });
  });
});

describe("readNet()", () => {
  it("knows a fully connected net of any width and the convolutional one by their tensors", () => {
    expect(architectureOf(stateOf(fullyConnected(new Rng(1), 7).net))?.what).toBe("1024–7–36");
    expect(architectureOf(stateOf(convolutional(new Rng(1)).net))?.input).toEqual([1, 32, 32]);
  });

  it("refuses other tensors, and numbers that are not finite", () => {
    const rng = new Rng(1);
    const other = new Sequential([new Linear(784, 5, { rng }), new Linear(5, 10, { rng })]);
    const file = placed("other.safetensors", writeSafetensors(new Map(stateOf(other))));
    expect(() => readNet("other", file)).toThrow(
      "Cannot evaluate other: found the tensors 0.weight [784,5], 0.bias [5], 1.weight [5,10], 1.bias [10], " +
        "expected those of 1024–n–36 (0.weight [1024,n], 0.bias, 2.weight, 2.bias) or of the embedded cnn",
    );
    const broken = new Map(stateOf(pointReader()));
    broken.set("2.bias", Tensor.full([36], NaN));
    const brokenFile = placed("broken.safetensors", writeSafetensors(broken));
    expect(() => readNet("broken", brokenFile))
      .toThrow("Cannot evaluate broken: 2.bias holds NaN, expected finite numbers");
  });
});

describe("readSet()", () => {
  it("takes letters and digits from files of 36 classes, under any prefix", () => {
    const set = readSet(placed("all.mat", matFile([35, 3], [35, 3], 36, "train")));
    expect([...set.labels].map((label) => set.classes[label])).toEqual(["9", "D"]);
  });

  it("refuses a file of two sets", () => {
    const values = Array<number>(1024).fill(1);
    const image = { shape: [1, 1024], values, type: matTypes.double };
    const label = { shape: [1, 26], values: [1, ...Array<number>(25).fill(0)], type: matTypes.uint8 };
    const file = placed(
      "two.mat",
      writeMat(["a", "b"].flatMap((p) => [{ ...image, name: `${p}_data` }, { ...label, name: `${p}_labels` }])),
    );
    expect(() => readSet(file)).toThrow(
      "found the variables a_data, a_labels, b_data, b_labels, expected one …_data and one …_labels",
    );
  });

  /** Where ink is, as the row of its middle and the column. */
  function middleOf(image: ArrayLike<number>): number[] {
    const inks = Array.from(image, (value, k) => value < 128 ? [Math.floor(k / 32), k % 32] : []).filter((at) =>
      at.length
    );
    return [0, 1].map((axis) => inks.reduce((sum, at) => sum + at[axis]!, 0) / inks.length);
  }

  it("takes digits from two IDX files, whichever is named, as ink on paper in Glyph36's frame", () => {
    // An L: a bar of rows 4 to 23, and a foot to the right.
    const image = Uint8Array.from({ length: 784 }, (_, k) => {
      const [row, column] = [Math.floor(k / 28), k % 28];
      const bar = column >= 8 && column < 11, foot = row >= 21 && column >= 8 && column < 18;
      return row >= 4 && row < 24 && (bar || foot) ? 255 : 0;
    });
    const images = placed("x-images-idx3-ubyte", writeIdx([1, 28, 28], image));
    const labels = placed("x-labels-idx1-ubyte", writeIdx([1], [4]));
    for (const file of [images, labels]) {
      const set = readSet(file);
      expect([set.shape, set.item(0).name]).toEqual([[32, 32], "4"]);
      const [row, column] = middleOf(set.item(0).image);
      expect([row! > 16, column! < 15]).toEqual([true, true]);
    }
  });

  it("takes EMNIST's letters, which count from 1, and whose images stand column by column", () => {
    const image = new Uint8Array(784);
    // A bar at the left and a dot at the right: turned, a bar above and a dot below.
    for (let row = 4; row < 24; row++) image.fill(255, row * 28 + 4, row * 28 + 8);
    for (let row = 4; row < 8; row++) image.fill(255, row * 28 + 20, row * 28 + 24);
    const images = placed("emnist-letters-test-images-idx3-ubyte", writeIdx([1, 28, 28], image));
    placed("emnist-letters-test-labels-idx1-ubyte", writeIdx([1], [26]));
    const { image: read, name } = readSet(images).item(0);
    const [row] = middleOf(read);
    expect([name, row! < 14]).toEqual(["Z", true]);
  });

  it("takes a folder of images for each character, grey, dark on light whatever they are", () => {
    const drawn = (paper: number, ink: number): Uint8Array => {
      const data = new Uint8Array(1024).fill(paper);
      for (let row = 8; row < 24; row++) data.fill(ink, row * 32 + 14, row * 32 + 18);
      return encode({ width: 32, height: 32, channels: 1, data });
    };
    for (const name of ["A", "7"]) mkdirSync(join(folder, "characters", name), { recursive: true });
    placed("characters/A/1.png", drawn(255, 0));
    placed("characters/7/1.png", drawn(0, 255));
    const set = readSet(join(folder, "characters"));
    expect(set.classes).toEqual(["7", "A"]);
    expect(set.item(0).image).toEqual(set.item(1).image);
    const middle = set.item(0).image[16 * 32 + 16]!;
    expect([set.item(0).image[0], middle]).toEqual([255, 0]);
  });

  it("refuses IDX files that are no such pair", () => {
    placed("y-images-idx3-ubyte", writeIdx([1, 28, 28], new Uint8Array(784)));
    const alone = join(folder, "y-images-idx3-ubyte");
    expect(() => readSet(alone)).toThrow("there is no y-labels-idx1-ubyte or y-labels-idx1-ubyte.gz beside it");
    placed("y-labels-idx1-ubyte", writeIdx([1], [10]));
    expect(() => readSet(alone)).toThrow("found label 10 in row 0, expected 0 to 9");
    placed("y-labels-idx1-ubyte", writeIdx([2], [1, 2]));
    expect(() => readSet(alone)).toThrow("found labels of shape [2], expected [1]");
    placed("y-labels-idx1-ubyte", writeIdx([1], [1]));
    placed("y-images-idx3-ubyte", writeIdx([1, 20, 28], new Uint8Array(560)));
    expect(() => readSet(alone)).toThrow("its images must be square, of one channel, in bytes");
    expect(() => readSet(placed("digits.idx", writeIdx([1], [1]))))
      .toThrow("the name of an IDX file must hold images-idx3 or labels-idx1, so that its partner is found");
  });
});
