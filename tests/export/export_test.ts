import { expect } from "expect";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { exportReport } from "../../export/export.ts";
import { writeBook } from "../../export/print/book.ts";
import { type Element, parseBody } from "../../export/read/dom.ts";
import { chapterOf } from "../../export/read/chapter.ts";
import { readNotebooks } from "../../export/read/notebook.ts";
import { run } from "../../tools/command.ts";
import { openBrowser, skip as noBrowser } from "../browser.ts";
import { writeFixture } from "./fixture.ts";

const folder = await Deno.makeTempDir({ prefix: "nnr export " });
const site = join(folder, "html");
const names = ["index", "01_constructs", "02_other", "claims"];
const claims = ["one-less", "later", "two-more"];
const html = (name: string): string => Deno.readTextFileSync(join(site, `${name}.html`));
const page = (name: string): Element => parseBody(/<body>([\s\S]*)<\/body>/.exec(html(name))![1]!);
const all = (root: Element, selector: string): Element[] => [...root.querySelectorAll(selector)];
const known = new Map<string, string[]>();
function idsOf(name: string): string[] {
  const ids = known.get(name) ?? all(page(name), "[id]").map((e) => e.id);
  known.set(name, ids);
  return ids;
}
const noPdfToText = await run("pdftotext", ["-v"]).then(
  () => false as const,
  () => "no pdftotext: install poppler-utils",
);

before(async () => {
  await writeFixture(join(folder, "notebooks"));
  await exportReport(folder, () => {});
});
after(() => Deno.remove(folder, { recursive: true }));

describe("the site", () => {
  for (const name of names) {
    it(`${name}: loads nothing from elsewhere, and all that it loads is there`, () => {
      const files = all(page(name), "[src]").map((e) => e.getAttribute("src")!);
      const links = [...html(name).matchAll(/<link rel="stylesheet" href="([^"]*)"/g)].map(([, href]) => href!);
      expect(links.length).toBeGreaterThan(0);
      for (const file of [...files, ...links]) expect([file, existsSync(join(site, file))]).toEqual([file, true]);
      expect(html(name)).not.toMatch(
        /(src|srcset|poster|data|action)="?https?:|<link[^>]+href="?https?:|url\(|@import|import\(/,
      );
    });
    it(`${name}: every link leads somewhere`, () => {
      for (const link of all(page(name), 'a[href]:not([href^="https:"])')) {
        const [file = "", id = ""] = decodeURIComponent(link.getAttribute("href")!).split("#");
        if (id !== "") expect(idsOf(file === "" ? name : file.replace(".html", ""))).toContain(id);
      }
    });
    it(`${name}: shows no TeX and nothing that was held back`, () => {
      const body = page(name);
      for (const hidden of all(body, "annotation, code, pre, script")) hidden.remove();
      expect(body.textContent.replace("a price of $5", "").replace("1 < 2 & $5 costs", "")).not.toMatch(
        /\$|\\[a-z]+|[\ue000-\uf8ff]/,
      );
    });
    it(`${name}: tells its language, its title and the way past the contents`, () => {
      expect(html(name)).toContain('<html lang="en">');
      expect(html(name)).toMatch(/<title>[^<]+<\/title>/);
      expect(page(name).children[0]!.getAttribute("href")).toBe("#main");
    });
  }

  it("loads nothing from elsewhere in its styles", () => {
    for (const { name } of Deno.readDirSync(site)) {
      if (!name.endsWith(".css")) continue;
      const css = Deno.readTextFileSync(join(site, name));
      expect(css).not.toMatch(/@import|https?:/);
      for (const [, file] of css.matchAll(/url\(([^)]+)\)/g)) {
        expect([file, existsSync(join(site, file!))]).toEqual([file, true]);
      }
    }
  });
  it("has all claims of all ledgers on one page, with links to where they are made", () => {
    const links = all(page("claims"), ".claim > a").map((a) => a.getAttribute("href"));
    expect(links).toEqual([
      "01_constructs.html#claim-one-less",
      "01_constructs.html#claim-later",
      "02_other.html#claim-two-more",
    ]);
  });
  it("sets theorems, equations, figures and tables with links to themselves", () => {
    const body = page("01_constructs");
    for (const id of ["theorem-1-1", "equation-1-1", "figure-empty", "table-wide", "claim-one-less"]) {
      expect(all(body, `#${id} a.self[href="#${id}"]`)).toHaveLength(1);
    }
  });
  it("links what is named by its number, in other chapters too", () => {
    const links = all(page("02_other"), ".proof a").map((a) => [a.textContent, a.getAttribute("href")]);
    expect(links).toEqual([
      ["Theorem 1.1", "01_constructs.html#theorem-1-1"],
      ["formula (1.1)", "01_constructs.html#equation-1-1"],
      ["Figure 1.1", "01_constructs.html#figure-empty"],
    ]);
  });
  it("keeps the words of a link to what is not on the site", () => {
    expect(all(page("01_constructs"), "li").at(-1)!.textContent).toContain("to solutions");
    expect(html("01_constructs")).not.toContain(".ipynb");
  });
  it("writes formulas with MathML, and code in colour", () => {
    expect(html("01_constructs")).toContain('<math xmlns="http://www.w3.org/1998/Math/MathML"');
    expect(html("01_constructs")).toContain('<span class="kd">const</span>');
  });
  it("loads Plotly's script on no page that has no use for it", () => {
    expect(names.filter((name) => html(name).includes("interactive.js"))).toEqual(["01_constructs"]);
  });

  it("lays what parts of a picture tell over it, for the keyboard too", () => {
    const parts = all(page("02_other"), "#figure-told .places span");
    expect(parts.map((part) => [part.getAttribute("title"), part.getAttribute("tabindex"), part.getAttribute("style")]))
      .toEqual([
        ['left & "first"', "0", "left:10.00%;top:10.00%;width:30.00%;height:50.00%"],
        ["right", "-1", "left:60.00%;top:10.00%;width:30.00%;height:50.00%"],
      ]);
  });

  it("opens from its files in a browser: whole at 400 pixels, Plotly's figure drawn, nothing fetched", {
    skip: noBrowser,
  }, async () => {
    const browser = await openBrowser();
    try {
      const tab = await browser.newPage({ viewport: { width: 400, height: 800 } });
      const wrong: string[] = [];
      tab.on("request", (request) => {
        if (!/^(file|data|blob):/.test(request.url())) wrong.push(request.url());
      });
      tab.on("requestfailed", (request) => wrong.push(request.url()));
      tab.on("pageerror", (error) => wrong.push(error.message));
      for (const name of names) {
        await tab.goto(`file://${encodeURI(join(site, `${name}.html`))}`);
        expect(await tab.evaluate("document.documentElement.scrollWidth")).toBe(400);
      }
      await tab.goto(`file://${encodeURI(join(site, "01_constructs.html"))}`);
      await tab.locator("#figure-empty").scrollIntoViewIfNeeded();
      await tab.locator("#figure-empty .main-svg").first().waitFor();
      expect(await tab.locator("#figure-empty img").isVisible()).toBe(false);
      await tab.goto(`file://${encodeURI(join(site, "02_other.html"))}`);
      await tab.locator("#figure-told span").first().focus();
      expect(await tab.locator(".said").textContent()).toBe('left & "first"');
      await tab.keyboard.press("ArrowRight");
      expect(await tab.locator(".said").textContent()).toBe("right");
      // A code of zeros is grey everywhere: σ(0) of the paper's 255, rounded to even.
      const drawn = "[...document.querySelector('canvas').getContext('2d').getImageData(0, 0, 32, 32).data]";
      expect(new Set(await tab.evaluate(drawn) as number[])).toEqual(new Set([128, 255]));
      await tab.locator(".nnr-live label input").first().press("End");
      expect(new Set(await tab.evaluate(drawn) as number[]).size).toBeGreaterThan(10);
      expect(wrong).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});

describe("the book", () => {
  it("has every claim, theorem, equation, figure and table in its text", { skip: noPdfToText }, async () => {
    const { text } = await run("pdftotext", ["-layout", join(folder, "nnr.pdf"), "-"]);
    for (const id of claims) expect(text).toContain(id);
    for (
      const part of [
        "Theorem 1.1",
        "Theorem 2.1",
        "(1.1)",
        "Figure 1.1.",
        "Table 1.1.",
        "28 395 041",
        "“quotes”",
        "+ one more",
        "$5",
        "a_string_without",
      ]
    ) {
      expect(text.replaceAll("\u202f", " ").replaceAll("\u200b", "")).toContain(part);
    }
    expect(text).not.toMatch(/\\[a-z]+\{|[\ue000-\uf8ff]/);
  });
  it("is the same to the byte when it is made again, elsewhere", async () => {
    const chapters = (await readNotebooks(join(folder, "notebooks"))).map(chapterOf);
    const [one, other] = [join(folder, "one"), join(folder, "another place")];
    for (const place of [one, other]) await writeBook(chapters, place, { version: "1" });
    const first = await Deno.readFile(join(one, "nnr.pdf"));
    const second = await Deno.readFile(join(other, "nnr.pdf"));
    expect(second.length).toBe(first.length);
    expect(second.every((byte, i) => byte === first[i])).toBe(true);
  });
});
