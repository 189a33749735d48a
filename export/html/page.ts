/** What all pages of the site share: head, contents bar, ways to the next page. */
import { escapeHtml, unescapeHtml } from "../read/escape.ts";
import type { Article } from "./article.ts";

/** The report's name. */
export const TITLE = "Neural Networks for Recognition";

/** The site's own styles. */
export const STYLES: readonly string[] = ["text.css", "blocks.css", "frame.css"];

/** A page of the site. */
export interface Page {
  /** Its file. */
  readonly file: string;
  /** Its title, which may hold markup. */
  readonly title: string;
  readonly main: string;
  readonly scripts?: readonly string[];
}

/** A link to a page. */
interface Way {
  readonly file: string;
  readonly title: string;
}

/** The whole of a page, in the site of these articles. */
export function pageHtml({ file, title, main, scripts = [] }: Page, articles: readonly Article[]): string {
  const ways: Way[] = [
    { file: "index.html", title: "Contents" },
    ...articles.map((article) => ({ file: `${article.name}.html`, title: article.title })),
    { file: "claims.html", title: "All claims" },
  ];
  const here = ways.findIndex((way) => way.file === file);
  const name = unescapeHtml(title.replace(/<[^>]*>/g, ""));
  const head = file === "index.html" ? TITLE : `${name} · ${TITLE}`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(head)}</title>
${["katex.css", ...STYLES].map((style) => `<link rel="stylesheet" href="${style}">`).join("\n")}
${["page.js", ...scripts].map((script) => `<script defer src="${script}"></script>`).join("\n")}
</head>
<body>
<a class="skip" href="#main">Skip to the text</a>
<nav class="bar" aria-label="Contents">
<a class="home" href="index.html">${TITLE}</a>
<details>
<summary>Contents</summary>
<ol>
${
    ways.slice(1).map((way) =>
      entry(way, way.file === file ? articles.find((a) => `${a.name}.html` === file) : undefined, file)
    ).join("\n")
  }
</ol>
</details>
</nav>
<main id="main">
${main}
${turn(ways[here - 1], ways[here + 1])}
</main>
</body>
</html>
`;
}

/** A page's line in the contents bar, with the sections of the page that is open. */
function entry(way: Way, open: Article | undefined, file: string): string {
  const current = way.file === file ? ' aria-current="page"' : "";
  const sections = open?.sections.map(({ id, html }) => `<li><a href="#${encodeURIComponent(id)}">${html}</a></li>`)
    .join("");
  return `<li><a href="${way.file}"${current}>${way.title}</a>${sections ? `<ol>${sections}</ol>` : ""}</li>`;
}

function turn(before: Way | undefined, after: Way | undefined): string {
  const link = (way: Way | undefined, rel: string, word: string): string =>
    way ? `<a rel="${rel}" href="${way.file}"><span>${word}</span> ${way.title}</a>` : "<span></span>";
  return `<nav class="turn" aria-label="Pages">${link(before, "prev", "Previous")}${link(after, "next", "Next")}</nav>`;
}
