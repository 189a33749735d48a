import { characterErrors, type LetterNet, readPage, readPhoto } from "nnr";
import { type PhotoConditions, type RecordRow, writtenPhoto } from "nnr/data";

/** What is swept alone, in the units of `PhotoConditions`; all else is as on a clean photo (setting 0), but for a sensor's noise. */
const SWEPT = {
  slope: [0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4],
  light: [0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95],
  blur: [0, 1, 2, 3, 4, 5, 6],
  noise: [0, 10, 20, 30, 40, 60, 80],
  pen: [0.02, 0.03, 0.05, 0.08, 0.12, 0.16, 0.2],
} satisfies Partial<Record<keyof PhotoConditions, readonly number[]>>;
const SIZE = { width: 800, height: 600, setting: 0 };
/** No sensor has none, and light that is missing would cost nothing without: dividing by the paper brings it back. */
const NOISE = 6;

/** Edits and characters over some pages of unseen writers, for each condition and each of its values, without and with context. */
export function stressRows(pages: number, seed: number, net: LetterNet, tell: (text: string) => void): RecordRow[] {
  return Object.entries(SWEPT).flatMap(([condition, values]) => {
    tell(`stress, ${condition}`);
    return values.map((value): RecordRow => {
      const row = { condition, value, characters: 0, alone: 0, context: 0 };
      for (let index = 0; index < pages; index++) {
        const { image, text } = writtenPhoto("unseen", index, {
          ...SIZE,
          seed,
          conditions: { noise: NOISE, [condition]: value },
        });
        const read = readPhoto(image, { net });
        const { edits, length } = characterErrors(text, read.text);
        row.characters += length;
        row.alone += characterErrors(text, readPage(read.page, { net, context: false }).text).edits;
        row.context += edits;
      }
      return row;
    });
  });
}
