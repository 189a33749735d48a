/** Whether the links of the site lead somewhere. */
import { parseBody } from "../read/dom.ts";
import { ExportError } from "../read/export_error.ts";
import type { Page } from "./page.ts";

/**
 * Looks at every link within the site.
 *
 * @throws {ExportError} at a link to a page or an id that is not there, and at an id that stands twice on a page.
 */
export function checkLinks(pages: readonly Page[]): void {
  const bodies = new Map(pages.map(({ file, main }) => [file, parseBody(main)]));
  const ids = new Map<string, Set<string>>();
  for (const [file, body] of bodies) {
    const own = new Set<string>();
    for (const { id } of body.querySelectorAll("[id]")) {
      if (own.has(id)) throw new ExportError(file, `two things have the id ${id}`);
      own.add(id);
    }
    ids.set(file, own);
  }
  for (const [file, body] of bodies) {
    for (const link of body.querySelectorAll("a[href]")) {
      const href = link.getAttribute("href")!;
      if (/^[a-z]+:/.test(href)) continue;
      const [page = "", id] = decodeURIComponent(href).split("#");
      const there = ids.get(page === "" ? file : page);
      if (!there || (id !== undefined && !there.has(id))) {
        throw new ExportError(file, `the link "${link.textContent}" leads to ${href}, which is not there`);
      }
    }
  }
}
