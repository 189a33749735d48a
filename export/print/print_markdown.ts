/** A chapter as Markdown for pandoc, with what pandoc would lose marked for the filter `print.lua`. */
import { type Chapter, representation } from "../read/chapter.ts";
import { readClaim } from "../read/claims.ts";
import { ExportError } from "../read/export_error.ts";
import { readFigure } from "../read/figures.ts";
import { releaseDollars } from "../read/formulas.ts";
import { HEADING } from "../read/headings.ts";
import { holdCode } from "../read/markdown.ts";
import type { Cell, Output } from "../read/notebook.ts";

/** Writes a chapter; `picture(id)` is the path of a figure's file, as the book sees it. */
export function printMarkdown(chapter: Chapter, picture: (id: string) => string): string {
  const headings = [...chapter.headings].reverse();
  const text = (markdown: string, cell: Cell): string => {
    const { text, release } = holdCode(releaseDollars(markdown));
    const marked = text
      .replace(HEADING, (line) => `${line}\n\n${fenced(headings.pop()!.id, "label")}\n`)
      .replace(
        /^<div class="(theorem|proof)"(?: id="([\w-]+)")?>[ \t]*$/gm,
        (_, kind, id) => `::: {.${kind}${id ? ` #${id}` : ""}}`,
      )
      .replace(/^<\/div>[ \t]*$/gm, ":::")
      .replace(/<a id="([\w-]+)"><\/a>/g, (_, id) => `[]{#${id}}`);
    const html = /<\/?[a-z]+(?=[\s>/])[^>]*>|!\[/i.exec(marked);
    if (html) throw new ExportError(chapter.name, `print has no form for ${html[0]}`, cell.number);
    return release(marked);
  };
  const output = (shown: Output, cell: Cell): string => {
    const { type, text: written } = representation(shown)!;
    if (shown.shown.claim !== undefined) {
      const { id, mark, statement, measured } = readClaim(written);
      return fenced([id, mark, statement, measured].join("\n"), "claim");
    }
    if (shown.shown.figure !== undefined) {
      const { id, label, caption, alt, width } = readFigure(written);
      const about = fenced([id, picture(id), width, alt].join("\n"), "picture");
      return `::: figure\n\n${about}\n\n**${label}** ${literal(caption)}\n\n:::`;
    }
    if (type === "text/markdown") {
      const id = shown.shown.table;
      return id === undefined ? text(written, cell) : `::: table\n\n${text(written, cell)}\n\n:::`;
    }
    const plain = type === "text/plain" ? written : shown.data["text/plain"];
    if (typeof plain === "string") return fenced(plain, "output");
    throw new ExportError(
      chapter.name,
      "HTML that is neither claim nor figure needs text/plain for print",
      cell.number,
    );
  };
  return chapter.cells.map((cell) => {
    const code = cell.kind === "code" && cell.source.trim() !== "" ? [fenced(cell.source, "typescript")] : [];
    const blocks = [
      fenced(String(cell.number), "cell"),
      ...(cell.kind === "markdown" ? [text(cell.source, cell)] : code),
      ...cell.outputs.map((shown) => output(shown, cell)),
    ];
    return `${blocks.join("\n\n")}\n`;
  }).join("\n");
}

/** A block of code between more backticks than it holds in a row: nothing in it is read. */
function fenced(code: string, kind: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${kind}\n${code.replace(/\n$/, "")}\n${fence}`;
}

/** Text in which nothing is Markdown. */
function literal(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, "\\$&");
}
