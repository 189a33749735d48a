import type { Image } from "../../data/mod.ts";
import { findLetters, type Page } from "../find_letters.ts";
import { sheetAlone } from "../sheet.ts";
import { turned } from "../turned.ts";
import { type PageText, readPage, type ReadPhotoOptions } from "./read_page.ts";
import { likelyTurns } from "./turns.ts";

/** Photos are mostly taken upright: another turn has to be surer by this. */
const UPRIGHT = 0.05;

/** What a photo says. Boxes are in pixels of the photo as it stands upright. */
export interface PhotoText extends PageText {
  /** By how many quarters clockwise the photo was turned to stand upright, 0 to 3. */
  readonly quarters: number;
  /** What was found in the photo as it stands upright, stage by stage. */
  readonly page: Page;
}

/**
 * Reads a photo of hand-printed capitals and digits: finds the letters, reads each with a net, and each line with what is known of
 * English.
 *
 * A photo that lies on its side or upside down is turned: the net tells by how sure it is of the letters, turned one by one; where
 * that is close, each way is read and the surest kept. Where nothing is read, or only turned, the sheet is looked at alone, if one
 * stands out from what lies around it; `page` then is of that. Nothing is read where there is no ink, or none that looks like letters;
 * `reason` then says why, and `text` is empty. Needs no file and no system: it runs in a browser.
 *
 * @throws {RangeError} when the image has no pixels, other than one or three channels, or not as many values as its shape says.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { letterNet, readPhoto } from "nnr";
 * import { embeddedNet, writtenPhoto } from "nnr/data";
 *
 * const { image } = writtenPhoto("train", 0, { text: ["DEEP LEARNING"], width: 640, height: 240, setting: 0 });
 * const { text } = readPhoto(image, { net: letterNet(embeddedNet("cnn")) });
 * expect(text).toBe("DEEP LEARNING");
 * ```
 */
export function readPhoto(image: Image, options: ReadPhotoOptions): PhotoText {
  requireImage(image);
  const whole = readWhole(image, options);
  if (whole.page.marks.length === 0 || (whole.text !== "" && whole.quarters === 0)) return whole;
  // What lies around a sheet may look like ink, and a light sheet on a dark table like light ink.
  const sheet = sheetAlone(image);
  const alone = sheet && readWhole(sheet, options);
  return alone && rank(alone) > rank(whole) ? alone : whole;
}

/** By what one reading of a photo is preferred to another: 0 where nothing is read, its confidence, more where nothing is turned. */
function rank({ text, confidence, quarters }: PhotoText): number {
  return text === "" ? 0 : confidence + (quarters === 0 ? UPRIGHT : 0);
}

function readWhole(image: Image, options: ReadPhotoOptions): PhotoText {
  const first = startingPage(image);
  if (first.page.reason !== undefined) return { ...readPage(first.page, options), ...first };
  const { net, context = true } = options;
  let best: PhotoText | undefined;
  for (const turn of likelyTurns(first.page, net)) {
    const quarters = (first.quarters + turn) % 4;
    const page = turn === 0 ? first.page : findLetters(turned(image, quarters));
    // Which way a page lies is told with context, however its letters are to be read.
    const read = { ...readPage(page, { net }), quarters, page };
    if (!best || rank(read) > rank(best)) best = read;
  }
  if (best!.text === "") return { ...best!, ...first };
  return context ? best! : { ...best!, ...readPage(best!.page, options) };
}

/** What is found in the photo as it lies; where that is no line, on its side, as lines that stand on end may show there alone. */
function startingPage(image: Image): { readonly page: Page; readonly quarters: number } {
  const page = findLetters(image);
  if (page.reason === undefined || page.marks.length === 0) return { page, quarters: 0 };
  const aside = findLetters(turned(image, 1));
  return aside.reason === undefined ? { page: aside, quarters: 1 } : { page, quarters: 0 };
}

function requireImage({ shape: [channels, height, width], data }: Image): void {
  const whole = [height, width].every((side) => Number.isSafeInteger(side) && side >= 1);
  if ((channels === 1 || channels === 3) && whole && data.length === channels * height * width) return;
  throw new RangeError(
    `Cannot read a photo of shape [${channels},${height},${width}] with ${data.length} values: ` +
      "it needs one or three channels, at least one pixel, and a value for each",
  );
}
