/** Headings of Markdown, with the ids by which links reach them. */
import { withoutTokens } from "./formulas.ts";
import { holdCode } from "./markdown.ts";

/** A heading. */
export interface Heading {
  readonly level: number;
  /** Its words, without Markdown's marks and without formulas. */
  readonly text: string;
  readonly id: string;
}

/** A heading's line: marks, then text. */
export const HEADING: RegExp = /^(#{1,6})[ \t]+(.+?)[ \t]*$/gm;

/** All headings of a page's texts. Ids are as in JupyterLab: words joined by hyphens; the second of the same words ends in -2. */
export function headingsOf(texts: readonly string[]): Heading[] {
  const times = new Map<string, number>();
  return texts.flatMap((markdown) => {
    const prose = holdCode(markdown);
    return [...prose.text.matchAll(HEADING)].map(([, marks, line]): Heading => {
      const text = withoutTokens(prose.release(line!)).replace(/[`*]/g, "").trim();
      const id = text.replace(/\s+/g, "-");
      const time = (times.get(id) ?? 0) + 1;
      times.set(id, time);
      return { level: marks!.length, text, id: time === 1 ? id : `${id}-${time}` };
    });
  });
}
