import {
  alignment,
  bootstrapInterval,
  type Box,
  detection,
  letterNet,
  type PageText,
  readPage,
  readPhoto,
  type ReadPhotoOptions,
  Rng,
} from "nnr";
import { embeddedNet, findData, readImage, textlessPhoto, writtenPhoto } from "nnr/data";
import { readFileSync } from "node:fs";

/** Photos of unseen writers at the middle setting, and photos without text. */
const WRITTEN = 200;
const TEXTLESS = 50;
/** Photos whose text is known; their names without .jpg and .txt. */
const REAL = ["ocr/02_letters", "ocr/04_deep"];

/** The files of the data folder that are read. */
export const realFiles: readonly string[] = REAL.flatMap((name) => [`${name}.jpg`, `${name}.txt`]);

/** Edits that make the truth of what was read, and its characters. */
interface Scored {
  readonly edits: number;
  readonly characters: number;
}

/** Boxes that match, were found, and are true. */
interface Counted {
  matched: number;
  found: number;
  truth: number;
}

/** Reads 200 synthetic photos, the real ones, and 50 without text, with each net, without and with context. */
export function photoRun(seed: number, tell: (text: string) => void): { measured: Record<string, number> } {
  const nets = (["cnn", "fc"] as const).map((name) => ({ name, net: letterNet(embeddedNet(name)) }));
  const ways = nets.flatMap(({ name, net }) =>
    [false, true].map((context) => ({ what: `${name} ${context ? "with" : "without"} context`, net, context }))
  );
  const scores = ways.map((): Scored[] => []);
  const counts = ways.map((): Counted => ({ matched: 0, found: 0, truth: 0 }));
  let silent = 0;
  for (let index = 0; index < WRITTEN; index++) {
    const photo = writtenPhoto("unseen", index, { seed });
    const truth = photo.lines.flatMap(({ words }) => words.flatMap(({ characters }) => characters)).map(({ box }) =>
      box
    );
    const { page, quarters, text } = readPhoto(photo.image, { net: nets[0]!.net });
    if (text === "") silent++;
    ways.forEach((way, k) => {
      const read = readPage(page, way);
      scores[k]!.push(scored(photo.text, read.text));
      // Boxes of a photo that was turned by mistake match nothing.
      const boxes = boxesOf(read);
      const { pairs } = detection(truth, boxes);
      counts[k]!.matched += quarters === 0 ? pairs.length : 0;
      counts[k]!.found += boxes.length;
      counts[k]!.truth += truth.length;
    });
    if (index % 20 === 19) tell(`${index + 1} of ${WRITTEN} synthetic photos`);
  }
  const measured: Record<string, number> = { "share of synthetic photos in which nothing is read": silent / WRITTEN };
  ways.forEach(({ what }, k) => {
    const { low, high } = bootstrapInterval(scores[k]!, rate, { rng: new Rng(seed) });
    measured[`synthetic photos, ${what}: character error rate`] = rate(scores[k]!);
    measured[`synthetic photos, ${what}: its 95 % interval, low`] = low;
    measured[`synthetic photos, ${what}: its 95 % interval, high`] = high;
    const { matched, found, truth } = counts[k]!;
    measured[`synthetic photos, ${what}: detection F1`] = 2 * matched / (found + truth);
  });
  for (const name of REAL) {
    const image = readImage(findData(`${name}.jpg`)!);
    const truth = readFileSync(findData(`${name}.txt`)!, "utf8");
    for (const { what, net, context } of ways) {
      const { text } = readPhoto(image, { net, context });
      measured[`${name}, ${what}: character error rate`] = rate([scored(truth, text)]);
    }
  }
  for (const { name, net } of nets) {
    measured[`share of textless photos that print anything, ${name}`] = invented(seed, { net });
  }
  return { measured };
}

/** The share of photos without text from which something is read. */
function invented(seed: number, options: ReadPhotoOptions): number {
  let printed = 0;
  for (let index = 0; index < TEXTLESS; index++) {
    if (readPhoto(textlessPhoto(index, { seed }).image, options).text !== "") printed++;
  }
  return printed / TEXTLESS;
}

function scored(truth: string, read: string): Scored {
  const [t, r] = [truth, read].map((text) => text.split(/\s+/).filter((word) => word !== "").join(" "));
  const { substitutions, insertions, deletions } = alignment(t!, r!);
  return { edits: substitutions + insertions + deletions, characters: t!.length };
}

function rate(scores: readonly Scored[]): number {
  const [edits, characters] = scores.reduce(([a, b], score) => [a + score.edits, b + score.characters], [0, 0]);
  return edits / characters;
}

function boxesOf({ lines }: PageText): Box[] {
  return lines.flatMap(({ words }) => words.flatMap(({ characters }) => characters.map(({ box }) => box)));
}
