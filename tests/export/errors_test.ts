import { expect } from "expect";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { exportReport } from "../../export/export.ts";
import { articleOf } from "../../export/html/article.ts";
import { checkLinks } from "../../export/html/links.ts";
import type { Page } from "../../export/html/page.ts";
import { printMarkdown } from "../../export/print/print_markdown.ts";
import { writeBook } from "../../export/print/book.ts";
import { type Chapter, chapterOf } from "../../export/read/chapter.ts";
import { readNotebook } from "../../export/read/notebook.ts";
import { code, markdown, writeNotebook } from "./fixture.ts";

const folder = await Deno.makeTempDir({ prefix: "nnr-errors-" });
after(() => Deno.remove(folder, { recursive: true }));

async function chapter(...cells: object[]): Promise<Chapter> {
  await writeNotebook(folder, "01_wrong", [markdown("# 1 Wrong"), ...cells]);
  return chapterOf(await readNotebook(join(folder, "01_wrong.ipynb")));
}
const display = (data: object, nnr: object = {}): object => ({ output_type: "display_data", data, metadata: { nnr } });
const cell = (...outputs: object[]): object => ({ ...code("x();"), outputs });

describe("what cannot be exported is told with its notebook and cell", () => {
  it("a formula in Markdown", () =>
    expect(chapter(markdown("text"), markdown("so $\\frac{1}$"))).rejects.toThrow(
      "Cannot export 01_wrong, cell 3: the formula \\frac{1}: KaTeX cannot read it",
    ));
  it("a formula in an output, as print has no form for it", () =>
    expect(chapter(cell(display({ "text/markdown": "$\\cancel{x}$" })))).rejects.toThrow(
      "Cannot export 01_wrong, cell 2: the formula \\cancel{x}: print has no form for what KaTeX writes as <menclose>",
    ));
  it("a formula in a caption", () =>
    expect(chapter(cell(display({ "text/html": "<figure><figcaption>$\\a &lt; 1$</figcaption></figure>" })))).rejects
      .toThrow("Cannot export 01_wrong, cell 2: the formula \\a < 1: KaTeX cannot read it"));
  it("a cell that failed", () =>
    expect(chapter(cell({ output_type: "error", traceback: [] }))).rejects.toThrow(
      "Cannot export 01_wrong, cell 2: the cell failed when it was executed",
    ));
  it("an output that neither page nor print can show", () =>
    expect(chapter(cell(display({ "image/png": "" })))).rejects.toThrow(
      "Cannot export 01_wrong, cell 2: an output must have text/html, text/markdown or text/plain, found image/png",
    ));
  it("a claim that was lost between kernel and notebook", () =>
    expect(chapter(cell(display({ "text/plain": "" }, { ledger: [{ id: "gone" }] })))).rejects.toThrow(
      "Cannot export 01_wrong, cell 2: the ledger has the claim gone, which no output shows",
    ));
  it("HTML that print cannot set", async () => {
    const found = await chapter(markdown("one<br>two"));
    expect(() => printMarkdown(found, String)).toThrow("Cannot export 01_wrong, cell 2: print has no form for <br>");
  });
  it("what Typst refuses", async () => {
    const found = await chapter(markdown("to [nothing](#nowhere)"));
    await expect(writeBook([found], folder, { version: "1" })).rejects.toThrow(
      "Cannot export 01_wrong, cell 2: Typst says label `<01_wrong:nowhere>` does not exist in the document",
    );
  });
  it("a notebook without a title", async () => {
    await writeNotebook(folder, "02_untitled", [markdown("text")]);
    const notebook = await readNotebook(join(folder, "02_untitled.ipynb"));
    expect(() => chapterOf(notebook)).toThrow("Cannot export 02_untitled, cell 1: a notebook begins with its title");
  });
});

describe("nothing is lost in silence", () => {
  const theorem = markdown('<div class="theorem" id="theorem-1-1">\n\nAll is $x$.\n\n</div>');
  const rendered = "<h1>1 Wrong</h1>";

  it("neither a theorem", async () => {
    const found = await chapter(theorem);
    const page = `${rendered}<p>All is \ue0000\ue001.</p>`;
    expect(() => articleOf(found, page, new Set())).toThrow("the page must have 1 × theorem, found 0");
  });
  it("nor a formula", async () => {
    const found = await chapter(theorem);
    const page = `${rendered}<div class="theorem">All is x.</div>`;
    expect(() => articleOf(found, page, new Set())).toThrow(
      "Cannot export 01_wrong, cell 2: the page has the formula x 0 times",
    );
  });
  it("nor the end of a link", () => {
    const page = (main: string): Page => ({ file: "a.html", title: "A", main });
    expect(() => checkLinks([page('<a href="#b">there</a>')])).toThrow(
      'Cannot export a.html: the link "there" leads to #b, which is not there',
    );
    expect(() => checkLinks([page('<i id="b"></i><b id="b"></b>')])).toThrow("two things have the id b");
  });
  it("nor the notebooks themselves", () =>
    expect(exportReport(join(folder, "empty"), () => {})).rejects.toThrow(
      /^There are no executed notebooks in .*: deno task run makes them$/,
    ));
});
