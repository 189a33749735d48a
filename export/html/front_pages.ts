/** The pages that are of no single notebook: contents and all claims. */
import type { Article } from "./article.ts";
import { type Page, TITLE } from "./page.ts";

/** The first page: what this is, and the chapters. */
export function contentsPage(articles: readonly Article[]): Page {
  const total = articles.reduce((sum, { census }) => sum + census.claim, 0);
  const chapters = articles.map(({ name, title, lead, census }) =>
    `<li><a href="${name}.html"><h2>${title}</h2></a>${lead && `<p>${lead}</p>`}<p class="counts">${
      counts([[census.theorem, "theorem"], [census.claim, "claim"], [census.figure, "figure"]])
    }</p></li>`
  );
  return {
    file: "index.html",
    title: TITLE,
    main: `<h1>${TITLE}</h1>
<p class="lead">A report in TypeScript: proved, built, trained and explained. Every statement that can be checked was checked
while these pages were made; <a href="claims.html">all ${total} claims</a> stand with what was measured.</p>
<ol class="chapters">
${chapters.join("\n")}
</ol>`,
  };
}

/** All claims of all chapters, by section, with links to where they are made. */
export function claimsPage(articles: readonly Article[]): Page {
  const total = articles.reduce((sum, { census }) => sum + census.claim, 0);
  const chapters = articles.filter(({ census }) => census.claim > 0).map(({ name, title, claims }) =>
    `<h2><a href="${name}.html">${title}</a></h2>\n${claims.join("\n")}`
  );
  return {
    file: "claims.html",
    title: "All claims",
    main: `<h1>All claims</h1>
<p class="lead">${total} claims, each with the value that was measured and the bound it must keep. ✓ holds; ○ is not judged at the
budget of this run. A claim’s name leads to where it is made.</p>
${chapters.join("\n")}`,
  };
}

function counts(all: readonly (readonly [number, string])[]): string {
  return all.filter(([n]) => n > 0).map(([n, word]) => `${n} ${word}${n === 1 ? "" : "s"}`).join(" · ");
}
