import {
  bootstrapInterval,
  failures,
  letterNet,
  type PageText,
  readPage,
  readPhoto,
  Rng,
  type TextCharacter,
} from "nnr";
import { embeddedNet, findData, readImage, type RecordRow, textlessPhoto, writtenPhoto } from "nnr/data";
import { readFileSync } from "node:fs";
import { rate, type Scored, scored } from "./scored.ts";
import { stressRows } from "./stress.ts";

/** How much is read. */
export interface PhotoCounts {
  /** Photos of unseen writers at the middle setting. */
  readonly written: number;
  /** Photos without text. */
  readonly textless: number;
  /** Pages of each step of each sweep. */
  readonly pages: number;
}

/** What is read for the record. */
export const RECORDED: PhotoCounts = { written: 200, textless: 50, pages: 8 };
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

/** Reads synthetic photos, the real ones, and some without text, with each net, without and with context; then the sweeps. */
export function photoRun(seed: number, tell: (text: string) => void, counts: PhotoCounts = RECORDED): PhotoOutcome {
  const photos = Array.from({ length: counts.written }, (_, index) => {
    if (index % 20 === 19) tell(`${index + 1} of ${counts.written} synthetic photos`);
    return writtenRow(index, seed);
  });
  const real = REAL.map((name): RecordRow => {
    const image = readImage(findData(`${name}.jpg`)!);
    const truth = readFileSync(findData(`${name}.txt`)!, "utf8");
    const edits = ways.map(({ what, net, context }) =>
      [what, scored(truth, readPhoto(image, { net, context }).text).edits] as const
    );
    return { photo: name, characters: scored(truth, "").characters, ...Object.fromEntries(edits) };
  });
  const textless = Array.from({ length: counts.textless }, (_, photo): RecordRow => {
    const { image } = textlessPhoto(photo, { seed });
    const texts = nets.map(({ name, net }) => [name, readPhoto(image, { net }).text] as const);
    return { photo, ...Object.fromEntries(texts) };
  });
  const stress = stressRows(counts.pages, seed, nets[0]!.net, tell);
  return { measured: measuredOf(photos, real, textless, seed), tables: { photos, real, textless, stress } };
}

/** One synthetic photo: the edits of each way, and where the letters of the first net with context went wrong. */
function writtenRow(index: number, seed: number): RecordRow {
  const photo = writtenPhoto("unseen", index, { seed });
  const truth = photo.lines.flatMap(({ words }) => words.flatMap(({ characters }) => characters));
  const { page, quarters, reason = "" } = readPhoto(photo.image, { net: nets[0]!.net });
  const scores = ways.flatMap((way) => {
    const read = readPage(page, way);
    // Boxes of a photo that was turned by mistake match nothing.
    const found = quarters === 0 ? charactersOf(read) : [];
    const causes = failures(truth, found).map(({ cause }) => cause);
    const count = (...some: readonly string[]): number => causes.filter((cause) => some.includes(cause)).length;
    return Object.entries({
      "": scored(photo.text, read.text).edits,
      ", found": charactersOf(read).length,
      ", matched": truth.length - count("merged", "split", "missed"),
      ", merged": count("merged"),
      ", split": count("split"),
      ", missed": count("missed"),
      ", spurious": count("spurious"),
      ", misread": count("misread"),
    }).map(([name, value]) => [`${way.what}${name}`, value] as const);
  });
  const { characters } = scored(photo.text, "");
  const { writer } = photo;
  return { photo: index, writer, characters, letters: truth.length, reason, ...Object.fromEntries(scores) };
}

/** The rates of all photos. */
function measuredOf(
  photos: readonly RecordRow[],
  real: readonly RecordRow[],
  textless: readonly RecordRow[],
  seed: number,
): Record<string, number> {
  const sum = (name: string): number => photos.reduce((sum, row) => sum + Number(row[name]), 0);
  const silent = photos.filter(({ reason }) => reason !== "").length;
  const measured: Record<string, number> = {
    "share of synthetic photos in which nothing is read": silent / photos.length,
  };
  for (const { what } of ways) {
    const scores = photos.map((row): Scored => ({ edits: Number(row[what]), characters: Number(row.characters) }));
    const { low, high } = bootstrapInterval(scores, rate, { rng: new Rng(seed) });
    measured[`synthetic photos, ${what}: character error rate`] = rate(scores);
    measured[`synthetic photos, ${what}: its 95 % interval, low`] = low;
    measured[`synthetic photos, ${what}: its 95 % interval, high`] = high;
    measured[`synthetic photos, ${what}: detection F1`] = 2 * sum(`${what}, matched`) /
      (sum(`${what}, found`) + sum("letters"));
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

function charactersOf({ lines }: PageText): TextCharacter[] {
  return lines.flatMap(({ words }) => words.flatMap(({ characters }) => characters));
}
