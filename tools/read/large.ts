import { type LetterNet, readPhoto, turned } from "nnr";
import { type Image, type RecordRow, textlessPhoto, writtenPhoto } from "nnr/data";

/** A phone's photo: 12 megapixels. */
const SIZE = { width: 4000, height: 3000 };
/** Lines of a page that is full. */
const FULL = Array.from({ length: 24 }, (_, i) => `${i % 10} LINES AND LINES OF LETTERS FILL A WHOLE PAGE`);

/** Seconds that photos of 12 megapixels take to be read, from pixels to text. */
export function largeRows(seed: number, net: LetterNet): RecordRow[] {
  const page = writtenPhoto("unseen", 0, { ...SIZE, seed }).image;
  const photos: Readonly<Record<string, Image>> = {
    "a page": page,
    "the same upside down": turned(page, 2),
    "a full page": writtenPhoto("unseen", 1, { ...SIZE, seed, text: FULL }).image,
    "no text": textlessPhoto(0, { ...SIZE, seed }).image,
  };
  // The first reading also compiles what reads.
  readPhoto(writtenPhoto("unseen", 0, { seed }).image, { net });
  return Object.entries(photos).map(([photo, image]): RecordRow => {
    const begin = performance.now();
    const { lines } = readPhoto(image, { net });
    const seconds = (performance.now() - begin) / 1000;
    const letters = lines.reduce((sum, { words }) => words.reduce((n, word) => n + word.characters.length, sum), 0);
    return { photo, letters, seconds: Number(seconds.toFixed(2)) };
  });
}
