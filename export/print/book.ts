/** The book: Markdown of the chapters -> pandoc -> Typst -> PDF. */
import { join } from "node:path";
import { run, tail } from "../../tools/command.ts";
import { environment, program, root } from "../../tools/paths.ts";
import { type Census, censusOf, checkFormulas, compareCensus, KINDS } from "../read/census.ts";
import type { Chapter } from "../read/chapter.ts";
import { ExportError } from "../read/export_error.ts";
import { readFigure } from "../read/figures.ts";
import { releaseFormulas } from "../read/formulas.ts";
import { printMarkdown } from "./print_markdown.ts";

/** JupyterLab's Markdown, and marks for the filter; formulas are held back, so that no dollar means anything. */
const FORMAT = "commonmark+pipe_tables+strikeout+autolink_bare_uris+fenced_divs+bracketed_spans+raw_html";

/** Writes `nnr.pdf` into a folder, and what it is made from into `book` inside; the same chapters give the same bytes. */
export async function writeBook(
  chapters: readonly Chapter[],
  folder: string,
  { version, onChapter = () => {} }: { version: string; onChapter?: (name: string) => void },
): Promise<void> {
  const book = join(folder, "book");
  // What is left of an earlier, longer report would be taken for this one's.
  for (const old of [book, join(folder, "nnr.pdf")]) await Deno.remove(old, { recursive: true }).catch(() => {});
  await Deno.mkdir(join(book, "figures"), { recursive: true });
  await Deno.copyFile(join(root, "export", "print", "book.typ"), join(book, "template.typ"));
  await Deno.copyFile(join(root, "export", "print", "book.tmTheme"), join(book, "book.tmTheme"));
  for (const chapter of chapters) {
    await writeChapter(chapter, book, chapters.map(({ name }) => name));
    onChapter(chapter.name);
  }
  const main = [
    '#import "template.typ": book',
    `#show: book.with(version: "${version}")`,
    ...chapters.map(({ name }) => `#include "${name}.typ"`),
  ];
  await Deno.writeTextFile(join(book, "book.typ"), `${main.join("\n")}\n`);
  await compile(join(book, "book.typ"), join(folder, "nnr.pdf"), chapters);
}

async function writeChapter(chapter: Chapter, book: string, names: readonly string[]): Promise<void> {
  const { name, cells, formulas } = chapter;
  for (const { data, shown } of cells.flatMap((cell) => cell.outputs)) {
    if (shown.figure === undefined) continue;
    const { id, svg } = readFigure(String(data["text/html"]));
    await Deno.writeFile(join(book, "figures", `${name}-${id}.svg`), svg);
  }
  const input = join(book, `${name}.md`);
  await Deno.writeTextFile(input, printMarkdown(chapter, (id) => `figures/${name}-${id}.svg`));
  const { code, text } = await run(program("pandoc"), [
    `--from=${FORMAT}`,
    "--to=typst",
    "--fail-if-warnings",
    "--wrap=none",
    // Narrower, and pandoc gives the columns of long tables a width of its own.
    "--columns=10000",
    `--metadata=chapter:${name}`,
    `--metadata=names:${names.join(" ")}`,
    `--lua-filter=${join(root, "export", "print", "print.lua")}`,
    `--output=${join(book, `${name}.typ`)}`,
    input,
  ]);
  if (code !== 0) throw new ExportError(name, `pandoc says\n${tail(text)}`);
  const body = await Deno.readTextFile(join(book, `${name}.typ`));
  checkFormulas(name, "the book", body, formulas);
  compareCensus(name, "the book", censusOf(chapter), censusIn(body));
  const head = `#import "template.typ": *\n#anchor("${name}")\n`;
  await Deno.writeTextFile(
    join(book, `${name}.typ`),
    head + releaseFormulas(body, formulas.map((f) => markup(f, name))),
  );
}

/** A formula in Typst: numbered, or on its own, or in the line; its TeX is what is read aloud. */
function markup({ tex, tag, id, display, typst }: Chapter["formulas"][number], name: string): string {
  const equation = display ? `$ ${typst} $` : `$${typst}$`;
  const options = [
    `tex: ${JSON.stringify(tex)}`,
    ...(tag === undefined ? [] : [`tag: ${JSON.stringify(tag)}`]),
    ...(!display && /\b(frac|mat|vec)\(/.test(typst) ? ["tall: true"] : []),
  ];
  return `#formula(${options.join(", ")}, ${equation})${id === undefined ? "" : `#label("${name}:${id}")`};`;
}

/** What the filter counted. */
function censusIn(body: string): Census {
  const counts = new Map(
    [.../^\/\/ census (.*)$/m.exec(body)![1]!.matchAll(/(\w+)=(\d+)/g)].map(([, kind, n]) => [kind, Number(n)]),
  );
  return Object.fromEntries(KINDS.map((kind) => [kind, counts.get(kind)])) as Census;
}

const COMPILE = `
import sys, typst
source, target, root, *fonts = sys.argv[1:]
try:
    typst.compile(source, output=target, root=root, font_paths=fonts, ignore_system_fonts=True)
except typst.TypstError as error:
    sys.exit(error.diagnostic)
`;

async function compile(source: string, target: string, chapters: readonly Chapter[]): Promise<void> {
  const fonts = join(root, "node_modules", "@expo-google-fonts", "source-sans-3");
  const { code, text } = await run(program("python"), ["-c", COMPILE, source, target, join(source, ".."), fonts], {
    env: environment,
  });
  if (code === 0) return;
  const [, name, line] = /┌─ (?:.*[\\/])?([\w-]+)\.typ:(\d+)/.exec(text) ?? [];
  const chapter = chapters.find((chapter) => chapter.name === name);
  if (!chapter) throw new ExportError("the book", `Typst says\n${tail(text, 30)}`);
  const before = (await Deno.readTextFile(join(source, "..", `${name}.typ`))).split("\n").slice(0, Number(line));
  const cell = Number(before.findLast((line) => line.startsWith("// cell "))?.slice(8));
  throw new ExportError(chapter.name, `Typst says ${/error: (.*)/.exec(text)?.[1]}`, cell);
}
