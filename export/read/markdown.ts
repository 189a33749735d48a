/** Markdown whose code is set aside. */

/** A regular expression's source for code: fenced or between backticks. */
export const CODE: string =
  String.raw`(?:^|(?<=\n))[ \t]*(?<fence>\x60{3,}|~{3,})[^\n]*\n[\s\S]*?\n[ \t]*\k<fence>[ \t]*(?=\n|$)` +
  String.raw`|(?<ticks>\x60+)(?!\x60)[\s\S]*?[^\x60]\k<ticks>(?!\x60)`;

/** A text whose code is set aside. */
export interface Prose {
  /** The text with a token in the place of each piece of code. */
  readonly text: string;
  /** How many of the pieces are fenced. */
  readonly fences: number;
  /** Puts the code back. */
  release(text: string): string;
}

/** Sets the code of a Markdown text aside, so that what looks like Markdown in it is not taken for it. */
export function holdCode(markdown: string): Prose {
  const pieces: string[] = [];
  const text = markdown.replace(new RegExp(CODE, "g"), (piece) => `\ue003${pieces.push(piece) - 1}\ue004`);
  return {
    text,
    fences: pieces.filter((piece) => /^[ \t]*(```|~~~)/.test(piece)).length,
    release: (text) => text.replace(/\ue003(\d+)\ue004/g, (_, i) => pieces[Number(i)]!),
  };
}
