/** nbconvert's page of a chapter -> the article of the site. */
import { claimBox, selfLink, setClaims, setFigures, setTables } from "./article_blocks.ts";
import { type Census, censusOf, checkFormulas, compareCensus } from "../read/census.ts";
import type { Chapter } from "../read/chapter.ts";
import { type Element, parseBody } from "../read/dom.ts";
import { escapeHtml } from "../read/escape.ts";
import type { Figure } from "../read/figures.ts";
import { releaseDollars, releaseFormulas } from "../read/formulas.ts";

/** A section's heading as the contents show it. */
export interface Section {
  readonly id: string;
  readonly html: string;
}

/** A chapter's article. */
export interface Article {
  readonly name: string;
  readonly html: string;
  readonly title: string;
  /** The paragraph that follows the title. */
  readonly lead: string;
  readonly sections: readonly Section[];
  /** The claims' boxes, below the headings of their sections, for the page of all claims. */
  readonly claims: readonly string[];
  readonly figures: readonly Figure[];
  /** Whether a figure can be turned or zoomed. */
  readonly interactive: boolean;
  readonly census: Census;
}

/**
 * Makes the article: ids, links, tables, claims, figures and formulas; `names` are the notebooks of the site.
 *
 * @throws {ExportError} when something of the notebook is not in it.
 */
export function articleOf(chapter: Chapter, html: string, names: ReadonlySet<string>): Article {
  const { name, formulas } = chapter;
  const body = parseBody(html);
  setHeadings(body, chapter);
  setLinks(body, names);
  setTables(body);
  const claims = setClaims(body);
  const figures = setFigures(body, chapter);
  for (const label of body.querySelectorAll(".theorem[id] > p:first-child > strong:first-child")) {
    label.innerHTML = selfLink(label.parentElement!.parentElement!.id, label.innerHTML);
  }
  checkFormulas(name, "the page", body.innerHTML, formulas);
  const census = censusIn(body, claims.length);
  compareCensus(name, "the page", censusOf(chapter), census);

  const written = formulas.map(markup);
  const finished = (text: string): string => releaseDollars(releaseFormulas(text, written));
  const title = body.querySelector("h1")!;
  const lead = title.nextElementSibling;
  const sections = [...body.querySelectorAll("h2")].map((heading) => ({
    id: heading.id,
    html: finished(heading.innerHTML),
  }));
  return {
    name,
    html: finished(body.innerHTML),
    title: finished(title.innerHTML),
    lead: lead?.localName === "p" ? finished(lead.innerHTML) : "",
    sections,
    claims: claims.flatMap((claim, i) => [
      ...(claim.section === claims[i - 1]?.section
        ? []
        : sectionHead(name, sections.find((s) => s.id === claim.section))),
      claimBox(claim, `${name}.html#claim-${claim.id}`),
    ]),
    figures,
    interactive: body.querySelector("script.plotly") !== null,
    census,
  };
}

function sectionHead(name: string, section: Section | undefined): string[] {
  return section ? [`<h3><a href="${name}.html#${section.id}">${section.html}</a></h3>`] : [];
}

function setHeadings(body: Element, { headings }: Chapter): void {
  [...body.querySelectorAll("h1, h2, h3, h4, h5, h6")].forEach((heading, i) => {
    heading.querySelector(".anchor-link")?.remove();
    heading.id = headings[i]?.id ?? "";
  });
}

/** Links to notebooks become links to pages; one to a file that is not on the site keeps its words alone. */
function setLinks(body: Element, names: ReadonlySet<string>): void {
  for (const link of [...body.querySelectorAll("a[href]")]) {
    const href = link.getAttribute("href")!;
    if (/^#|^[a-z]+:/.test(href)) continue;
    const [, name = "", id = ""] = /^([^#]+)\.ipynb(#.*)?$/.exec(href) ?? [];
    if (names.has(name)) link.setAttribute("href", `${name}.html${id}`);
    else link.replaceWith(...link.childNodes);
  }
}

function censusIn(body: Element, claims: number): Census {
  const count = (selector: string): number => [...body.querySelectorAll(selector)].length;
  return {
    theorem: count(".theorem"),
    proof: count(".proof"),
    figure: count("figure.picture"),
    table: count("table"),
    claim: claims,
    heading: count("h1, h2, h3, h4, h5, h6"),
    code: count(".highlight"),
  };
}

/** A formula on the page; an equation has its number to the right, outside of what scrolls. */
function markup({ html, display, tag, id }: Chapter["formulas"][number]): string {
  if (!display) return html;
  const number = tag === undefined
    ? ""
    : `<span class="tag">${id === undefined ? `(${escapeHtml(tag)})` : selfLink(id, `(${escapeHtml(tag)})`)}</span>`;
  return `<span class="equation"${
    id === undefined ? "" : ` id="${id}"`
  }><span class="scroll">${html}</span>${number}</span>`;
}
