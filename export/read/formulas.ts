/** Formulas in Markdown: where they stand, and how they are held back while others read the text. */
import { CODE } from "./markdown.ts";

/** A formula of a text. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly tex: string;
  /** Whether it stands on a line of its own. */
  readonly display: boolean;
}

/** A formula that was taken out of a text. */
export interface Formula {
  readonly tex: string;
  readonly display: boolean;
  /** An equation's number, from its `\tag`. */
  readonly tag: string | undefined;
  /** The id by which links reach it, from the `<a id="…"></a>` before it. */
  readonly id: string | undefined;
  /** The number of its cell. */
  readonly cell: number;
}

const ESCAPE = String.raw`\\[\s\S]`;
const DISPLAY = String.raw`\$\$(?<display>[\s\S]+?)\$\$`;
const INLINE = String.raw`\$(?=\S)(?<inline>(?:[^$\\\n]|\\[\s\S]|\n(?!\s*\n))+?)(?<=\S)\$(?!\d)`;

/** Finds the formulas of Markdown: `$…$` and `$$…$$`, not in code, not after a backslash. `$5` is a sum of money. */
export function formulasIn(markdown: string): Found[] {
  const found: Found[] = [];
  for (const match of markdown.matchAll(new RegExp([CODE, ESCAPE, DISPLAY, INLINE].join("|"), "g"))) {
    const { display, inline } = match.groups!;
    const tex = display ?? inline;
    if (tex === undefined) continue;
    found.push({ start: match.index, end: match.index + match[0].length, tex, display: display !== undefined });
  }
  return found;
}

/**
 * Takes the formulas of a text out, to the end of `held`; in their places stand tokens that no reader of Markdown or HTML
 * changes, and so for the dollars that are left, as in code: nbconvert would pair them.
 */
export function holdFormulas(markdown: string, cell: number, held: Formula[]): string {
  let text = "";
  let at = 0;
  for (const { start, end, tex, display } of formulasIn(markdown)) {
    text += markdown.slice(at, start);
    at = end;
    // The anchor before an equation becomes the equation's own id.
    const anchor = display ? /<a id="([^"]+)"><\/a>\s*$/.exec(text) : null;
    if (anchor) text = text.slice(0, anchor.index);
    const tag = /\s*\\tag\{([^}]*)\}/.exec(tex);
    held.push({ tex: tag ? tex.replace(tag[0], "") : tex, display, tag: tag?.[1], id: anchor?.[1], cell });
    text += token(held.length - 1);
  }
  return (text + markdown.slice(at)).replaceAll("$", DOLLAR);
}

/** Puts something in the place of each formula. */
export function releaseFormulas(text: string, written: readonly string[]): string {
  return text.replace(TOKEN, (_, i) => written[Number(i)]!);
}

/** Puts the dollars back that stand for themselves. */
export function releaseDollars(text: string): string {
  return text.replaceAll(DOLLAR, "$");
}

/** The text without its formulas' tokens. */
export function withoutTokens(text: string): string {
  return text.replace(TOKEN, "");
}

/** How often each of `count` formulas stands in a text. */
export function occurrences(text: string, count: number): number[] {
  const times = new Array<number>(count).fill(0);
  for (const match of text.matchAll(TOKEN)) times[Number(match[1])]!++;
  return times;
}

/** Characters for private use: around a formula's number, and for a dollar. */
function token(index: number): string {
  return `\ue000${index}\ue001`;
}
const DOLLAR = "\ue002";
const TOKEN = /\ue000(\d+)\ue001/g;
