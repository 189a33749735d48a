/** Tables, claims and figures of a page as the site sets them. */
import type { Chapter } from "../read/chapter.ts";
import { type Claim, readClaim } from "../read/claims.ts";
import { type Element, parseBody } from "../read/dom.ts";
import { escapeHtml } from "../read/escape.ts";
import { type Figure, readFigure } from "../read/figures.ts";

/** A label that is a link to itself, so that a reader can pass it on. */
export function selfLink(id: string, html: string): string {
  return `<a class="self" href="#${id}">${html}</a>`;
}

/** A table scrolls by itself; one with a caption is a figure. */
export function setTables(body: Element): void {
  for (const table of body.querySelectorAll("table")) {
    const scroll = `<div class="scroll">${table.outerHTML}</div>`;
    const anchor = table.previousElementSibling?.querySelector('a[id^="table-"]');
    if (!anchor) {
      replace(table, scroll);
      continue;
    }
    const caption = anchor.parentElement!;
    const label = caption.querySelector("strong")!;
    label.innerHTML = selfLink(anchor.id, label.innerHTML);
    anchor.remove();
    const html =
      `<figure class="table" id="${anchor.id}"><figcaption>${caption.innerHTML}</figcaption>${scroll}</figure>`;
    caption.remove();
    replace(table, html);
  }
}

/** Sets the claims and gives them, each with the id of the section in which it is made. */
export function setClaims(body: Element): (Claim & { readonly section: string | undefined })[] {
  const claims: (Claim & { section: string | undefined })[] = [];
  let section: string | undefined;
  for (const element of [...body.querySelectorAll("h2, .nnr-claim")]) {
    if (element.localName === "h2") {
      section = element.id;
      continue;
    }
    const claim = readClaim(element.outerHTML);
    claims.push({ ...claim, section });
    replace(element, claimBox(claim, `#claim-${claim.id}`));
  }
  return claims;
}

/** A claim's box; `href` is where its name leads. */
export function claimBox({ id, mark, statement, measured }: Claim, href: string): string {
  const state = mark === "✓" ? "holds" : "open";
  return `<div class="claim ${state}" id="claim-${id}"><span class="mark">${mark}</span> ` +
    `<a class="self" href="${href}">${id}</a> <span class="statement">${escapeHtml(statement)}</span> ` +
    `<span class="measured">${escapeHtml(measured)}</span></div>`;
}

/** Sets the pictures, which become files, and gives them; what Plotly draws lies beside its still picture. */
export function setFigures(body: Element, chapter: Chapter): Figure[] {
  const outputs = chapter.cells.flatMap((cell) => cell.outputs);
  return [...body.querySelectorAll("figure.nnr-figure")].map((element) => {
    const figure = readFigure(element.outerHTML);
    const { id, alt, width, height, label, caption } = figure;
    const output = outputs.find(({ shown }) => `figure-${shown.figure}` === id);
    const data = output?.data["application/vnd.plotly.v1+json"];
    const live = data === undefined
      ? livePart(output)
      : `<script type="application/json" class="plotly">${JSON.stringify(data).replaceAll("<", "\\u003c")}</script>`;
    const image = `<img src="figures/${chapter.name}-${id}.svg" alt="${escapeHtml(alt)}" width="${width}" ` +
      `height="${height}" loading="lazy">`;
    replace(
      element,
      `<figure class="picture" id="${id}"><div class="paper">${withPlaces(image, figure)}${live}</div>` +
        `<figcaption><b>${selfLink(id, label)}</b> ${escapeHtml(caption)}</figcaption></figure>`,
    );
    return figure;
  });
}

/** What moves below a picture, with its script, as the notebook has it. */
function livePart(output: Chapter["cells"][number]["outputs"][number] | undefined): string {
  const html = [output?.data["text/html"] ?? ""].flat().join("");
  return /<div class="nnr-live">.*<\/script>/s.exec(html)?.[0] ?? "";
}

/** An image whose parts tell something: a line below it says what, for pointer and keyboard (the arrows go from part to part). */
function withPlaces(image: string, { width, height, places }: Figure): string {
  if (places.length === 0) return image;
  const share = (length: number, all: number): string => `${(100 * length / all).toFixed(2)}%`;
  const parts = places.map(({ edges: [left, top, right, bottom], says }, i) => {
    const words = escapeHtml(says);
    return `<span role="img" tabindex="${i === 0 ? 0 : -1}" title="${words}" aria-label="${words}" style="left:${
      share(left, width)
    };top:${share(top, height)};width:${share(right - left, width)};height:${share(bottom - top, height)}"></span>`;
  });
  return `<div class="places" style="width:${width}px">${image}${parts.join("")}</div><output class="said"></output>`;
}

function replace(element: Element, html: string): void {
  element.replaceWith(...parseBody(html).children);
}
