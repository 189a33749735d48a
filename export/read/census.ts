/** What a chapter holds, counted: nothing may be lost between notebook, page and print. */
import { type Chapter, markdownOf } from "./chapter.ts";
import { ExportError } from "./export_error.ts";
import { type Formula, occurrences } from "./formulas.ts";
import { holdCode } from "./markdown.ts";

/** What is counted; the formulas are, one by one, where they are put back. */
export const KINDS = ["theorem", "proof", "figure", "table", "claim", "heading", "code"] as const;

/** How many there are of each kind. */
export type Census = Readonly<Record<typeof KINDS[number], number>>;

/** Counts what the notebook holds. */
export function censusOf({ cells, headings }: Chapter): Census {
  const outputs = cells.flatMap((cell) => cell.outputs);
  const prose = markdownOf(cells).map(holdCode);
  const count = (pattern: RegExp): number =>
    prose.reduce((sum, { text }) => sum + (text.match(pattern)?.length ?? 0), 0);
  const code = cells.filter((cell) => cell.kind === "code" && cell.source.trim() !== "").length;
  return {
    theorem: count(/^<div class="theorem"/gm),
    proof: count(/^<div class="proof"/gm),
    figure: outputs.filter((output) => output.shown.figure !== undefined).length,
    table: count(/^\|?[ \t]*:?-+:?[ \t]*\|[-:| \t]*$/gm),
    claim: outputs.filter((output) => output.shown.claim !== undefined).length,
    heading: headings.length,
    code: prose.reduce((sum, { fences }) => sum + fences, code),
  };
}

/** @throws {ExportError} when two counts differ, with both. */
export function compareCensus(name: string, where: string, expected: Census, found: Census): void {
  const lost = KINDS.filter((kind) => expected[kind] !== found[kind]).map((kind) =>
    `${expected[kind]} × ${kind}, found ${found[kind]}`
  );
  if (lost.length > 0) throw new ExportError(name, `${where} must have ${lost.join("; ")}`);
}

/** @throws {ExportError} when a formula's token does not stand in a text once. */
export function checkFormulas(name: string, where: string, text: string, formulas: readonly Formula[]): void {
  const times = occurrences(text, formulas.length);
  formulas.forEach(({ tex, cell }, i) => {
    if (times[i] !== 1) throw new ExportError(name, `${where} has the formula ${tex} ${times[i]} times`, cell);
  });
}
