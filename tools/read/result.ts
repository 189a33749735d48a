import { type Box, characterErrorRate, type PhotoText } from "nnr";

/** [x, y, width, height] in pixels of the upright photo. */
type Rectangle = readonly [number, number, number, number];

/** A piece of text and where it stands. */
interface Placed {
  readonly text: string;
  readonly box: Rectangle;
}

/** A character as `--json` gives it. */
interface ResultCharacter {
  readonly character: string;
  readonly box: Rectangle;
  readonly confidence: number;
  readonly alternatives: readonly { readonly character: string; readonly confidence: number }[];
}

/** What `--json` gives for a photo. */
export interface Result {
  /** As it was named. */
  readonly file: string;
  readonly text: string;
  /** By how many quarters clockwise the photo was turned to stand upright. */
  readonly quarters?: number;
  /** Of the upright photo. */
  readonly width?: number;
  readonly height?: number;
  /** Why nothing was read from it. */
  readonly reason?: string;
  /** Why it could not be opened. */
  readonly error?: string;
  /** Character error rate: edit distance / characters of the truth. */
  readonly cer?: number;
  readonly cerNoSpaces?: number;
  readonly lines: readonly (Placed & {
    readonly words: readonly (Placed & { readonly characters: readonly ResultCharacter[] })[];
  })[];
}

/** The result of a photo that was read, judged when the truth is given. */
export function resultOf(file: string, photo: PhotoText, truth?: string): Result {
  const { text, lines, quarters, page: { width, height }, reason } = photo;
  return {
    ...{ file, text, quarters, width, height },
    ...reason === undefined ? {} : { reason },
    ...truth === undefined ? {} : {
      cer: characterErrorRate(truth, text),
      cerNoSpaces: characterErrorRate(truth, text, { spaces: false }),
    },
    lines: lines.map(({ text, box, words }) => ({
      text,
      box: rectangle(box),
      words: words.map(({ text, box, characters }) => ({
        text,
        box: rectangle(box),
        characters: characters.map(({ character, box, confidence, alternatives }) => ({
          ...{ character, box: rectangle(box), confidence },
          alternatives: alternatives.map(({ character, confidence }) => ({ character, confidence })),
        })),
      })),
    })),
  };
}

/** The result for a reader: the text, and how much of it is wrong. */
export function resultText({ text, cer, cerNoSpaces }: Result): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const rates = cer === undefined
    ? []
    : [`character error rate ${percent(cer)}, without spaces ${percent(cerNoSpaces!)}`];
  return [...text === "" ? [] : [text], ...rates].join("\n");
}

function rectangle({ x, y, width, height }: Box): Rectangle {
  return [x, y, width, height];
}
