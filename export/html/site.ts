/** The site: nbconvert renders the chapters, TypeScript sets the pages. */
import { join } from "node:path";
import { run, tail } from "../../tools/command.ts";
import { environment, program, root } from "../../tools/paths.ts";
import { articleOf } from "./article.ts";
import { writeAssets } from "./assets.ts";
import { type Chapter, representation } from "../read/chapter.ts";
import { ExportError } from "../read/export_error.ts";
import { claimsPage, contentsPage } from "./front_pages.ts";
import { checkLinks } from "./links.ts";
import { type Page, pageHtml } from "./page.ts";

/** Writes the site of these chapters into a folder, which is emptied first. */
export async function writeSite(
  chapters: readonly Chapter[],
  folder: string,
  { onChapter = () => {} }: { onChapter?: (name: string) => void } = {},
): Promise<void> {
  await Deno.remove(folder, { recursive: true }).catch(() => {});
  await Deno.mkdir(join(folder, "figures"), { recursive: true });
  const rendered = await render(chapters, folder);
  const names = new Set(chapters.map(({ name }) => name));
  const articles = [];
  for (const [i, chapter] of chapters.entries()) {
    const article = articleOf(chapter, rendered[i]!, names);
    articles.push(article);
    for (const { id, svg } of article.figures) {
      await Deno.writeFile(join(folder, "figures", `${article.name}-${id}.svg`), svg);
    }
    onChapter(article.name);
  }
  const pages: Page[] = [
    contentsPage(articles),
    ...articles.map(({ name, title, html, interactive }): Page => ({
      file: `${name}.html`,
      title,
      main: html,
      scripts: interactive ? ["interactive.js"] : [],
    })),
    claimsPage(articles),
  ];
  checkLinks(pages);
  for (const page of pages) await Deno.writeTextFile(join(folder, page.file), pageHtml(page, articles));
  await writeAssets(folder, { interactive: articles.some((article) => article.interactive) });
}

/** The chapters as nbconvert renders them with the project's template: one process, which is slow to start, for all. */
async function render(chapters: readonly Chapter[], folder: string): Promise<string[]> {
  const work = await Deno.makeTempDir({ dir: folder });
  try {
    const file = (name: string, ending: string): string => join(work, `${name}.${ending}`);
    for (const chapter of chapters) {
      await Deno.writeTextFile(file(chapter.name, "ipynb"), JSON.stringify(notebookOf(chapter)));
    }
    const { code, text } = await run(program("python"), [
      ...["-m", "nbconvert", "--log-level=WARN", "--to=html", "--template=nnr"],
      `--TemplateExporter.extra_template_basedirs=${join(root, "export", "templates")}`,
      ...chapters.map(({ name }) => file(name, "ipynb")),
    ], { env: environment });
    if (code !== 0) throw new ExportError("the site", `nbconvert says\n${tail(text)}`);
    return await Promise.all(chapters.map(({ name }) => Deno.readTextFile(file(name, "html"))));
  } finally {
    await Deno.remove(work, { recursive: true });
  }
}

/** A notebook with one representation of each output: nbconvert drops silently what it does not know. */
function notebookOf({ cells }: Chapter): object {
  return {
    cells: cells.map(({ kind, id, source, outputs }) => ({
      cell_type: kind,
      id,
      metadata: {},
      source,
      ...(kind === "code" ? { execution_count: null, outputs: outputs.map(outputOf) } : {}),
    })),
    metadata: { language_info: { name: "typescript", pygments_lexer: "typescript" } },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

function outputOf(output: Chapter["cells"][number]["outputs"][number]): object {
  const { type, text } = representation(output)!;
  return { output_type: "display_data", data: { [type]: text }, metadata: {} };
}
