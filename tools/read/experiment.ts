import {
  bootstrapInterval,
  type Calibration,
  calibration,
  characterErrors,
  detection,
  type ErrorCount,
  failures,
  letterNet,
  type PageText,
  readPage,
  readPhoto,
  Rng,
  type TextCharacter,
  wordErrors,
} from "nnr";
import { embeddedNet, findData, readImage, type RecordRow, textlessPhoto, writtenPhoto } from "nnr/data";
import { readFileSync } from "node:fs";
import { largeRows } from "./large.ts";
import { stressRows } from "./stress.ts";

/** How much is read. */
export interface PhotoCounts {
  /** Photos of unseen writers at the middle setting. */
  readonly written: number;
  /** Photos without text. */
  readonly textless: number;
  /** Pages of each step of each sweep. */
  readonly pages: number;
  /** Whether photos of 12 megapixels are read, for their seconds. */
  readonly large: boolean;
}

/** What is read for the record. */
export const RECORDED: PhotoCounts = { written: 200, textless: 50, pages: 8, large: true };
/** Photos whose text is known; their names without .jpg and .txt. */
const REAL = ["ocr/02_letters", "ocr/04_deep"];

/** The files of the data folder that are read. */
export const realFiles: readonly string[] = REAL.flatMap((name) => [`${name}.jpg`, `${name}.txt`]);

/** What the readings gave: rates, and what they come from, photo by photo. */
export interface PhotoOutcome {
  readonly measured: Readonly<Record<string, number>>;
  readonly tables: Readonly<Record<string, readonly RecordRow[]>>;
}

const nets = (["cnn", "fc"] as const).map((name) => ({ name, net: letterNet(embeddedNet(name)) }));
const ways = nets.flatMap(({ name, net }) =>
  [false, true].map((context) => ({ what: `${name} ${context ? "with" : "without"} context`, net, context }))
);
/** Ranges of confidence. */
const BINS = 10;

/** A photo's scores, and how sure each reading was of the letters whose box is right. */
interface Written {
  readonly row: RecordRow;
  readonly sure: readonly { readonly what: string; readonly confidence: number; readonly right: boolean }[];
}

/** Reads synthetic photos, the real ones, and some without text, with each net, without and with context; then the sweeps. */
export function photoRun(seed: number, tell: (text: string) => void, counts: PhotoCounts = RECORDED): PhotoOutcome {
  const large = counts.large ? largeRows(seed, nets[0]!.net) : [];
  const written = Array.from({ length: counts.written }, (_, index) => {
    if (index % 20 === 19) tell(`${index + 1} of ${counts.written} synthetic photos`);
    return writtenScores(index, seed);
  });
  const photos = written.map(({ row }) => row);
  const sure = written.flatMap((one) => one.sure);
  const real = REAL.map((name): RecordRow => {
    const image = readImage(findData(`${name}.jpg`)!);
    const truth = readFileSync(findData(`${name}.txt`)!, "utf8");
    const scores = ways.flatMap(({ what, net, context }) => {
      const read = readPhoto(image, { net, context });
      return [[what, characterErrors(truth, read.text).edits], [`${what}, found`, charactersOf(read).length]] as const;
    });
    return { photo: name, ...sizesOf(truth), ...Object.fromEntries(scores) };
  });
  const textless = Array.from({ length: counts.textless }, (_, photo): RecordRow => {
    const { image } = textlessPhoto(photo, { seed });
    const texts = nets.map(({ name, net }) => [name, readPhoto(image, { net }).text] as const);
    return { photo, ...Object.fromEntries(texts) };
  });
  const stress = stressRows(counts.pages, seed, nets[0]!.net, tell);
  const bins = ways.flatMap(({ what }) =>
    calibrationOf(sure, what).bins.map((bin): RecordRow => ({ reader: what, ...bin }))
  )
    .filter(({ count }) => count !== 0);
  const measured = { ...measuredOf(photos, real, textless, seed), ...calibrated(sure) };
  return { measured, tables: { large, photos, real, textless, bins, stress } };
}

/** One synthetic photo: the edits of each way, and where its letters went wrong. */
function writtenScores(index: number, seed: number): Written {
  const photo = writtenPhoto("unseen", index, { seed });
  const truth = photo.lines.flatMap(({ words }) => words.flatMap(({ characters }) => characters));
  const { page, quarters } = readPhoto(photo.image, { net: nets[0]!.net });
  const sure: Written["sure"][number][] = [];
  const scores = ways.flatMap(({ what, ...way }) => {
    const read = readPage(page, way);
    const lost = quarters !== 0 ? "turned" : read.text === "" ? "refused" : undefined;
    const found = lost ? [] : charactersOf(read);
    const causes = lost ? [] : failures(truth, found).map(({ cause }) => cause);
    const count = (...some: readonly string[]): number => causes.filter((cause) => some.includes(cause)).length;
    const { pairs } = detection(truth.map(({ box }) => box), found.map(({ box }) => box));
    for (const [i, j] of pairs) {
      const { character, confidence } = found[j]!;
      sure.push({ what, confidence, right: character === truth[i]!.character });
    }
    return Object.entries({
      "": characterErrors(photo.text, read.text).edits,
      ", without spaces": characterErrors(photo.text, read.text, { spaces: false }).edits,
      ", words": wordErrors(photo.text, read.text).edits,
      ", found": charactersOf(read).length,
      ", matched": pairs.length,
      ", refused": lost === "refused" ? truth.length : 0,
      ", turned": lost === "turned" ? truth.length : 0,
      ", merged": count("merged"),
      ", split": count("split"),
      ", missed": count("missed"),
      ", spurious": count("spurious"),
      ", misread": count("misread"),
    }).map(([name, value]) => [`${what}${name}`, value] as const);
  });
  const row = { photo: index, writer: photo.writer, quarters, ...sizesOf(photo.text), ...Object.fromEntries(scores) };
  return { row, sure };
}

/** What edits are counted against: characters with spaces, letters, words. */
function sizesOf(truth: string): { readonly characters: number; readonly letters: number; readonly words: number } {
  return {
    characters: characterErrors(truth, "").length,
    letters: characterErrors(truth, "", { spaces: false }).length,
    words: wordErrors(truth, "").length,
  };
}

function calibrationOf(sure: Written["sure"], reader: string): Calibration {
  const of = sure.filter(({ what }) => what === reader);
  return calibration(of.map(({ confidence }) => confidence), of.map(({ right }) => right), { bins: BINS });
}

function calibrated(sure: Written["sure"]): Record<string, number> {
  return Object.fromEntries(ways.map(({ what }) => [
    `synthetic photos, ${what}: expected calibration error`,
    calibrationOf(sure, what).expectedError,
  ]));
}

/** The rates of all photos. */
function measuredOf(
  photos: readonly RecordRow[],
  real: readonly RecordRow[],
  textless: readonly RecordRow[],
  seed: number,
): Record<string, number> {
  const sum = (name: string): number => photos.reduce((sum, row) => sum + Number(row[name]), 0);
  const refused = photos.filter((row) => row[`${ways[0]!.what}, refused`] !== 0).length;
  const measured: Record<string, number> = {
    "share of synthetic photos in which nothing is read": refused / photos.length,
  };
  for (const { what } of ways) {
    const scores = photos.map((row): ErrorCount => ({ edits: Number(row[what]), length: Number(row.characters) }));
    const { low, high } = bootstrapInterval(scores, rate, { rng: new Rng(seed) });
    const matched = sum(`${what}, matched`);
    const [precision, recall] = [matched / sum(`${what}, found`), matched / sum("letters")];
    Object.entries({
      "character error rate": rate(scores),
      "its 95 % interval, low": low,
      "its 95 % interval, high": high,
      "character error rate without spaces": sum(`${what}, without spaces`) / sum("letters"),
      "word error rate": sum(`${what}, words`) / sum("words"),
      "detection precision": precision,
      "detection recall": recall,
      "detection F1": 2 * precision * recall / (precision + recall),
    }).forEach(([name, value]) => measured[`synthetic photos, ${what}: ${name}`] = value);
  }
  for (const row of real) {
    for (const { what } of ways) {
      measured[`${row.photo}, ${what}: character error rate`] = Number(row[what]) / Number(row.characters);
    }
  }
  for (const { name } of nets) {
    const printed = textless.filter((row) => row[name] !== "").length;
    measured[`share of textless photos that print anything, ${name}`] = printed / textless.length;
  }
  return measured;
}

/** Edits over characters. */
function rate(counts: readonly ErrorCount[]): number {
  const total = (of: keyof ErrorCount): number => counts.reduce((sum, count) => sum + count[of], 0);
  return total("edits") / total("length");
}

function charactersOf({ lines }: PageText): TextCharacter[] {
  return lines.flatMap(({ words }) => words.flatMap(({ characters }) => characters));
}
